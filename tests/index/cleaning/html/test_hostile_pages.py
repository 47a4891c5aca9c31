"""Pages that were made, or broken, to hang or crash whoever reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from index.cleaning import clean_html
from index.cleaning.block import Block
from index.cleaning.html.nesting import flattened
from index.cleaning.html.page import blocks_of_page
from index.cleaning.markdown import markdown_of
from tests.hang import does_not_hang

HOSTILE = {
    "nested divs": "<div>" * 10_000 + "deep" + "</div>" * 10_000,
    "nested divs with text": "<div>some text " * 10_000,
    "one line of a megabyte": "<p>" + "word " * 200_000,
    "one word of a megabyte": "<p>" + "x" * 1_000_000,
    "NULs": "<p>a\0b</p>" * 10_000,
    "everything unclosed": "<p><b><i><a href=x><table><tr><td><ul><li>text " * 1_000,
    "bold for ever": "<b>" + "<p>some text</p>" * 10_000,
    "links": '<a href="http://x.example/z">link</a> ' * 100_000,
    "links to this page": "<p>" + '<a href="#z">link</a> ' * 100_000,
    "bold links": "<p>Text. " + '<a href="/z"><b>link</b></a> ' * 50_000,
    "links called boilerplate": "<p>Text. " + '<a href="/z" class="share">x</a> ' * 50_000,
    "labels in a paragraph": "<p>" + '<span class="share">x</span> y ' * 30_000,
    "line breaks": "x<br>" * 50_000,
    "only line breaks": "<p>" + "<br>" * 200_000,
    "tables in tables": "<table><tr><td>" * 5_000 + "x",
    "a long table": "<table>" + "<tr><td>a</td><td><b><i>b</i></b></td></tr>" * 10_000,
    "a wide table": "<table><tr>" + "<td>a</td>" * 50_000,
    "related links": "<p>Read more</p><p><a href=x>text</a></p>" * 10_000,
    "headings": "<h1>x</h1>" * 20_000,
    "a long class": f'<p class="{"nav-" * 200_000}">x',
    "many classes": f'<p class="{" ".join(f"n{i}" for i in range(100_000))}">x',
    "comments": "<!-- x --><p>y</p>" * 20_000,
    "comments unclosed": "<!--" * 200_000,
    "quotes unclosed": '<p a="' * 100_000,
    "angle brackets": "<" * 300_000,
    "square brackets": "[" * 100_000,
    "stars": "<p>" + "*" * 300_000,
    "backticks": "<pre>" + "`" * 300_000,
    "raw text": "<xmp>" + "<" * 100_000 + "</xmp><plaintext>" + "<p>x" * 10_000,
    "a deep record": '<script type="application/ld+json">' + '{"articleBody":' * 50_000,
    "a deep list": '<script type="application/ld+json">"articleBody"' + "[" * 200_000,
}


def cleaned(page: str) -> tuple[list[Block], str]:
    blocks = blocks_of_page(LexborHTMLParser(page), "Title")
    return blocks, markdown_of(blocks)


@pytest.mark.parametrize("name", HOSTILE)
@does_not_hang
def test_hostile_page_does_not_hang(name: str) -> None:
    tree = LexborHTMLParser(HOSTILE[name])
    markdown_of(blocks_of_page(tree, "Title"))


@pytest.mark.parametrize(
    "page", ["", " \n", "<script>x = 1</script>", "<style>a{}</style>", "<br>"]
)
def test_page_without_text_has_no_blocks(page: str) -> None:
    assert cleaned(page) == ([], "")


def test_deep_text_is_found() -> None:
    blocks, markdown = cleaned(HOSTILE["nested divs"])
    assert [block.text for block in blocks] == ["deep"]
    assert markdown == "deep"


def test_attribute_cannot_end_its_tag_early() -> None:
    page = '<p><a href="/x" "=""title="a > b" b"c="d">One</a> and two words.</p>'
    blocks, _ = cleaned(page)
    assert [block.text for block in blocks] == ["One and two words."]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "javascript&colon;alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example/",
        "",
    ],
)
def test_address_that_runs_code_is_no_link(href: str) -> None:
    blocks, markdown = cleaned(f'<p>See <a href="{href}">this</a> and that.</p>')
    assert "<a" not in blocks[0].html
    assert markdown == "See this and that."


def test_address_cannot_leave_its_brackets() -> None:
    _, markdown = cleaned('<p>See <a href="/a) [b](/c d">this</a> and that.</p>')
    assert markdown == "See [this](/a%29%20[b]%28/c%20d) and that."


SOUP = [
    *("<p>", "</p>", "<div class=nav>", "</div>", "<b>", "</i>", "<a href=/x>", "</a>", "<td>"),
    *("<table>", "<tr>", "<li>", "<pre>", "</pre>", "<br>", "<h1>", "text ", "a, b.", "&lt;"),
    *("<span class=share>", "</span>", "<nav>", "</nav>", "<figure>", "<aside hidden>"),
]


@given(st.lists(st.sampled_from(SOUP), max_size=60))
def test_any_soup_of_tags_keeps_its_text(parts: list[str]) -> None:
    page = "".join(parts)
    blocks, _ = cleaned(page)
    body = LexborHTMLParser(page).body
    expected = "".join((body.text() if body else "").split())
    found = "".join("".join(block.text for block in blocks).replace(" | ", "").split())
    assert sorted(found) == sorted(expected)
    assert not blocks or any(block.kept for block in blocks)
    for block in blocks:
        for mark in ("a", "strong", "em", "code"):
            assert block.html.count(f"<{mark}>") + block.html.count(f"<{mark} ") == (
                block.html.count(f"</{mark}>")
            )


@pytest.mark.parametrize("attributes", ["a" * 3, "x=1", "class=share"])
@does_not_hang
def test_hostile_tag_of_a_hundred_thousand_attributes_does_not_hang(attributes):
    body = "The ferry ran aground at noon, and everybody was taken off by boat before the tide."
    tag = " ".join(f"{attributes}{number}" for number in range(100_000))
    article = clean_html(f"<html><body><div {tag}><p>{body}</p><p>{body} Again.</p></div>")
    assert body in article.text


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<div>", "</div>"),
        ("<div>", ""),
        ('<span class="x">some text ', "</span>"),
        ("<ul><li>", "</li></ul>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<b><i>", ""),
        ("<x-y />", ""),
        ("<svg><g>", "</g></svg>"),
    ],
)
@does_not_hang
def test_hostile_nesting_does_not_hang_and_costs_no_text(opening: str, closing: str) -> None:
    text = "The ferry ran aground at noon, and nobody on board was hurt by it."
    deep = opening * 100_000 + f"<p>{text}</p>" + closing * 100_000
    article = clean_html(f"<body>{deep}<p>The master of it said so on the quay.</p></body>")
    if "svg" not in opening:
        assert text in article.text


def test_page_that_leaves_its_paragraphs_open_is_not_deep() -> None:
    lines = [f"This is line {number} of the list of ships." for number in range(6_000)]
    for tag in ("p", "li", "dd"):
        page = "".join(f"<{tag}>{line}" for line in lines)
        assert flattened(page) == page


def test_page_as_deep_as_pages_are_is_left_as_it_is() -> None:
    page = ("<div>" * 500 + "<p>text</p>" + "</div>" * 500) * 20
    assert flattened(page) == page
