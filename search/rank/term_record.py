"""The record of a term in a segment: pointers to its postings, weights and positions.

The table of records is i8[terms, segments, RECORD_COLUMNS]; beside it stands the table of the
largest weights, f4[terms, segments, MAX_WEIGHT_COLUMNS]. A pointer is 0 where there is no array.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import (
    MAX_DOCUMENTS,
    TF_SATURATED,
    Float,
    Int,
    compiled,
    f4_at,
    inlined,
    popcount,
    u1_at,
    u2_at,
    u4_at,
    u8_at,
)
from search.rank.bm25 import EMPHASIS, FREQUENCY

Array = npt.NDArray[Any]

(
    DF,  # articles with the term; 0: all else is 0
    DOC,  # u2[DF] the articles, ascending
    TF,  # u1[DF] how often, in one byte (index.segment.term_frequency)
    CODE,  # u1[N] the length codes of the term's field
    FIELD,  # the field's number, for its divisors
    BIG,  # how many frequencies are too large for their byte
    BIG_POSTING,  # u4[BIG] their postings, counted from DOC and TF on, plus BIG_BASE
    BIG_BASE,
    BIG_TF,  # u4[BIG] the exact frequencies
    WEIGHT,  # f4[DF] its weight in each article; 0 when there is no memory for it
    BLOCK_WEIGHT,  # f4[BLOCKS] the largest weight in each block; for frequent terms only
    BLOCK_START,  # u2[BLOCKS] the first posting of each block; as above
    BITS,  # u8[BITSET_WORDS] which articles have it, a word a block; for very frequent terms only
    POSITION,  # u1[] the positions, encoded
    POSITION_BYTES,
    ENTRY,  # u4[] where the positions of every ENTRY_EVERY-th posting begin, in bytes
    ENTRY_EVERY,
    SIGNATURE,  # u4[DF] TF, and above it where it stands (position_signature); as WEIGHT
    RECORD_COLUMNS,
) = range(19)

MAX_WEIGHT, TENTH_WEIGHT, MAX_WEIGHT_COLUMNS = range(3)
"""Its largest weight in the segment, and the tenth largest (0: fewer articles have it)."""

WINDOW = 2_048
"""Articles in a window."""
WINDOWS = MAX_DOCUMENTS // WINDOW

BLOCK = 64
"""Articles in a block, the finer division of a window: as many as a word has bits."""
BLOCKS = MAX_DOCUMENTS // BLOCK

BITSET_WORDS = MAX_DOCUMENTS // 64
"""64-bit words with a bit for each article of a segment."""

NOT_FOUND = -1
"""In place of a posting: the article does not have the term."""


@inlined
def weigh(frequency: Float, divisor: Float, emphasis: Float) -> Float:
    """BM25's weight (bm25). All weights are computed here: another order changes the last bit."""
    return frequency / (frequency + divisor) + emphasis


@inlined
def weight_of(record: Array, posting: Int, divisor: Float) -> Float:
    """The weight of a term in the article of a posting."""
    tf = np.int64(u1_at(record[TF], record[DF])[posting])
    frequency = FREQUENCY[tf]
    if tf & TF_SATURATED == TF_SATURATED:
        frequency = np.float32(large_tf(record, posting))
    return weigh(frequency, divisor, EMPHASIS[tf])


@compiled
def large_tf(record: Array, posting: Int) -> Int:
    """The exact frequency of a posting whose byte is saturated (TF_SATURATED)."""
    postings = u4_at(record[BIG_POSTING], record[BIG])
    row = lower_bound(postings, 0, len(postings), posting + record[BIG_BASE])
    return np.int64(u4_at(record[BIG_TF], record[BIG])[row])


@inlined
def exact_tf(record: Array, posting: Int, byte: Int) -> Int:
    """The exact frequency of a posting, whose byte is `byte`."""
    tf = byte & TF_SATURATED
    return large_tf(record, posting) if tf == TF_SATURATED else tf


@inlined
def tf_between(record: Array, start: Int, stop: Int) -> Int:
    """The sum of the frequencies of the postings [start, stop)."""
    tf_at = u1_at(record[TF], record[DF])
    total = np.int64(0)
    for posting in range(start, stop):
        tf = np.int64(tf_at[posting]) & TF_SATURATED
        total += large_tf(record, posting) if tf == TF_SATURATED else tf
    return total


