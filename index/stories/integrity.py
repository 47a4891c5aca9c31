"""Whether the groups of an index are those of its articles: they are made again and compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np

from index.errors import Fault
from index.segment import Segment
from index.store.generation import Generation
from index.store.manifest import Manifest
from index.stories.feature_file import NAME
from index.stories.features import Features, made_anew, opener_of, read_features
from index.stories.story_file import StoryFile
from index.stories.update import groups_of
from index.stories.words import WordTable


def faults_of(directory: Path, manifest: Manifest, file: StoryFile) -> Iterator[Fault]:
    """What is wrong with the groups of a generation. Raises IndexFailure, OSError."""
    generation = Generation(directory, manifest)
    table = WordTable()
    made = []
    for segment in generation.segments:
        made.append(made_anew(segment, table))
        yield from _of_features(directory, segment, made[-1])
    groups = groups_of(generation, list(map(opener_of, made)), table)
    for name, found, right in (
        ("same text", file.copies, groups.copies),
        ("same event", file.story, groups.story),
    ):
        for number in np.flatnonzero(found != right).tolist():
            yield Fault(generation.id(number), f"{file.name} has it in another group ({name})")


def _of_features(directory: Path, segment: Segment, right: Features) -> Iterator[Fault]:
    kept = read_features(directory, segment)
    name = f"segments/{segment.entry.name}/{NAME}"
    if kept is None:
        yield Fault(name, "it is missing or not as it was written; run: backfile reindex")
        return
    for each in fields(Features):
        if not np.array_equal(getattr(kept, each.name), getattr(right, each.name)):
            yield Fault(name, f"{each.name} does not follow from the articles")
