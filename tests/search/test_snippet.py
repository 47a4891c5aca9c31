"""A snippet shows why the article was found, in a few lines that cannot do harm."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from search.mark import Marker
from search.query import parse
from search.snippet import LENGTH, snippet_of

FILLER = "Nothing of note was said about it in the long report of that day. " * 40
TEXT = (
    f"The beginning. {FILLER}\nThen the ferry sank. {FILLER} Dr. Kolvina of the U.S. saw the wall."
)


def snippet(query, text=TEXT):
    return snippet_of(text, Marker.of(parse(query).tree))


def test_hit_far_into_an_article_is_shown():
    assert "Then the \x02ferry\x03 sank." in snippet("ferry").plain


def test_two_words_far_apart_are_both_shown():
    plain = snippet("ferry wall").plain
    assert "\x02ferry\x03" in plain
    assert "\x02wall\x03" in plain
    assert plain.count(" … ") >= 1


def test_sentence_is_not_cut_after_initials_and_titles():
    assert "Dr. Kolvina of the U.S. saw the \x02wall\x03." in snippet("wall").plain


def test_beginning_is_shown_when_nothing_is_marked():
    shown = snippet("nowhere")
    assert shown.plain.startswith("The beginning. Nothing of note")
    assert shown.plain.endswith(" …")


def test_short_article_is_shown_whole():
    assert snippet("ferry", "A ferry sank.").plain == "A \x02ferry\x03 sank."


def test_length_is_two_to_three_lines():
    for query in ("ferry", "wall", "report", "nothing report wall ferry", "nowhere"):
        assert 100 <= len(snippet(query).plain) <= LENGTH * 1.8, query


def test_sentence_without_end_is_cut_at_words():
    shown = snippet("needle", "hay " * 500 + "needle " + "hay " * 500).plain
    assert "\x02needle\x03" in shown
    assert len(shown) < LENGTH * 1.8
    assert set(re.findall(r"\w+", shown)) == {"hay", "needle"}


def test_html_is_escaped_first_and_marked_last():
    shown = snippet("script", '<script>alert("x")</script> & <mark> script')
    assert "<script" not in shown.html
    assert shown.html.count("<mark>") == 3
    assert "&lt;<mark>script</mark>&gt;" in shown.html


def test_hostile_marks_in_the_text_are_dropped():
    assert snippet("ferry", "A \x02fake\x03 ferry").plain == "A fake \x02ferry\x03"


def test_hostile_text_is_cut_in_time():
    for text in ("x" * 500_000, "a. " * 100_000, "ferry " * 50_000, "\n" * 100_000, "…" * 100_000):
        assert len(snippet("ferry", text).plain) < 4 * LENGTH or " " not in text


@given(st.text(max_size=600), st.sampled_from(["a", "a b", '"a b"', "e* OR a", "1"]))
def test_both_forms_say_the_same(text, query):
    shown = snippet(query, text)
    bare = html.unescape(re.sub(r"</?mark>", "", re.sub(r"<(?!/?mark>)", "", shown.html)))
    assert bare == shown.plain.replace("\x02", "").replace("\x03", "")
