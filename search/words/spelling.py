"""Did you mean: for a query with a word that was perhaps misspelt, the nearest that finds more.

What is offered is the query as typed but for some words (`misspelling` says what these were meant
to be), and has been tried: it finds more. Of several words each is corrected alone as well, so that
a reader may take one and leave the other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import NamedTuple

from whoosh import query as ast

from index import Token, tokens
from search.query import MOST_READ, SIDE_BY_SIDE, TEXT_FIELD, Query, parse
from search.words.lexicon import Words
from search.words.misspelling import FEW, Meant, joined, meant_by

_FAR_MORE = 20  # times as many articles two words must find as one, when they find some as two
_MOST_WORDS = 4  # words of a query that are corrected; what was meant takes milliseconds each
_MOST_ASKED = 16  # words of a query that are looked at
_MOST_TRIED = 8  # queries
_KEPT = 4_096  # words of which it is remembered what they were meant to be

Count = Callable[[ast.Query], int]
"""How many articles a tree finds."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another query: what was typed with some words replaced; it finds `total` articles.

    `replaced` holds (what was typed, what stands there now) for each change. Where several words
    were corrected, `others` have the same query with one of them each.
    """

    text: str
    total: int
    replaced: tuple[tuple[str, str], ...]
    others: tuple[Suggestion, ...] = ()


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
        self._meant: dict[tuple[str, str], list[Meant]] = {}

    def correct(self, query: Query, count: Count) -> Suggestion | None:
        """A query that was perhaps meant, or None; operators, fields and order stay as typed.

        `count` says how many articles a tree finds; what it raises is passed on.
        """
        if query.tree is None:
            return None
        words = _words(query)
        options = list(self._options(words, count))
        wholes = list(self._joined(words, query.text))
        if not options and not wholes:  # as nearly always
            return None
        found = count(query.tree)
        best = [changes[0] for changes in options]
        tried = (_tried(query, changes, count) for changes in _attempts(options))
        whole = next((other for other in islice(tried, _MOST_TRIED) if other.total > found), None)
        if whole is None and found <= FEW:
            whole = _as_one(query, wholes, best, found, count) or _alone(query, best, count)
        if whole is None or len(best) == 1:
            return whole
        each = [_tried(query, [change], count) for change in best]
        others = (one for one in each if one.total > found and one.text != whole.text)
        return replace(whole, others=tuple(others))

    def _options(self, words: Sequence[_Word], count: Count) -> Iterator[list[_Change]]:
        """For each word that was perhaps misspelt: what was meant, the likeliest first."""
        corrected = 0
        for word in words[:_MOST_ASKED]:
            if meant := self._meant_by(word, count):
                yield [_Change(word.start, word.end, other.text) for other in meant]
                corrected += 1
            if corrected == _MOST_WORDS:
                return

    def _meant_by(self, word: _Word, count: Count) -> list[Meant]:
        """What a word was perhaps meant to be; remembered where no filter has a say in it."""
        key, is_counted = (word.field, word.text), False

        def together(field: str, left: str, right: str) -> int:
            nonlocal is_counted
            is_counted = True
            return count(ast.Phrase(field, [left, right], slop=SIDE_BY_SIDE))

        meant = self._meant.get(key)
        if meant is None:
            meant = meant_by(self._lexicon, *key, together)
            if not is_counted:
                if len(self._meant) >= _KEPT:
                    self._meant.clear()
                self._meant[key] = meant
        return meant

    def _joined(self, words: Sequence[_Word], typed: str) -> Iterator[_Change]:
        """Two words with only a space or hyphen between, as the one that some article has."""
        for one, other in pairwise(words):
            between = typed[one.end : other.start]
            if one.field == other.field and (between.isspace() or between == "-"):
                whole = joined(self._lexicon, one.field, one.text, other.text)
                if whole:
                    yield _Change(one.start, other.end, whole)


def _as_one(
    query: Query,
    wholes: Sequence[_Change],
    best: Sequence[_Change],
    found: int,
    count: Count,
) -> Suggestion | None:
    """The query with two words joined, if it finds far more."""
    for change in wholes:
        others = [c for c in best if c.end <= change.start or c.start >= change.end]
        whole = _tried(query, sorted([*others, change]), count)
        if whole.total > found * _FAR_MORE:
            return whole
    return None


def _attempts(options: Sequence[Sequence[_Change]]) -> Iterator[Sequence[_Change]]:
    """Changes to try together: the likeliest of each word, then others for one of them."""
    best = [changes[0] for changes in options]
    if best:
        yield best
    for place, changes in enumerate(options):
        for change in changes[1:]:
            yield [*best[:place], change, *best[place + 1 :]]
    if len(best) > 1:
        yield from ([change] for change in best)


def _tried(query: Query, changes: Sequence[_Change], count: Count) -> Suggestion:
    """A query with some changes, and what it finds."""
    text = _changed(query.text, changes)
    tree = parse(text).tree
    replaced = tuple((query.text[change.start : change.end], change.text) for change in changes)
    return Suggestion(text, count(tree) if tree is not None else 0, replaced)


def _alone(query: Query, best: Sequence[_Change], count: Count) -> Suggestion | None:
    """The first corrected word that finds something by itself, where none does with the others."""
    is_mere = isinstance(query.tree, ast.And) and all(
        type(part) is ast.Term and part.fieldname == TEXT_FIELD for part in query.tree
    )
    for change in best if is_mere else ():
        replaced = ((query.text[change.start : change.end], change.text),)
        tree = parse(change.text).tree
        if tree is not None and (total := count(tree)):
            return Suggestion(change.text, total, replaced)
    return None


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
        if text.isascii() and text.isalpha():  # one word, as nearly always
            yield text
            continue
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
