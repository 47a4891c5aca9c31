"""Where a query's words stand in a text: for snippets and for the article page.

A word is marked when its term is one the query asks for, so that stems and folded forms are
marked too; in quotes, when its form is. Words that the query asks for only as a phrase are marked
only where the phrase is; a phrase without gaps is one mark. Nothing but the text is needed: no
index is read.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh import query as ast

from index import (
    CAPITALS,
    SMALL,
    form_of,
    forms_within,
    joined_word,
    letters_of,
    parted_code,
    query_forms,
    query_terms,
    stretches_of,
    term_of,
    terms_within,
    tokens,
)
from index.jit.kernel_api import Candidates, find_candidates, points_of, sought
from search.highlight.character import kinds
from search.highlight.occurrence import NO_TERM, occurrences
from search.highlight.window import MARKED_WORDS, ONE_WORD
from search.plan import ENGLISH, Languages
from search.query import AS_WRITTEN
from search.words.pattern import FormPattern, beginning_pattern, likeness_patterns, wildcard_pattern

Array = npt.NDArray[Any]

_LEAVES = (ast.Term, ast.Phrase, ast.Prefix, ast.Wildcard, ast.FuzzyTerm)
_GROUPS = (ast.And, ast.Or)
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_NO_PHRASES = np.zeros((0, 4), np.int64)
_EVEN = np.full(MARKED_WORDS, ONE_WORD, np.int64)
_TIE = ONE_WORD // MARKED_WORDS - 1  # so that all weights together are less than one word more


class Span(NamedTuple):
    """A stretch of a text, in characters, and which of the query's words it is."""

    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Marker:
    """Finds the words of one query in any text; threads may share it.

    `words` are what it marks: terms, gapless phrases of them, patterns. `worth` has their
    weights, i8[MARKED_WORDS], the last for all further words. The rest is what `occurrence` takes.
    """

    words: tuple[str, ...]
    worth: Array
    _keys: Array
    _terms: Mapping[str, int]
    _forms: Mapping[str, int]
    _capitals: Mapping[str, int]
    _patterns: Sequence[tuple[FormPattern, int]]
    _numbers: Mapping[str, int]
    _written: Mapping[str, int]
    _phrases: Array
    _max_gap: int
    _languages: Languages

    @classmethod
    def of(
        cls,
        tree: ast.Query | None,
        fields: Sequence[str] = ("text",),
        weights: Mapping[str, float] = _NOTHING,
        capitals: Container[str] = (),
        languages: Languages = ENGLISH,
    ) -> Marker:
        """The marker of a query's words in these fields, of articles analysed in `languages`.

        Words in capitals whose forms are among `capitals` are marked only in capitals.
        `weights` of terms, such as how rare each is, decide between passages that show equally
        many words.
        """
        collector = _Collector(languages, capitals)
        for leaf in _wanted(tree):
            if leaf.fieldname in fields:
                collector.add(leaf)
        return collector.marker(weights)

    def __bool__(self) -> bool:
        """Whether there is anything to mark."""
        return bool(self.words)

    def spans(self, text: str) -> list[Span]:
        """The spans to mark, ascending, without overlaps; a phrase without gaps is one span."""
        return self.spans_in([text])[0]

    def spans_in(self, texts: Sequence[str]) -> list[list[Span]]:
        """The spans to mark in each text; one call for all texts is faster than one for each."""
        if not self or not texts:
            return [[] for _ in texts]
        whole, points, starts = joined(texts)
        found = self.places(whole, points, starts)
        words = {mask: self._words_of(mask) for mask in set(found[:, 2].tolist())}
        ends = np.searchsorted(found[:, 0], starts[1:])
        return [
            [Span(start - begin, end - begin, words[mask]) for start, end, mask in part.tolist()]
            for begin, part in zip(starts.tolist(), np.split(found, ends), strict=True)
        ]

    def places(self, text: str, points: Array, starts: Array) -> Array:
        """The spans to mark in several texts that are joined into one (`joined`).

        Args:
            text: The texts, with a line feed between them.
            points: u4[n + 2] Its code points.
            starts: i8[texts] Where each text starts.

        Returns:
            i8[n, 3] As `occurrences` gives them.
        """
        found = find_candidates(points, self._keys, self._max_gap)
        meanings = self._meanings(text, found)
        return occurrences(points, kinds(), starts, found.words, meanings, self._phrases)

    def _meanings(self, text: str, found: Candidates) -> Array:
        """i8[forms, 3] What `occurrences` is to know of each form."""
        terms, numbers = self._terms, self._numbers
        asks_for_forms = bool(self._patterns or self._forms or self._capitals or self._written)
        meanings: list[int] = []
        for start, end in found.forms.tolist():
            word = text[start:end]
            mask, number, written = 0, NO_TERM, NO_TERM
            for term in terms_within(word, self._languages):
                mask |= terms.get(term, 0)
                number = numbers.get(term, number)
            for form in forms_within(word, self._languages) if asks_for_forms else ():
                mask |= self._mask_of(form, word)
                if form in self._capitals and letters_of(word) == CAPITALS:
                    mask |= self._capitals[form]
                written = self._written.get(form, written)
            meanings += mask, number, written
        return np.array(meanings, np.int64).reshape(-1, 3)

    def _mask_of(self, form: str, word: str) -> int:
        """Which of the words and patterns that ask for forms a form is, written as a word."""
        mask = self._forms.get(form, 0)
        for pattern, bit in self._patterns:
            if pattern.fits(form) and not (pattern.capital and letters_of(word) == SMALL):
                mask |= bit
        return mask

    def _words_of(self, mask: int) -> tuple[str, ...]:
        last = MARKED_WORDS - 1
        return tuple(word for bit, word in enumerate(self.words) if mask >> min(bit, last) & 1)


