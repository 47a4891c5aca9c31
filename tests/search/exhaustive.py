"""The plain twin of the ranking: every article looked at, in float64, by the formulas alone."""

from __future__ import annotations

import fnmatch
import math
import random
from dataclasses import dataclass, field, replace

import numpy as np

from index import CAPITALS, FIELDS, SMALL
from index.schema import date_number
from index.segment.field_norms import NORM_LENGTH, codes_of
from index.store.generation import Generation
from search.plan import (
    All,
    Any,
    Dates,
    Everything,
    Form,
    Not,
    Pattern,
    Phrase,
    Plan,
    Synonyms,
    Term,
    Value,
    ValuePattern,
    Ways,
    is_optional,
)
from tests.reference import forms_of

NEIGHBOURS = {
    "q": "wa", "w": "qeas", "e": "wrsd", "r": "etdf", "t": "ryfg", "y": "tugh", "u": "yihj",
    "i": "uojk", "o": "ipkl", "p": "ol", "a": "qwsz", "s": "weadzx", "d": "ersfxc", "f": "rtdgcv",
    "g": "tyfhvb", "h": "yugjbn", "j": "uihknm", "k": "iojlm", "l": "opk", "z": "asx", "x": "zsdc",
    "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
"""Letters beside each other on a keyboard."""

K1, B, S, HEADLINE = 1.3, 0.8, 10, 0.25


Way = tuple[str, str, int]
"""A term, a form of it, and in what letters it is written."""


@dataclass
class Entry:
    """An article of the index, deleted or not."""

    places: dict[str, dict[Way, list[int]]]
    """field → way of writing → positions"""
    length: dict[str, int]
    """As the index keeps it, in one byte."""
    date: int
    lang: str
    outlet: str
    id: tuple[bytes, int]
    """Its file and its record: what ids are ordered by."""
    is_live: bool


@dataclass
class Exhaustive:
    """Answers plans from the articles of a generation; deleted ones count for nothing."""

    entries: list[Entry] = field(default_factory=list)
    mean: dict[str, float] = field(default_factory=dict)
    counted: dict[tuple[int, frozenset[Way]], dict[int, float]] = field(default_factory=dict)
    """What articles score by terms that have been asked for."""
    known: dict[int, frozenset[Way]] = field(default_factory=dict)
    """All that is written in a field."""
    weights: dict[tuple[str, frozenset[Way]], float] = field(default_factory=dict)
    """The inverse document frequencies of what has been asked for."""

    @classmethod
    def over(cls, generation: Generation) -> Exhaustive:
        plain = cls()
        words = dict.fromkeys(FIELDS, 0)
        for segment in generation.segments:
            live = set(segment.live_docs())
            for doc in range(segment.documents):
                article = segment.article(doc)
                places: dict[str, dict[Way, list[int]]] = {}
                length = {}
                for name, ways in forms_of(article, segment.file.of(doc)).items():
                    found = places.setdefault(name, {})
                    for position, together in enumerate(ways):
                        for way in together:
                            found.setdefault(way, []).append(position)
                    exact = sum(map(len, found.values()))
                    length[name] = int(NORM_LENGTH[codes_of(np.array([exact]))[0]])
                    words[name] += length[name] * (doc in live)
                date = date_number(article.date)
                order = segment.file.of(doc).encode(), int(segment.record[doc])
                plain.entries.append(
                    Entry(places, length, date, article.lang, article.outlet, order, doc in live)
                )
        plain.mean = {name: total / max(generation.live, 1) for name, total in words.items()}
        return plain

    def idf(self, name: str, terms: frozenset[Way]) -> float:
        if (name, terms) not in self.weights:
            self.weights[name, terms] = self._idf(name, terms)
        return self.weights[name, terms]

    def _idf(self, name: str, terms: frozenset[Way]) -> float:
        live = [entry.places[name] for entry in self.entries if entry.is_live]
        df = sum(any(term in places for term in terms) for places in live)
        return math.log1p((len(live) - df + 0.5) / (df + 0.5)) if df else 0.0

    def answer(self, plan: Plan) -> dict[int, float]:
        """The score of each article that matches and is not deleted, by number."""
        found = self.scores(plan)
        return {number: score for number, score in found.items() if self.entries[number].is_live}

    def scores(self, plan: Plan) -> dict[int, float]:  # noqa: PLR0911  # once for each kind
        match plan:
            case Term() | Form() | Pattern() | Synonyms():
                return self._counted(plan.field, self._ways(plan.field, plan), plan.boost)
            case Phrase(number, terms, slop, boost):
                return self._phrase(number, terms, slop, boost)
            case Ways(members, boost):
                return self._one_of(plan.field, members, boost)
            case All(parts):
                each = [self.scores(part) for part in parts]
                demanded = [s for s, part in zip(each, parts, strict=True) if not is_optional(part)]
                both = set(range(len(self.entries))).intersection(*demanded)
                return {number: sum(s.get(number, 0.0) for s in each) for number in both}
            case Any(parts):
                each = [self.scores(part) for part in parts]
                either = set().union(*each)
                return {number: sum(s.get(number, 0.0) for s in each) for number in either}
            case Not(part):
                found = self.scores(part)
                return {n: 0.0 for n in range(len(self.entries)) if n not in found}
            case Dates(first, last):
                return {
                    n: 0.0 for n, e in enumerate(self.entries) if e.date and first <= e.date <= last
                }
            case Value(column, value):
                return {n: 0.0 for n, e in enumerate(self.entries) if getattr(e, column) == value}
            case ValuePattern(column, text, edits, prefix):
                values = {getattr(entry, column) for entry in self.entries} - {""}
                fits = _fitting(values, text, edits, prefix)
                return {n: 0.0 for n, e in enumerate(self.entries) if getattr(e, column) in fits}
            case Everything():
                return dict.fromkeys(range(len(self.entries)), 0.0)
        raise AssertionError(plan)

    def _counted(self, number, terms, boost):
        if (number, terms) not in self.counted:
            self.counted[number, terms] = self._count(FIELDS[number], terms)
        return {place: boost * score for place, score in self.counted[number, terms].items()}

    def _count(self, name, terms):
        weight, found = self.idf(name, terms), self._occurrences(name, terms)
        return {place: weight * self._weight(name, place, *of) for place, of in found.items()}

    def _occurrences(self, name, terms):
        """(how often, whether in the title) for the articles that have any of some terms."""
        found = {}
        for place, entry in enumerate(self.entries):
            if tf := sum(len(entry.places[name].get(term, ())) for term in terms):
                titled = name == "text" and any(t in entry.places["title"] for t in terms)
                found[place] = tf, titled
        return found

    def _weight(self, name, place, tf, titled):
        entry = self.entries[place]
        divisor = K1 * (1 - B + B * (entry.length[name] + S) / (self.mean[name] + S))
        return tf / (tf + divisor) + (HEADLINE if titled else 0)

    def _ways(self, number: int, part: str | Term | Form | Pattern | Synonyms) -> frozenset[Way]:
        """The ways of writing that a part of a plan stands for."""
        if number not in self.known:
            in_each = (entry.places[FIELDS[number]] for entry in self.entries)
            self.known[number] = frozenset().union(*in_each)
        known = self.known[number]
        match part:
            case str() | Term():
                text = part if isinstance(part, str) else part.text
                return frozenset(way for way in known if way[0] == text)
            case Form(_, text, capitals):
                alike = {way for way in known if way[1] == text}
                return frozenset(way for way in alike if not capitals or way[2] == CAPITALS)
            case Pattern(_, text, edits, prefix, _, strict, capital=True):
                plain = replace(part, capital=False)
                similar = self._ways(number, replace(plain, strict=True))
                written = frozenset(way for way in similar if way[2] != SMALL)
                is_found = strict or self.idf(FIELDS[number], written) > 0
                return written if is_found else self._ways(number, plain)
            case Pattern(_, text, edits, prefix, _, strict):
                forms = {way[1] for way in known}
                fits = _fitting(forms, text, edits, prefix)
                if number < 2 and not edits and not text.endswith("*"):
                    fits |= _fitting(forms, f"{text}s", 0, 0) | _fitting(forms, f"{text}es", 0, 0)
                if not strict and self.idf(FIELDS[number], _written(known, fits)) == 0:
                    fits = _fitting(forms, text, edits, 0)
                return _written(known, fits)
            case Synonyms(members):
                return frozenset().union(*(self._ways(number, member) for member in members))
        raise AssertionError(part)

    def _phrase(self, number, terms, slop, boost):
        name, groups = FIELDS[number], [self._ways(number, term) for term in terms]
        weight = sum(self.idf(name, group) for group in groups) * boost
        found = self._rows(name, groups, slop)
        return {place: weight * self._weight(name, place, *of) for place, of in found.items()}

    def _one_of(self, number, members, boost):
        """What counts as one word: as often as the way to write it that occurs most."""
        name, best = FIELDS[number], {}
        for member in members:
            if isinstance(member, Phrase):
                groups = [self._ways(number, term) for term in member.terms]
                found = self._rows(name, groups, member.slop)
            else:
                found = self._occurrences(name, self._ways(number, member))
            for place, (tf, titled) in found.items():
                most, is_titled = best.get(place, (0, False))
                best[place] = max(most, tf), is_titled or titled
        live = [place for place, entry in enumerate(self.entries) if entry.is_live]
        df = len(best.keys() & set(live))
        weight = math.log1p((len(live) - df + 0.5) / (df + 0.5)) * boost
        return {place: weight * self._weight(name, place, *of) for place, of in best.items()}

    def _rows(self, name, groups, slop):
        """As `_occurrences`, for words that stand one behind the other."""
        rows = {}
        for place, entry in enumerate(self.entries):
            found = entry.places[name]
            places = [sorted(p for t in group for p in found.get(t, ())) for group in groups]
            if tf := phrase_frequency(places, slop):
                title = entry.places["title"]
                titled = name == "text" and all(any(t in title for t in g) for g in groups)
                rows[place] = tf, titled
        return rows


def _written(known: frozenset[Way], forms: set[str]) -> frozenset[Way]:
    return frozenset(way for way in known if way[1] in forms)


def _fitting(known: set[str], text: str, edits: int, prefix: int) -> set[str]:
    """Those of some words that a pattern stands for."""
    if edits:
        alike = {t for t in known if t and t[:prefix] == text[:prefix]}
        near = {t for t in alike if edits_between(t, text) <= edits}
        for other in NEIGHBOURS.get(text[0], "") if prefix else "":
            slip = other + text[1:]
            near |= {t for t in known if t[:1] == other and edits_between(t, slip) < edits}
        return near
    return {t for t in known if fnmatch.fnmatchcase(t, text.replace("[", "[[]"))}


def phrase_frequency(places: list[list[int]], slop: int) -> int:
    """How often each word follows the one before, counted at the last."""
    reached = places[0]
    for following in places[1:]:
        reached = [p for p in following if any(0 < p - q <= slop for q in reached)]
    return min(len(reached), *map(len, places))


def edits_between(one: str, other: str) -> int:
    """The optimal string alignment distance."""
    rows = [
        [i + j if not i or not j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)
    ]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            rows[i][j] = min(
                rows[i - 1][j] + 1, rows[i][j - 1] + 1,
                rows[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
            )  # fmt: skip
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


class Plans:
    """Random plans, over words that are there and some that are not."""

    def __init__(self, rng: random.Random, words: list[str]) -> None:
        self.rng = rng
        self.words = words

    def any(self, depth: int = 3) -> Plan:
        rng = self.rng
        if depth == 0 or rng.random() < 0.3:
            return self.leaf()
        parts = tuple(self.any(depth - 1) for _ in range(rng.choice((1, 2, 2, 3, 4))))
        if rng.random() < 0.3:
            parts += (self.weak(),)
        return rng.choice((All, All, Any, Any, lambda p: Not(p[0])))(parts)

    def leaf(self) -> Plan:
        rng, word = self.rng, self.word()
        boost = rng.choice((1.0, 1.0, 0.5, 3.0))
        first = rng.randrange(2014, 2019)
        return rng.choice((
            Term(0, word, boost), Term(0, word, boost), Term(0, word, boost), Term(1, word),
            Phrase(0, (word, self.word()), rng.choice((1, 1, 2, 5)), boost),
            Phrase(0, (word, self.word(), self.word()), rng.choice((1, 3))),
            Pattern(0, f"{word[:2]}*"), Pattern(1, f"{word[:2]}*"), Pattern(2, "f*"),
            Pattern(0, f"{word[:1]}*{word[-1:]}", boost=boost),
            Pattern(0, word, rng.choice((1, 2)), rng.choice((0, 1)), boost),
            Pattern(0, word, 2, rng.choice((0, 1)), boost, rng.random() < 0.5, capital=True),
            self.form(boost), self.form(boost), self.form(field=1),
            Phrase(0, (self.form(), self.form()), rng.choice((1, 1, 2, 5)), boost),
            Phrase(1, (self.form(field=1), self.word())),
            self.synonyms(boost), self.synonyms(boost), self.ways(boost), self.ways(boost),
            Phrase(0, (self.synonyms(), self.word()), rng.choice((1, 1, 2, 5)), boost),
            Phrase(0, (word, self.synonyms(2.0), self.synonyms()), rng.choice((1, 3))),
            Dates(first * 10_000, (first + rng.randrange(3)) * 10_000 + 9_999),
            Value("lang", rng.choice(("en", "ar", "fr", "xx"))), Everything(),
            ValuePattern("lang", rng.choice(("e*", "*r", "?n", "*", "x*"))),
            ValuePattern("outlet", "Le Fare", 2, rng.choice((0, 1))),
        ))  # fmt: skip

    def weak(self) -> Term | Synonyms:
        """A word that only adds to scores."""
        return replace(self.rng.choice((Term(0, self.word()), self.synonyms())), is_weak=True)

    def synonyms(self, boost: float = 1.0) -> Synonyms:
        """Some words, perhaps with a pattern, as one; a word may be named twice."""
        rng, word = self.rng, self.word()
        members = [
            rng.choice((Term(0, self.word()), self.form())) for _ in range(rng.choice((0, 1, 3)))
        ]
        members.append(rng.choice((Term(0, word), Pattern(0, f"{word[:2]}*"))))
        return Synonyms(tuple(members), boost)

    def ways(self, boost: float = 1.0) -> Ways:
        """A row of words as one, with a word or another row, or alone."""
        row = Phrase(0, (self.word(), self.word()))
        others = (Term(0, self.word()), self.form(), self.synonyms(), replace(row, slop=3))
        return Ways((row, *self.rng.sample(others, self.rng.choice((0, 1, 2)))), boost)

    def form(self, boost: float = 1.0, field: int = 0) -> Form:
        """A word in one of its forms."""
        ending = self.rng.choice(("", "", "s", "ing", "ed"))
        return Form(field, f"{self.word()}{ending}", self.rng.random() < 0.2, boost)

    def flat(self) -> Plan:
        """Only words, as most queries are; some stand for several."""
        count = self.rng.choice((1, 2, 2, 3, 5, 9))
        terms = {self.word(): self.rng.choice((1.0, 1.0, 2.0)) for _ in range(count)}
        parts = tuple(Term(0, word, boost) for word, boost in terms.items())
        if self.rng.random() < 0.3:
            parts += (self.rng.choice((self.synonyms(), self.form(), self.ways())),)
        if self.rng.random() < 0.2:
            parts += (self.weak(),)
        return parts[0] if len(parts) == 1 else self.rng.choice((All, Any))(parts)

    def word(self) -> str:
        """The first words of the list are the most frequent ones."""
        if self.rng.random() < 0.03:
            return "absent"
        return self.words[int(len(self.words) * self.rng.random() ** 2)]
