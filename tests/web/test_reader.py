from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from index import Article
from tests.hang import does_not_hang
from web.pages.marks import find_nothing
from web.pages.reader import (
    MAX_CONTEXTS,
    MAX_HITS,
    MAX_LINES,
    MAX_SIGNS,
    ReadableArticle,
    is_web_address,
    read,
)

HARMLESS = {
    "html", "head", "body", "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote",
    "pre", "code", "em", "strong", "a", "mark", "span", "hr", "br", "table", "thead", "tbody",
    "tr", "td", "th",
}  # fmt: skip


def article(markdown: str, title: str = "A title", text: str = "") -> Article:
    return Article(title=title, text=text or markdown, markdown=markdown)


def look_for(*words: str) -> object:
    pattern = re.compile("|".join(map(re.escape, words)))

    def find(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        return [[match.span() for match in pattern.finditer(text)] for text in texts]

    return find if words else find_nothing


def reading(markdown: str, *words: str, **rest: str) -> ReadableArticle:
    return read(article(markdown, **rest), look_for(*words))  # type: ignore[arg-type]


def tree(markdown: str, *words: str) -> LexborHTMLParser:
    return LexborHTMLParser(f"<body>{reading(markdown, *words).body}</body>")


def test_markdown_becomes_html() -> None:
    body = reading("One *line*.\n\n## Subhead\n\n- item").body
    assert '<p dir="auto">One <em>line</em>.</p>' in body
    assert '<h2 dir="auto">Subhead</h2>' in body
    assert '<li dir="auto">item</li>' in body.replace("\n", "")


def test_hits_are_numbered_through_title_and_body() -> None:
    found = reading("no gull\n\nonly **gull**s", "gull", title="The gull")
    assert 'id="hit-1"' in found.title
    assert re.findall(r'id="hit-(\d)"', found.body) == ["2", "3"]
    assert found.hits == 3


def test_phrase_half_in_italics_is_one_hit_in_two_marks() -> None:
    body = reading("the *north* quay", "north quay").body
    assert body.count("<mark") == 2
    assert body.count("id=") == 1


def test_each_block_leads_to_the_hits_around_it() -> None:
    body = LexborHTMLParser(reading("a gull\n\nnothing\n\na gull, a gull\n\ngull", "gull").body)
    steps = [[a.attributes["href"] for a in span.css("a")] for span in body.css(".steps")]
    assert steps == [["#hit-2"], ["#hit-1", "#hit-4"], ["#hit-3"]]


def test_only_hit_has_nowhere_to_lead() -> None:
    assert "steps" not in reading("one gull", "gull").body


def test_context_of_each_hit_stays_in_its_block() -> None:
    contexts = reading("before gull after\n\nelsewhere", "gull").contexts
    assert [(c.before, c.hit, c.after) for c in contexts] == [("before ", "gull", " after")]


def test_raw_html_is_text() -> None:
    assert "<script" not in reading("<script>alert(1)</script>\n\n<b onclick=x>y</b>").body


def test_images_are_their_descriptions() -> None:
    body = reading("![The **quay**](https://tracker.example/pixel.gif)").body
    assert "<img" not in body
    assert "tracker" not in body
    assert "The " in body


def test_web_links_are_kept_and_tell_nothing() -> None:
    link = tree("[port](https://port.example/a?b=c&d)").css_first("a")
    assert link is not None
    assert link.attributes["href"] == "https://port.example/a?b=c&d"
    assert link.attributes["rel"] == "noopener noreferrer nofollow"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "/article/other",
        "mailto:desk@courier.example",
        "http://",
    ],
)
def test_other_links_are_their_words(url: str) -> None:
    page = tree(f"[words]({url})")
    assert page.css_first("a") is None
    assert "words" in page.text()


def test_broken_addresses_are_no_web_addresses() -> None:
    assert not is_web_address("http://[")
    assert not is_web_address("https:port.example")
    assert is_web_address("HTTPS://port.example")


