"""What is kept of each article to tell its copies and its story: an array file beside each segment.

`segments/NAME/stories` has for the N articles of a segment, in their order:

    key u8[N]           a hash of title, text and outlet: what two texts were compared as
    size u4[N]          how many runs of words the text has
    kept_start i8[N+1]  where each article's kept hashes begin in
    kept u4[]           the kept hashes (`index.stories.shingles`), ascending
    lead_start i8[N+1]  where each article's terms begin in
    lead u4[]           the terms of title and first words (`index.stories.lead`), ascending
    form u4[N]          what its title shares with others of a series (`index.stories.title_form`)
    composite u1[N]     1 for a live blog

It is made of the stored articles, and made anew when it is missing, damaged or of another version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import IndexFailure
from index.schema import UNDATED
from index.segment import Segment
from index.segment.array_file import ArrayFile, ArrayFileWriter
from index.stories.lead import lead_of
from index.stories.live_blog import entries_of, openings_of
from index.stories.shingles import kept_of
from index.stories.title_form import title_form_of
from index.stories.words import WordTable

Array = npt.NDArray[Any]

NAME = "stories"
VERSION = "3"
"""Raised by one whenever an article gives other features: they are made anew then."""

_KIND = f"stories {VERSION}"


@dataclass(frozen=True, slots=True)
class Features:
    """The features of some articles, as above."""

    key: Array
    size: Array
    kept_start: Array
    kept: Array
    lead_start: Array
    lead: Array
    form: Array
    composite: Array

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self.key)


_TYPES = {
    "key": np.uint64,
    "size": np.uint32,
    "kept_start": np.int64,
    "kept": np.uint32,
    "lead_start": np.int64,
    "lead": np.uint32,
    "form": np.uint32,
    "composite": np.uint8,
}


def features_of(articles: Iterable[tuple[str, str, str]], table: WordTable) -> Features:
    """The features of articles, each given as (title, text, outlet)."""
    key, size, form, composite = [], [], [], []
    kept, lead = [np.zeros(0, np.uint32)], [np.zeros(0, np.uint32)]
    for title, text, outlet in articles:
        words = table.read(title, text)
        runs, hashes = kept_of(words.hash[words.titled :])
        entries = entries_of(text)
        leading = table.read(title, openings_of(entries)) if entries else words
        key.append(_key(title, text, outlet))
        size.append(runs)
        kept.append(hashes)
        lead.append(lead_of(leading))
        form.append(title_form_of(title, outlet))
        composite.append(bool(entries))
    return Features(
        np.array(key, np.uint64),
        np.array(size, np.uint32),
        _starts(kept[1:]),
        np.concatenate(kept),
        _starts(lead[1:]),
        np.concatenate(lead),
        np.array(form, np.uint32),
        np.array(composite, np.uint8),
    )


def joined(parts: Sequence[Features], chosen: Array) -> Features:
    """The features of the articles i8[n] `chosen`, counted through all parts, in that order."""
    bases = np.cumsum([0, *map(len, parts)])
    place = np.searchsorted(bases, chosen, "right") - 1

    def column(name: str) -> Array:
        whole = [getattr(part, name) for part in parts]
        every: Array = np.concatenate([np.zeros(0, _TYPES[name]), *whole])
        return every[chosen]

    def rows(name: str) -> tuple[Array, Array]:
        start = np.zeros(len(chosen) + 1, np.int64)
        sizes = [np.diff(getattr(part, f"{name}_start").astype(np.int64)) for part in parts]
        every = np.concatenate([np.zeros(0, np.int64), *sizes])
        np.cumsum(every[chosen], out=start[1:])
        out = np.empty(int(start[-1]), np.uint32)
        for number, part in enumerate(parts):
            here = np.flatnonzero(place == number)
            begins = getattr(part, f"{name}_start")
            copy_rows(getattr(part, name), begins, chosen[here] - bases[number], out, start, here)
        return start, out

    kept_start, kept = rows("kept")
    lead_start, lead = rows("lead")
    return Features(
        column("key"), column("size"), kept_start, kept, lead_start, lead,
        column("form"), column("composite"),
    )  # fmt: skip


def copy_rows(
    source: Array, begins: Array, rows: Array, out: Array, start: Array, places: Array
) -> None:
    """Copy rows of `source` to their places in `out`."""
    from index.stories.gather import gather  # noqa: PLC0415  # compiled code: loaded when needed

    gather(source, begins, rows, out, start, places)


def read_features(directory: Path, segment: Segment) -> Features | None:
    """The features of a segment, every byte of them checked; None when they must be made."""
    owner = segment.entry.name
    try:
        file = ArrayFile(directory, f"segments/{owner}/{NAME}", _KIND, owner)
        file.touch_all()
        found = Features(**{each.name: file[each.name] for each in fields(Features)})
    except (IndexFailure, OSError, KeyError):
        return None
    return found if len(found) == segment.documents else None


def carry_features(
    directory: Path, merged: Segment, parts: Sequence[tuple[Segment, Array]]
) -> None:
    """Give a segment the features of those that it was merged of, bool[N] of each were kept.

    What few of them lack is made; when most is lacking nothing is done, and the next grouping makes
    all of it. Raises OSError, IndexDamaged.
    """
    found = [read_features(directory, segment) for segment, _ in parts]
    known = sum(len(features) for features in found if features)
    if 2 * known < sum(segment.documents for segment, _ in parts):
        return
    table = WordTable()
    whole = [
        made_anew(segment, table) if features is None else features
        for features, (segment, _) in zip(found, parts, strict=True)
    ]
    chosen = np.flatnonzero(np.concatenate([keep for _, keep in parts]))
    write_features(directory, merged, joined(whole, chosen))


def made_anew(segment: Segment, table: WordTable) -> Features:
    """The features of a segment's articles, from what is stored of them."""
    return features_of(_articles(segment), table)


def _articles(segment: Segment) -> Iterator[tuple[str, str, str]]:
    for doc in range(segment.documents):
        if segment.date[doc] == UNDATED and segment.article(doc).is_list:
            yield "", "", segment.outlet.of(doc)  # it has everybody's words, and reports nothing
            continue
        facts = segment.facts(doc)
        yield facts.title, facts.text, segment.outlet.of(doc)


def write_features(directory: Path, segment: Segment, features: Features) -> None:
    """Write the features of a segment, in the place of what is there. Raises OSError."""
    path = directory / "segments" / segment.entry.name / NAME
    fresh = path.with_name(f"{NAME}.new")
    fresh.unlink(missing_ok=True)
    with ArrayFileWriter(fresh, _KIND, segment.entry.name) as file:
        for each in fields(Features):
            file.add(each.name, getattr(features, each.name))
    fresh.replace(path)


def _starts(rows: Sequence[Array]) -> Array:
    return np.cumsum([0, *map(len, rows)], dtype=np.int64)


def _key(title: str, text: str, outlet: str) -> int:
    whole = f"{outlet}\n{title}\n{text}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(whole, digest_size=8).digest())
