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

It is made with the segment, whose words have just been read, and made anew of the stored articles
when it is missing, damaged or of another version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.article import Article
from index.errors import IndexDamaged, IndexFailure
from index.names.recognizer import Scanned
from index.schema import UNDATED
from index.segment import Segment
from index.segment.array_file import ArrayFile, ArrayFileWriter
from index.stories.feature_file import KIND, NAME
from index.stories.lead import leads_of
from index.stories.live_blog import entries_of, openings_of
from index.stories.shingles import kept_of
from index.stories.title_form import title_form_of
from index.stories.words import Words, WordTable

Array = npt.NDArray[Any]

_BATCH = 256  # articles whose words are read at once: their characters fit a cache


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


def features_of(
    articles: Iterable[tuple[str, str, str]], table: WordTable, scanned: Sequence[Scanned] = ()
) -> Features:
    """The features of articles, each given as (title, text, outlet).

    What was `scanned` already into the forms of `table`, title, line's end and text, is not looked
    through again.
    """
    if scanned:
        return _features_of(list(articles), table, scanned)
    return concatenated([_features_of(batch, table) for batch in _batches(articles)])


def _batches(articles: Iterable[tuple[str, str, str]]) -> Iterator[list[tuple[str, str, str]]]:
    rows = iter(articles)
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _features_of(
    articles: Sequence[tuple[str, str, str]], table: WordTable, scanned: Sequence[Scanned] = ()
) -> Features:
    """The features of some articles; those of ASCII only, which are most, are read as bytes."""
    places, parts = [np.zeros(0, np.int64)], []
    left = np.ones(len(articles), np.bool_)
    for one in (_as_given(each, articles) for each in scanned):
        rows = [articles[k] for k in one.places]
        words = table.words_of(one, [len(title) for title, _, _ in rows])
        parts.append(_of_alike(rows, words, table))
        places.append(np.array(one.places, np.int64))
        left[one.places] = False
    is_ascii = np.array([title.isascii() and text.isascii() for title, text, _ in articles])
    for some in (np.flatnonzero(left & is_ascii), np.flatnonzero(left & ~is_ascii)):
        rows = [articles[k] for k in some.tolist()]
        words = table.read([(title, text) for title, text, _ in rows])
        parts.append(_of_alike(rows, words, table))
        places.append(some)
    return joined(parts, np.argsort(np.concatenate(places)))


def _as_given(scanned: Scanned, articles: Sequence[tuple[str, str, str]]) -> Scanned:
    """Without the articles that are read otherwise than they were scanned (`read_as`)."""
    sizes = np.array([len(articles[place][1]) for place in scanned.places], np.int64)
    same = np.flatnonzero(scanned.edges[:, 1] - scanned.edges[:, 0] == sizes)
    places = [scanned.places[row] for row in same.tolist()]
    return scanned._replace(places=places, edges=scanned.edges[same])


def _of_alike(articles: Sequence[tuple[str, str, str]], words: Words, table: WordTable) -> Features:
    """The features of articles that have these words."""
    if not articles:
        return concatenated([])
    entries = [entries_of(text) for _, text, _ in articles]
    size, kept_start, kept = kept_of(words.hash, words.body, words.first[1:])
    lead_start, lead = leads_of(words)
    found = Features(
        np.array([_key(*article) for article in articles], np.uint64),
        size,
        kept_start,
        kept,
        lead_start,
        lead,
        np.array([title_form_of(title, outlet) for title, _, outlet in articles], np.uint32),
        np.array([bool(each) for each in entries], np.uint8),
    )
    blogs = np.flatnonzero(found.composite)
    if not len(blogs):
        return found
    openings = [(articles[k][0], openings_of(entries[k])) for k in blogs.tolist()]
    return _with_leads(found, blogs, *leads_of(table.read(openings)))


def _with_leads(found: Features, docs: Array, start: Array, lead: Array) -> Features:
    """Features with other terms for some articles."""
    rows = np.split(found.lead, found.lead_start[1:-1])
    for doc, row in zip(docs.tolist(), np.split(lead, start[1:-1]), strict=True):
        rows[doc] = row
    return replace(found, lead_start=_starts(rows), lead=np.concatenate(rows))


def concatenated(parts: Sequence[Features]) -> Features:
    """The features of the articles of all parts, one after the other."""
    return joined(parts, np.arange(sum(map(len, parts))))


