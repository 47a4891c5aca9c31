"""Kept blocks as Markdown: what it looks like, and that text is never read as a mark."""

from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdownify import ATX, MarkdownConverter

from index.cleaning.block import Block
from index.cleaning.markdown import escaped, markdown_of

RENDERER = MarkdownIt("commonmark", {"html": False}).enable("table")


def shown(markdown: str) -> str:
    """The plain text that a reader sees."""
    rendered = re.sub(r"<[^>]*>", "", RENDERER.render(markdown))
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        rendered = rendered.replace(entity, sign)
    return " ".join(rendered.split())


def test_each_kind_has_its_form() -> None:
    blocks = [
        Block("h2", "How it fell"),
        Block("p", "It sat down."),
        Block("li", "one"),
        Block("li", "two"),
        Block("blockquote", "Like an uncle."),
        Block("blockquote", "Into a chair."),
        Block("h3", "The price"),
        Block("pre", "x = 1"),
    ]
    assert markdown_of(blocks) == (
        "## How it fell\n\nIt sat down.\n\n- one\n- two\n\n> Like an uncle.\n>\n> Into a chair.\n\n"
        "### The price\n\n```\nx = 1\n```"
    )


def test_removed_blocks_are_left_out() -> None:
    assert markdown_of([Block("p", "Menu", reason="navigation"), Block("p", "Text")]) == "Text"
    assert markdown_of([]) == ""


def test_links_emphasis_and_code_are_kept() -> None:
    html = 'A <a href="/x?a=1&amp;b=2">link</a>, <strong>b</strong>, <em>i</em>, <code>c*d</code>'
    expected = "A [link](/x?a=1&b=2), **b**, *i*, `c*d`"
    assert markdown_of([Block("p", "A link, b, i, c*d", html)]) == expected


def test_nested_marks_are_kept() -> None:
    html = '<em><a href="/x">a <strong>b</strong></a></em> &lt;c&gt;'
    assert markdown_of([Block("p", "a b <c>", html)]) == r"*[a **b**](/x)* \<c>"


def test_spaces_inside_marks_move_outside() -> None:
    assert markdown_of([Block("p", "a b c", "a<em> b </em>c<strong> </strong>")]) == "a *b* c"


def test_table_has_a_head_and_equal_rows() -> None:
    rows = [Block("tr", "Who | Pays"), Block("tr", "The | port | 27.0")]
    assert markdown_of(rows) == "| Who | Pays |  |\n| --- | --- | --- |\n| The | port | 27.0 |"


def test_table_with_nested_marks_is_a_table_too() -> None:
    rows = [Block("tr", "A | B", "A | <em><strong>B</strong></em>"), Block("tr", "1 | 2")]
    assert markdown_of(rows) == "| A | ***B*** |\n| --- | --- |\n| 1 | 2 |"


def test_listing_saved_line_by_line_is_one_listing() -> None:
    lines = [Block("pre", "if x:"), Block("pre", "    y")]
    assert markdown_of(lines) == "```\nif x:\n    y\n```"


def test_listing_of_a_page_keeps_its_lines_and_cannot_close_its_fence() -> None:
    markdown = markdown_of([Block("pre", "a ``` b", "a\n  ```\n&lt;b&gt;")])
    assert markdown == "````\na\n  ```\n<b>\n````"


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "- no item",
        "+ no item",
        "1. no item",
        "12) no item",
        "> no quotation",
        "---",
        "===",
        "* * *",
        "*no* _emphasis_ __at__ **all**",
        "[no](link) ![no](image) [no]: /reference",
        "<b>no</b> <script>x</script> <https://no.example>",
        "`no` ~~no~~ \\* \\",
        "&amp; &copy; &#65; AT&T",
        "snake_case and 2*3*4",
        "```",
        "| no | table |",
        "5-6 people, -3 degrees, C#",
    ],
)
@pytest.mark.parametrize("kind", ["p", "h2", "li", "blockquote"])
def test_text_is_never_read_as_marks(text: str, kind: str) -> None:
    assert shown(markdown_of([Block(kind, text)])) == text


@given(
    st.text(alphabet="ab*_`[]()<>&#-+=~.!|\\1: ", max_size=30), st.sampled_from(["p", "h2", "li"])
)
def test_any_text_is_shown_as_it_is(text: str, kind: str) -> None:
    line = " ".join(text.split())
    assert shown(markdown_of([Block(kind, line)])) == line


class Reference(MarkdownConverter):
    """markdownify, with nothing of ours but the escapes."""

    def escape(self, text: str, parent_tags: object) -> str:
        return escaped(text)


WORDS = st.text(alphabet="ab*_[]<& ", min_size=1, max_size=8).filter(str.strip)
MARKED = st.builds(
    lambda tag, text: f"<{tag}>{escape(text, quote=False)}</{tag.split()[0]}>",
    st.sampled_from(["strong", "em", 'a href="/x?a=1&amp;b"', 'a href="https://x.example/"']),
    WORDS,
)
PLAIN = WORDS.map(lambda text: f" x{escape(text, quote=False)}x ")


@given(st.lists(st.tuples(PLAIN, MARKED), min_size=1, max_size=4))
def test_marks_that_do_not_nest_are_written_as_markdownify_writes_them(
    parts: list[tuple[str, str]],
) -> None:
    html = " ".join("".join(plain + marked for plain, marked in parts).split())
    reference = Reference(heading_style=ATX, autolinks=False).convert(f"<p>{html}</p>")
    assert markdown_of([Block("p", "x", html)]) == " ".join(reference.split())


def test_hostile_nesting_falls_back_to_plain_text() -> None:
    deep = "<em><strong>" * 400 + "x" + "</strong></em>" * 400
    assert markdown_of([Block("p", "x *", deep)]) == r"x \*"
    assert markdown_of([Block("p", "x", "<em><code>x</code></em>" * 5_000)]) == "x"
