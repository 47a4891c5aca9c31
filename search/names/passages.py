"""Passages of articles around a name, and their words: what its company is read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from index import PARTICLES, Forms, form_of
from search.names.company import NO_COMPANY, Company, company_around
from search.names.people import EZAFE

Array = npt.NDArray[Any]

_PASSAGE = 160  # characters before and behind a word, more than WINDOW words take
_MOST_WAYS = 4  # to write the particles of a name that are kept
_NOWHERE = np.zeros(0, np.int64)


class PassageWords:
    """The words met in passages that were read, numbered by their forms.

    `weights` says what some forms tell as company; in `names` it notes how names are written, in
    `ways` the forms of those of several words, with their particles.
    """

    def __init__(
        self,
        weights: Callable[[Sequence[str]], list[float]],
        names: dict[str, str],
        ways: dict[str, list[tuple[str, ...]]],
    ) -> None:
        self._weights, self._names, self._ways = weights, names, ways
        self._scanned = Forms()
        self._number: dict[str, int] = {}
        self._forms: list[str] = []
        self._of_word = np.zeros(0, np.int64)
        self._weight = np.zeros(0)
        self._spelled: list[str] = []

    def written(self, number: int) -> str:
        """A word as it was first written."""
        return self._spelled[number]

    def company(self, form: str, texts: Sequence[str]) -> Company:
        """The company, in some texts, of a form or of a row of them, particles between or not."""
        known = len(self._scanned)
        words, starts = self._scanned.scan("\n".join(texts))
        self._take_in(self._scanned.texts(np.arange(known, len(self._scanned))))
        numbers = self._of_word[words]
        ends = np.searchsorted(starts, np.cumsum([len(text) + 1 for text in texts]))
        row, written = form.split(), numbers
        kept = np.arange(len(numbers))
        if len(row) > 1:
            particles = [self._number[one] for one in PARTICLES | EZAFE if one in self._number]
            is_particle = np.isin(numbers, particles)
            kept = np.flatnonzero(~is_particle)
            numbers, ends, _ = _without(is_particle, numbers, ends)
        at = self._places(row, numbers)
        if not len(at):
            return NO_COMPANY
        if len(row) > 1:
            self._ways[form] = self._ways_of(written, kept[at], kept[at + len(row) - 1] + 1)
            is_rest = np.zeros(len(numbers), np.bool_)
            is_rest[at[:, None] + np.arange(1, len(row))] = True
            numbers, ends, at = _without(is_rest, numbers, ends, at)
        else:
            spelled, count = np.unique(words[at], return_counts=True)
            self._names[form] = _name_in(self._scanned[int(spelled[np.argmax(count)])])
        begins = np.concatenate([[0], ends[:-1]])
        article = np.searchsorted(ends, at, side="right")
        return company_around(numbers, at, begins[article], ends[article], self._weigh)

    def _ways_of(self, numbers: Array, starts: Array, stops: Array) -> list[tuple[str, ...]]:
        """The forms of the words between some places, the most frequent first."""
        found = Counter(
            tuple(self._forms[number] for number in numbers[start:stop].tolist())
            for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)
        )
        return [way for way, _ in found.most_common(_MOST_WAYS)]

    def _places(self, row: Sequence[str], numbers: Array) -> Array:
        """Where a row of words begins among words, given by their numbers."""
        found = np.ones(max(len(numbers) - len(row) + 1, 0), np.bool_)
        for place, word in enumerate(row):
            found &= numbers[place : place + len(found)] == self._number.get(word, -1)
        return np.flatnonzero(found)

    def _take_in(self, words: Sequence[str]) -> None:
        """Number the forms of words that are new."""
        added = []
        for word in words:
            form = form_of(word)
            number = self._number.setdefault(form, len(self._forms))
            if number == len(self._forms):
                self._forms.append(form)
                self._spelled.append(word)
            added.append(number)
        self._of_word = np.append(self._of_word, np.array(added, np.int64))
        fresh = len(self._forms) - len(self._weight)
        self._weight = np.append(self._weight, np.full(fresh, np.nan))

    def _weigh(self, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """What some words weigh; each is looked up in the index once."""
        new = numbers[np.isnan(self._weight[numbers])]
        if len(new):
            self._weight[new] = self._weights([self._forms[one] for one in new.tolist()])
        return self._weight[numbers]


def _without(
    is_out: Array, numbers: Array, ends: Array, at: Array = _NOWHERE
) -> tuple[Array, Array, Array]:
    """Words, where their texts end, and some places among them, without some of the words."""
    before = np.concatenate([[0], np.cumsum(is_out)])
    return numbers[~is_out], ends - before[ends], at - before[at]


def passages(text: str, form: str) -> Iterator[str]:
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


def _name_in(word: str) -> str:
    """A word without 's."""
    return word.replace("’", "'").removesuffix("'s").removesuffix("'")