@inlined
def score_of(record: Array, posting: Int, doc: Int, factor: Float, divisors: Array) -> Int:
    """What a term adds to the score of `doc`, the article of a posting; `divisors` f4[fields, 256].

    Every kernel scores by this: the same float32 operations give the same last bit.
    """
    if record[WEIGHT]:
        return np.int64(factor * f4_at(record[WEIGHT], record[DF])[posting])
    divisor = divisors[record[FIELD], u1_at(record[CODE], MAX_DOCUMENTS)[doc]]
    return np.int64(factor * weight_of(record, posting, divisor))


@inlined
def lower_bound(numbers: Array, start: Int, stop: Int, wanted: Int) -> Int:
    """The first index in [start, stop) of ascending numbers not below `wanted`; else `stop`."""
    while start < stop:
        middle = (start + stop) >> 1
        if numbers[middle] < wanted:
            start = middle + 1
        else:
            stop = middle
    return start


@inlined
def block_start(record: Array, block: Int) -> Int:
    """The first posting of a block of articles or of those after it; DF when there is none."""
    if block >= BLOCKS:
        return record[DF]
    if record[BLOCK_START]:
        return np.int64(u2_at(record[BLOCK_START], BLOCKS)[block])
    return lower_bound(u2_at(record[DOC], record[DF]), 0, record[DF], block * BLOCK)


@inlined
def posting_in_bits(record: Array, doc: Int) -> Int:
    """The posting of an article that has the term, whose record has BITS, by counting bits."""
    block = doc >> 6
    before = (np.uint64(1) << np.uint64(doc & 63)) - np.uint64(1)
    bits = u8_at(record[BITS], BITSET_WORDS)[block]
    return np.int64(u2_at(record[BLOCK_START], BLOCKS)[block]) + popcount(bits & before)


@inlined
def posting_of(record: Array, start: Int, doc: Int) -> Int:
    """The posting of an article, or NOT_FOUND; galloping search from the posting `start` on."""
    if record[BITS]:
        word = u8_at(record[BITS], BITSET_WORDS)[doc >> 6]
        if not (word >> np.uint64(doc & 63)) & np.uint64(1):
            return NOT_FOUND
        return posting_in_bits(record, doc)
    doc_of = u2_at(record[DOC], record[DF])
    stride = 1
    while start + stride < len(doc_of) and np.int64(doc_of[start + stride]) < doc:
        start += stride
        stride *= 2
    posting = lower_bound(doc_of, start, min(start + stride + 1, len(doc_of)), doc)
    return posting if posting < len(doc_of) and doc_of[posting] == doc else NOT_FOUND


@compiled
def fill_bits(doc: Array, bits: Array) -> None:
    """Set the bits of the articles `doc` u2[n] in `bits` u8[BITSET_WORDS]."""
    for posting in range(len(doc)):
        bits[doc[posting] >> 6] |= np.uint64(1) << np.uint64(doc[posting] & 63)


@compiled
def measure_weights(
    record: Array, divisor: Array, weights: Array, maxima: Array, starts: Array, largest: Array
) -> None:
    """Go through a term's postings once, and write its weights and their upper bounds.

    Args:
        record: i8[RECORD_COLUMNS] The term's.
        divisor: f4[256] BM25's for the term's field, by length code.
        weights: f4[DF] Written.
        maxima: f4[BLOCKS] Written: the largest weight in each block.
        starts: u2[BLOCKS] Written: the first posting of each block.
        largest: f4[n] Written: the n largest weights, ascending; zeros before.
    """
    doc_of, code = u2_at(record[DOC], record[DF]), u1_at(record[CODE], MAX_DOCUMENTS)
    posting = 0
    for block in range(BLOCKS):
        starts[block] = posting
        maximum = np.float32(0)
        while posting < record[DF] and np.int64(doc_of[posting]) < (block + 1) * BLOCK:
            weight = weight_of(record, posting, divisor[code[doc_of[posting]]])
            weights[posting] = weight
            maximum = max(maximum, weight)
            if weight > largest[0]:
                insert(largest, weight)
            posting += 1
        maxima[block] = maximum


@inlined
def insert(largest: Array, weight: Float) -> None:
    """Replace the least of ascending weights by a larger one, and keep them ascending."""
    at = 0
    while at + 1 < len(largest) and largest[at + 1] < weight:
        largest[at] = largest[at + 1]
        at += 1
    largest[at] = weight
