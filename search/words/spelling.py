"""Did you mean: for a query that finds little, the nearest one that finds more.

What is offered is the query as typed but for some words (`misspelling` says which these may
be), and has been tried: it finds more.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import NamedTuple

from whoosh import query as ast

from index import Token, tokens
from search.query import MOST_READ, SIDE_BY_SIDE, Query, parse
from search.words.lexicon import Words
from search.words.misspelling import FEW, is_doubtful, joined, meant_by

_FAR_MORE = 20  # times as many articles must be found when the query as typed finds some
_MOST_WORDS = 4  # doubtful words of a query; looking for what was meant takes milliseconds each
_MOST_TRIED = 8  # queries

Count = Callable[[ast.Query], int]
"""How many articles a tree finds."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another query: what was typed with some words replaced; it finds `total` articles.

    `replaced` holds (what was typed, what stands there now) for each change.
    """

    text: str
    total: int
    replaced: tuple[tuple[str, str], ...]


class _Word(NamedTuple):
    """A word that articles are to have, and where it stands in what was typed."""

    field: str
    text: str
    start: int
    end: int


class _Change(NamedTuple):
    """What to put in place of a part of what was typed."""

    start: int
    end: int
    text: str


class Speller:
    """Corrects queries by the words of an index; any number of threads may share it."""

    def __init__(self, lexicon: Words) -> None:
        self._lexicon = lexicon

    def correct(self, query: Query, count: Count) -> Suggestion | None:
        """A query that was perhaps meant, or None; operators, fields and order stay as typed.

        `count` says how many articles a tree finds; what it raises is passed on.
        """
        if query.tree is None or (found := count(query.tree)) > FEW:
            return None
        for changes in islice(self._attempts(query, count), _MOST_TRIED):
            text = _changed(query.text, changes)
            tree = parse(text).tree
            total = count(tree) if tree is not None else 0
            if total > found * _FAR_MORE:
                replaced = tuple((query.text[c.start : c.end], c.text) for c in changes)
                return Suggestion(text, total, replaced)
        return None

    def _attempts(self, query: Query, count: Count) -> Iterator[Sequence[_Change]]:
        """Changes to try together: the likeliest of each word, then others for one of them."""
        words = _words(query)
        options = list(self._options(words, count))
        best = [changes[0] for changes in options]
        if best:
            yield best
        for place, changes in enumerate(options):
            for change in changes[1:]:
                yield [*best[:place], change, *best[place + 1 :]]
        for change in self._joined(words, query.text):
            others = [c for c in best if c.end <= change.start or c.start >= change.end]
            yield sorted([*others, change])

    def _options(self, words: Sequence[_Word], count: Count) -> Iterator[list[_Change]]:
        """For each word that was perhaps misspelt: what was meant, the likeliest first."""

        def together(field: str, left: str, right: str) -> int:
            return count(ast.Phrase(field, [left, right], slop=SIDE_BY_SIDE))

        doubtful = (word for word in words if is_doubtful(self._lexicon, word.field, word.text))
        for word in islice(doubtful, _MOST_WORDS):
            meant = meant_by(self._lexicon, word.field, word.text, together)
            if meant:
                yield [_Change(word.start, word.end, other.text) for other in meant]

    def _joined(self, words: Sequence[_Word], typed: str) -> Iterator[_Change]:
        """Two words with only a space or hyphen between, as the one that some article has."""
        for one, other in pairwise(words):
            between = typed[one.end : other.start]
            if one.field == other.field and (between.isspace() or between == "-"):
                whole = joined(self._lexicon, one.field, one.text, other.text)
                if whole:
                    yield _Change(one.start, other.end, whole)


def _changed(text: str, changes: Sequence[_Change]) -> str:
    """A text with the changes made; they stand in its order."""
    for change in reversed(changes):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def _words(query: Query) -> list[_Word]:
    """The words that articles are to have, found again in what was typed: the order is the same."""
    typed = list(tokens(query.text[:MOST_READ]))
    words, at = [], 0
    for leaf, is_wanted in _leaves(query.tree):
        for text in _words_of(leaf):
            place = next((p for p in range(at, len(typed)) if _is(query, typed[p], text)), None)
            if place is None:
                continue
            at = place + 1
            if is_wanted:
                words.append(_Word(leaf.fieldname, text, typed[place].start, typed[place].end))
    return words


def _words_of(leaf: ast.Query) -> Iterator[str]:
    for text in leaf.words if isinstance(leaf, ast.Phrase) else [leaf.text]:
        for token in tokens(text):
            yield text[token.start : token.end]


def _is(query: Query, token: Token, text: str) -> bool:
    """Whether a word that was typed is one of the tree, where words are composed."""
    typed = query.text[token.start : token.end]
    return typed == text or unicodedata.normalize("NFC", typed).lower() == text.lower()


def _leaves(tree: ast.Query | None, *, is_wanted: bool = True) -> Iterator[tuple[ast.Query, bool]]:
    """What has words in a tree, in order, and whether these are to be found as they stand."""
    match tree:
        case ast.And() | ast.Or():
            for child in tree:
                yield from _leaves(child, is_wanted=is_wanted)
        case ast.Not():
            yield from _leaves(tree.query, is_wanted=False)
        case ast.Prefix() | ast.Wildcard() | ast.FuzzyTerm():
            yield tree, False
        case ast.Term() | ast.Phrase():
            yield tree, is_wanted
