"""Searching: the box, the list of hits, orders, pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tests.strikes import SENTENCE, strikes
from web import create_app
from web.cli.terminal import lines_of_result

Visit = Callable[..., LexborHTMLParser]


def titles(page: LexborHTMLParser) -> list[str]:
    return [link.text() for link in page.css(".hits h2 a")]


def test_question_stays_in_the_box(visit: Visit) -> None:
    page = visit("/search?q=harbour+%22strike%22")
    assert page.css_first("#q").attributes["value"] == 'harbour "strike"'


def test_title_and_heading_carry_question_and_count(visit: Visit) -> None:
    page = visit("/search?q=berth+dredged")
    assert page.css_first("h1").text() == "23 articles for “berth dredged”"
    assert page.css_first("title").text() == (
        "“berth dredged” – 23 articles – page 1 of 3 – Backfile"
    )


def test_hit_shows_what_is_known_of_it(visit: Visit) -> None:
    hit = visit("/search?q=leila+OR+committee").css_first(".hits > li")
    assert hit.css_first("h2").text() == "Harbour strike enters third week"
    assert hit.css_first(".outlet").text() == "Strait Courier"
    assert hit.css_first("time").attributes["datetime"] == "2023-03-14"
    assert hit.css_first("time").text() == "14 March 2023"
    assert hit.css_first(".byline").text() == "Leila Haddad"
    assert hit.css_first(".path").text() == "news.jsonl#1"
    assert "committee" in [mark.text() for mark in hit.css(".snippet mark")]


def test_hit_in_the_title_is_marked_there(visit: Visit) -> None:
    hit = visit("/search?q=title:enters").css_first(".hits > li")
    assert [mark.text() for mark in hit.css("h2 mark")] == ["enters"]


def test_foreign_article_says_its_language(visit: Visit) -> None:
    hit = visit("/search?q=" + quote("الميناء")).css_first(".hits > li")
    assert "Arabic" in hit.css_first(".slug").text()
    assert hit.css_first("h2").attributes["lang"] == "ar"
    assert hit.css_first(".snippet").attributes["dir"] == "auto"


def test_undated_article_says_so(visit: Visit) -> None:
    assert "undated" in visit("/search?q=lighthouse").css_first(".slug").text()


def test_hit_leads_to_its_article_as_a_result(visit: Visit) -> None:
    page = visit("/search?q=berth&sort=oldest&page=2")
    href = page.css_first(".hits a").attributes["href"]
    assert href.startswith("/article/port/notices.jsonl%23")
    assert href.endswith("?q=berth&page=2&sort=oldest")


def test_orders(visit: Visit) -> None:
    newest = titles(visit("/search?q=berth&sort=newest"))
    oldest = titles(visit("/search?q=berth&sort=oldest"))
    assert newest[0] == "Berth notice 22"
    assert oldest[0] == "Berth notice 0"
    page = visit("/search?q=berth&sort=oldest")
    assert [link.text() for link in page.css(".sorts a[aria-current]")] == ["Oldest"]


def test_pages_share_the_hits_out(visit: Visit) -> None:
    pages = [visit(f"/search?q=berth&sort=oldest&page={page}") for page in (1, 2, 3)]
    shown = [title for page in pages for title in titles(page)]
    assert shown == [f"Berth notice {number}" for number in range(23)]
    assert "21 to 23 of 23" in pages[2].css_first(".aside").text()
    assert pages[2].css_first(".hits").attributes["start"] == "21"


def test_page_links(visit: Visit) -> None:
    nav = visit("/search?q=berth&page=2").css_first(".paging")
    assert [link.text() for link in nav.css("a")] == ["Previous", "1", "2", "3", "Next"]
    assert nav.css_first("[aria-current]").text() == "2"
    assert nav.css_first("[rel=prev]").attributes["href"] == "/search?q=berth"
    assert nav.css_first("[rel=next]").attributes["href"] == "/search?q=berth&page=3"


def test_one_page_needs_no_page_links(visit: Visit) -> None:
    assert visit("/search?q=ferry").css_first(".paging") is None


@pytest.mark.parametrize("page", ["4", "999999"])
def test_page_beyond_the_last_leads_to_the_first(client: FlaskClient, page: str) -> None:
    response = client.get(f"/search?q=berth&sort=oldest&page={page}")
    assert response.status_code == 302
    assert response.location == "/search?q=berth&sort=oldest"


@pytest.mark.parametrize("rest", ["page=0", "page=-3", "page=x", "sort=best", "nonsense=1"])
def test_parameter_that_makes_no_sense_is_ignored(visit: Visit, rest: str) -> None:
    assert len(titles(visit(f"/search?q=berth&{rest}"))) == 10


def test_operators_are_shown_as_they_were_understood(visit: Visit) -> None:
    understood = visit("/search?q=harbour+-berth").css_first(".understood").text()
    assert understood == "read as harbour AND NOT berth"
    assert visit("/search?q=harbour+strike").css_first(".understood") is None


def test_long_question_is_cut_and_the_reader_told(visit: Visit) -> None:
    page = visit("/search?q=" + "berth+" * 800)
    assert "first 2,000 were used" in page.css_first(".notes").text()
    assert len(page.css_first("h1").text()) < 200


def test_page_leads_to_its_record(visit: Visit) -> None:
    link = visit("/search?q=berth&page=2").css_first("link[rel=alternate]")
    assert link.attributes["href"] == "/search.json?q=berth&page=2"


def test_nothing_found_says_so_and_leads_on(visit: Visit) -> None:
    page = visit("/search?q=harbour+xylophone")
    heading = page.css_first("h1").text()
    assert heading.startswith("No articles with all words, ")
    assert heading.endswith("with most for “harbour xylophone”")
    assert page.css_first("h2.group").text() == "With most of these words"
    assert {note.text() for note in page.css(".hits .without")} == {"without: xylophone"}
    assert page.css_first(".nothing") is None


def test_nothing_found_under_filters_offers_to_drop_each(visit: Visit) -> None:
    page = visit("/search?q=harbour&outlet=Port+Gazette&to=2019")
    ways = {a.text(): a.attributes["href"] for a in page.css(".nothing .ways a")}
    assert ways == {"without any filter": "/search?q=harbour"}
    page = visit("/search?q=harbour&outlet=Port+Gazette")
    ways = {a.text(): a.attributes["href"] for a in page.css(".nothing .ways a")}
    assert ways == {"in every outlet, not only Port Gazette": "/search?q=harbour"}


def test_nothing_found_says_how_many_were_looked_through(visit: Visit) -> None:
    searched = visit("/search?q=xylophone").css_first(".nothing .searched").text()
    assert searched == "27 articles were looked through, titles and texts."


def test_words_that_never_meet_are_found_one_by_one_and_each_says_what_it_lacks(
    visit: Visit,
) -> None:
    page = visit("/search?q=lighthouse+dredged+sandbank")
    lacking = [note.text() for note in page.css(".hits .without")]
    assert len(lacking) == len(page.css(".hits > li")) > 0
    assert all(note.startswith("without: ") for note in lacking)


def test_operators_are_not_torn_apart(visit: Visit) -> None:
    page = visit("/search?q=(xylophone+OR+zither)+strike")
    assert page.css(".nothing .ways a") == []


def test_misspelt_word_leads_to_what_was_meant(visit: Visit) -> None:
    page = visit("/search?q=harbuor+strike&lang=en")
    meant = page.css_first(".meant a")
    assert meant.text() == "harbour strike"
    assert meant.css_first("em").text() == "harbour"
    assert meant.attributes["href"] == "/search?q=harbour+strike&lang=en"
    assert page.css_first(".meant .count").text() == "1 article"


def test_words_that_were_meant_are_offered_one_by_one_with_what_they_find(visit: Visit) -> None:
    page = visit("/search?q=harbuor+OR+bertth")
    links = {a.text(): a.attributes["href"] for a in page.css(".meant a")}
    assert list(links) == [
        "harbour OR berth", "harbour OR bertth", "harbuor OR berth",
    ]  # fmt: skip
    totals = [count.text() for count in page.css(".meant .count")]
    for href, total in zip(links.values(), totals, strict=True):
        as_typed = f"{href}&variants=off"  # the word left as it is sounds like one of the archive
        assert visit(as_typed).css_first("h1").text().startswith(total)


@pytest.mark.parametrize("query", ["berth", "xylophone", "harbour+strike", ""])
def test_what_was_meant_is_only_asked_when_it_helps(visit: Visit, query: str) -> None:
    assert visit(f"/search?q={query}").css_first(".meant") is None


def test_what_was_meant_is_escaped(visit: Visit) -> None:
    page = visit("/search?q=" + quote("harbuor -<b>gull</b>"))
    assert page.css_first(".meant b") is None
    assert page.css_first(".meant em").text() == "harbour"


def test_results_can_be_taken_away(visit: Visit) -> None:
    links = visit("/search?q=berth&page=2&lang=en").css(".takeaway a")
    assert [link.attributes["href"] for link in links] == [
        "/search.rss?q=berth&lang=en",
        "/search.csv?q=berth&lang=en",
        "/search.json?q=berth&page=2&lang=en",
    ]


def test_phrase_not_found_offers_its_words(visit: Visit) -> None:
    page = visit('/search?q="strike harbour"')
    assert page.css_first(".nothing a").text() == "the same words in any order"


def test_nothing_at_all_to_offer(visit: Visit) -> None:
    page = visit("/search?q=xylophone")
    assert page.css_first(".nothing h2").text() == "What may help"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from("ab\"'()*?~^:-+[]{}&|! ORNT\\/\0\u2028é"), max_size=40))
def test_no_question_is_an_error(client: FlaskClient, query: str) -> None:
    response = client.get("/search", query_string={"q": query})
    assert response.status_code == 200


def test_words_in_quotes_that_are_nowhere_lead_to_their_other_forms(visit: Visit) -> None:
    page = visit("/search?q=%22harbour+striking%22")
    link = page.css_first(".nothing a")
    assert link.text() == "the quoted words in other forms"
    assert page.css_first(".nothing .count").text() == "1 article"
    found = visit(link.attributes["href"])
    assert titles(found) == ["Harbour strike enters third week"]


def test_sentence_has_one_list_that_is_headed_by_what_is_in_it(tmp_path: Path) -> None:
    engine = strikes(tmp_path)
    page = LexborHTMLParser(create_app(engine).test_client().get(f"/search?q={SENTENCE}").text)
    assert [head.text() for head in page.css("h2.group")] == ["With all or most of these words"]
    assert len(page.css("ol.hits")) == 1
    printed = "\n".join(lines_of_result(engine.search(SENTENCE)))
    assert printed.count("With all or most of these words") == 1
