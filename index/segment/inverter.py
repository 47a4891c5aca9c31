"""Inverts words: from what each article of a new segment has to where each term stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from index.analysis.tokenizer import FORM_NUMBER
from index.analysis.vocabulary import NO_TERM, Vocabulary
from index.schema import FIELDS
from index.segment.form_codes import begin_codes, fill_codes
from index.segment.form_dictionary import arrays_of as arrays_of_forms
from index.segment.inversion import (
    BYTES,
    POSTINGS,
    PostingArrays,
    Words,
    count,
    fill,
    fresh_state,
)
from index.segment.name_file import arrays_of_names
from index.segment.postings import Inverted
from index.segment.term_frequency import TF_SATURATED
from index.segment.values import blob_of

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The words of a field, batch by batch."""

    vocabulary: Vocabulary
    batches: list[Words]


def invert(sources: Sequence[FieldWords], documents: int) -> Inverted:
    """Invert the words of each field (in the order of FIELDS): the postings of each term.

    Counting sort. A first pass counts each term's postings and the bytes of its positions
    (`_sorted_terms`); the running sums over all terms, sorted, are where each term's begin;
    a second pass over the same words writes every posting at its term's next free place.

    Example:
        The terms goat and wall, with 2 and 3 postings in 5 and 4 bytes, begin at (0, 0) and
        (2, 5); the arrays have 5 postings and 9 bytes. When an article with "wall goat" comes,
        its wall goes to posting 2, its goat to 0; the next article's wall to 3.
    """
    lengths = np.zeros((len(FIELDS), documents), np.uint32)
    ranked = [_sorted_terms(source, lengths[field]) for field, source in enumerate(sources)]
    counts = np.concatenate([state[:, [POSTINGS, BYTES]] for _, _, state in ranked])
    begins = np.zeros((len(counts) + 1, 2), np.int64)
    np.cumsum(counts, axis=0, out=begins[1:])
    doc, tf = np.empty(begins[-1, 0], np.uint16), np.empty(begins[-1, 0], np.uint8)
    data = np.empty(begins[-1, 1], np.uint8)
    words_in_all = sum(len(words.forms) for source in sources for words in source.batches)
    big_posting, big_tf = np.empty((2, words_in_all // TF_SATURATED + 1), np.uint32)
    out = PostingArrays(doc, tf, data, big_posting, big_tf)
    first = big = 0
    for (terms, term_of_form, state), source in zip(ranked, sources, strict=True):
        state[:, [POSTINGS, BYTES]] = begins[first : first + len(terms)]
        first += len(terms)
        base = 0
        for words in source.batches:
            big = fill(words, base, term_of_form, state, out, big)
            base += len(words.starts)
    ascending = np.argsort(big_posting[:big])
    blob = blob_of("terms", [term for terms, _, _ in ranked for term in terms])
    forms, names = _forms_of(sources[0], *ranked[0][:2])
    return Inverted(
        field=np.cumsum([0, *(len(terms) for terms, _, _ in ranked)], dtype=np.uint32),
        terms=(blob["terms_offset"], blob["terms_blob"]),
        posting=begins[:, 0].astype(np.uint32),
        position=begins[:, 1].astype(np.uint32),
        doc=doc,
        tf=tf,
        big_posting=big_posting[:big][ascending],
        big_tf=big_tf[:big][ascending],
        data=data,
        lengths=lengths,
        forms=forms,
        names=names,
    )


def _forms_of(
    source: FieldWords, terms: list[bytes], term_of_form: Array
) -> tuple[dict[str, Array], dict[str, Array]]:
    """The arrays of the files `forms` and `names`.

    `terms` and `term_of_form` are those of `_sorted_terms`.
    """
    vocabulary = source.vocabulary
    variants, variant_of = vocabulary.variants, vocabulary.variant_of
    count = np.zeros(len(variants) + 1, np.int64)  # the first is that of NO_TERM, -1
    for words in source.batches:
        count += np.bincount(variant_of[words.forms & FORM_NUMBER] + 1, minlength=len(count))
    count = count[1:]
    used = np.flatnonzero(count)
    rank = np.full(len(vocabulary.terms) + 1, NO_TERM, np.int64)  # NO_TERM takes the last
    rank[vocabulary.of_form] = term_of_form
    term = rank[[variants[variant].term for variant in used.tolist()]] if len(used) else used
    forms = [variants[variant].form for variant in used.tolist()]
    letters = np.array([variants[variant].letters for variant in used.tolist()], np.uint8)
    arrays, number, ways = arrays_of_forms(terms, term, forms, letters, count[used])
    cursors, code = begin_codes(arrays, term, number, count[used], ways)
    row_of = np.full(len(variants) + 1, NO_TERM, np.int32)
    row_of[used] = np.arange(len(used), dtype=np.int32)
    for words in source.batches:
        fill_codes(words, row_of[variant_of], term, number, ways, cursors, code)
    return {**arrays, "code": code}, arrays_of_names(terms, term, forms, letters, count[used])


def _sorted_terms(source: FieldWords, lengths: Array) -> tuple[list[bytes], Array, Array]:
    """Count what the terms of a field need, and sort them.

    Returns:
        (the terms in order, i4[forms] each form's term as a number in that order, i8[terms, 4]
        their state with what was counted). Writes `lengths` u4[articles].
    """
    vocabulary = source.vocabulary
    state, base = fresh_state(len(vocabulary.terms)), 0
    for words in source.batches:
        count(words, base, vocabulary.of_form, state, lengths)
        base += len(words.starts)
    used = np.flatnonzero(state[:, POSTINGS]).tolist()
    used.sort(key=vocabulary.terms.__getitem__)
    rank = np.full(len(vocabulary.terms) + 1, NO_TERM, np.int32)  # NO_TERM, -1, takes the last
    rank[used] = np.arange(len(used), dtype=np.int32)
    ranked = fresh_state(len(used))
    ranked[:, [POSTINGS, BYTES]] = state[used][:, [POSTINGS, BYTES]]
    terms = vocabulary.terms
    return [terms[number] for number in used], rank[vocabulary.of_form], ranked
