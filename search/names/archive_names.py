"""The names of one generation of an index, as `search.names.variants` asks for them.

Names and their sounds lie in the segments (index.segment.name_file). What stands around a name is
read in stored articles: some of those that have it, found by its postings.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice, product

import numpy as np
import numpy.typing as npt

from index import (
    Forms,
    Generation,
    Segment,
    as_letters,
    form_of,
    is_uncased,
    keys_of,
    term_of,
)
from search.names.abbreviations import abbreviations, long_names
from search.names.capitals import SegmentNames
from search.names.company import NO_COMPANY, Company, company_around, weight_of_word
from search.names.lookup import NOT_THERE, places_of
from search.names.places import places
from search.names.register import Register
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

ARTICLES_READ = 40
"""Articles of a name that are read for its company."""

_LONG_NAMES = 3  # of an abbreviation, the commonest; and the other way round
_MOST_WORDS, _MOST_ROWS = 4, 32  # of a script without capitals, for a word and for a name
_HEBREW = "א".encode()[0]
_REMEMBERED = 5_000  # names whose variants are kept
_PASSAGE = 160  # characters before and behind a word, more than WINDOW words take
_CHARACTERS_READ = 6_000  # of an article


NO_REGISTER = Register()


class ArchiveNames:
    """The names of one generation; any number of threads may share it."""

    def __init__(self, generation: Generation, register: Register = NO_REGISTER) -> None:
        self.register = register
        self.segments: Sequence[Segment] = generation.segments
        self.articles = generation.live
        self._names = tuple(map(SegmentNames, self.segments))
        self._lock = threading.RLock()
        self._companies: dict[str, Company] = {}
        self._variants: dict[str, tuple[Variant, ...]] = {}
        self._written: dict[str, str] = {}
        self._is_name: dict[str, bool] = {}
        self._df: dict[str, int] = {}

    def variants(self, form: str) -> tuple[Variant, ...]:
        """The spellings of a name, those with most articles first; remembered."""
        found = self._variants.get(form)
        if found is None:
            with self._lock:
                found = self._find(form)
                if len(self._variants) > _REMEMBERED:
                    self._forget()
                self._variants[form] = found
        return found

    def _find(self, form: str) -> tuple[Variant, ...]:
        listed, apart = self.register.listed.get(form, {}), self.register.apart.get(form, ())
        self._written.update(listed)
        own = [Variant(other, self.df(other), LISTED, 0.0) for other in listed]
        if self.is_name(form) or not self.df(form):  # otherwise it is a word
            own += [v for v in variants_of(self, form, places()) if v.form not in listed]
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
    def _words(self) -> _Words:
        return _Words(self)

    def _terms(self, form: str) -> list[tuple[Segment, int]]:
        """The segments that have a form's term, and its number in each."""
        found = [(segment, self._number(segment, form)) for segment in self.segments]
        return [(segment, number) for segment, number in found if number is not None]

    def _number(self, segment: Segment, form: str) -> int | None:
        name = segment.names.find(form.encode())
        if name is not None:
            return int(segment.names.term[name])
        return segment.find("text", term_of(form).encode())

    def _read(self, form: str) -> Company:
        texts = [passage for text in self._texts(form) for passage in _around(text, form)]
        return self._words.company(form, texts) if texts else NO_COMPANY

    def _texts(self, form: str) -> list[str]:
        """Some articles that have a form."""
        found = self._terms(form)
        total = sum(segment.df(number) for segment, number in found)
        texts: list[str] = []
        for segment, number in found:
            live = live_docs(segment, number)
            share = min(len(live), -(-ARTICLES_READ * len(live) // max(total, 1)))
            some = live[np.linspace(0, len(live) - 1, share).astype(int)] if share else live[:0]
            texts += [text_of(segment, "text", doc)[:_CHARACTERS_READ] for doc in some.tolist()]
        return texts

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


class _Words:
    """The words met in articles that were read, numbered by their forms."""

    def __init__(self, names: ArchiveNames) -> None:
        self._names = names
        self._scanned = Forms()
        self._number: dict[str, int] = {}
        self._forms: list[str] = []
        self._of_word = np.zeros(0, np.int64)
        self._weight = np.zeros(0)
        self._spelled: list[Counter[str]] = []

    def written(self, number: int) -> str:
        """A word as it was mostly written."""
        return self._spelled[number].most_common(1)[0][0]

    def company(self, form: str, texts: Sequence[str]) -> Company:
        """The company of a form in some articles."""
        known = len(self._scanned)
        words, starts = self._scanned.scan("\n".join(texts))
        self._take_in([self._scanned[word] for word in range(known, len(self._scanned))])
        numbers = self._of_word[words]
        ends = np.searchsorted(starts, np.cumsum([len(text) + 1 for text in texts]))
        begins = np.concatenate([[0], ends[:-1]])
        at = np.flatnonzero(numbers == self._number.get(form, -1))
        if not len(at):
            return NO_COMPANY
        spelled = Counter(self._scanned[word] for word in words[at].tolist())
        self._names._written[form] = _name_in(spelled)
        article = np.searchsorted(ends, at, side="right")
        return company_around(numbers, at, begins[article], ends[article], self._weigh)

    def _take_in(self, words: Sequence[str]) -> None:
        """Number the forms of words that are new."""
        added = []
        for word in words:
            form = word.lower() if word.isascii() and word.isalpha() else form_of(word)
            number = self._number.setdefault(form, len(self._forms))
            if number == len(self._forms):
                self._forms.append(form)
                self._spelled.append(Counter())
            self._spelled[number][word] += 1
            added.append(number)
        self._of_word = np.append(self._of_word, np.array(added, np.int64))
        fresh = len(self._forms) - len(self._weight)
        self._weight = np.append(self._weight, np.full(fresh, np.nan))

    def _weigh(self, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """What some words weigh; each is looked up in the index once."""
        new = numbers[np.isnan(self._weight[numbers])]
        if len(new):
            self._weight[new] = self._names.weights([self._forms[one] for one in new.tolist()])
        return self._weight[numbers]


def _around(text: str, form: str) -> Iterator[str]:
    """The passages of a text around a word; all of it where it is not written as its form."""
    lowered = text.lower()
    at = lowered.find(form) if len(lowered) == len(text) else -1
    if at < 0:
        yield text
        return
    start = max(0, at - _PASSAGE)
    end = at + _PASSAGE
    while (at := lowered.find(form, at + 1)) >= 0:
        if at - _PASSAGE > end:
            yield text[start:end]
            start = at - _PASSAGE
        end = at + _PASSAGE
    yield text[start:end]


def _name_in(spelled: Counter[str]) -> str:
    """The commonest way of writing a name, without 's."""
    name = spelled.most_common(1)[0][0].replace("’", "'")
    return name.removesuffix("'s").removesuffix("'")
