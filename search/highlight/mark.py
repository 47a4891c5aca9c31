"""Where a query's words stand in a text: for snippets and for the article page.

A word is marked when its term is one the query asks for, so that stems and folded forms are
marked too. Words that the query asks for only as a phrase are marked only where the phrase is; a
phrase without gaps is one mark. Nothing but the text is needed: no index is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh import query as ast

from index import fold, term_of, tokens
from index.jit.kernel_api import Candidates, find_candidates, points_of, sought
from search.highlight.character import kinds
from search.highlight.occurrence import NO_TERM, occurrences
from search.highlight.window import ONE_WORD, WORDS
from search.words.pattern import Pattern, beginning_pattern, likeness_pattern, wildcard_pattern

Array = npt.NDArray[Any]

_LEAVES = (ast.Term, ast.Phrase, ast.Prefix, ast.Wildcard, ast.FuzzyTerm)
_GROUPS = (ast.And, ast.Or)
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_NO_PHRASES = np.zeros((0, 4), np.int64)
_EVEN = np.full(WORDS, ONE_WORD, np.int64)
_TIE = ONE_WORD // WORDS - 1  # so that all weights together are less than one word more


class Span(NamedTuple):
    """A place in a text, in characters, and which of the query's words stand there."""

    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Marker:
    """Finds the words of one query in any text; threads may share it.

    `words` are what it marks: terms, gapless phrases of them, patterns. In `worth` i8[62] each has
    its weight, the 62nd for all that come after. The rest is what `occurrence` takes.
    """

    words: tuple[str, ...]
    worth: Array
    _begins: Array
    _terms: Mapping[str, int]
    _patterns: Sequence[tuple[Pattern, int]]
    _numbers: Mapping[str, int]
    _phrases: Array
    _reach: int

    @classmethod
    def of(
        cls,
        tree: ast.Query | None,
        fields: Sequence[str] = ("text",),
        weights: Mapping[str, float] = _NOTHING,
    ) -> Marker:
        """The marker of a query's words in these fields.

        `weights` of terms, such as how rare each is, decide between passages that show equally
        many words.
        """
        asked = _Asked()
        for leaf in _wanted(tree):
            if leaf.fieldname in fields:
                asked.take(leaf)
        return asked.marker(weights)

    def __bool__(self) -> bool:
        """Whether there is anything to mark."""
        return bool(self.words)

    def spans(self, text: str) -> list[Span]:
        """The places to mark, in order, not overlapping; a phrase without gaps is one place."""
        return self.spans_in([text])[0]

    def spans_in(self, texts: Sequence[str]) -> list[list[Span]]:
        """The places to mark in each text: all in one go, which takes less than one by one."""
        if not self or not texts:
            return [[] for _ in texts]
        whole, points, begins = joined(texts)
        found = self.places(whole, points, begins)
        words = {mask: self._words_of(mask) for mask in set(found[:, 2].tolist())}
        ends = np.searchsorted(found[:, 0], begins[1:])
        return [
            [Span(start - begin, end - begin, words[mask]) for start, end, mask in part.tolist()]
            for begin, part in zip(begins.tolist(), np.split(found, ends), strict=True)
        ]

    def places(self, text: str, points: Array, begins: Array) -> Array:
        """The places to mark, i8[n, 3] as `occurrences` has them, of texts that are given as one.

        `points` are those of `text`, and each text after the first begins after a line feed, at
        begins[i].
        """
        seen = find_candidates(points, self._begins, self._reach)
        meanings = self._meanings(text, seen)
        return occurrences(points, kinds(), begins, seen.words, meanings, self._phrases)

    def _meanings(self, text: str, seen: Candidates) -> Array:
        """i8[forms, 2] The words each form is, as bits, and its number in phrases."""
        terms, numbers = self._terms, self._numbers
        meanings: list[int] = []
        for start, end in seen.forms.tolist():
            word = text[start:end]
            term = term_of(word)
            mask = terms.get(term, 0)
            if self._patterns and term:
                folded = fold(word)
                for pattern, bit in self._patterns:
                    if pattern.fits(folded, term):
                        mask |= bit
            meanings += mask, numbers.get(term, NO_TERM)
        return np.array(meanings, np.int64).reshape(-1, 2)

    def _words_of(self, mask: int) -> tuple[str, ...]:
        return tuple(word for bit, word in enumerate(self.words) if mask >> min(bit, WORDS - 1) & 1)


