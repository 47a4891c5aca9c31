from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from search import FacetValue
from web.address import Address
from web.histogram import HEIGHT, LEAST, MOST_BARS, Histogram, histogram

Visit = Callable[..., LexborHTMLParser]


def chart(app: Flask, counts: dict[str, int], total: int | None = None) -> Histogram | None:
    with app.test_request_context():
        months = [FacetValue(month, count) for month, count in counts.items()]
        return histogram(
            Address(query="x"), months, sum(counts.values()) if total is None else total
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


def test_bars_on_the_page_lead_to_as_many_articles(visit: Visit) -> None:
    bars = visit("/search?q=berth&sort=oldest").css(".timeline a")
    assert len(bars) == 23
    for bar in bars[:3]:
        month, count = bar.attributes["aria-label"].split(": ")
        page = visit(bar.attributes["href"])
        assert page.css_first("h1").text() == f"{count} for “berth”"
        assert page.css_first(".chips a span").text() == month
