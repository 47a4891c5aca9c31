"""What the words of lines show, found by a compiled loop, beside the lists themselves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.cleaning.rules.phrases import phrase_book
from index.cleaning.text.line import lines_of, tokens_of
from index.cleaning.text.line_words import (
    EMPTY,
    FAMILIES,
    FIRST_WORDS,
    INSIDE,
    MATCH,
    NUMBER,
    SLASH,
    WORDS,
    LineWords,
)

BOOK = phrase_book()
PHRASES = [
    *list(BOOK.whole)[::40],
    *list(BOOK.openings)[::40],
    *list(BOOK.closings),
    *(words.strip() for found in BOOK.inside.values() for words, _ in found[:2]),
]
WORDS_OF_LISTS = sorted({word for words in BOOK.words.values() for word in list(words)[:9]})
SIGNS = [
    " ",
    "-",
    "’",
    "'",
    ": ",
    " | ",
    "/",
    " © ",
    ". ",
    "12",
    "3,000.",
    "10:30 ",
    "٣",
    "😀",
    "_",
]
PIECES = st.one_of(
    st.sampled_from(PHRASES), st.sampled_from(WORDS_OF_LISTS), st.sampled_from(SIGNS),
    st.sampled_from(["Harbour ", "Müller ", "ΟΔΟΣ ", "ferry", "灯台", "x" * 2_000]),
)  # fmt: skip
LINES = st.lists(st.lists(PIECES, min_size=1, max_size=12).map("".join), min_size=1, max_size=4)


def shown_by_lists(text: str) -> tuple[set[str], dict[int, bool]]:
    """The families of cues in a line, and of each other bit whether it must be shown."""
    tokens = tokens_of(text)
    phrase, families = BOOK.contained(tokens)
    words = {bit: not BOOK.words[name].isdisjoint(tokens) for name, bit in WORDS.items()}
    first = {bit: tokens[:1] != [] and tokens[0] in BOOK.words[n] for n, bit in FIRST_WORDS.items()}
    others = {
        INSIDE: phrase is not None,
        NUMBER: "0" in tokens,
        SLASH: "/" in tokens,
        EMPTY: not tokens,
    }
    return families, words | first | others


@given(LINES)
def test_lines_show_what_the_lists_find(texts: list[str]) -> None:
    lines = lines_of("\n".join(texts))
    words = LineWords(lines)
    for i, line in enumerate(lines):
        families, bits = shown_by_lists(line.text)
        shown = words.shown[i]
        assert {name for name, bit in FAMILIES.items() if shown & bit} == families, line.text
        assert {bit: shown & bit > 0 for bit in bits} == bits, line.text
        if BOOK.match(words[i], is_sentence=False):
            assert shown & MATCH, line.text


def test_a_paragraph_of_prose_shows_nothing() -> None:
    (line,) = lines_of("The wall of the harbour leans by a hand, and it leaned before the storm.")
    assert LineWords([line]).shown == [0]


def test_a_phrase_is_read_for_up_to_its_bound() -> None:
    assert LineWords(lines_of("Share this story " + "now " * 40)).shown[0] & MATCH == 0
    assert LineWords(lines_of("x" * 2_000 + " our newsletter")).shown[0] == 0


def test_words_apart_at_an_emoji_are_seen() -> None:
    (shown,) = LineWords(lines_of("😀newsletter😀")).shown
    assert shown & FAMILIES["newsletter"]
