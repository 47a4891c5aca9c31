"""What a word was meant to be, when hardly any article has it.

How likely a word was meant is how frequent it is, less what the mistakes cost: a noisy channel
(Kernighan, Church and Gale 1990) with the same odds for every mistake, and longer ones for one in
the first letter, where people make few (Yannakoudakis and Fawthrop 1983).

The index holds stems. Set beside the stem of what was typed they miss mistakes in an ending
(`presidnet` has none to take off), so they are set beside its beginnings too. Then the words as
which some articles have the likeliest stems are set beside the word itself, and decide.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from index import FIELDS, STEMMED, STOP_WORDS, analysis_of, fold
from search.words.lexicon import MISTAKE, Words

FEW = 3
"""Articles; a word that more have is taken for what was meant."""

_FAR_MORE = 20  # times as many articles have a word that stands for one that some have
_SHORTEST = 3  # letters of a word that may be misspelt
_SHORTEST_STEM = 4  # letters of a word's beginning that a stem may be
_SHORTEST_PART = 2  # letters of each part of a word that was run together,
_LONGEST_RUN = 40  # and of all of it
_LONG = 6  # letters from which there may be two mistakes,
_LONGER = 8  # when some article has the word
_ENDING = 7  # letters that stemming takes off (`ization`)
_READ = 5  # terms near a word whose forms are looked up, in so many articles
_FEW_ARTICLES, _MANY_ARTICLES = 4, 20
_SPLITS = 2  # ways to split a word that are tried

_FIRST = math.log(20)  # the odds against a mistake's being in the first letter as well

Together = Callable[[str, str, str], int]
"""In how many articles two words stand side by side in a field: (field, one word, the next)."""


class Meant(NamedTuple):
    """Another word (or two with a space), and the logarithm of how likely it was meant."""

    text: str
    odds: float


class _Near(NamedTuple):
    """A term near a word: in how many articles it is, and what it costs to take it for the word."""

    df: int
    cost: float

    @property
    def odds(self) -> float:
        """The logarithm of how likely it was meant."""
        return math.log(self.df) - self.cost


def is_doubtful(lexicon: Words, field: str, word: str) -> bool:
    """Whether a word as typed may be misspelt: hardly any article has it."""
    folded = fold(word)
    if field not in FIELDS or len(folded) < _SHORTEST or not folded.isalpha():
        return False
    return folded not in STOP_WORDS and lexicon.df(field, word) <= FEW


def meant_by(lexicon: Words, field: str, word: str, together: Together) -> list[Meant]:
    """What a doubtful word was perhaps meant to be, the likeliest first."""
    own, df = analysis_of(field)(word), lexicon.df(field, word)
    misspelling = _Misspelling(lexicon, field, fold(word), own, df)
    meant = [*misspelling.respelt(), *_split(lexicon, field, word, together)]
    return sorted(meant, key=lambda other: (-other.odds, other.text))


def joined(lexicon: Words, field: str, one: str, other: str) -> str | None:
    """Two words as one, if some article has that."""
    whole = one + other
    return whole if field in FIELDS and whole.isalpha() and lexicon.df(field, whole) else None


def _split(lexicon: Words, field: str, word: str, together: Together) -> Iterator[Meant]:
    """A word as two that stand side by side in some article."""
    if len(word) > _LONGEST_RUN:
        return
    parts = []
    for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        left, right = word[:place], word[place:]
        if left_df := lexicon.df(field, left):
            parts.append((min(left_df, lexicon.df(field, right)), left, right))
    for df, left, right in sorted(parts, reverse=True)[:_SPLITS]:
        if df and (articles := together(field, left, right)):
            yield Meant(f"{left} {right}", math.log(articles) - MISTAKE)


@dataclass(frozen=True, slots=True)
class _Misspelling:
    """A word of a field, folded; `own` is its term, which `df` articles have: hardly any."""

    lexicon: Words
    field: str
    folded: str
    own: str
    df: int

    @property
    def most(self) -> int:
        """How many mistakes there may be; a short word that some article has is rather a name."""
        return 2 if len(self.folded) >= (_LONGER if self.df else _LONG) else 1

    def respelt(self) -> Iterable[Meant]:
        """Words spelt nearly as this one, and far more frequent.

        Two mistakes are thought of when a word with two could be likelier than all with one.
        """
        meant: dict[str, Meant] = {}
        for edits in range(1, self.most + 1):
            near = self.near(edits)
            for term in sorted(near, key=lambda term: (-near[term].odds, term))[:_READ]:
                frequent = near[term].df > self.df * _FAR_MORE
                if frequent and term not in meant and (form := self.form(term)):
                    meant[term] = Meant(form, math.log(near[term].df) - self.cost_of(form))
            best = max((other.odds for other in meant.values()), default=-math.inf)
            if best >= math.log(max(self.lexicon.articles, 1)) - (edits + 1) * MISTAKE:
                break
        return meant.values()

    def near(self, edits: int) -> dict[str, _Near]:
        """The likeliest terms near the word, near its stem or near its beginning."""
        ending = min(_ENDING, len(self.folded) - _SHORTEST_STEM) if self.field in STEMMED else 0
        found: dict[str, _Near] = {}
        for typed, left in {self.own: 0, self.folded: max(ending, 0)}.items():
            for term, near in self.lexicon.near(self.field, typed, edits, left).items():
                cost = near.cost + self._first_cost(term)
                if self._may_be(term) and (term not in found or cost < found[term].cost):
                    found[term] = _Near(near.df, cost)
        return found

    def _may_be(self, term: str) -> bool:
        return term != self.own and term.isalpha() and term not in STOP_WORDS

    def form(self, term: str) -> str | None:
        """The word nearest to this one of those that have a term; None when none is near.

        When the term would be nearer with this word's ending than all forms in a few articles,
        more articles are looked into for it.
        """
        analyse = analysis_of(self.field)
        inflected = term + self.folded[len(self.own) :]
        wanted = inflected if analyse(inflected) == term else ""
        for articles in (_FEW_ARTICLES, _MANY_ARTICLES):
            forms = self.lexicon.forms(self.field, term, articles)
            edits = self._edits([*map(fold, forms), wanted])
            near = [form for form in forms if fold(form) in edits]
            best = min((edits[fold(form)] for form in near), default=self.most + 1)
            if edits.get(wanted, best) >= best:
                break
        if not near:
            return None
        return min(near, key=lambda form: (edits[fold(form)], -forms[form], form.swapcase()))

    def cost_of(self, form: str) -> float:
        """What it costs to take a form for this word."""
        return self._edits([fold(form)])[fold(form)] * MISTAKE + self._first_cost(fold(form))

    def _edits(self, words: Iterable[str]) -> dict[str, int]:
        from search.words.fuzzy import distances  # noqa: PLC0415  # compiled code: loaded when needed

        return distances(words, self.folded, self.most)

    def _first_cost(self, word: str) -> float:
        return 0.0 if word[0] == self.folded[0] else _FIRST
