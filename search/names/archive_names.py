"""The names of one generation of an index: which are spellings of one (search.names.variants)."""

from __future__ import annotations

from functools import cached_property
from itertools import chain, islice, product

import numpy as np

from index import Generation, is_common_word, is_uncased
from search.names.archive_company import ArchiveCompany
from search.names.archive_words import ArticleNames
from search.names.company import enough_likeness
from search.names.conflation import Row, forms_meant
from search.names.people import other_forms
from search.names.places import places
from search.names.register import Register
from search.names.same_name import are_one, price
from search.names.same_word import YOUNG
from search.names.variants import (
    LISTED,
    MOST_COST_OF_OTHERS,
    Variant,
    are_spellings,
    priced,
    variants_of,
)

_LEAST_SOUNDS, _A_SOUND = 4, 0.12  # of a name of one word that is spelt otherwise
_MOST_WORDS, _MOST_ROWS = 4, 32  # of a script without capitals, for a word and for a name
_LEAST_LETTERS_OF_PART = 3  # of a name that is two words in such a script: Hezb ollah
_HEBREW = "א".encode()[0]
_REMEMBERED, _REMEMBERED_WORDS = 5_000, 200_000  # names whose variants are kept, words looked up

NO_REGISTER = Register()


class ArchiveNames(ArchiveCompany):
    """The names of one generation; any number of threads may share it."""

    def __init__(
        self,
        generation: Generation,
        register: Register = NO_REGISTER,
        found: ArticleNames | None = None,
    ) -> None:
        """`found` knows what names of several words articles have."""
        super().__init__(generation, found)
        self.register = register
        self._variants: dict[str, tuple[Variant, ...]] = {}
        self._meant: dict[Row, dict[str, list[str]]] = {}

    def variants(self, form: str) -> tuple[Variant, ...]:
        """The spellings of a name, those with most articles first; remembered."""
        found = self._variants.get(form)
        if found is None:
            with self._lock:
                found = self._find(form)
                if len(self._variants) > _REMEMBERED or len(self._numbers) > _REMEMBERED_WORDS:
                    self.forget()
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

    def forms_meant(self, row: Row) -> dict[str, list[str]]:
        """The words of a name that mean some forms of their terms only, and these; remembered."""
        found = self._meant.get(row)
        if found is None:
            with self._lock:
                found = self._meant[row] = forms_meant(self, row)
        return found

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

    def forget(self) -> None:
        """Begin anew, so that memory is bounded."""
        super().forget()
        self._variants.clear()
        self._meant.clear()
