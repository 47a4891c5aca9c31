"""Whether a segment is what `index.segment` says a segment is, number by number.

Checksums find bytes that are not as they were written; this finds what should never have been
written, and that the articles are found by the words that they have and by no others.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import Fault, IndexDamaged
from index.schema import FIELDS
from index.segment import Segment
from index.segment.builder import Lexicon
from index.segment.field_norms import codes_of
from index.segment.postings import entries_of
from index.segment.stored import unpack_facts
from index.segment.term_frequency import IN_TITLE, MOST, unpack_frequencies

Array = npt.NDArray[Any]

_TOGETHER = 256  # articles that are analysed at once


def faults_of(segment: Segment) -> Iterator[Fault]:
    """All that is wrong with a segment whose checksums are right; stops at what it cannot read."""
    try:
        yield from _of_terms(segment)
        yield from _of_postings(segment)
        yield from _of_columns(segment)
        found = _sums_of_postings(segment)
        yield from _of_lengths(segment, found)
        yield from _of_entries(segment)
        yield from _of_articles(segment, found)
    except (IndexDamaged, IndexError, ValueError) as error:
        yield Fault(segment.entry.name, f"it cannot be read ({error})")


def _of_terms(segment: Segment) -> Iterator[Fault]:
    file = segment.files["terms"]
    if not _ascends(file["field"], 0, len(segment.terms)):
        yield Fault(file.name, "the fields are not one after the other")
    if not _ascends(file["offset"], 0, len(file["blob"])):
        yield Fault(file.name, "the terms are not one after the other")
    for number, field in enumerate(FIELDS):
        terms = segment.terms.all_of_field(number)
        if any(one >= other for one, other in pairwise(terms)):
            yield Fault(file.name, f"the terms of {field} do not ascend")
    for name, end in (("posting", segment.files["postings"]["doc"]), ("position", None)):
        last = len(segment.files["positions"]["data"]) if end is None else len(end)
        if not _ascends(file[name], 0, last):
            yield Fault(file.name, f"each {name} is not behind the one before")


def _of_postings(segment: Segment) -> Iterator[Fault]:
    file, posting = segment.files["postings"], segment.files["terms"]["posting"]
    doc, tf = file["doc"], file["tf"]
    falls = np.flatnonzero(np.diff(doc.astype(np.int32)) <= 0) + 1
    if not np.isin(falls, posting).all():
        yield Fault(file.name, "the articles of a term do not ascend")
    if len(doc) and doc.max() >= segment.documents:
        yield Fault(file.name, f"article {doc.max():,} of {segment.documents:,}")
    if len(tf) and (tf & MOST).min() == 0:
        yield Fault(file.name, "a frequency of 0")
    if not np.array_equal(np.flatnonzero(tf & MOST == MOST), file["big_posting"]):
        yield Fault(file.name, "the list of large frequencies is another")
    if len(file["big_tf"]) != len(file["big_posting"]) or (file["big_tf"] < MOST).any():
        yield Fault(file.name, "a large frequency is small")
    yield from _of_titles(segment)


def _of_titles(segment: Segment) -> Iterator[Fault]:
    """A posting of the text is marked where there is one of the title, and nowhere else."""
    text, title = FIELDS.index("text"), FIELDS.index("title")
    file = segment.files["postings"]
    marked = np.flatnonzero(file["tf"] >= IN_TITLE)
    expected: list[Array] = [np.zeros(0, np.int64)]
    for number in segment.terms.of_field(title):
        same = segment.terms.find(text, segment.terms[number])
        if same is None:
            yield Fault(file.name, "a word of a title is not one of the text")
            return
        start, stop = segment.range_of(same)
        expected.append(
            start + np.flatnonzero(np.isin(file["doc"][start:stop], segment.postings(number).doc))
        )
    if not np.array_equal(np.sort(np.concatenate(expected)), marked):
        yield Fault(file.name, "other words are marked as of a title than are in one")


def _of_columns(segment: Segment) -> Iterator[Fault]:
    file = segment.files["columns"]
    for name, values in (
        ("outlet", segment.outlet),
        ("lang", segment.lang),
        ("file", segment.file),
    ):
        if len(values.code) != segment.documents or (values.code >= len(values)).any():
            yield Fault(file.name, f"{name} has other values")
        if not _ascends(file[f"{name}_offset"], 0, len(file[f"{name}_blob"])):
            yield Fault(file.name, f"the values of {name} are not one after the other")
    for name, rows in (("record", segment.record), ("sketch", segment.sketches)):
        if len(rows) != segment.documents:
            yield Fault(file.name, f"{name} has {len(rows):,} values of {segment.documents:,}")


def _of_lengths(segment: Segment, found: Array) -> Iterator[Fault]:
    """`found` [F, N, 2]: the words and the sum of each article's field by the postings."""
    name = segment.files["lengths"].name
    for number, field in enumerate(FIELDS):
        lengths = found[number, :, 0]
        for doc in np.flatnonzero(codes_of(lengths) != segment.code(field)).tolist():
            yield Fault(segment.id(doc), f"{name} gives {field} another length than its postings")
        if lengths.sum() != segment.total[field]:
            yield Fault(name, f"the lengths of {field} have another sum")