def joined(texts: Sequence[str]) -> tuple[str, Array, Array]:
    """Join texts for `Marker.places`: (the whole text, its code points, where each text starts)."""
    whole = "\n".join(texts)
    starts = np.array([0, *accumulate(len(text) + 1 for text in texts)][:-1], np.int64)
    return whole, points_of(whole), starts


@dataclass(slots=True)
class _Collector:
    """Collects the words, phrases and patterns of a query, leaf by leaf."""

    languages: Languages
    meant_in_capitals: Container[str] = ()
    words: dict[str, int] = field(default_factory=dict)
    parts: list[Sequence[str]] = field(default_factory=list)
    sought: list[str] = field(default_factory=list)
    terms: dict[str, int] = field(default_factory=dict)
    forms: dict[str, int] = field(default_factory=dict)
    capitals: dict[str, int] = field(default_factory=dict)
    patterns: list[tuple[FormPattern, int]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    written: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[int, int, int, int]] = field(default_factory=list)
    max_gap: int = 0

    def add(self, leaf: ast.Query) -> None:
        """Add one word, phrase or pattern."""
        if isinstance(leaf, ast.Prefix):
            self._add_pattern(beginning_pattern(leaf.text))
            return
        if isinstance(leaf, ast.Wildcard):
            self._add_pattern(wildcard_pattern(leaf.text))
            return
        if isinstance(leaf, ast.Phrase) and leaf.slop == AS_WRITTEN:
            self._add_written(_forms_at(" ".join(leaf.words), self.languages))
            return
        if type(leaf) is ast.Term and self._means_capitals(leaf.text):
            form = form_of(leaf.text)
            self.sought.append(form)
            self.capitals[form] = self._bit(form.upper(), [term_of(leaf.text)])
            return
        if isinstance(leaf, ast.Phrase):
            self._add_row(_places_of(" ".join(leaf.words), self.languages), max(leaf.slop, 1))
            return
        if isinstance(leaf, ast.FuzzyTerm) and len(_places_of(leaf.text, self.languages)) == 1:
            most, fixed = int(leaf.maxdist), leaf.prefixlength
            for pattern in likeness_patterns(leaf.text, most, fixed):
                self._add_pattern(pattern)
            return
        for stretch in stretches_of(leaf.text):
            self._add_row(_places_of(stretch, self.languages), 1)
        if parted := parted_code(leaf.text):
            self._add_row(_places_of(parted, self.languages), 1)
        if joined := joined_word(leaf.text):
            self._add_word(query_terms(joined, self.languages))

    def _add_row(self, places: Sequence[Sequence[str]], slop: int) -> None:
        if len(places) == 1:
            self._add_word(places[0])
        elif places:
            self._add_phrase(places, slop, self.numbers)

    def _add_word(self, terms: Sequence[str]) -> None:
        if not terms:
            return
        bit = self._bit(terms[0], terms)
        self.terms.update(dict.fromkeys(terms, bit))
        self.sought += terms

    def _means_capitals(self, word: str) -> bool:
        is_one = bool(self.meant_in_capitals) and letters_of(word) == CAPITALS
        return is_one and form_of(word) in self.meant_in_capitals

    def _add_written(self, places: Sequence[Sequence[str]]) -> None:
        """Words in quotes: the forms at each place."""
        if len(places) == 1:
            bit = self._bit(places[0][0], [term_of(form) for form in places[0]])
            self.forms.update(dict.fromkeys(places[0], bit))
            self.sought += places[0]
        elif places:
            self._add_phrase(places, 1, self.written)

    def _add_pattern(self, pattern: FormPattern) -> None:
        self.patterns.append((pattern, self._bit(pattern.typed, ())))
        self.sought += pattern.beginnings

    def _add_phrase(
        self, places: Sequence[Sequence[str]], slop: int, numbers: dict[str, int]
    ) -> None:
        """Add words that are to be near one another; `numbers` are those of words of their kind.

        `places` has the terms, or the forms, of each.
        """
        phrase = len(self.rows)  # any that differs from phrase to phrase
        self.max_gap = max(self.max_gap, slop)
        names = [words[0] for words in places]
        together = self._bit(" ".join(names), list(map(term_of, names))) if slop == 1 else 0
        for words in places:
            bit = together or self._bit(words[0], words)
            number = numbers.setdefault(words[0], len(self.numbers) + len(self.written))
            for word in words:
                numbers.setdefault(word, number)
            self.rows.append((phrase, number, slop, bit))
            self.sought += words

    def _bit(self, word: str, terms: Sequence[str]) -> int:
        bit = self.words.setdefault(word, len(self.words))
        if bit == len(self.parts):
            self.parts.append(terms)
        return 1 << min(bit, MARKED_WORDS - 1)

    def marker(self, weights: Mapping[str, float]) -> Marker:
        """The marker of all that was added."""
        return Marker(
            words=tuple(self.words),
            worth=_worth(self.parts, weights) if weights else _EVEN,
            _keys=sought(self.sought),
            _terms=self.terms,
            _forms=self.forms,
            _capitals=self.capitals,
            _patterns=self.patterns,
            _numbers=self.numbers,
            _written=self.written,
            _phrases=np.array(self.rows, np.int64) if self.rows else _NO_PHRASES,
            _max_gap=self.max_gap,
            _languages=self.languages,
        )


