"""A passage shows neither its headline again nor signs that were meant for a program."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.highlight.raw import readable, without_headline


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("![Photo of a ferry][1] It sank.", "Photo of a ferry It sank."),
        ("![[Photo of a ferry]][12] It sank.", "Photo of a ferry It sank."),
        ("![\\[\x02Photo\x03 of a ferry\\]][2] It sank.", "\x02Photo\x03 of a ferry It sank."),
        ("the [harbour board](https://a.example/b) met", "the harbour board met"),
        ("a **cut bold, and a ferry]][3] that", "a cut bold, and a ferry that"),
        ("… board](https://a.example/b) met", "… board met"),
        ("**Quay:** the _ferry_ sank in a_b_c", "Quay: the ferry sank in a_b_c"),
        ("## Quay\nferry", "Quay\nferry"),
        ("Smith &amp; Sons&#39; &quot;ferry&quot;&nbsp;x", 'Smith & Sons\' "ferry" x'),
        ("Show Caption Hide Caption The ferry", "The ferry"),
        ("[sic] a * b # c & d [1]", "[sic] a * b # c & d [1]"),
        ("AT&T; R&D", "AT&T; R&D"),
        (r"3 \* 4 is \#1", "3 * 4 is #1"),
        ("&lt;script&gt;", "<script>"),
        ("&#2;&#3;", ""),
    ],
)
def test_passage_is_readable(raw: str, shown: str) -> None:
    assert readable(raw) == shown


@given(st.text(alphabet="[]()!\\*_#&; ab\n\x02\x031", max_size=200))
def test_lines_stay_apart_and_marks_stay(text: str) -> None:
    shown = readable(text)
    assert shown.count("\n") == text.count("\n")


@pytest.mark.timeout(20)
def test_hostile_brackets_do_not_hang() -> None:
    for sign in ("[", "![", "[\\", "[[a](", "](", "**a", "&a"):
        readable(sign * 5_000)


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("Ferry sinks\nIt sank.", "Ferry sinks", "\nIt sank."),
        ("Ferry sinks Both Ferry sinks It sank.", "Ferry sinks", " It sank."),
        ("Ferry sinks", "Ferry sinks", "Ferry sinks"),
        ("It sank.", "", "It sank."),
        ("It sank. " + "x " * 100 + "Ferry sinks", "Ferry sinks", None),
    ],
)
def test_headline_is_not_shown_again(text: str, title: str, rest: str | None) -> None:
    assert without_headline(text, title) == (text if rest is None else rest)
