"""Several segments become one, without the articles that are deleted.

Articles keep their order, so a term's postings are those of the segments one after the other,
renumbered; their positions are copied as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.jit.compile import compiled
from index.schema import FIELDS
from index.segment import Segment
from index.segment.array_file import write_arrays
from index.segment.articles_writer import ArticlesWriter
from index.segment.form_codes import Text
from index.segment.info import SegmentInfo
from index.segment.mention_file import arrays_of_mentions
from index.segment.merge_forms import Source, merged_forms
from index.segment.positions import skip
from index.segment.postings import Inverted
from index.segment.term_frequency import EXACT, pack_frequencies, unpack_frequencies
from index.segment.values import arrays_of, blob_of

Array = npt.NDArray[Any]
Part = tuple[Segment, npt.NDArray[np.bool_]]
"""A segment, and [N] which of its articles to keep."""


class _Postings(NamedTuple):
    """The postings of the terms of a segment, or of several that become one."""

    posting: Array
    """i8[T + 1] The first posting of each term."""
    position: Array
    """i8[T + 1] Where the positions of each term begin."""
    doc: Array
    """u2[P]"""
    tf: Array
    """u4[P] marked"""
    data: Array
    """u1[] The encoded positions."""


def merge(folder: Path, parts: Sequence[Part]) -> SegmentInfo:
    """Make a segment of the articles to keep of some others, in a new folder.

    Raises:
        IndexDamaged: One of them is not as it was written; damage is not passed on.
    """
    for segment, _ in parts:
        for file in segment.files.values():
            file.touch_all()
    folder.mkdir(mode=0o700, parents=True)
    documents = sum(int(keep.sum()) for _, keep in parts)
    _inverted(parts, documents).write(folder)
    write_arrays(folder / "columns", "columns", folder.name, _columns(parts))
    write_arrays(folder / "mentions", "mentions", folder.name, _mentions(parts))
    _copy_articles(folder, parts)
    return SegmentInfo(folder.name, documents)


def _inverted(parts: Sequence[Part], documents: int) -> Inverted:
    terms, ranks, field = _union([segment for segment, _ in parts])
    numbers = _numbers(parts)
    lengths = np.zeros((len(FIELDS), documents), np.uint32)
    sources = [_postings_of(segment) for segment, _ in parts]
    merged = _merged(sources, ranks, numbers, field, lengths)
    used = np.flatnonzero(np.diff(merged.posting))
    blob = blob_of("terms", [terms[number] for number in used.tolist()])
    code, big_posting, big_tf = pack_frequencies(merged.tf)
    starts = np.append(used, len(terms))  # terms without postings are left out
    new_field = np.searchsorted(used, field)
    new_terms = [terms[number] for number in used[: new_field[1]].tolist()]
    new_rank = np.full(len(terms), -1, np.int64)
    new_rank[used] = np.arange(len(used))
    forms, names = merged_forms(
        new_terms,
        [
            _source_of(segment, source, number, new_rank[rank])
            for (segment, _), source, number, rank in zip(
                parts, sources, numbers, ranks, strict=True
            )
        ],
    )
    return Inverted(
        field=new_field.astype(np.uint32),
        terms=(blob["terms_offset"], blob["terms_blob"]),
        posting=merged.posting[starts].astype(np.uint32),
        position=merged.position[starts].astype(np.uint32),
        doc=merged.doc,
        tf=code,
        big_posting=big_posting,
        big_tf=big_tf,
        data=merged.data,
        lengths=lengths,
        forms=forms,
        names=names,
    )


def _merged(
    sources: Sequence[_Postings],
    ranks: Sequence[Array],
    numbers: Sequence[Array],
    field: Array,
    lengths: Array,
) -> _Postings:
    """The postings that are kept of all terms; `lengths` u4[F, N] is filled.

    Args:
        sources: Those of each segment.
        ranks: The new number of each of its terms.
        numbers: The new number of each of its articles, -1 for those that are not kept.
        field: i8[F + 1] Where the new terms of each field begin.
        lengths: How many words each field of each article has.
    """
    counts = np.zeros((field[-1], 2), np.int64)
    for source, rank, number in zip(sources, ranks, numbers, strict=True):
        field_of = np.searchsorted(field, rank, side="right") - 1
        count_kept(source, rank, number, field_of, counts, lengths)
    begins = np.zeros((len(counts) + 1, 2), np.int64)
    np.cumsum(counts, axis=0, out=begins[1:])
    doc, tf = np.empty(begins[-1, 0], np.uint16), np.empty(begins[-1, 0], np.uint32)
    data = np.empty(begins[-1, 1], np.uint8)
    cursors = begins[:-1].copy()
    for source, rank, number in zip(sources, ranks, numbers, strict=True):
        copy_kept(source, rank, number, cursors, doc, tf, data)
    return _Postings(begins[:, 0], begins[:, 1], doc, tf, data)


def _source_of(segment: Segment, postings: _Postings, number: Array, rank: Array) -> Source:
    """The text of a segment; `rank` are the new numbers of its terms."""
    terms = segment.terms.of_field(0).stop
    posting = postings.posting[: terms + 1]
    text = Text(posting, postings.doc, postings.tf)
    return Source(segment.forms, text, number, rank[:terms])


def _union(segments: Sequence[Segment]) -> tuple[list[bytes], list[Array], Array]:
    """(all terms in order, each segment's terms as numbers there, i8[F + 1] where fields begin)."""
    merged: list[bytes] = []
    ranks: list[list[Array]] = [[] for _ in segments]
    field = [0]
    for number in range(len(FIELDS)):
        lists = [segment.terms.all_of_field(number) for segment in segments]
        union = sorted(set().union(*lists))
        number_of = dict(zip(union, range(len(merged), len(merged) + len(union)), strict=True))
        for rank, terms in zip(ranks, lists, strict=True):
            rank.append(np.fromiter(map(number_of.__getitem__, terms), np.int64, len(terms)))
        merged += union
        field.append(len(merged))
    return merged, [np.concatenate(rank) for rank in ranks], np.array(field, np.int64)


def _numbers(parts: Sequence[Part]) -> list[Array]:
    """For each segment the new numbers of its articles, -1 for those that are not kept."""
    numbers, base = [], 0
    for _, keep in parts:
        number = np.where(keep, base + np.cumsum(keep) - 1, -1)
        numbers.append(number)
        base += int(keep.sum())
    return numbers


def _postings_of(segment: Segment) -> _Postings:
    files = segment.files
    terms, postings = files["terms"], files["postings"]
    tf = unpack_frequencies(postings["tf"], postings["big_posting"], postings["big_tf"])
    return _Postings(
        terms["posting"].astype(np.int64),
        terms["position"].astype(np.int64),
        postings["doc"],
        tf,
        files["positions"]["data"],
    )


@compiled
def count_kept(
    source: _Postings, rank: Array, number: Array, field_of: Array, counts: Array, lengths: Array
) -> None:
    """Count the postings of a segment whose articles are kept.

    Args:
        source: The segment's postings.
        rank: i8[T] The terms' new numbers.
        number: i8[N] The articles' new numbers, -1 for those that are not kept.
        field_of: i8[T] The terms' fields.
        counts: i8[terms, 2] Increased by each term's postings and bytes of positions.
        lengths: u4[F, articles] Increased by how often each article has terms of each field.
    """
    posting, position, doc, tf, data = source
    for term in range(len(rank)):
        start = position[term]
        for entry in range(posting[term], posting[term + 1]):
            exact = tf[entry] & EXACT
            stop = skip(data, start, exact)
            new = number[doc[entry]]
            if new >= 0:
                lengths[field_of[term], new] += exact
                counts[rank[term], 0] += 1
                counts[rank[term], 1] += stop - start
            start = stop


@compiled
def copy_kept(
    source: _Postings, rank: Array, number: Array, cursors: Array, to_doc: Array, to_tf: Array,
    to_data: Array,
) -> None:  # fmt: skip
    """Copy the postings that `count_kept` has counted.

    Args:
        source: As `count_kept`'s.
        rank: As `count_kept`'s.
        number: As `count_kept`'s.
        cursors: i8[terms, 2] Where the next posting of each term, and its positions, are written.
        to_doc: u2[P] Written.
        to_tf: u4[P] Written, marked.
        to_data: u1[] Written.
    """
    posting, position, doc, tf, data = source
    for term in range(len(rank)):
        row, start = rank[term], position[term]
        for entry in range(posting[term], posting[term + 1]):
            stop = skip(data, start, tf[entry] & EXACT)
            new = number[doc[entry]]
            if new >= 0:
                to_doc[cursors[row, 0]] = new
                to_tf[cursors[row, 0]] = tf[entry]
                for byte in range(stop - start):
                    to_data[cursors[row, 1] + byte] = data[start + byte]
                cursors[row, 0] += 1
                cursors[row, 1] += stop - start
            start = stop


def _columns(parts: Sequence[Part]) -> dict[str, Array]:
    """The columns of the articles to keep."""
    columns: dict[str, Array] = {
        "date": np.concatenate([segment.date[keep] for segment, keep in parts]),
        "sketch": np.concatenate([segment.sketches[keep] for segment, keep in parts]),
        "record": np.concatenate([segment.record[keep] for segment, keep in parts]),
    }
    for name in ("outlet", "lang", "file"):
        values: list[str] = []
        for segment, keep in parts:
            column = getattr(segment, name)
            distinct = list(column)
            values += [distinct[code] for code in column.code[keep].tolist()]
        columns |= arrays_of(name, values)
    return columns


def _mentions(parts: Sequence[Part]) -> dict[str, Array]:
    """The names of the articles to keep; found by the rules of the first, if by those of all."""
    articles: list[list[bytes]] = []
    for segment, keep in parts:
        rows, (start, name) = segment.mentions.rows, segment.mentions.mentions
        for doc in np.flatnonzero(keep).tolist():
            articles.append([rows[one] for one in name[start[doc] : start[doc + 1]].tolist()])
    found_by = {segment.mentions.words for segment, _ in parts}
    return arrays_of_mentions(articles, found_by.pop() if len(found_by) == 1 else 0)


def _copy_articles(folder: Path, parts: Sequence[Part]) -> None:
    """Copy the frames of the articles to keep; those with another dictionary are made anew."""
    dictionary = max(parts, key=lambda part: int(part[1].sum()))[0].dictionary
    writer = ArticlesWriter(folder, dictionary)
    try:
        for segment, keep in parts:
            fits = dictionary and segment.dictionary == dictionary
            for doc in np.flatnonzero(keep).tolist():
                if fits:
                    writer.add_frame(segment.frame(doc))
                else:
                    writer.add(segment.content(doc))
        writer.finish()
    finally:
        writer.abandon()
