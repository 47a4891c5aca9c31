"""Words as typed: without the punctuation around them, and the patterns among them."""

from __future__ import annotations

import re
from typing import NamedTuple

from index import tokens
from search.query.limits import FEWEST_LETTERS
from search.query.token import FIELD, Word, word_node
from search.query.tree import OPERATORS, TEXT_FIELD

_MARKED = re.compile(r"[*?^~:]")
_FIELDED = re.compile(f"{FIELD}.")
_WILD = re.compile(r"[*?]")
_WILDS = re.compile(r"[*?]+")
_INITIAL = re.compile(r"[^\W\d_]\.")
_STARS = re.compile(r"\*+")
_ENCLOSED = re.compile(r"\?[^*?]+\?").fullmatch


def words_of(text: str) -> list[str]:
    """The words of a text, as the index takes them."""
    return [text[token.start : token.end] for token in tokens(text)]


def trimmed(text: str) -> str:
    """A text from its first word to its last; empty when it has none."""
    found = list(tokens(text))
    return text[found[0].start : found[-1].end] if found else ""


def shortened(text: str, words: int, characters: int) -> str:
    """The beginning of a text that keeps within so many words and characters; no word is cut."""
    found = [token for token in tokens(text) if token.end <= characters][: max(words, 0)]
    return text[found[0].start : found[-1].end] if found else ""


def as_word(fieldname: str, text: str) -> str:
    """An operator as the word that it is: small. Any other text as it is."""
    return text.lower() if fieldname == TEXT_FIELD and text in OPERATORS else text


def reads_as_itself(fieldname: str, text: str) -> bool:
    """Whether a trimmed text, typed by itself, is a word and no instruction."""
    if not _MARKED.search(text):
        return True
    if fieldname == TEXT_FIELD and _FIELDED.match(text):
        return False
    node = word_node(text)
    return isinstance(node, Word) and node.text == text


class Part(NamedTuple):
    """A pattern, or what stands before or behind one."""

    text: str
    is_pattern: bool

    @property
    def is_beginning(self) -> bool:
        """Whether it is the beginning of words: its one wildcard is a `*` at its end."""
        return self.text.endswith("*") and not _WILD.search(self.text, 0, len(self.text) - 1)

    @property
    def is_open(self) -> bool:
        """Whether it may begin with anything, or with anything behind one letter."""
        return not self.is_beginning and _WILD.search(self.text, 0, 2) is not None

    @property
    def may_be_sought(self) -> bool:
        """Whether it has letters enough to go by. Initials are indexed without their points."""
        letters = sum(map(str.isalnum, self.text))
        enough = 1 if self.is_beginning else FEWEST_LETTERS
        return letters >= enough and not _INITIAL.search(self.text)


def parts_of(text: str) -> list[Part]:
    """The patterns of a text, and what stands before, between and behind them, trimmed.

    `al-Tan*` has `al` and `Tan*`. A question mark at the end of a word is punctuation, and then so
    is one before it: quotes and other signs that were lost become question marks (`?slip?`).
    """
    parts: list[Part] = []
    start = end = 0  # of what stands before the next pattern
    for token in tokens(_WILDS.sub(_as_letters, text)):
        begin = token.start + bool(_ENCLOSED(text, token.start, token.end))
        word = _STARS.sub("*", text[begin : token.end].rstrip("?'’"))
        if _WILD.search(word):
            parts += [Part(text[start:end], False), Part(word, True)]
            start = end = 0
        elif word:
            start, end = (start if start < end else begin), begin + len(word)
    parts.append(Part(text[start:end], False))
    return [part for part in parts if part.text]


def _as_letters(marks: re.Match[str]) -> str:
    """What wildcards are to the word they are in: letters; in a number (`3,00*`), digits."""
    before = marks.string[max(marks.start() - 1, 0) : marks.start()]
    return ("0" if before.isdecimal() else "x") * len(marks[0])
