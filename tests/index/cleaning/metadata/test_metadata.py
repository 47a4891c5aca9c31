from __future__ import annotations

import unicodedata
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from index.cleaning.block import Block
from index.cleaning.metadata.metadata import Metadata, metadata_of_page, metadata_of_text
from tests.hang import does_not_hang

MILLION = 10**6


def of_page(head: str = "", body: str = "", **where: str) -> Metadata:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return metadata_of_page(LexborHTMLParser(page), **where)


def of_text(*lines: str, title: str = "Title of it", **options: Any) -> Metadata:
    """Lines as they come from cleaning: "-" before a line says that it was removed."""
    blocks = [
        Block("p", line.removeprefix("-"), reason="date line" if line.startswith("-") else "")
        for line in lines
    ]
    return metadata_of_text(title, blocks, **options)


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def publisher(name: str) -> str:
    return json_ld(f'{{"@type": "NewsArticle", "publisher": {{"name": "{name}"}}}}')


ARTICLE = json_ld("""{"@context": "https://schema.org", "@graph": [
  {"@type": "Organization", "@id": "#org", "name": "The Courier"},
  {"@type": "Person", "@id": "#ada", "name": "Ada Byron"},
  {"@type": "NewsArticle", "headline": "Ferry aground",
   "datePublished": "2023-03-15T13:40:00+01:00",
   "dateModified": "2023-03-16", "author": [{"@id": "#ada"}, {"name": "Charles Babbage"}],
   "publisher": {"@id": "#org"}}]}""")


def test_json_ld_is_read_through_its_pointers():
    metadata = of_page(ARTICLE)
    assert metadata.title == "Ferry aground"
    assert metadata.date == "2023-03-15"
    assert metadata.byline == "Ada Byron, Charles Babbage"
    assert metadata.outlet == "The Courier"
    assert metadata.provenance["date"] == "json-ld datePublished"
    assert metadata.provenance["byline"] == "json-ld author"


def test_meta_elements_are_read():
    metadata = of_page(
        '<meta property="og:title" content="Ferry aground | The Courier">'
        '<meta property="og:site_name" content="The Courier">'
        '<meta name="author" content="Ada Byron">'
        '<meta property="article:published_time" content="2023-03-15T23:59:00-05:00">'
        '<meta property="og:description" content="All were taken off.">'
        '<link rel="canonical" href="https://courier.example/2023/ferry">'
    )
    assert metadata.title == "Ferry aground"
    assert metadata.date == "2023-03-15"
    assert metadata.date_confidence == "high"
    assert metadata.url == "https://courier.example/2023/ferry"
    assert metadata.description == "All were taken off."
    assert metadata.provenance["outlet"] == "meta og:site_name"


def test_headline_that_readers_see_counts_before_the_one_for_search_engines():
    metadata = of_page(
        "<title>Ferry aground: what we know</title>",
        "<h1>Ferry aground off Oumet: what we know</h1>",
    )
    assert metadata.title == "Ferry aground off Oumet: what we know"


def test_masthead_is_not_the_headline():
    body = "<header><h1>The Courier</h1></header><main><h1>Ferry aground off Oumet</h1></main>"
    metadata = of_page("<title>Ferry aground off Oumet - The Courier</title>", body)
    assert metadata.title == "Ferry aground off Oumet"
    assert metadata.outlet == "The Courier"


def test_dash_in_a_headline_is_not_cut():
    assert of_page("<title>Ferry aground - again</title>").title == "Ferry aground - again"


def test_date_is_found_in_markup_near_the_headline():
    body = (
        "<nav><time>1 May 2024</time></nav><article><h1>Ferry aground off Oumet</h1>"
        "<p class=byline>By Ada Byron in Oumet</p><p><time>15 March 2023</time></p>"
        "<p>Text</p></article><aside class=related><time>2 May 2024</time></aside>"
    )
    metadata = of_page("", body)
    assert (metadata.date, metadata.provenance["date"]) == ("2023-03-15", "time element")
    assert metadata.byline == "Ada Byron"


