"""The front page: what is on file, and ways in."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

Visit = Callable[..., LexborHTMLParser]


def test_front_page_says_what_the_archive_holds(visit: Visit) -> None:
    page = visit("/")
    dateline = page.css_first(".dateline").text()
    assert "27 articles" in " ".join(dateline.split())
    assert re.search(r"indexed (just now|\d+ minutes? ago)", " ".join(dateline.split()))
    assert page.css_first("title").text() == "Search 27 articles – Backfile"


def test_newest_articles_come_first(visit: Visit) -> None:
    titles = [link.text() for link in visit("/").css(".briefs a")]
    assert len(titles) == 8
    assert titles[0] == "إضراب عمال الميناء يدخل أسبوعه الثالث"
    assert titles[1] == "Harbour strike enters third week"


def test_outlets_years_and_languages_are_ways_in(visit: Visit) -> None:
    facets = {facet.css_first("h2").text(): facet for facet in visit("/").css(".facet")}
    assert set(facets) == {"Outlet", "Date", "Language"}
    assert facets["Date"].css_first("a").attributes["href"] == "/search?from=2023&to=2023"
    assert "Arabic" in facets["Language"].text()


def test_years_of_the_archive_are_a_chart(visit: Visit) -> None:
    bars = visit("/").css(".timeline a")
    assert bars[0].attributes["aria-label"] == "2018: 12 articles"
    assert bars[0].attributes["href"] == "/search?from=2018&to=2018"
    assert "2 articles without a known year" in visit("/").css_first(".timeline").text()


def test_all_articles_can_be_listed(visit: Visit) -> None:
    page = visit("/search")
    assert page.css_first("h1").text() == "All 27 articles"
    assert [link.text() for link in page.css(".sorts a[aria-current]")] == ["Newest"]


@pytest.mark.parametrize("root", ["", "/the news"])
@pytest.mark.parametrize("path", ["/", "/search?q=berth", "/search?q=xylophone", "/gone"])
def test_all_that_a_page_links_to_is_there(client: FlaskClient, root: str, path: str) -> None:
    """Templates write the paths of the service themselves."""
    served = {"SCRIPT_NAME": root}
    page = LexborHTMLParser(client.get(path, environ_overrides=served).text)
    for name in ("href", "src", "action", "data-suggest"):
        for node in page.css(f"[{name}]"):
            linked = (node.attributes[name] or "").partition("#")[0]
            assert linked.startswith(quote(f"{root}/")) or not linked
            answer = client.get(
                linked.removeprefix(quote(root)), environ_overrides=served, buffered=True
            )
            assert answer.status_code == 200 or not linked, linked


def test_empty_archive_says_how_to_fill_it(serve) -> None:
    response = serve().get("/")
    assert response.status_code == 200
    assert "backfile reindex" in response.text
