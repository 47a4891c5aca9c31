"""A snippet shows why the article was found, in a few lines that cannot do harm."""

import html
import re

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from search.highlight.fragment import MIN_LENGTH
from search.highlight.mark import Marker
from search.highlight.raw import readable
from search.highlight.snippet import snippets_of
from search.highlight.window import MARKED_WORDS, PASSAGE_LENGTH, best_window
from search.query import parse
from tests.extent import times
from tests.hang import does_not_hang
from tests.search.highlight import reference

FILLER = "Nothing of note was said about it in the long report of that day. " * 40
TEXT = (
    f"The beginning. {FILLER}\nThen the ferry sank. {FILLER} Dr. Kolvina of the U.S. saw the wall."
)
PIECES = st.sampled_from(
    ("ferry", "Ferries", "wall", "goat", "long", "a", "U.S.", "said", "Dr.", "sank.", "noon?",
     "“Yes!”", "day.\n", "\n\n", "東京。", "и", "x" * 90, "\x02", "\x1b[0m", "<b>", "&amp;", "  ")
)  # fmt: skip
PROSE = st.one_of(
    st.lists(PIECES, max_size=20).map(" ".join),
    st.lists(PIECES, min_size=60, max_size=150).map(" ".join),
    # Few words between much else.
    st.lists(st.tuples(PIECES, st.integers(0, 90)), min_size=5, max_size=12).map(
        lambda pairs: " ".join(f"{piece} {'and so on ' * times}" for piece, times in pairs)
    ),
)


def snippet_of(text, marker):
    return snippets_of([text], marker)[0]


def snippet(query, text=TEXT):
    return snippet_of(text, Marker.of(parse(query).tree))


def bare(plain):
    return plain.replace("\x02", "").replace("\x03", "")


def fragments_of(plain):
    return re.split(" … ", bare(plain).removeprefix("… ").removesuffix(" …"))