def test_date_is_found_in_text_near_the_headline():
    body = (
        "<div><h1>Ferry aground off Oumet</h1><div>Posted by Ada Byron on 15 March 2023</div></div>"
    )
    metadata = of_page("", body)
    assert (metadata.date, metadata.provenance["date"]) == ("2023-03-15", "text")
    assert (metadata.byline, metadata.provenance["byline"]) == ("Ada Byron", "text")


def test_day_of_publication_counts_before_that_of_a_change():
    body = "<h1>Ferry aground</h1><p>Updated 20 March 2023</p><p>Published 15 March 2023</p>"
    assert of_page("", body).date == "2023-03-15"


def test_day_of_a_change_is_better_than_none():
    metadata = of_page('<meta property="article:modified_time" content="2023-03-20">')
    assert (metadata.date, metadata.date_confidence) == ("2023-03-20", "low")


def test_copyright_line_is_no_date_of_publication():
    assert of_page("", "<h1>Ferry aground</h1><p>© 1 January 2019 The Courier</p>").date == ""


@pytest.mark.parametrize(
    ("where", "date", "source"),
    [
        ({"url": "https://courier.example/2023/03/15/ferry"}, "2023-03-15", "url"),
        ({"url": "https://courier.example/news/2023/mar/15/ferry"}, "2023-03-15", "url"),
        ({"url": "https://courier.example/2023/03/ferry"}, "2023-03", "url"),
        ({"path": "courier.example/2023-03-15-ferry.html"}, "2023-03-15", "file name"),
        ({"path": "courier.example/20230315_ferry.html"}, "2023-03-15", "file name"),
        ({"path": "courier.example/ferry-1999999.html"}, "", ""),
    ],
)
def test_date_is_found_in_addresses(where, date, source):
    metadata = of_page("<title>Ferry aground</title>", **where)
    assert (metadata.date, metadata.provenance.get("date", "")) == (date, source)


@pytest.mark.parametrize("written", ["2017-02-31", "99999-01-01", "1666-01-01", "2999-01-01"])
def test_impossible_date_is_passed_over(written):
    head = f'<meta property="article:published_time" content="{written}">'
    assert of_page(head).date == ""
    assert of_page(head, "<h1>Ferry aground</h1><time>15 March 2023</time>").date == "2023-03-15"


def test_figures_are_read_as_the_page_writes_them():
    body = "<h1>Ferry aground</h1><time>03/05/2023</time>"
    american = '<meta property="og:locale" content="en_US">'
    assert of_page("", body).date == "2023-05-03"
    assert of_page(american, body).date == "2023-03-05"


def test_domain_is_the_outlet_where_no_name_is_known():
    assert of_page(url="https://www.courier.example/a").outlet == "courier.example"
    assert of_page(path="courier.example/a.html").outlet == "courier.example"
    assert of_page(path="clippings/a.html").outlet == ""
    assert of_page(path="articles/saved.html/a.html").outlet == ""


def test_outlet_whose_name_agrees_with_the_domain_counts_before_its_owner():
    head = json_ld('{"@type": "NewsArticle", "publisher": {"name": "Strait Media Holdings"}}')
    head += '<meta property="og:site_name" content="The Bel Hazra Courier">'
    metadata = of_page(head, url="https://belhazracourier.example/a")
    assert metadata.outlet == "The Bel Hazra Courier"


def test_nobody_is_the_author():
    assert of_page('<meta name="author" content="admin">').byline == ""
    assert of_page('<meta name="author" content="https://courier.example/ada">').byline == ""


def test_language_is_heard_before_it_is_believed():
    german = "Der Fluss stieg in der Nacht und niemand wurde verletzt, aber es wird dauern. " * 6
    page = f"<html lang=en><body><p>{german}</p></body></html>"
    assert metadata_of_page(LexborHTMLParser(page)).lang == "de"
    assert metadata_of_page(LexborHTMLParser("<html lang=en-GB><p>Hm")).lang == "en"


