"""The names that articles have (`Segment.mentions`), over all segments of a generation.

Each segment numbers its own names. Here names of one form are one, whatever segment they are in,
and have a number; spellings that sound the same are taken together when one of them is first
asked for (`search.names.same_name`), which depends on nothing but the names.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index import Generation, Segment, form_of_name, form_of_row, text_of_row
from index.jit.kernel_api import pointer_of
from search.local.article_bits import Bits, count_bits
from search.local.name_skeleton import hashes_of, skeletons_of
from search.local.segment_mentions import SegmentMentions
from search.names.archive_names import ArchiveNames
from search.names.people import other_forms
from search.names.same_name import near
from search.rank.name_counts import count_sets
from search.rank.term_record import BITSET_WORDS

Array = npt.NDArray[Any]

_LEAST_SHARE = 0.1  # of the articles: so many write a name otherwise than in capitals
_MOST_ALIKE = 1_000  # names with the consonants of one that are compared with it
_KEPT_BYTES = 32 * 2**20  # of sets of articles that are remembered


class NameSet(NamedTuple):
    """The articles that have a name in any of its spellings."""

    bits: Bits
    pointer: int
    """Where they lie in memory (count_sets)."""
    articles: int
    """How many there are."""


class NameColumns:
    """The names of all articles of a generation; any number of threads may share it."""

    def __init__(
        self,
        generation: Generation,
        archive: ArchiveNames,
        written: Callable[[Sequence[str]], Bits],
        earlier: NameColumns | None = None,
    ) -> None:
        """Read them; what `earlier` has of the same segments is taken from there.

        `written` finds the articles with some words side by side.
        """
        known = {} if earlier is None else earlier.known
        self._archive = archive
        self._written = written
        self.segments: Sequence[Segment] = generation.segments
        self.names: list[SegmentMentions] = [
            known.get(part) or SegmentMentions.of(part) for part in self.segments
        ]
        forms = np.concatenate([np.zeros(0, np.uint64), *(each.form for each in self.names)])
        self._form, self._first, number = np.unique(forms, return_index=True, return_inverse=True)
        skeletons = np.concatenate(
            [np.zeros(0, np.uint64), *(each.skeleton for each in self.names)]
        )
        self._skeleton = skeletons[self._first]
        ends = np.cumsum([len(each.rows) for each in self.names])
        self._begins = [0, *ends.tolist()]
        self.number_of: list[npt.NDArray[np.int32]] = [
            part.astype(np.int32) for part in np.split(number, ends)[:-1]
        ]
        """For each segment the number of each of its names."""
        self.articles = np.zeros(len(self._form), np.int64)
        """[names] How many articles have each, deleted ones included."""
        for each, numbers in zip(self.names, self.number_of, strict=True):
            np.add.at(self.articles, numbers, np.diff(each.first))
        self.leader = np.arange(len(self._form), dtype=np.int32)
        """[names] The spelling that stands for each; itself, as far as was asked."""
        self._resolved: dict[int, int] = {}
        self._known_alike: dict[int, list[int]] = {}
        self._sets: dict[int, NameSet] = {}
        self._texts: dict[int, str] = {}
        self._lock = threading.RLock()

    @property
    def known(self) -> dict[Segment, SegmentMentions]:
        """What was read of each segment."""
        return dict(zip(self.segments, self.names, strict=True))

    def __len__(self) -> int:
        return len(self._form)

    def find(self, name: str) -> int | None:
        """The number of a name, in whatever spelling; None for one that no article has."""
        form, _ = hashes_of([form_of_name(name)])
        place = int(np.searchsorted(self._form, form[0]))
        if place < len(self) and self._form[place] == form[0]:
            return self.resolve(place)
        asked = form_of_name(name)
        alike = (one for one in self._near(asked) if self._archive.are_one(self.form(one), asked))
        found = next(alike, None)
        return None if found is None else self.resolve(found)

    def has(self, form: str) -> bool:
        """Whether articles have a name, in this spelling."""
        return bool(self._named([form]))

    def like_in_one(self, form: str) -> list[str]:
        """The forms of names that sound like a form, all words run into one."""
        return list(map(self.form, self._near(form)))

    def _near(self, form: str) -> list[int]:
        """The names that sound like a form, all words run into one."""
        bucket = self._with_skeletons(skeletons_of(form))
        ranked = bucket[np.argsort(-self.articles[bucket], kind="stable")][:_MOST_ALIKE].tolist()
        return [ranked[place] for place in near(form, list(map(self.form, ranked)))]

    def resolve(self, number: int) -> int:
        """The spelling that stands for a name: the most frequent one that leads on from it."""
        known = self._resolved.get(number)
        if known is not None:
            return known
        with self._lock:
            met: list[int] = []
            while number not in self._resolved:
                met.append(number)
                rank = self._rank(number)
                better = [other for other in self._alike(number) if self._rank(other) < rank]
                if not better:
                    self._resolved[number] = number
                else:
                    number = min(better, key=self._rank)
            leader = self._resolved[number]
            for other in met:
                self._resolved[other] = self.leader[other] = leader
        return leader

    def members(self, leader: int) -> list[int]:
        """The spellings that a name stands for, itself among them, the most frequent first."""
        found = [leader]
        for member in found:  # grows as it is gone through
            rank = self._rank(member)
            rarer = (other for other in self._alike(member) if self._rank(other) > rank)
            found += [other for other in rarer if other not in found]
        return sorted(found, key=self._rank)

    def _rank(self, number: int) -> tuple[int, int]:
        return -int(self.articles[number]), number

    def _alike(self, number: int) -> list[int]:
        """The other spellings of a name, with as much to say for them."""
        found = self._known_alike.get(number)
        if found is None:
            found = self._known_alike[number] = self._look_up(number)
        return found

    def _look_up(self, number: int) -> list[int]:
        form, archive = self.form(number), self._archive
        others = [*archive.register.listed.get(form, ()), *other_forms(form)]
        numbers = dict.fromkeys([*self._near(form), *self._named(others)])
        numbers.pop(number, None)
        return [other for other in numbers if archive.are_one(form, self.form(other))]

    def known_among(self, forms: Sequence[str]) -> set[str]:
        """Those of some forms that are names of articles, in this spelling."""
        _, is_there = self._places_of(forms)
        return {forms[place] for place in np.flatnonzero(is_there).tolist()}

    def _named(self, forms: Sequence[str]) -> list[int]:
        """The numbers of those of some forms that articles have."""
        places, is_there = self._places_of(forms)
        found: list[int] = places[is_there].tolist()
        return found

    def _places_of(self, forms: Sequence[str]) -> tuple[Array, Array]:
        """(where each of some forms is or would be, whether it is there)."""
        wanted, _ = hashes_of(forms)
        places = np.minimum(np.searchsorted(self._form, wanted), max(len(self) - 1, 0))
        is_there = self._form[places] == wanted if len(self) else np.zeros(len(forms), np.bool_)
        return places, is_there

    def bits(self, leader: int) -> Bits:
        """The articles that have a name in any of its spellings; deleted ones may be among them."""
        return self._set(leader).bits

    def _set(self, leader: int) -> NameSet:
        found = self._sets.get(leader)
        if found is None:
            bits = self._set_of(leader)
            found = NameSet(bits, pointer_of(bits), count_bits(bits))
            with self._lock:
                if (len(self._sets) + 1) * bits.nbytes > _KEPT_BYTES:
                    self._sets.clear()
                self._sets[leader] = found
        return found

    def counts(self, leaders: Sequence[int], bits: Bits) -> list[tuple[int, int]]:
        """How many of some articles, and of all, deleted ones included, have each of some names."""
        counts = np.zeros(len(leaders), np.int64)
        sets = list(map(self._set, leaders))
        count_sets(np.array([each.pointer for each in sets], np.int64), bits, counts)
        return [(count, each.articles) for count, each in zip(counts.tolist(), sets, strict=True)]

    def in_other_scripts(self, leader: int) -> dict[str, Bits]:
        """A name's forms in scripts without capitals, and the articles that have each."""
        rows = self._archive.in_other_scripts(self.form(leader))
        found = {" ".join(row): self._written(row) for row in rows}
        return {text: bits for text, bits in found.items() if bits.any()}

    def as_written(self, form: str) -> str:
        """A name of `in_other_scripts` as the articles write it."""
        return self._archive.row_as_written(form)

    def _set_of(self, leader: int) -> Bits:
        bits = np.zeros((len(self.segments), BITSET_WORDS), np.uint64)
        members = self.members(leader)
        for row, each, names in zip(bits, self.names, self._names_of(members), strict=True):
            mask = np.zeros(len(each.start) - 1, np.bool_)
            for name in names:
                mask[each.doc[each.first[name] : each.first[name + 1]]] = True
            packed = np.packbits(mask, bitorder="little")
            row.view(np.uint8)[: len(packed)] = packed
        for others in self.in_other_scripts(leader).values():
            bits |= others
        return bits

    def text(self, number: int) -> str:
        """A name as it is mostly written; not in capitals, where it is written otherwise too."""
        text = self._texts.get(number)
        if text is None:
            spelled = self.spelled(number)
            least = max(spelled.values(), default=0) * _LEAST_SHARE
            named = [one for one in spelled if spelled[one] >= least and not one.isupper()]
            text = max(named or spelled, key=lambda one: (spelled[one], one), default="")
            self._texts[number] = text
        return text

    def spelled(self, number: int) -> dict[str, int]:
        """The ways in which a name is written, with the same form, and in how many articles."""
        found: dict[str, int] = {}
        for each, names in zip(self.names, self._names_of([number]), strict=True):
            for name in names:
                text = text_of_row(each.rows[name])
                found[text] = found.get(text, 0) + int(each.first[name + 1] - each.first[name])
        return found

    def uses(self, number: int) -> dict[str, list[tuple[Segment, npt.NDArray[np.uint32]]]]:
        """The ways in which a name is written, and the articles of each that are not deleted."""
        found: dict[str, list[tuple[Segment, npt.NDArray[np.uint32]]]] = {}
        for part, each, names in zip(
            self.segments, self.names, self._names_of([number]), strict=True
        ):
            for name in names:
                docs = each.doc[each.first[name] : each.first[name + 1]]
                live = docs if part.deleted is None else docs[~part.deleted[docs]]
                if len(live):
                    found.setdefault(text_of_row(each.rows[name]), []).append((part, live))
        return found

    def _names_of(self, numbers: Sequence[int]) -> Iterator[list[int]]:
        """For each segment its own numbers of some names."""
        for order, ascending in self._by_number:
            first, last = (np.searchsorted(ascending, numbers, side) for side in ("left", "right"))
            yield [n for a, b in zip(first, last, strict=True) for n in order[a:b].tolist()]

    def form(self, number: int) -> str:
        """The form of a name."""
        place = int(self._first[number])
        segment = bisect_right(self._begins, place) - 1
        return form_of_row(self.names[segment].rows[place - self._begins[segment]])

    def _with_skeletons(self, wanted: Array) -> npt.NDArray[np.int64]:
        """The names with the consonants of any of some skeletons."""
        order, ascending = self._by_skeleton
        first, last = (np.searchsorted(ascending, wanted, side) for side in ("left", "right"))
        spans = [order[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True) if a < b]
        return np.concatenate(spans) if spans else order[:0]

    @cached_property
    def _by_skeleton(self) -> tuple[Array, Array]:
        order = np.argsort(self._skeleton, kind="stable")
        return order, self._skeleton[order]

    @cached_property
    def _by_number(self) -> list[tuple[Array, Array]]:
        orders = [np.argsort(numbers, kind="stable") for numbers in self.number_of]
        pairs = zip(orders, self.number_of, strict=True)
        return [(order, numbers[order]) for order, numbers in pairs]
