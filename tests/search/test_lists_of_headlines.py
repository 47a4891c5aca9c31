"""A saved front page is found by its headlines, and is neither news nor a report of anything."""

from __future__ import annotations

import pytest

from index import reindex
from search import Engine

EVENTS = [
    "Halcyon ferry runs aground off Oumet with two hundred people",
    "Tamzali wins the recount in the harbour ward by nine votes",
    "Bakery of Korvad street burns down, nobody is hurt",
    "School of Lower Ren stays closed until the roof is mended",
    "Goat of Deka finds clay tablets in the old archive",
    "Council of Oumet wants to sell the harbour wall again",
]
REPORT = (
    "The Halcyon ferry ran aground off Oumet at noon with two hundred people, the harbour said. "
    "Boats of Oumet brought all people of the Halcyon ashore, and the ferry was towed at night. "
)


def front_page(day: str) -> str:
    links = "".join(
        f"<div class='teaser'><h3><a href='/{i}'>{headline}, part {part}</a></h3></div>"
        for i, headline in enumerate(EVENTS)
        for part in "ab"
    )
    head = (
        f'<title>The Courier</title><meta name="date" content="{day}">'
        '<link rel="canonical" href="https://courier.example/">'
    )
    return f"<html><head>{head}</head><body><h1>The Courier</h1>{links}</body></html>"


def report(day: str, outlet: str) -> str:
    body = "".join(f"<p>{REPORT} {outlet} adds sentence {i}.</p>" for i in range(4))
    head = f'<title>{EVENTS[0]}</title><meta name="date" content="{day}">'
    return f"<html><head>{head}</head><body><h1>{EVENTS[0]}</h1>{body}</body></html>"


@pytest.fixture
def engine(corpus, index_dir):
    corpus.write("front.html", front_page("2023-03-15"))
    corpus.write("courier.html", report("2023-03-14", "The Courier"))
    corpus.write("dispatch.html", report("2023-03-13", "Strait Dispatch"))
    assert not reindex(corpus.folder, index_dir).problems
    return Engine.open(index_dir)


def test_list_of_headlines_is_found_by_them_and_keeps_the_day_that_it_says(engine):
    assert "front.html" in {hit.id for hit in engine.search("bakery Korvad").hits}
    article = engine.article("front.html").article
    assert article.is_list
    assert article.date == "2023-03-15"


def test_list_of_headlines_is_told_among_the_results(engine):
    told = {hit.id: hit.is_list for hit in engine.search("Halcyon ferry").hits}
    assert told == {"front.html": True, "courier.html": False}


def test_list_of_headlines_is_not_the_newest_article(engine):
    newest = [hit.id for hit in engine.search("", sort="newest").hits]
    assert newest[-1] == "front.html"
    assert newest[0] != "front.html"


def test_list_of_headlines_is_in_no_story(engine):
    assert {hit.id for hit in engine.search("story:front.html").hits} == {"front.html"}
