"""A large archive made of a smaller one, as what is kept of its articles to tell their stories.

The archive is gone through in rounds. In each, every other term is another one (the same in all
articles of the round), and no kept hash is one of another round: so a round has the copies and the
events of the first, and next to nothing in common with others but the words that all news has.
Three rounds are of the same days, as of three times as many outlets; the next three come later, by
the years that the archive spans. The texts that are compared are those of the first round.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index import Segment, Store
from index.stories.features import Features, opened_features
from index.stories.groups import Articles
from index.stories.words import WordTable

Array = npt.NDArray[Any]

_TOGETHER = 3  # rounds of the same days
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Archive:
    """An index, and what is made of it; `undated` of a hundred articles have no date."""

    def __init__(self, store: Store, undated: int) -> None:
        self._directory = store.directory
        self._generation = generation = store.generation()
        self._undated = undated
        segments = generation.segments
        self._size = generation.documents
        self._date = np.concatenate([segment.date for segment in segments]).astype(np.int64)
        self._outlet = np.concatenate([segment.outlet.code for segment in segments])
        years = self._date[self._date > 0] // 10_000
        self._years = int(years.max() - years.min()) + 1

    def articles(self, count: int) -> Articles:
        """So many articles; those of fewer are the first of those of more."""
        rounds = range(-(-count // self._size))
        number = np.arange(count)
        date = np.concatenate([self._dates(turn) for turn in rounds])[:count]
        lost = (number * 2_654_435_761 >> 7) % 100 < self._undated
        return Articles(
            [
                partial(_features, self._directory, segment, turn)
                for turn in rounds
                for segment in self._generation.segments
            ],
            number,
            np.where(lost, 0, date),
            np.tile(self._outlet, len(rounds))[:count].astype(np.int64),
            number,
            self._text,
            WordTable(),
        )

    def _dates(self, turn: int) -> Array:
        later = turn // _TOGETHER * self._years * 10_000
        return np.where(self._date > 0, self._date + later, 0)

    def _text(self, number: int) -> tuple[str, str]:
        segment, doc = self._generation.locate(number % self._size)
        facts = segment.facts(doc)
        return facts.title, facts.text


class _Round:
    """What is kept of a segment's articles, as those of a round; made when it is asked for."""

    def __init__(self, directory: Path, segment: Segment, turn: int) -> None:
        self._found = opened_features(directory, segment)
        self._salt = np.uint64(turn)
        for name in ("size", "composite", "lead_start", "kept_start"):
            setattr(self, name, getattr(self._found, name))

    @property
    def key(self) -> Array:
        return _mixed(self._found.key, self._salt)

    @property
    def form(self) -> Array:
        form = self._found.form
        return np.where(form, _mixed(form, self._salt) | np.uint64(1), 0).astype(np.uint32)

    @property
    def kept(self) -> Array:
        return _mixed(self._found.kept, self._salt).astype(np.uint32)

    @property
    def lead(self) -> Array:
        """Every other term is another one; how often it is there and what it is stays."""
        term, bits = self._found.lead >> 8, self._found.lead & 0xFF
        other = (_mixed(term, self._salt) >> np.uint64(8)).astype(np.uint32)
        term = np.where(other & 1, other & 0xFFFFFF, term)
        return term << np.uint32(8) | bits


def _features(directory: Path, segment: Segment, turn: int) -> Features | _Round:
    return _Round(directory, segment, turn) if turn else opened_features(directory, segment)


def _mixed(values: Array, salt: np.uint64) -> Array:
    """u8[n] Other numbers, the same for equal ones."""
    with np.errstate(over="ignore"):
        mixed = (values.astype(np.uint64) + salt) * _MIX
        mixed: Array = mixed ^ mixed >> np.uint64(31)
    return mixed