@pytest.mark.parametrize(
    ("sentence", "lang"),
    [
        # Lakota, of which no small words are known: whatever it is, it is not English.
        ("Mni kin hanhepi iyuha wankatakiya u, tuweni ksuyeyapi sni, nahan oyate glapi kte. ", ""),
        ("河水在夜间上涨了四米，淹没了城市的低洼地区。无人受伤，但人们几周后才能回家。", "zh"),
    ],
)  # fmt: skip
def test_text_in_another_language_refutes_what_is_declared(sentence, lang):
    page = f"<html lang=en><body><p>{sentence * 5}</p></body></html>"
    assert metadata_of_page(LexborHTMLParser(page)).lang == lang


@pytest.mark.parametrize(
    ("head", "body", "outlet"),
    [
        # An address is a poor name, and so is one with an office, a slogan or a section.
        (publisher("www.courier.example"), "<footer>© 2023 The Courier</footer>", "The Courier"),
        (publisher("www.courier.example"), "", "courier.example"),
        (publisher("The Courier Ltd."), "", "The Courier"),
        (publisher("The Courier - what moves the coast"), "", "The Courier"),
        ("<title>Ferry aground - Health - Courier</title>", "<h1>Ferry aground</h1>", "Courier"),
        ("<title>Ferry aground: what we know - Courier</title>", "", "Courier"),
        # What the page calls itself is more than the word of its address in it.
        (publisher("Northern Courier"), "<footer>Courier</footer>", "Northern Courier"),
        ("", "<footer>© 2023 by Harbour Press. Copyright</footer>", "Harbour Press"),
        ("", "<footer>© Copyright</footer>", "courier.example"),
        ("<title>渡轮搁浅_新闻中心_海港日报</title>", "<p>©2012 All Rights</p>", "海港日报"),
        ("<title>渡轮在码头附近搁浅-海港新闻网</title>", "", "海港新闻网"),
        ("", '<a href="/"><img src="l.png" alt="The Courier Logo"></a><p>Ferry</p>', "The Courier"),
        ('<meta property="og:site_name" content="The Courier (TC)">', "", "The Courier"),
        ("", "<h1>Ferry</h1><footer>© 2023 Courier B.V.</footer>", "Courier"),
    ],
)  # fmt: skip
def test_outlet_goes_by_its_name(head, body, outlet):
    assert of_page(head, body, url="https://www.courier.example/a").outlet == outlet


def test_front_page_is_not_the_canonical_address():
    head = '<link rel="canonical" href="https://courier.example/">'
    assert of_page(head, url="https://courier.example/a").url == "https://courier.example/a"
    assert of_page('<link rel="canonical" href="/b">', url="https://courier.example/a").url == (
        "https://courier.example/b"
    )


def test_saved_text_tells_its_date_byline_and_outlet():
    metadata = of_text(
        "-The Bel Hazra Courier",
        "-By Leila Tamzali, Harbour Correspondent",
        "-Sat 16 Dec 2023 06:00",
        "Mud is always mud.",
        "-letters@belhazracourier.example",
    )
    assert metadata.date == "2023-12-16"
    assert metadata.byline == "Leila Tamzali"
    assert metadata.outlet == "The Bel Hazra Courier"
    assert set(metadata.provenance.values()) == {"text"}


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Leila Tamzali and Oskar Wendt", "Leila Tamzali and Oskar Wendt"),
        ("by Jory Amsalem, 11 Feb. 2024", "Jory Amsalem"),
        ("Posted on 2023-03-27 by Jory Amsalem", "Jory Amsalem"),
        ("Written by: Press Office of the Governorate", "Press Office of the Governorate"),
        ("Von Henning Thoms", "Henning Thoms"),
        ("Par notre envoyée spéciale à Corvadh, Solène Abgrall", "Solène Abgrall"),
        ("بقلم: نوران السعداوي", "نوران السعداوي"),
        ("Автор: Вера Ложкина", "Вера Ложкина"),
        ("Tuesday, 28.11.2023 | Qardane Today Newsroom", "Qardane Today Newsroom"),
        ("By daylight the river had gone through the ground floors.", ""),
        ("By whom?", ""),
        ("by | Feb 6, 2024 | Business Tips", ""),
    ],
)
def test_byline_is_told_from_prose(line, byline):
    assert of_text(f"-{line}", "The river rose.", "It fell.").byline == byline


