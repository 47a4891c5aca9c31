"""Where a query's words stand in a text: for snippets and for the article page.

A word is marked when its term is one the query asks for, so that stems and folded forms are
marked too. Words that the query asks for only as a phrase are marked only where the phrase is.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from whoosh import query as ast

from index import Token, fold, tokens
from search.evaluate import pattern_of, terms_of, wanted, words_of


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that are to follow one another, `slop` places apart at most."""

    terms: tuple[str, ...]
    slop: int


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a text, in characters, and which of the query's words it is."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Marker:
    """Finds the words of one query in any text."""

    terms: frozenset[str] = frozenset()
    phrases: tuple[Phrase, ...] = ()
    patterns: tuple[Callable[[str], object], ...] = ()

    @classmethod
    def of(cls, tree: ast.Query | None, fields: Sequence[str] = ("text",)) -> Marker:
        """The marker of a query's words in these fields."""
        leaves = [leaf for leaf in wanted(tree) if leaf.fieldname in fields] if tree else []
        terms: set[str] = set()
        phrases: list[Phrase] = []
        patterns: list[Callable[[str], object]] = []
        for leaf in leaves:
            if isinstance(leaf, ast.Prefix | ast.Wildcard):
                patterns.append(_fits(leaf))
                continue
            found = tuple(terms_of("text", " ".join(words_of(leaf))))
            if len(found) == 1:
                terms.update(found)
            elif found:
                phrases.append(Phrase(found, getattr(leaf, "slop", 1)))
        return cls(frozenset(terms), tuple(phrases), tuple(patterns))

    def __bool__(self) -> bool:
        """Whether there is anything to mark."""
        return bool(self.terms or self.phrases or self.patterns)

    def spans(self, text: str) -> list[Span]:
        """The places to mark, in order, not overlapping; a phrase without gaps is one place."""
        if not self:
            return []
        found = list(tokens(text))
        joined = {}
        for phrase in self.phrases:
            for places in _occurrences(phrase, found):
                joined.update(dict.fromkeys(places, places[0] if phrase.slop == 1 else -1))
        return list(_spans(found, joined, lambda token: self._marks(token, text)))

    def _marks(self, token: Token, text: str) -> bool:
        if token.term in self.terms:
            return True
        if not self.patterns:
            return False
        word = fold(text[token.start : token.end])
        return any(fits(word) for fits in self.patterns)


def _fits(leaf: ast.Query) -> Callable[[str], object]:
    """Whether a folded word fits a pattern."""
    return re.compile(fnmatch.translate(fold(pattern_of(leaf)).replace("[", "[[]"))).match


def _spans(
    found: Sequence[Token], joined: Mapping[int, int], marks: Callable[[Token], bool]
) -> Iterator[Span]:
    """Spans of the marked tokens; those of one phrase (`joined` to its first) become one."""
    open_span, of_phrase = None, -1
    for place, token in enumerate(found):
        phrase = joined.get(place, -1)
        if open_span and phrase >= 0 and phrase == of_phrase:
            open_span = Span(open_span.start, token.end, f"{open_span.word} {token.term}")
            continue
        if open_span:
            yield open_span
        is_marked = place in joined or marks(token)
        open_span = Span(token.start, token.end, token.term) if is_marked else None
        of_phrase = phrase
    if open_span:
        yield open_span


def _occurrences(phrase: Phrase, found: Sequence[Token]) -> Iterator[Sequence[int]]:
    """The numbers of the tokens of each occurrence of the phrase."""
    for first, token in enumerate(found):
        if token.term == phrase.terms[0] and (places := _occurrence(phrase, found, first)):
            yield places


def _occurrence(phrase: Phrase, found: Sequence[Token], first: int) -> Sequence[int]:
    """The phrase from one token on, each word as near to the one before as can be; else ()."""
    places = [first]
    for term in phrase.terms[1:]:
        near = range(places[-1] + 1, min(places[-1] + phrase.slop + 1, len(found)))
        place = next((p for p in near if found[p].term == term), None)
        if place is None:
            return ()
        places.append(place)
    return places