def test_link_inside_an_image_inside_a_link() -> None:
    page = tree("[![a [b](javascript:x)](y.png)](https://port.example)")
    assert [a.attributes["href"] for a in page.css("a")] == ["https://port.example"]


def test_headings_stay_below_the_title() -> None:
    assert "<h1" not in reading("# Shouting\n\nOther\n===").body


def test_article_without_markdown_is_its_lines() -> None:
    body = read(Article("t", "one < two\nthree"), find_nothing).body
    assert body == '<p dir="auto">one &lt; two</p>\n<p dir="auto">three</p>\n'


def test_code_is_searched_and_escaped_too() -> None:
    body = reading('`<gull>`\n\n```x"y\n<gull>\n```\n\n    <gull>', "gull").body
    assert body.count("<mark") == 3
    assert "<gull>" not in body


def test_missing_title_reads_as_empty() -> None:
    assert reading("text", title="").title == ""


@pytest.mark.parametrize(
    "markdown",
    [
        "![" * (MAX_SIGNS // 2),
        "[" * MAX_SIGNS,
        "[a](" * (MAX_SIGNS // 2),
        "> " * 100_000,
        "- " * 100_000,
        "1. a\n" * MAX_LINES,
        "a\n" * MAX_LINES,
        "> a\n\n" * (MAX_LINES // 2),
        "".join(f"[{n}]: b\n" for n in range(MAX_LINES)),
        "*a_ " * (MAX_SIGNS // 2),
        "|a" * (MAX_SIGNS // 2) + "\n" + "|-" * (MAX_SIGNS // 4),
        "`" * MAX_SIGNS,
        "\0" * 1_000_000,
        "<a " * MAX_SIGNS,
        "&#0;" * MAX_SIGNS,
        "word " * 200_000,
        "http://a." * 100_000,
        "~" * 1_000_000,
        "(" * 1_000_000,
        "#" * 1_000_000,
        "=" * 1_000_000,
        " " * 1_000_000,
        "[" * 1_000_000,
        "\n" * 1_000_000,
        "a\n" * 500_000,
    ],
    ids=lambda markdown: repr(markdown[:6]),
)
@does_not_hang
def test_hostile_markdown_does_not_hang(markdown: str) -> None:
    reading(markdown)


def test_hostile_number_of_lines_is_read_as_one_paragraph() -> None:
    lines = "a\n" * (MAX_LINES + 1)
    assert reading(lines).body == f'<p dir="auto" class="lines">{lines.rstrip()}</p>\n'


def test_hostile_number_of_signs_is_read_as_plain_paragraphs() -> None:
    found = read(Article("t", "one [link\ntwo", markdown="[" * (MAX_SIGNS + 1)), find_nothing)
    assert found.body == '<p dir="auto">one [link</p>\n<p dir="auto">two</p>\n'


def test_long_article_keeps_its_markup() -> None:
    assert "<em>end</em>" in reading("A long read. " * 20_000 + "The *end*.").body


@does_not_hang
def test_hostile_number_of_hits_is_marked_as_far_as_it_helps() -> None:
    found = reading("gull! " * 200_000, "gull")
    assert found.hits == 200_000
    assert found.marked == found.body.count("<mark") == MAX_HITS
    assert len(found.contexts) == MAX_CONTEXTS


@given(st.text(alphabet=st.sampled_from("<>\"'&[]()!*_`#-|:/ahrefjscriptonx= \n\\\u2028")))
def test_hostile_markdown_yields_only_harmless_elements(markdown: str) -> None:
    page = tree(markdown, "a", "s")
    for node in page.css("*"):
        assert node.tag in HARMLESS
        for name, value in node.attributes.items():
            assert name in {"dir", "id", "class", "href", "rel", "aria-label", "start"}
            if name == "href":
                assert is_web_address(value or "") or (value or "").startswith("#hit-")


def test_table_alignment_needs_no_style() -> None:
    """The content security policy forbids style attributes, so none are written."""
    assert "style=" not in reading("|a|b|\n|:-|-:|\n|1|2|").body
