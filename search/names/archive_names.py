"""The names of one generation of an index, as `search.names.variants` asks for them.

Names and their sounds lie in the segments (index.segment.name_file). What stands around a name is
read in stored articles: some of those that have it, found by its postings.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain, islice, product
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from index import (
    Generation,
    Segment,
    as_letters,
    form_of,
    is_common_word,
    is_uncased,
    keys_of,
    term_of,
)
from search.names.abbreviations import abbreviations, long_names
from search.names.capitals import SegmentNames
from search.names.company import (
    NO_COMPANY,
    RARE,
    SHARED,
    Company,
    enough_likeness,
    likeness,
    shared,
    weight_of_word,
)
from search.names.lookup import NOT_THERE, places_of
from search.names.passages import PassageWords, passages
from search.names.people import other_forms
from search.names.places import places
from search.names.register import Register
from search.names.same_name import Evidence, are_one, price
from search.names.variants import (
    LEAST_LETTERS,
    LISTED,
    MOST_COST_OF_OTHERS,
    YOUNG,
    Variant,
    are_spellings,
    priced,
    variants_of,
)
from search.words.fuzzy import within
from search.words.lexicon import live_docs, text_of

Array = npt.NDArray[Any]

ARTICLES_READ = 40
"""Articles of a name that are read for its company."""

_READ_OF_ROW = 16  # the same of a name of several words
_LEAST_SOUNDS, _A_SOUND = 4, 0.12  # of a name of one word that is spelt otherwise
_LONG_NAMES = 3  # of an abbreviation, the commonest; and the other way round
_MOST_WORDS, _MOST_ROWS = 4, 32  # of a script without capitals, for a word and for a name
_LEAST_LETTERS_OF_PART = 3  # of a name that is two words in such a script: Hezb ollah
_HEBREW = "א".encode()[0]
_REMEMBERED, _REMEMBERED_WORDS = 5_000, 200_000  # names whose variants are kept, words looked up
_CHARACTERS_READ = 6_000  # of an article


_NOWHERE = np.zeros(0, np.int64)
NO_REGISTER = Register()


class ArticleNames(Protocol):
    """What is known of names of several words."""

    def docs_with(self, words: Sequence[str]) -> Sequence[Array]:
        """The articles of each segment that have some words in a row, but for one."""

    def like_in_one(self, form: str) -> list[str]:
        """The names of articles that sound like one, all words run into one."""


class ArchiveNames:
    """The names of one generation; any number of threads may share it."""

    def __init__(
        self,
        generation: Generation,
        register: Register = NO_REGISTER,
        found: ArticleNames | None = None,
    ) -> None:
        """`found` knows what names of several words articles have."""
        self.register = register
        self._found = found
        self.segments: Sequence[Segment] = generation.segments
        self.articles = generation.live
        self._names = tuple(map(SegmentNames, self.segments))
        self._lock = threading.RLock()
        self._companies: dict[str, Company] = {}
        self._variants: dict[str, tuple[Variant, ...]] = {}
        self._written: dict[str, str] = {}
        self._is_name: dict[str, bool] = {}
        self._df: dict[str, int] = {}
        self._rows: dict[str, Sequence[Array]] = {}
        self._numbers: dict[str, list[tuple[Segment, int]]] = {}

    def variants(self, form: str) -> tuple[Variant, ...]:
        """The spellings of a name, those with most articles first; remembered."""
        found = self._variants.get(form)
        if found is None:
            with self._lock:
                found = self._find(form)
                if len(self._variants) > _REMEMBERED or len(self._numbers) > _REMEMBERED_WORDS:
                    self._forget()
                self._variants[form] = found
        return found

    def _find(self, form: str) -> tuple[Variant, ...]:
        listed, apart = self.register.listed.get(form, {}), self.register.apart.get(form, ())
        self._written.update(listed)
        own = [Variant(other, self.df(other), LISTED, 0.0) for other in listed]
        if self.is_name(form) or not self.df(form):  # otherwise it is a word
            found = variants_of(self, form, places())
            own += [v for v in found if v.form not in listed and not is_common_word(v.form)]
        return tuple(variant for variant in own if variant.form not in apart)

    def are_spellings(self, one: str, other: str) -> bool:
        """Whether two words are spellings of one name; what the register says wins."""
        said = self.register.are_one(one, other)
        if said is not None:
            return said
        with self._lock:
            if are_spellings(self, one, other, places()):
                return True
        if self.articles >= YOUNG:
            return False
        found = (*self.variants(one), *self.variants(other))  # through a third: that is soon done
        return any(variant.form in (one, other) for variant in found)

    def are_one(self, one: str, other: str) -> bool:
        """Whether two names of one word or more, by their forms, are one."""
        said = self.register.are_one(one, other)
        if said is not None:
            return said
        mine, theirs = tuple(one.split()), tuple(other.split())
        cost = price(mine, theirs)
        if len(mine) == len(theirs) == 1:
            is_near = cost.sounds >= _LEAST_SOUNDS and cost.cost <= _A_SOUND * cost.sounds
            return is_near and self.are_spellings(one, other)
        if other in other_forms(one):
            found = self.evidence(one, other)
            return found.likeness >= enough_likeness(found.fewer)
        return cost.is_low and are_one(cost, self.evidence(one, other))

    @cached_property
    def has_other_scripts(self) -> bool:
        """Whether it has words of a script without capitals; those of Hebrew are the first."""
        pairs = zip(self.segments, self._other_scripts, strict=True)
        return any(first < len(part.names) for part, first in pairs)

    @cached_property
    def _other_scripts(self) -> list[int]:
        """For each segment the first of its names in such a script: they are in order, as bytes."""
        return [
            int(np.searchsorted(part.names.blob[part.names.offset[:-1]], _HEBREW))
            for part in self.segments
        ]

    def in_other_scripts(self, form: str) -> list[tuple[str, ...]]:
        """The rows of words in scripts without capitals that may be a name of one word or more."""
        if not self.has_other_scripts:
            return []
        words = form.split()
        alike = [self._without_capitals(word, alone=len(words) == 1) for word in words]
        return list(islice(product(*alike), _MOST_ROWS))

    def parted_in_other_scripts(self, word: str) -> list[tuple[str, ...]]:
        """The rows of two words, in scripts without capitals, that may be a name of one word."""
        ends = range(_LEAST_LETTERS_OF_PART, len(word) - _LEAST_LETTERS_OF_PART + 1)
        if not self.has_other_scripts or is_uncased(word):
            return []
        parted = (self.in_other_scripts(f"{word[:end]} {word[end:]}") for end in ends)
        return list(dict.fromkeys(chain.from_iterable(parted)))

    def _without_capitals(self, word: str, *, alone: bool) -> list[str]:
        """The likest words of scripts without capitals; of one that stands alone, its spellings."""
        others = list(filter(is_uncased, self._sharing_keys(word, self._other_scripts)))
        if not others:
            return []
        near = [other for cost, other in priced(word, others) if cost <= MOST_COST_OF_OTHERS]
        if alone:
            near = [other for other in near if self.are_spellings(word, other)]
        return near[:_MOST_WORDS]

    def listed(self, form: str) -> list[str]:
        """The other spellings of a name of several words in the register, as written there."""
        return list(self.register.listed.get(form, {}).values())

    def long_names(self, abbreviation: str) -> list[str]:
        """What articles say in brackets that an abbreviation is short for, the commonest first."""
        found = long_names(abbreviation, self._texts(form_of(abbreviation)))
        return [name for name, _ in found.most_common(_LONG_NAMES)]

    def abbreviations(self, words: Sequence[str]) -> list[str]:
        """The abbreviations that articles give a name of several words, the commonest first."""
        if len(words) < 2:
            return []
        rarest = min(words, key=lambda word: self.df(form_of(word)))
        found = abbreviations(" ".join(words), self._texts(form_of(rarest)))
        return [short for short, _ in found.most_common(_LONG_NAMES)]

    def _forget(self) -> None:
        """Begin anew, so that memory is bounded."""
        self._variants.clear()
        self._companies.clear()
        self._is_name.clear()
        self._df.clear()
        self._rows.clear()
        self._numbers.clear()
        self.__dict__.pop("_words", None)

    def is_name(self, form: str) -> bool:
        """Whether a form is mostly written with a capital, where the archive has it.

        Where everything is in capitals, these do not tell.
        """
        found = self._is_name.get(form)
        if found is None:
            encoded = form.encode()
            found = any(encoded in names for names in self._names)
            self._is_name[form] = found
        return found

    def written(self, form: str) -> str:
        """A name as the articles mostly write it, as far as they were read."""
        return self._written.get(form, form.capitalize())

    def row_as_written(self, form: str) -> str:
        """A name of one word or more as the articles mostly write its words, read for that."""
        words = form.split()
        with self._lock:
            for word in words:
                self.company(word)
            return " ".join(map(self.written, words))

    def df(self, form: str) -> int:
        """How many articles have a form's term; deleted ones count until segments are merged."""
        df = self._df.get(form)
        if df is None:
            df = sum(segment.df(number) for segment, number in self._terms(form))
            self._df[form] = df
        return df

    def sharing_keys(self, form: str) -> list[str]:
        """The names that share a key with a form."""
        return self._sharing_keys(form, [0] * len(self.segments))

    def _sharing_keys(self, form: str, firsts: Sequence[int]) -> list[str]:
        """Those of the names from `firsts` on, which has a number for each segment."""
        keys = np.sort(keys_of(as_letters([form]))[0])
        found = {
            segment.names[number]
            for segment, first in zip(self.segments, firsts, strict=True)
            for number in segment.names.with_keys(keys)
            if number >= first
        }
        return sorted(found)

    def one_edit_from(self, form: str) -> list[str]:
        """The names that are one letter away; none from a short one."""
        if len(form) < LEAST_LETTERS:
            return []
        found: set[str] = set()
        for segment in self.segments:
            near = within(segment.names.blob, segment.names.offset, form, 1)
            found.update(segment.names[number] for number in near.number.tolist())
        return sorted(found - {form})

    def company(self, form: str) -> Company:
        """The company of a form, read in some of its articles; empty when none has it."""
        if form not in self._companies:
            self._companies[form] = self._read(form)
        return self._companies[form]

    def evidence(self, one: str, other: str) -> Evidence:
        """What stands around two names, of one word or more each."""
        with self._lock:
            fewer = min(self._articles(one), self._articles(other))
            mine, theirs = (self.company(name) if fewer else NO_COMPANY for name in (one, other))
            is_chance = fewer >= RARE and len(shared(mine, theirs, SHARED)) < SHARED
            alike = 0.0 if is_chance else likeness(mine, theirs)
            return Evidence(fewer, alike, self.articles < YOUNG)

    def has(self, row: Sequence[str]) -> bool:
        """Whether some article has words side by side, particles between them not counted."""
        return self._articles(" ".join(row)) > 0

    def _articles(self, form: str) -> int:
        """How many articles have a form, or words side by side."""
        return sum(len(docs) for _, docs in self._docs(form))

    def word(self, number: int) -> str:
        """The word with a number in companies, as the articles mostly write it."""
        return self._words.written(number)

    def stand_together(self, one: str, other: str) -> bool:
        """Whether some article has the terms of both forms."""
        theirs = {id(segment): number for segment, number in self._terms(other)}
        return any(
            len(np.intersect1d(live_docs(segment, number), live_docs(segment, theirs[id(segment)])))
            for segment, number in self._terms(one)
            if id(segment) in theirs
        )

    @cached_property
    def _words(self) -> PassageWords:
        return PassageWords(self.weights, self._written)

    def _terms(self, form: str) -> list[tuple[Segment, int]]:
        """The segments that have a form's term, and its number in each."""
        found = self._numbers.get(form)
        if found is None:
            pairs = [(segment, self._number(segment, form)) for segment in self.segments]
            found = [(segment, number) for segment, number in pairs if number is not None]
            self._numbers[form] = found
        return found

    def _number(self, segment: Segment, form: str) -> int | None:
        name = segment.names.find(form.encode())
        if name is not None:
            return int(segment.names.term[name])
        return segment.find("text", term_of(form).encode())

    def _read(self, form: str) -> Company:
        texts = [passage for text in self._texts(form) for passage in passages(text, form)]
        return self._words.company(form, texts) if texts else NO_COMPANY

    def _texts(self, form: str) -> list[str]:
        """Some articles that have a form, or words side by side."""
        found = self._docs(form)
        total = sum(len(docs) for _, docs in found)
        most = _READ_OF_ROW if " " in form else ARTICLES_READ
        texts: list[str] = []
        for segment, docs in found:
            share = min(len(docs), -(-most * len(docs) // max(total, 1)))
            some = docs[np.linspace(0, len(docs) - 1, share).astype(int)] if share else docs[:0]
            texts += [text_of(segment, "text", doc)[:_CHARACTERS_READ] for doc in some.tolist()]
        return texts

    def _docs(self, form: str) -> list[tuple[Segment, Array]]:
        """The articles of each segment that have a form, or words side by side."""
        words = form.split()
        if len(words) == 1 or self._found is None:
            return [(segment, live_docs(segment, number)) for segment, number in self._terms(form)]
        found = self._rows.get(form)
        if found is None:
            found = self._rows[form] = self._found.docs_with(words)
        return [*zip(self.segments, found, strict=True)]

    def like_in_one(self, row: Sequence[str]) -> list[tuple[str, ...]]:
        """The names of articles that sound like a name, all words run into one."""
        found = [] if self._found is None else self._found.like_in_one(" ".join(row))
        return [tuple(form.split()) for form in found]

    def side_by_side(
        self, words: Sequence[Mapping[str, float]], most: float
    ) -> list[tuple[float, tuple[str, ...]]]:
        """The rows of one of each of some words that some article has, wherever they stand in it.

        Words come with what they cost, at most 64 for a place; rows that cost more than `most` in
        all are left out: (cost, row).
        """
        rows: list[tuple[float, tuple[str, ...]]] = [
            (cost, (word,)) for word, cost in words[0].items()
        ]
        for others in words[1:]:
            last = list(dict.fromkeys(row[-1] for _, row in rows))
            having = dict(zip(last, self._together(last, list(others)), strict=True))
            rows = [
                (cost + more, (*row, other))
                for cost, row in rows
                for place, (other, more) in enumerate(others.items())
                if cost + more <= most and having[row[-1]] >> place & 1
            ]
        return rows

    def _together(self, ones: Sequence[str], others: Sequence[str]) -> list[int]:
        """For each of some words with which of up to 64 others it shares an article, as bits."""
        bits = np.uint64(1) << np.arange(len(others), dtype=np.uint64)
        having = {part: np.zeros(part.documents, np.uint64) for part in self.segments}
        for bit, other in zip(bits, others, strict=True):
            for segment, number in self._terms(other):
                having[segment][segment.docs(number)] |= bit
        found = []
        for one in ones:
            each = (having[part][part.docs(number)] for part, number in self._terms(one))
            bits_of = np.array([np.bitwise_or.reduce(row) for row in each], np.uint64)
            found.append(int(np.bitwise_or.reduce(bits_of)))
        return found

    def weights(self, forms: Sequence[str]) -> list[float]:
        """What some words tell as company; numbers tell nothing."""
        df = np.zeros(len(forms), np.int64)
        names = [form.encode() for form in forms]
        terms = [term_of(form).encode() for form in forms]
        for segment in self.segments:
            posting = segment.files["terms"].whole("posting")
            number = places_of(
                names, segment.names.offset, segment.names.blob, 0, len(segment.names)
            )
            known = number != NOT_THERE
            number[known] = segment.names.term[number[known]]
            texts = segment.terms.of_field(0)
            offset, blob = (segment.files["terms"].whole(name) for name in ("offset", "blob"))
            others = places_of(terms, offset, blob, texts.start, texts.stop)
            number = np.where(known, number, others)
            there = np.flatnonzero(number != NOT_THERE)
            df[there] += posting[number[there] + 1].astype(np.int64) - posting[number[there]]
        return [
            0.0 if any(map(str.isdigit, form)) else weight_of_word(count, self.articles)
            for form, count in zip(forms, df.tolist(), strict=True)
        ]