def _places_of(typed: str, languages: Languages) -> list[tuple[str, ...]]:
    """The terms of what was typed, place by place."""
    if typed.isascii() and typed.isalnum():  # one word, as nearly always
        return [terms] if (terms := query_terms(typed, languages)) else []
    words = [typed[token.start : token.end] for token in tokens(typed)]
    return [terms for word in words if (terms := query_terms(word, languages))]


def _forms_at(typed: str, languages: Languages) -> list[tuple[str, ...]]:
    """The forms of what was typed, place by place."""
    words = [typed[token.start : token.end] for token in tokens(typed)]
    return [tuple(forms) for word in words if (forms := query_forms(word, languages))]


def _worth(words: Sequence[Sequence[str]], weights: Mapping[str, float]) -> Array:
    """i8[MARKED_WORDS] The weights of words with these terms, nearly equal: they break ties."""
    own = [
        sum(max(weights.get(term, 0.0), 0.0) for term in terms) for terms in words[:MARKED_WORDS]
    ]
    scale = _TIE / (max(own, default=0.0) or 1.0)
    worth = _EVEN.copy()
    worth[: len(own)] += (np.array(own) * scale).astype(np.int64)  # so that sums are exact
    return worth


def marked_fields(tree: ast.Query | None) -> frozenset[str]:
    """The fields that a query has words of which an article is to have."""
    return frozenset(leaf.fieldname for leaf in _wanted(tree))


def _wanted(tree: ast.Query | None) -> Iterator[ast.Query]:
    """The words, phrases and patterns of a tree that an article is to have; not those it is not."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, _LEAVES):
            yield node
        elif isinstance(node, _GROUPS):
            waiting += reversed(node.subqueries)
