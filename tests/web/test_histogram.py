from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from search import FacetValue
from web.pages.histogram import HEIGHT, LEAST, MOST_BARS, MOST_GROUPS, Histogram, histogram
from web.search_params import SearchParams

Visit = Callable[..., LexborHTMLParser]


def chart(app: Flask, counts: dict[str, int], total: int | None = None) -> Histogram | None:
    with app.test_request_context():
        months = [FacetValue(month, count) for month, count in counts.items()]
        return histogram(
            SearchParams(query="x"), months, sum(counts.values()) if total is None else total
        )


def test_months_while_they_are_few(app: Flask) -> None:
    found = chart(app, {"2022-05": 4, "2024-06": 1})
    assert found is not None
    assert [bar.name for bar in found.bars] == ["May 2022: 4 articles", "June 2024: 1 article"]
    assert found.bars[0].url == "/search?q=x&from=2022-05&to=2022-05"
    assert (found.bars[0].x, found.bars[0].width) == (pytest.approx(100 * 4 / 36, abs=0.01), 2.778)
    assert [bar.height for bar in found.bars] == [HEIGHT, HEIGHT / 4]
    assert [tick.label for tick in found.ticks] == ["2022", "2023", "2024"]


def test_quarters_of_a_single_year(app: Flask) -> None:
    found = chart(app, {"2022-05": 4, "2022-06": 1})
    assert found is not None
    assert [tick.label for tick in found.ticks] == ["Jan 2022", "Apr", "Jul", "Oct"]


def test_then_years(app: Flask) -> None:
    found = chart(app, {"1999-12": 1, "2016-01": 2, "2016-05": 1, "2016": 1})
    assert found is not None
    assert [bar.name for bar in found.bars] == ["1999: 1 article", "2016: 4 articles"]
    assert found.bars[0].url == "/search?q=x&from=1999&to=1999"
    assert [tick.label for tick in found.ticks][:2] == ["2000", "2002"]


def test_names_at_the_edges_stay_within_the_chart(app: Flask) -> None:
    found = chart(app, {f"{year}-01": 1 for year in range(1995, 2026)})
    assert found is not None
    first, *_, last = found.ticks
    assert (first.label, first.anchor, first.x) == ("1995", "start", 0.0)
    assert (last.label, last.anchor, last.x) == ("2025", "end", 100.0)


def test_then_decades(app: Flask) -> None:
    found = chart(app, {"1899-12": 1, "2016-01": 2})
    assert found is not None
    assert [bar.name for bar in found.bars] == ["1890s: 1 article", "2010s: 2 articles"]
    assert found.bars[0].url == "/search?q=x&from=1890&to=1899"


def test_one_article_among_thousands_is_still_seen(app: Flask) -> None:
    found = chart(app, {"2022-05": 1, "2022-06": 100_000})
    assert found is not None
    assert found.bars[0].height == LEAST


def test_what_has_no_bar_is_counted(app: Flask) -> None:
    found = chart(app, {"2022-05": 2, "2022-06": 3, "2022": 1}, total=10)
    assert found is not None
    assert (found.unit, found.left_out) == ("month", 5)


def test_neighbouring_months_are_one_link_where_they_are_many(app: Flask) -> None:
    found = chart(app, {"2021-11": 2, "2022-05": 4, "2022-06": 1, "2023-01": 8})
    assert found is not None
    assert [group.name for group in found.groups] == [
        "October 2021 to December 2021: 2 articles",
        "April 2022 to June 2022: 5 articles",
        "January 2023 to March 2023: 8 articles",
    ]
    assert found.groups[1].url == "/search?q=x&from=2022-04&to=2022-06"
    assert (found.groups[1].x, found.groups[1].width) == (41.667, 8.333)


def test_last_group_takes_in_what_is_left_over(app: Flask) -> None:
    found = chart(app, {f"{year}": 1 for year in range(2000, 2023)})
    assert found is not None
    assert [group.articles for group in found.groups] == [2] * 10 + [3]
    assert found.groups[-1].name == "2020 to 2022: 3 articles"


def test_decades_have_groups_too(app: Flask) -> None:
    found = chart(app, {"1700": 1, "1719": 1, "1990": 1})
    assert found is not None
    assert found.groups[0].url == "/search?q=x&from=1700&to=1729"


def test_few_bars_have_no_groups(app: Flask) -> None:
    found = chart(app, {"2022-01": 1, "2022-12": 1})
    assert found is not None
    assert (len(found.bars), found.groups) == (2, ())


@pytest.mark.parametrize("counts", [{}, {"2022-05": 9}, {"2022": 9}])
def test_one_time_is_no_chart(app: Flask, counts: dict[str, int]) -> None:
    assert chart(app, counts) is None


def test_years_alone_are_a_chart_too(app: Flask) -> None:
    found = chart(app, {"2021": 1, "2022": 2})
    assert found is not None
    assert found.unit == "year"


YEARS = st.integers(1, 9999).map("{:04}".format)
MONTHS = st.builds("{}-{:02}".format, YEARS, st.integers(1, 12))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(YEARS | MONTHS, st.integers(1, 10**6), max_size=30))
def test_bars_stand_beside_each_other_and_lose_no_article(
    app: Flask, counts: dict[str, int]
) -> None:
    found = chart(app, counts)
    if found is None:
        return
    assert 2 <= len(found.bars) <= MOST_BARS
    assert sum(bar.articles for bar in found.bars) + found.left_out == sum(counts.values())
    for bar, after in zip(found.bars, found.bars[1:], strict=False):
        assert bar.x + bar.width <= after.x + 0.01
    for bar in found.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= 100.01
        assert bar.y + bar.height == pytest.approx(HEIGHT)
    if found.groups:
        assert sum(group.articles for group in found.groups) == sum(
            bar.articles for bar in found.bars
        )
    for group in found.groups:
        assert group.width >= 99.99 / MOST_GROUPS
        assert 0 <= group.x <= group.x + group.width <= 100.01
    for group, after in zip(found.groups, found.groups[1:], strict=False):
        assert group.x + group.width <= after.x + 0.01


@pytest.mark.parametrize(("kind", "number"), [("fine", 23), ("coarse", 12)])
def test_bars_on_the_page_lead_to_as_many_articles(visit: Visit, kind: str, number: int) -> None:
    links = visit("/search?q=berth&sort=oldest").css(f".timeline a.{kind}")
    assert len(links) == number
    for link in links[:3]:
        span, count = link.attributes["aria-label"].split(": ")
        page = visit(link.attributes["href"])
        assert page.css_first("h1").text() == f"{count} for “berth”"
        assert page.css_first(".chips a span").text() == span
