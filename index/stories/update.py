"""Brings the groups of an index to its articles, after a commit; readers go on meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.segment import Segment
from index.store.generation import Generation
from index.stories.features import (
    Opener,
    made_anew,
    opened_features,
    read_features,
    write_features,
)
from index.stories.groups import NO_OUTLET, NOTHING, Articles, Compared, Groups, Known, group
from index.stories.story_file import StoryFile, write_story_file
from index.stories.words import WordTable
from index.stories.years import read_year_pairs, write_year_pairs

log = logging.getLogger(__name__)

Array = npt.NDArray[Any]


def update(
    directory: Path, memory: Path, generation: Generation, old: StoryFile | None, table: WordTable
) -> str:
    """Group the articles of a generation anew; returns the name of the file that has the groups.

    What `old` and the folder `memory` know of pairs, and what is kept of the segments' articles,
    is not made again; `table` reads texts. Raises OSError, IndexDamaged.
    """
    for segment in generation.segments:
        _see_to_features(directory, segment, table)
    features = [partial(opened_features, directory, segment) for segment in generation.segments]
    compared = Compared(old.key, old.found) if old else Compared()
    groups = groups_of(generation, features, table, Known(compared, read_year_pairs(memory)))
    write_year_pairs(memory, groups.known.pairs)
    entries = [segment.entry for segment in generation.segments]
    return write_story_file(directory, generation.number, entries, groups)


def groups_of(
    generation: Generation, features: Sequence[Opener], table: WordTable, known: Known = NOTHING
) -> Groups:
    """The groups of a generation's articles by their numbers; deleted ones stand alone."""
    segments = generation.segments
    live = np.concatenate([np.zeros(0, np.int64), *_live(generation)])
    date = np.concatenate([np.zeros(0, np.int64), *(s.date.astype(np.int64) for s in segments)])
    outlet = _outlets(segments)

    def text(place: int) -> tuple[str, str]:
        segment, doc = generation.locate(int(live[place]))
        facts = segment.facts(doc)
        return facts.title, facts.text

    rank = generation.rank.astype(np.int64)[live]
    found = group(Articles(features, live, date[live], outlet[live], rank, text, table), known)
    copies, story = (np.arange(generation.documents) for _ in range(2))
    copies[live], story[live] = live[found.copies], live[found.story]
    return Groups(copies, story, found.known)


def _see_to_features(directory: Path, segment: Segment, table: WordTable) -> None:
    """Make the features of a segment if it has none that can be used."""
    if read_features(directory, segment) is None:
        folder = directory / "segments" / segment.entry.name
        write_features(folder, made_anew(segment, table))


def _live(generation: Generation) -> Iterator[Array]:
    for base, segment in zip(generation.bases, generation.segments, strict=True):
        docs = np.arange(segment.documents)
        yield base + (docs if segment.deleted is None else docs[~segment.deleted])


def _outlets(segments: tuple[Segment, ...]) -> Array:
    """i8[documents] A number for each article's outlet, the same in all segments."""
    numbers = {"": NO_OUTLET}
    parts = [np.zeros(0, np.int64)]
    for segment in segments:
        values = segment.outlet
        of_code = [numbers.setdefault(values[k], len(numbers)) for k in range(len(values))]
        parts.append(np.array(of_code, np.int64)[values.code])
    return np.concatenate(parts)