def _of_entries(segment: Segment) -> Iterator[Fault]:
    file, postings, terms = (segment.files[kind] for kind in ("entries", "postings", "terms"))
    tf = unpack_frequencies(postings["tf"], postings["big_posting"], postings["big_tf"])
    right = entries_of(terms["posting"], terms["position"], tf, segment.files["positions"]["data"])
    for name, array in right.items():
        if not np.array_equal(array, file[name]):
            yield Fault(file.name, f"{name} does not follow from the postings")


def _of_articles(segment: Segment, found: Array) -> Iterator[Fault]:
    """Whether the words of the stored articles are those of the postings."""
    lexicon = Lexicon()
    for start in range(0, segment.documents, _TOGETHER):
        docs = range(start, min(start + _TOGETHER, segment.documents))
        facts = [unpack_facts(segment.content(doc)) for doc in docs]
        names = [
            (segment.outlet.of(doc), fact.byline, segment.file.of(doc), fact.url)
            for doc, fact in zip(docs, facts, strict=True)
        ]
        texts = [(f"{fact.title}\n{fact.text}", fact.title) for fact in facts]
        for number, field in enumerate(FIELDS):
            vocabulary = lexicon.stemmed if number < 2 else lexicon.folded
            pieces = (
                [text[number] for text in texts] if number < 2 else [n[number - 2] for n in names]
            )
            words = vocabulary.find(pieces)
            lengths = words.stops - words.starts
            places = np.concatenate(
                [np.arange(*edge) for edge in zip(words.starts, words.stops, strict=True)]
            )
            doc_of = np.repeat(np.arange(len(docs)), lengths)
            position = places - words.starts[doc_of]
            terms = vocabulary.of_form[words.forms[places.astype(np.int64)]]
            numbers = _numbers(segment, number, terms, vocabulary.terms)
            sums = np.zeros(len(docs), np.uint64)
            kept = numbers != _NO_TERM
            np.add.at(sums, doc_of[kept], _mixed(numbers[kept], position[kept]))
            for place in np.flatnonzero(sums != found[number, start : docs.stop, 1]).tolist():
                yield Fault(
                    segment.id(docs[place]), f"its {field} has other words than are indexed"
                )


_NO_TERM, _NOT_INDEXED = -1, -2


def _numbers(segment: Segment, field: int, terms: Array, names: list[bytes]) -> Array:
    """The segment's numbers of the terms that a vocabulary has numbered otherwise."""
    distinct, places = np.unique(terms, return_inverse=True)
    numbers = [
        _NO_TERM if term < 0 else segment.terms.find(field, names[term])
        for term in distinct.tolist()
    ]
    known = [_NOT_INDEXED if number is None else number for number in numbers]
    return np.array(known, np.int64)[places]


def _sums_of_postings(segment: Segment) -> npt.NDArray[np.uint64]:
    """[F, N, 2] For each field of each article how many words, and a sum that stands for them."""
    sums = np.zeros((len(FIELDS), segment.documents, 2), np.uint64)
    for field in range(len(FIELDS)):
        for term in segment.terms.of_field(field):
            postings = segment.postings(term)
            _, position = segment.positions(term)
            doc = np.repeat(postings.doc, postings.tf)
            sums[field, postings.doc, 0] += postings.tf
            np.add.at(sums[field, :, 1], doc, _mixed(np.full(len(doc), term), position))
    return sums


def _mixed(term: Array, position: Array) -> npt.NDArray[np.uint64]:
    """A number for a term at a position; that two sums of such are equal by chance is 2^-64."""
    mixed = term.astype(np.uint64) << np.uint64(32) | position.astype(np.uint64)
    for factor in (0xBF58476D1CE4E5B9, 0x94D049BB133111EB):  # of SplitMix64 (Steele et al. 2014)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))


def _ascends(numbers: Array, first: int, last: int) -> bool:
    return bool(
        len(numbers)
        and numbers[0] == first
        and numbers[-1] == last
        and (np.diff(numbers.astype(np.int64)) >= 0).all()
    )