def joined(texts: Sequence[str]) -> tuple[str, Array, Array]:
    """Some texts as one, as `Marker.places` takes them: it, its code points, where each begins."""
    whole = "\n".join(texts)
    begins = np.array([0, *accumulate(len(text) + 1 for text in texts)][:-1], np.int64)
    return whole, points_of(whole), begins


@dataclass(slots=True)
class _Asked:
    """Collects what is asked for, leaf by leaf."""

    words: dict[str, int] = field(default_factory=dict)
    parts: list[Sequence[str]] = field(default_factory=list)
    sought: list[str] = field(default_factory=list)
    terms: dict[str, int] = field(default_factory=dict)
    patterns: list[tuple[Pattern, int]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[int, int, int, int]] = field(default_factory=list)
    reach: int = 0

    def take(self, leaf: ast.Query) -> None:
        """Take in one word, phrase or pattern."""
        if isinstance(leaf, ast.Prefix):
            self._take_pattern(beginning_pattern(leaf.text))
            return
        if isinstance(leaf, ast.Wildcard):
            self._take_pattern(wildcard_pattern(leaf.text))
            return
        is_phrase = isinstance(leaf, ast.Phrase)
        terms = _terms_of(" ".join(leaf.words) if is_phrase else leaf.text)
        if len(terms) == 1 and isinstance(leaf, ast.FuzzyTerm):
            most, fixed = int(leaf.maxdist), leaf.prefixlength
            self._take_pattern(likeness_pattern(leaf.text, most, fixed))
            return
        self.sought += terms
        if len(terms) == 1:
            self.terms[terms[0]] = self._bit(terms[0], terms)
        elif terms:
            self._take_phrase(terms, leaf.slop if is_phrase else 1)

    def _take_pattern(self, pattern: Pattern) -> None:
        self.patterns.append((pattern, self._bit(pattern.typed, ())))
        self.sought += pattern.beginnings

    def _take_phrase(self, terms: Sequence[str], slop: int) -> None:
        number = len(self.rows)  # any that differs from phrase to phrase
        self.reach = max(self.reach, slop)
        together = self._bit(" ".join(terms), terms) if slop == 1 else 0
        for term in terms:
            bit = together or self._bit(term, (term,))
            self.rows.append((number, self.numbers.setdefault(term, len(self.numbers)), slop, bit))

    def _bit(self, word: str, terms: Sequence[str]) -> int:
        bit = self.words.setdefault(word, len(self.words))
        if bit == len(self.parts):
            self.parts.append(terms)
        return 1 << min(bit, WORDS - 1)

    def marker(self, weights: Mapping[str, float]) -> Marker:
        """The marker of all that was taken in."""
        return Marker(
            words=tuple(self.words),
            worth=_worth(self.parts, weights) if weights else _EVEN,
            _begins=sought(self.sought),
            _terms=self.terms,
            _patterns=self.patterns,
            _numbers=self.numbers,
            _phrases=np.array(self.rows, np.int64) if self.rows else _NO_PHRASES,
            _reach=self.reach,
        )


def _terms_of(typed: str) -> list[str]:
    if typed.isascii() and typed.isalnum():  # one word, as nearly always
        return [term_of(typed)]
    return [token.term for token in tokens(typed)]


def _worth(words: Sequence[Sequence[str]], weights: Mapping[str, float]) -> Array:
    """i8[62] What words of these terms are worth: all nearly the same."""
    own = [sum(max(weights.get(term, 0.0), 0.0) for term in terms) for terms in words[:WORDS]]
    scale = _TIE / (max(own, default=0.0) or 1.0)
    worth = _EVEN.copy()
    worth[: len(own)] += (np.array(own) * scale).astype(np.int64)  # so that sums are exact
    return worth


def _wanted(tree: ast.Query | None) -> Iterator[ast.Query]:
    """The words, phrases and patterns of a tree that an article is to have; not those it is not."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, _LEAVES):
            yield node
        elif isinstance(node, _GROUPS):
            waiting += reversed(node.subqueries)