@pytest.mark.parametrize(
    ("path", "lines", "outlet"),
    [
        ("strait-dispatch/a.txt", ["Text.", "-(c) Strait Dispatch."], "Strait Dispatch"),
        ("newsmaw/a.txt", ["-Newsmaw > World > Straits", "Text.", "More."], "Newsmaw"),
        ("clippings/a.txt", ["-Clippings", "Text.", "More."], ""),
        ("world/a.txt", ["-World > Asia", "Text.", "More."], ""),
        ("kuestenbote/a.txt", ["-Küstenbote / Hafen", "Text.", "© Küstenbote"], "Küstenbote"),
        ("golosproliva/a.txt", ["-Голос пролива", "Text.", "More."], "Голос пролива"),
        ("courier.example/a.txt", ["Text.", "More."], "courier.example"),
        ("x/qardanetoday_umet.txt", ["-Qardane Today – News", "Text.", "More."], "Qardane Today"),
        ("", ["BELHAZRA (Strait Dispatch) — Dockers ended a strike.", "More."], ""),
    ],
)  # fmt: skip
def test_outlet_of_a_text_needs_two_witnesses(path, lines, outlet):
    assert of_text(*lines, path=path).outlet == outlet


def test_folder_is_the_outlet_where_links_confirm_it():
    link = Block("p", "More", '<a href="https://openstrait.example/tag">More</a>', "navigation")
    blocks = [Block("p", "Text."), link]
    assert metadata_of_text("T", blocks, path="open-strait/a.md").outlet == "Open Strait"
    assert metadata_of_text("T", blocks[:1], path="open-strait/a.md").outlet == ""


def test_caption_with_a_date_is_not_the_date():
    blocks = [Block("p", "Oumet, 1 May 2019", reason="caption"), Block("p", "Text.")]
    assert metadata_of_text("T", blocks).date == ""


def test_dateline_gives_the_date_if_it_has_a_year():
    assert (
        of_text("LONDON, 9 June 2017 (Reuters) - The river rose.", "It fell.").date == "2017-06-09"
    )
    assert of_text("LONDON, June 9 (Reuters) - The river rose.", "It fell.").date == ""


def test_date_in_prose_is_not_the_date():
    assert of_text("The wall, which was built on 9 June 1911 by hand, fell down.").date == ""


def test_given_facts_outweigh_the_text():
    given = {
        "Title": "Given title",
        "published_at": "Nov 27th, 2023 - 11:48 pm",
        "authors": ["Ada Byron", {"name": "Charles Babbage"}],
        "site-name": "The Courier",
        "link": "https://courier.example/a",
        "language": "en-GB",
    }
    metadata = of_text("-9 June 2017", "-By Somebody Else", "Text.", given=given, path="a.jsonl#1")
    assert metadata.title == "Given title"
    assert metadata.date == "2023-11-27"
    assert metadata.byline == "Ada Byron, Charles Babbage"
    assert metadata.outlet == "The Courier"
    assert metadata.url == "https://courier.example/a"
    assert metadata.lang == "en"
    assert set(metadata.provenance.values()) == {"jsonl"}
    assert of_text("Text.", given=given, path="a.md").provenance["date"] == "front matter"


def test_given_facts_stand_alone_without_text():
    metadata = metadata_of_text(
        "", (), given={"url": "https://courier.example/a", "timestamp": 1496999999}
    )
    assert metadata.date == "2017-06-09"
    assert metadata.outlet == ""


def test_odd_given_facts_are_passed_over():
    given = {"title": {"name": 5}, "date": "soon", "published": ["2017"], "author": [[[[["x"]]]]],
             "url": "javascript:alert(1)", "lang": ["de"], "source": None, 5: 6}  # fmt: skip
    metadata = of_text("Text.", given=given)  # type: ignore[arg-type]
    assert (metadata.title, metadata.date, metadata.url, metadata.lang) == ("5", "", "", "de")


