"""Reading an article: text, hits, facts, what was left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser, LexborNode

Visit = Callable[..., LexborHTMLParser]

HARBOUR = "/article/news.jsonl%231"


def test_article_is_shown_with_its_facts(visit: Visit) -> None:
    page = visit(HARBOUR)
    assert page.css_first("h1").text() == "Harbour strike enters third week"
    assert page.css_first("title").text() == "Harbour strike enters third week – Backfile"
    assert page.css_first(".story .byline").text() == "Leila Haddad"
    assert len(page.css(".prose p")) == 3
    facts = {div.css_first("dt").text(): div.css_first("dd").text() for div in page.css("dl div")}
    assert "Strait Courier" in facts["Outlet"]
    assert "14 March 2023" in facts["Date"]
    assert "from " in facts["Date"], "says where the date was found"
    assert facts["File"] == "news.jsonl#1"


def test_every_hit_is_marked_and_numbered(visit: Visit) -> None:
    page = visit(HARBOUR + "?q=strike")
    ids = [mark.attributes["id"] for mark in page.css(".story mark")]
    assert ids == ["hit-1", "hit-2", "hit-3", "hit-4"]
    assert page.css_first(".hit-count").text().startswith("4 hits")
    assert len(page.css(".concordance li")) == 4


def test_stems_are_marked_as_they_are_found(visit: Visit) -> None:
    marks = visit(HARBOUR + "?q=dockers+voting").css(".prose mark")
    assert [mark.text() for mark in marks] == ["Dockers", "voted"]


def test_every_link_to_a_hit_has_its_hit(visit: Visit) -> None:
    page = visit(HARBOUR + "?q=strike+OR+the")
    targets = {node.attributes["id"] for node in page.css("[id]")}
    links = {a.attributes["href"][1:] for a in page.css("a[href^='#']")}
    assert links <= targets


def test_article_without_a_question_has_no_hits(visit: Visit) -> None:
    page = visit(HARBOUR)
    assert page.css_first(".trail") is None
    assert page.css_first("mark") is None


def test_question_without_hits_says_so(visit: Visit) -> None:
    assert visit(HARBOUR + "?q=xylophone").css_first(".hit-count").text().startswith("No hits")


def test_way_back_is_the_very_page_of_results(visit: Visit) -> None:
    page = visit(HARBOUR + "?q=strike&page=2&sort=oldest&lang=en")
    assert page.css_first(".back").attributes["href"] == (
        "/search?q=strike&page=2&sort=oldest&lang=en"
    )


def test_foreign_article_runs_its_own_way(visit: Visit) -> None:
    prose = visit("/article/news.jsonl%232").css_first(".prose")
    assert prose.attributes["lang"] == "ar"
    assert prose.attributes["dir"] == "rtl"
    assert {p.attributes["dir"] for p in prose.css("p")} == {"auto"}


# Proper names (WCAG 3.1.2), and what the reader typed.
EXEMPT = ".outlet, .byline, .path, .asked, .facet, title, dl div:not(:first-child), bdi:not([lang])"


@pytest.mark.parametrize("path", ["/", "/search?q=lang:ar", "/article/news.jsonl%232?q=الميناء"])
def test_every_foreign_text_says_its_language_and_direction(visit: Visit, path: str) -> None:
    page = visit(quote(path, safe="/?=:%"))
    for node in page.css(EXEMPT):
        node.decompose()
    foreign = [
        list(ancestors(node))
        for node in page.root.traverse(include_text=True)
        if node.tag == "-text" and re.search("[\u0600-\u06ff]", node.text())
    ]
    assert foreign
    for around in foreign:
        assert next(a.attributes["lang"] for a in around if "lang" in a.attributes) == "ar"
        assert any("dir" in a.attributes or a.tag == "bdi" for a in around)


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def test_citation_holds_what_a_footnote_needs(visit: Visit) -> None:
    citation = " ".join(visit(HARBOUR).css_first(".citation").text().split())
    assert citation == (
        "Leila Haddad. “Harbour strike enters third week”. Strait Courier, 14 March 2023. "
        "https://courier.example/harbour-strike. Saved as news.jsonl#1."
    )


def test_citation_leaves_out_what_is_not_known(visit: Visit) -> None:
    citation = visit("/article/news.jsonl%233").css_first(".citation").text()
    assert citation == (
        "“A short history of the lighthouse”. Keeper's Quarterly. Saved as news.jsonl#3."
    )


def test_address_of_the_article_is_a_link_that_tells_nothing(visit: Visit) -> None:
    link = visit(HARBOUR).css_first("dd a")
    assert link.attributes["href"] == "https://courier.example/harbour-strike"
    assert link.attributes["rel"] == "noopener noreferrer nofollow"


def test_what_was_left_out_is_shown_with_its_reason(serve, corpus) -> None:
    corpus.write(
        "page.html",
        "<html><body><nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article>"
        "<h1>The quay is closed</h1>"
        "<p>The quay was closed on Tuesday after a crane had leaned over it for three days.</p>"
        "<p>It will be opened again when the crane has been persuaded to stand up straight.</p>"
        "</article><footer>Copyright 2023 Port Gazette. All rights reserved.</footer>"
        "</body></html>",
    )
    page = LexborHTMLParser(serve().get("/article/page.html").text)
    left_out = page.css_first("section[aria-labelledby=removed]")
    assert "All rights reserved" in left_out.text()
    assert left_out.css_first("h3").text()
    assert "All rights reserved" not in page.css_first(".story").text()


def test_similar_articles_are_offered(visit: Visit) -> None:
    page = visit("/article/port/notices.jsonl%231?q=berth")
    similar = page.css(".similar h3 a")
    assert 1 <= len(similar) <= 5
    assert all(link.text().startswith("Berth notice") for link in similar)
    assert page.css_first("h1").text() not in [link.text() for link in similar]
    visit(similar[0].attributes["href"])


def test_article_like_no_other_offers_none(visit: Visit) -> None:
    assert visit("/article/news.jsonl%232").css_first(".similar") is None


def test_odd_name_round_trips(visit: Visit) -> None:
    found = visit("/search?q=cartographer").css_first(".hits a")
    page = visit(found.attributes["href"])
    assert page.css_first("h1").text() == "A cartographer measures the sandbank"
    assert page.css_first("dl .path").text() == "clippings/100% odd? & 'quoted' #7 + été.txt"


@pytest.mark.parametrize(
    "name",
    ["a.json.txt", "x.txt/original.txt", "line\nbreak.txt", "back\\slash.txt", "a..txt",
     "a...txt", "%2e.txt", "tab\t.txt", "🐐.txt", "a;b=c.txt", "مقال.txt", " space .txt",
     "e\u0301.txt"],
)  # fmt: skip
def test_any_name_round_trips(serve, corpus, name: str) -> None:
    text = "The goat of the harbour master was seen on the mole again, eating a chart.\n"
    corpus.write(name, text)
    client: FlaskClient = serve()
    found = LexborHTMLParser(client.get("/search?q=goat").text).css_first(".hits a")
    address = found.attributes["href"]
    assert client.get(address).status_code == 200
    assert client.get(address.replace("?", ".json?")).json["id"] == name
    original = client.get(address.replace("?", "/original?"), buffered=True)
    assert original.text == text


def test_name_that_is_not_utf8_does_no_harm(serve, corpus) -> None:
    corpus.write(b"caf\xe9.txt".decode("utf-8", "surrogateescape"), "A goat in a café.\n" * 3)
    client: FlaskClient = serve()
    page = client.get("/search?q=goat")
    assert page.status_code == 200
    for link in LexborHTMLParser(page.text).css(".hits a"):
        assert client.get(link.attributes["href"]).status_code == 200


def test_unknown_article_is_not_found(visit: Visit) -> None:
    page = visit("/article/" + quote("gone.txt"), status=404)
    assert page.css_first("#q") is not None
