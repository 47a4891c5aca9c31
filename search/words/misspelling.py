"""What a word was meant to be.

How likely a word was meant is how many articles have it, less what the mistakes cost (`mistake`).
A word that the archive has is a mistake only when another is the more frequent the farther it is:
as many times as the square root of the odds against the mistake, which for a letter doubled are 6
times and for any other letter 20. A name that the archive has (all its forms have capitals) stays
as it is, but for one letter that stands twice or once: Hilary and Hillary sound the same, and
whoever writes one may want the other.

The index holds stems. Set beside the stem of what was typed they miss mistakes in an ending
(`presidnet` has none to take off), so they are set beside its beginnings too. Then the words as
which some articles have the likeliest stems are set beside the word itself, and decide: `Bening`
has the stem of `Ben`, and none of its articles.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from index import CAPITAL, FIELDS, MARK, STEMMED, STOP_WORDS, analysis_of, fold, letters_of
from search.words.lexicon import MISTAKE, Words, terms_of
from search.words.mistake import FIRST, FOREIGN, cost_of, once_or_twice

FEW = 3
"""Articles; a word that more have is taken for what was meant, or for a name beside another."""

_SHORTEST = 3  # letters of a word that may be misspelt
_SHORTEST_NAME = 4  # letters of a name beside which another may stand
_SHORTEST_STEM = 4  # letters of a word's beginning that a stem may be
_SHORTEST_PART = 2  # letters of each part of a word that was run together,
_LONGEST_RUN = 40  # and of all of it
_SMALL = math.log(2)  # what is typed with a capital is a name, or else a word twice as frequent
_LONG = 6  # letters from which there may be two mistakes,
_LONGER = 8  # when some article has the word
_ENDING = 7  # letters that stemming takes off (`ization`)
_READ = 12  # terms near a word whose forms are looked up, in so many articles
_FEW_ARTICLES, _MANY_ARTICLES = 4, 40
_SPLITS = 2  # ways to split a word that are tried
_FAR_MORE = 20  # times as many articles have the two words that one was meant to be
_TWICE = 6  # times as many have the name whose letter stands twice or once

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


def meant_by(lexicon: Words, name: str, word: str, together: Together) -> list[Meant]:
    """What a word of a field was perhaps meant to be, the likeliest first; mostly nothing."""
    folded = fold(word)
    if name not in FIELDS or len(folded) < _SHORTEST or not folded.isalpha():
        return []
    if folded in STOP_WORDS:
        return []
    df = lexicon.df(name, word)
    if df > FEW or (df and _is_name(lexicon, name, word)):
        meant = _twins(lexicon, name, folded, df)
    else:
        misspelling = _Misspelling(lexicon, name, folded, analysis_of(name)(word), df)
        meant = [*misspelling.respelt(), *_split(lexicon, name, word, df, together)]
        if not folded.isascii():
            meant += _in_latin(lexicon, name, word, df)
    small = _SMALL if letters_of(word) == CAPITAL else 0.0
    return sorted(meant, key=lambda other: (small * other.text.islower() - other.odds, other.text))


def joined(lexicon: Words, name: str, one: str, other: str) -> str | None:
    """Two words as one, if some article has that."""
    whole = one + other
    return whole if name in FIELDS and whole.isalpha() and lexicon.df(name, whole) else None


def _forms_of(lexicon: Words, name: str, word: str) -> Counter[str]:
    """How articles in any language write the words of a word's terms, and how often."""
    found: Counter[str] = Counter()
    for term in terms_of(name, word, lexicon.languages):
        found += lexicon.forms(name, term, _MANY_ARTICLES)
    return found


def _is_name(lexicon: Words, name: str, word: str) -> bool:
    """Whether articles write a word with a capital only."""
    forms = _forms_of(lexicon, name, word)
    return bool(forms) and all(form != form.lower() for form in forms)


def _twins(lexicon: Words, name: str, folded: str, df: int) -> list[Meant]:
    """For a name the far more frequent one that differs in a letter which stands twice or once."""
    if len(folded) < _SHORTEST_NAME:
        return []
    own, analyse = analysis_of(name)(folded), analysis_of(name)
    others = [other for other in once_or_twice(folded) if analyse(other) != own]
    found: list[Meant] = []
    for other, articles in zip(others, lexicon.dfs(name, others), strict=True):
        if articles < df * _TWICE or not _is_name(lexicon, name, folded):
            continue
        forms = _forms_of(lexicon, name, other)
        written = {form: forms[form] for form in forms if fold(form) == other}
        if written and _is_name(lexicon, name, other):
            best = max(written, key=lambda form: (written[form], form))
            found.append(Meant(best, math.log(articles) - cost_of(folded, other)))
    return found


def _in_latin(lexicon: Words, name: str, word: str, df: int) -> Iterable[Meant]:
    """The words near one of another script, as it is written in Latin letters: Корвад, Korvad."""
    from anyascii import anyascii  # noqa: PLC0415  # its tables are read when they are needed

    latin = fold("".join(letter for letter in anyascii(word) if letter.isalpha()))
    if len(latin) < _SHORTEST:
        return ()
    own = analysis_of(name)(latin)
    return _Misspelling(lexicon, name, latin, own, df, may_be_itself=True).respelt()


