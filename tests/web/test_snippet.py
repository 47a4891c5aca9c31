from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from web.pages.marks import snippet_markup


def test_hits_are_marked() -> None:
    assert snippet_markup("a \x02hit\x03 here") == "a <mark>hit</mark> here"


def test_text_is_escaped_before_it_is_marked() -> None:
    assert snippet_markup("</mark>\x02<b>\x03") == "&lt;/mark&gt;<mark>&lt;b&gt;</mark>"


@pytest.mark.parametrize("snippet", ["\x02open", "shut\x03", "\x02\x02two\x03\x03", "\x03\x02"])
def test_signs_without_a_partner_leave_nothing_open(snippet: str) -> None:
    html = snippet_markup(snippet)
    assert html.count("<mark>") == html.count("</mark>")


@given(st.text(alphabet=st.sampled_from("<>&\"'/abmark \x02\x03\u2028")))
def test_hostile_snippet_holds_no_element_but_mark(snippet: str) -> None:
    body = LexborHTMLParser(f"<body><p>{snippet_markup(snippet)}</p></body>").css_first("p")
    assert body is not None
    assert {node.tag for node in body.css("*")} <= {"p", "mark"}