HOSTILE_PAGES = {
    "brackets": json_ld("[" * 100_000),
    "braces": json_ld('{"a":' * 100_000),
    "attributes": f'<meta property="og:title" content="{"A" * MILLION}">'
    f'<meta name=author content="{"B " * (MILLION // 2)}">'
    f'<meta name=date content="{"1" * MILLION}">'
    f'<meta property="og:site_name" content="{"C" * MILLION}"><h1>{"x " * MILLION}</h1>',
    "lists": json_ld(
        '{"@type": ["NewsArticle", 3, null], "headline": ["a"], "datePublished": ["x", 1],'
        ' "author": [[[[["x"]]]]], "publisher": [{"name": ["q"]}], "url": 5,'
        ' "mainEntityOfPage": [1],'
        ' "inLanguage": {"a": 1}, "description": [1], "@id": {}}'
    ),
    "controls": "<title>a\0b\u202ec\x1b[31m\u2066</title>"
    "<meta name=author content='Ada\x07 B\u202eyron'>",
    "surrogates": json_ld('{"@type": "Article", "headline": "a\\ud800b", "author": "\\udfff"}'),
    "circle": json_ld('{"@graph": [{"@id": "a", "@type": "Article", "author": {"@id": "b"}},'
                      ' {"@id": "b", "name": {"@id": "b"}}]}'),
    "numbers": json_ld('{"@type": "Article", "datePublished": 1e999, "dateModified": NaN}'),
    "digits": json_ld('{"@type": "Article", "datePublished": ' + "9" * 5000 + "}"),
    "deep": "<div>" * 20_000 + "<h1>x</h1>",
    "times": "<h1>a</h1>" + "<time>soon</time>" * 50_000,
    "classes": '<h1>a</h1><div class="date author byline"><p>x</p></div>' * 20_000,
    "addresses": '<link rel=canonical href="http://[::1">'
    '<meta property="og:url" content="http://a:b@c.d/">',
    "entities": f'<meta property="og:title" content="{"&amp;amp;" * 100_000}">',
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_PAGES)
@does_not_hang
def test_hostile_page_gives_bounded_harmless_facts(name):
    tree = LexborHTMLParser(HOSTILE_PAGES[name])
    metadata = metadata_of_page(tree, path="a.b/" + "x" * 5_000, url="http://[bad")
    assert_harmless(metadata)


HOSTILE_LINES = ["a" * MILLION, "[" * 100_000, "1/" * 100_000, "© " * 50_000, "by " * 100_000,
                 "By A" + " B" * 100_000, "\0\u202e" * 1_000, "June 9, " * 50_000, "x@" * 50_000,
                 " | " * 50_000, "A" + " (b" * 20_000, "http://" * 20_000]  # fmt: skip


@pytest.mark.parametrize("line", HOSTILE_LINES, ids=lambda line: repr(line[:8]))
@does_not_hang
def test_hostile_text_gives_bounded_harmless_facts(line):
    blocks = [
        Block("p", line),
        Block("p", line, line, "byline"),
        Block("p", line, "", "author note"),
    ]
    for stated in (
        None,
        {"title": line, "date": line, "author": [line], "outlet": line, "url": line},
    ):
        assert_harmless(metadata_of_text(line, blocks * 10, given=stated, path=line[:3_000]))


def assert_harmless(metadata: Metadata) -> None:
    longest = {"title": 500, "byline": 300, "outlet": 120, "date": 10, "lang": 2, "url": 2_000}
    for field in fields(metadata):
        value = getattr(metadata, field.name)
        if isinstance(value, str):
            assert len(value) <= longest.get(field.name, 1_000)
            value.encode("utf-8")
            assert not any(
                unicodedata.category(c) in {"Cc", "Cs"} or c in "\u202e\u2066" for c in value
            )


@given(st.text(max_size=400))
def test_any_page_has_metadata(text):
    assert_harmless(of_page(f"<title>{text}</title>{json_ld(text)}", f"<h1>{text}</h1>{text}"))


@given(st.lists(st.text(max_size=80), max_size=8), st.text(max_size=40))
def test_any_text_has_metadata(lines, path):
    assert_harmless(of_text(*lines, path=path))