def _split(lexicon: Words, name: str, word: str, df: int, together: Together) -> Iterator[Meant]:
    """A word as two that stand side by side in some article."""
    if len(word) > _LONGEST_RUN:
        return
    parts = []
    for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        left, right = word[:place], word[place:]
        if left_df := lexicon.df(name, left):
            parts.append((min(left_df, lexicon.df(name, right)), left, right))
    for least, left, right in sorted(parts, reverse=True)[:_SPLITS]:
        if least and (articles := together(name, left, right)) > df * _FAR_MORE:
            yield Meant(f"{left} {right}", math.log(articles) - MISTAKE)


@dataclass(frozen=True, slots=True)
class _Misspelling:
    """A word of a field, folded; `own` is its term, which `df` articles have: hardly any."""

    lexicon: Words
    name: str
    folded: str
    own: str
    df: int
    may_be_itself: bool = False
    """Whether the word is what was typed in other letters, and no mistake if it is there."""
    seen: dict[str, Meant] = field(default_factory=dict)

    @property
    def own_terms(self) -> tuple[str, ...]:
        """The word's terms in the languages of the archive."""
        return self.own, *terms_of(self.name, self.folded, self.lexicon.languages)

    @property
    def most(self) -> int:
        """How many mistakes there may be; a short word that some article has is rather a name."""
        return 2 if len(self.folded) >= (_LONGER if self.df else _LONG) else 1

    def respelt(self) -> Iterable[Meant]:
        """Words spelt nearly as this one, and far more frequent.

        Two mistakes are thought of when a word with two could be likelier than all with one.
        """
        for edits in range(1, self.most + 1):
            near = self.near(edits)
            for term in sorted(near, key=lambda term: (-near[term].odds, term))[:_READ]:
                if term not in self.seen and (meant := self.best_form(term, near[term].df)):
                    self.seen[term] = meant
            best = max((other.odds for other in self.seen.values()), default=-math.inf)
            if best >= math.log(max(self.lexicon.articles, 1)) - (edits + 1) * MISTAKE:
                break
        return self.seen.values()

    def near(self, edits: int) -> dict[str, _Near]:
        """The likeliest terms near the word, near its stem or near its beginning."""
        ending = min(_ENDING, len(self.folded) - _SHORTEST_STEM) if self.name in STEMMED else 0
        found: dict[str, _Near] = {}
        for typed, left in {self.own: 0, self.folded: max(ending, 0)}.items():
            for term, near in self.lexicon.near(self.name, typed, edits, left).items():
                first = 0.0 if term[0] == self.folded[0] else FIRST
                cost = near.cost + first
                if self._may_be(term) and (term not in found or cost < found[term].cost):
                    found[term] = _Near(near.df, cost)
        return found

    def _may_be(self, term: str) -> bool:
        is_other = self.may_be_itself or term not in self.own_terms
        return is_other and term.partition(MARK)[0].isalpha() and term not in STOP_WORDS

    def best_form(self, term: str, df: int) -> Meant | None:
        """The likeliest word of those that have a term which `df` articles have; None if none is.

        When no form in a few articles is near, or the term would be nearer with this word's ending,
        more articles are looked into.
        """
        analyse = analysis_of(self.name)
        inflected = term + self.folded[len(self.own) :]
        wanted = inflected if analyse(inflected) == term else ""
        for articles in (_FEW_ARTICLES, _MANY_ARTICLES):
            forms = self.lexicon.forms(self.name, term, articles)
            edits = self._edits([*map(fold, forms), wanted])
            best = min((edits.get(fold(form), self.most + 1) for form in forms), default=0)
            if best <= min(self.most, edits.get(wanted, best)):
                break
        near = [form for form in forms if fold(form) in edits]
        if not near:
            return None
        written: Counter[str] = Counter()  # by how it is folded: Korvad and KORVAD are one
        for form in near:
            written[fold(form)] += forms[form]
        share = df / forms.total()
        odds = {one: self._odds(one, count * share) for one, count in written.items()}
        likeliest = min(near, key=lambda form: (-odds[fold(form)], -forms[form], form.swapcase()))
        likely = odds[fold(likeliest)]
        return Meant(likeliest, likely) if likely > -math.inf else None

    def _odds(self, folded: str, articles: float) -> float:
        """How likely a word that about so many articles have was meant; -inf where it was not."""
        cost = cost_of(self.folded, folded) + (FOREIGN if self.may_be_itself else 0.0)
        is_enough = articles > self.df * math.exp(cost / 2)
        return math.log(articles) - cost if is_enough else -math.inf

    def _edits(self, words: Iterable[str]) -> dict[str, int]:
        from search.words.fuzzy import distances  # noqa: PLC0415  # compiled code: loaded when needed

        return distances(words, self.folded, self.most)