def joined(parts: Sequence[Features], chosen: Array) -> Features:
    """The features of the articles i8[n] `chosen`, counted through all parts, in that order."""
    openers = list(map(opener_of, parts))
    kept_start, kept = chosen_rows(openers, chosen, "kept")
    lead_start, lead = chosen_rows(openers, chosen, "lead")
    return Features(
        **chosen_columns(openers, chosen, COLUMNS),
        kept_start=kept_start, kept=kept, lead_start=lead_start, lead=lead,
    )  # fmt: skip


Opener = Callable[[], Features]
"""Gives the features of a part of the articles; those of a file are in memory while in use."""

COLUMNS = ("key", "size", "form", "composite")


def opener_of(part: Features) -> Opener:
    """What gives the features of a part that is in memory."""
    return lambda: part


def chosen_columns(
    parts: Sequence[Opener], chosen: Array, names: Sequence[str]
) -> dict[str, Array]:
    """Some columns of the articles i8[n] `chosen`, counted through all parts, in that order."""
    found: dict[str, list[Array]] = {name: [np.zeros(0, _TYPES[name])] for name in names}
    for part in parts:
        features = part()
        for name in names:
            found[name].append(getattr(features, name).copy())
    return {name: np.concatenate(columns)[chosen] for name, columns in found.items()}


def chosen_rows(parts: Sequence[Opener], chosen: Array, name: str) -> tuple[Array, Array]:
    """The rows `kept` or `lead` of these articles: (i8[n + 1] where each begins, u4[])."""
    sizes = [np.zeros(0, np.int64), *(np.diff(getattr(part(), f"{name}_start")) for part in parts)]
    bases = np.cumsum([len(each) for each in sizes])
    start = np.zeros(len(chosen) + 1, np.int64)
    np.cumsum(np.concatenate(sizes)[chosen], out=start[1:])
    out = np.empty(int(start[-1]), np.uint32)
    place = np.searchsorted(bases, chosen, "right") - 1
    for number, part in enumerate(parts):
        features, here = part(), np.flatnonzero(place == number)
        begins = getattr(features, f"{name}_start")
        copy_rows(getattr(features, name), begins, chosen[here] - bases[number], out, start, here)
    return start, out


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
        file = ArrayFile(directory, f"segments/{owner}/{NAME}", KIND, owner)
        file.touch_all()
        found = Features(**{each.name: file[each.name] for each in fields(Features)})
    except (IndexFailure, OSError, KeyError):
        return None
    return found if len(found) == segment.documents else None


def opened_features(directory: Path, segment: Segment) -> Features:
    """The features of a segment that has them. Raises IndexDamaged."""
    found = read_features(directory, segment)
    if found is None:
        path = f"segments/{segment.entry.name}/{NAME}"
        raise IndexDamaged(directory, f"{path} is not as it was written")
    return found


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
    write_features(directory / "segments" / merged.entry.name, joined(whole, chosen))


def made_anew(segment: Segment, table: WordTable) -> Features:
    """The features of a segment's articles, from what is stored of them."""
    return features_of(_articles(segment), table)


def read_as(article: Article) -> tuple[str, str, str]:
    """(title, text, outlet) that an article has its features by."""
    if article.is_list:
        return "", "", article.outlet  # it has everybody's words, and reports nothing
    return article.title, article.text, article.outlet


def _articles(segment: Segment) -> Iterator[tuple[str, str, str]]:
    for doc in range(segment.documents):
        if segment.date[doc] == UNDATED:  # as are all lists
            yield read_as(segment.article(doc))
            continue
        facts = segment.facts(doc)
        yield facts.title, facts.text, segment.outlet.of(doc)


def write_features(folder: Path, features: Features) -> None:
    """Write them into their segment's folder, in the place of what is there. Raises OSError."""
    path = folder / NAME
    fresh = path.with_name(f"{NAME}.new")
    fresh.unlink(missing_ok=True)
    with ArrayFileWriter(fresh, KIND, folder.name) as file:
        for each in fields(Features):
            file.add(each.name, getattr(features, each.name))
    fresh.replace(path)


def _starts(rows: Sequence[Array]) -> Array:
    return np.cumsum([0, *map(len, rows)], dtype=np.int64)


def _key(title: str, text: str, outlet: str) -> int:
    whole = f"{outlet}\n{title}\n{text}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(whole, digest_size=8).digest())