def on_one_line(text):
    return " ".join(re.sub(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]", "", text).split())


def test_hit_far_into_an_article_is_shown():
    assert "Then the \x02ferry\x03 sank." in snippet("ferry").plain


def test_hit_at_the_end_of_a_long_article_is_shown():
    text = FILLER * 400 + "And then the ferries sank."
    assert len(text) > 1_000_000
    assert snippet("ferry", text).plain.endswith("And then the \x02ferries\x03 sank.")


def test_two_words_far_apart_are_both_shown():
    plain = snippet("ferry wall").plain
    assert "\x02ferry\x03" in plain
    assert "\x02wall\x03" in plain
    assert plain.count(" … ") >= 1


def test_one_fragment_that_shows_all_is_better_than_two():
    text = f"A ferry came. {FILLER} A wall fell. {FILLER} The ferry hit the wall. {FILLER}"
    assert "The \x02ferry\x03 hit the \x02wall\x03." in snippet("ferry wall", text).plain


def test_rare_words_are_shown_before_frequent_ones():
    text = FILLER.join(("", " A ferry. ", " A goat. ", " A wall. ", " A tablet. ", ""))
    tree = parse("ferry OR goat OR wall OR tablet").tree
    shown = snippet_of(text, Marker.of(tree, weights={"tablet": 9.0, "goat": 3, "wall": 2.5}))
    assert re.findall("\x02(.*?)\x03", shown.plain) == ["goat", "wall", "tablet"]


def test_phrase_is_one_mark_and_its_words_elsewhere_are_not_marked():
    plain = snippet('"ferry sank"', "The ferry. It sank. The ferry sank.").plain
    assert plain == "The ferry. It sank. The \x02ferry sank\x03."


def test_sentence_is_not_cut_after_initials_and_titles():
    assert "Dr. Kolvina of the U.S. saw the \x02wall\x03." in snippet("wall").plain


@pytest.mark.parametrize(
    "sentence",
    [
        "Sen. Smith saw the ferry at 5 p.m. on Monday.",
        "“Was it the ferry?” she asked.",
        "Вчера ferry затонул.",
        "غرقت ferry أمس؟",
        "「ferry は沈んだ。」",
        "The ferry J. R. Star of Acme Inc. sank (at noon!)",
        "\nThe ferry sank\n",
    ],
)
def test_fragment_begins_and_ends_with_its_sentence(sentence):
    around = f"{'x' * 200} It was so. {{}} Then {'y' * 300}"
    fragments = fragments_of(snippet("ferry", around.format(sentence)).plain)
    assert fragments[0].startswith(sentence.strip()) or f". {sentence.strip()}" in fragments[0]


def test_beginning_is_shown_when_nothing_is_marked():
    shown = snippet("nowhere")
    assert shown.plain.startswith("The beginning. Nothing of note")
    assert shown.plain.endswith(" …")


def test_first_paragraph_is_shown_when_nothing_is_marked():
    lead = "The ferry ran aground at noon, and all aboard were saved by fishing boats. " * 3
    assert snippet("nowhere", f"\n{lead}\n{FILLER}").plain == f"{lead.strip()} …"
    assert snippet("", f"{lead}\n{FILLER}").plain == f"{lead.strip()} …"


def test_short_article_is_shown_whole():
    assert snippet("ferry", "A ferry sank.").plain == "A \x02ferry\x03 sank."
    assert snippet("ferry", "").plain == ""
    assert snippet("", " \n").plain == ""


def test_length_is_two_to_three_lines():
    for query in ("ferry", "wall", "report", "nothing report wall ferry", "nowhere", ""):
        assert 150 <= len(bare(snippet(query).plain)) <= 300, query


def test_sentence_without_end_is_cut_at_words():
    shown = snippet("needle", "hay " * 500 + "needle " + "hay " * 500).plain
    assert "\x02needle\x03" in shown
    assert len(shown) <= 302
    assert set(re.findall(r"\w+", shown)) == {"hay", "needle"}


def test_passage_is_filled_between_its_fragments_when_there_is_nothing_around():
    text = f"{'hay ' * 20} and a wall. {'Hay ' + 'hay ' * 80} and so on.\nGoat"
    assert len(bare(snippet("wall goat", text).plain)) >= MIN_LENGTH
    text = f"{'hay ' * 20} and a wall.{' ' * 300}Goat"
    assert " … " not in snippet("wall goat", text).plain


def test_hit_longer_than_a_snippet_is_cut():
    shown = snippet("x" * 64, f"Look: {'x' * 500_000} and so on. {FILLER}").plain
    assert "\x02xxx" in shown
    assert len(bare(shown)) <= 300


def test_html_is_escaped_first_and_marked_last():
    shown = snippet("script amp", '<script>alert("x")</script> & <mark> script &amp; ')
    assert "<script" not in shown.html
    assert shown.html.count("<mark>") == 4
    assert "&lt;<mark>script</mark>&gt;" in shown.html
    assert "&amp;<mark>amp</mark>;" in shown.html


def test_hostile_marks_in_the_text_are_dropped():
    assert snippet("ferry", "A \x02fake\x03 ferry\x02").plain == "A fake \x02ferry\x03"


def test_snippet_has_no_line_ends_and_no_other_control_characters():
    text = "A\n\n\tferry\u2028sank\r\n at \x1b[31mnoon\x00."
    assert snippet("ferry", text).plain == "A \x02ferry\x03 sank at [31mnoon."


@does_not_hang
def test_hostile_text_does_not_hang():
    for text in ("x" * 500_000, "a. " * 100_000, "ferry " * 50_000, "\n" * 100_000, "…" * 100_000,
                 "ferry" + "\u0301" * 100_000, "U." * 100_000, ".\"" * 100_000):  # fmt: skip
        assert len(snippet("ferry", text).plain) < 2 * PASSAGE_LENGTH
        assert len(snippet("a OR ferry OR x*", text).plain) < 2 * PASSAGE_LENGTH


def test_many_texts_give_what_each_gives_alone():
    texts = [TEXT, "", "A ferry", FILLER, "😀 ferry", "ferry", "\n", TEXT]
    for query in ("ferry", '"ferry sank"', "", "*"):
        marker = Marker.of(parse(query).tree)
        assert snippets_of(texts, marker) == [snippet_of(text, marker) for text in texts]
    assert snippets_of([], Marker.of(None)) == []


@times(3)
@given(PROSE, st.sampled_from(["ferry", "ferry wall", '"long ferry"', "w* OR goat", "東京", "и"]))
def test_snippet_is_a_part_of_the_text(text, query):
    assume(readable(text) == text)
    plain = snippet(query, text).plain
    whole = on_one_line(text)
    fragments = fragments_of(plain)
    assert all(fragment in whole for fragment in fragments)
    assert 1 <= len(fragments) <= 3
    assert sum(map(len, fragments)) <= PASSAGE_LENGTH
    assert len(bare(plain)) <= 300
    assert not set(map(chr, [*range(0x20), *range(0x7F, 0xA0)])) - {"\x02", "\x03"} & set(plain)
    shown = text.strip("".join(map(chr, range(0x21))))
    assert sum(map(len, fragments)) >= min(len(whole), MIN_LENGTH - (len(shown) - len(whole)))


@times(3)
@given(PROSE, st.sampled_from(["ferry wall", '"long ferry" OR goat OR us', "said OR и OR 東京"]))
def test_snippet_marks_what_the_text_has(text, query):
    marker = Marker.of(parse(query).tree)
    plain = snippet_of(text, marker).plain
    spans = marker.spans(text)
    marks = re.findall("\x02(.*?)\x03", plain)
    assert bool(marks) == bool(spans)
    assert set(marks) <= {on_one_line(text[start:end]) for start, end, _ in spans}
    words = {word for span in spans for word in span.words}
    shown = {word for span in marker.spans(bare(plain)) for word in span.words}
    if spans:
        worth = dict.fromkeys(words, 1)
        best, _ = reference.best_window(spans, worth, set(), PASSAGE_LENGTH - 40)
        assert len(shown) >= best


@given(st.text(max_size=600), st.sampled_from(["a", "a b", '"a b"', "e* OR a", "1"]))
def test_both_forms_say_the_same(text, query):
    shown = snippet(query, text)
    assert html.unescape(re.sub(r"</?mark>", "", shown.html)) == bare(shown.plain)
    assert shown.html.count("<mark>") == shown.plain.count("\x02") == shown.plain.count("\x03")


@given(
    st.lists(st.tuples(st.integers(0, 150), st.integers(1, 9), st.integers(1, 15)), max_size=30),
    st.integers(0, 15),
    st.sampled_from((56, 105, 250)),
)
def test_best_window_shows_the_most(steps, shown, limit):
    spans, at = [], 0
    for gap, size, mask in steps:
        spans.append((at + gap, at + gap + size, mask))
        at += gap + size + 1
    worth = np.arange(MARKED_WORDS, dtype=np.int64) * 3 + 100
    if not spans:
        return
    first, last = best_window(np.array(spans, np.int64), worth, shown, limit)
    bits = [(start, end, {b for b in range(4) if mask >> b & 1}) for start, end, mask in spans]
    hidden = {b for b in range(4) if shown >> b & 1}
    found = reference.best_window(bits[first : last + 1], worth.tolist(), hidden, limit)
    assert found == reference.best_window(bits, worth.tolist(), hidden, limit)
