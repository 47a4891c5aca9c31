"""What a loop knows of one term in one segment: where its arrays are, and what bounds them.

A table of records is i8[terms, segments, COLUMNS]; beside it stands f4[terms, segments, LIMITS].
Addresses are 0 where there is no such array.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import (
    LARGEST,
    MOST,
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
    BIG_POSTING,  # u4[BIG] their postings, as places from DOC and TF on, plus BIG_BASE
    BIG_BASE,
    BIG_TF,  # u4[BIG] the exact frequencies
    WEIGHT,  # f4[DF] what it weighs in each; while there is memory for it
    BLOCK_WEIGHT,  # f4[BLOCKS] the largest weight in each block; for frequent terms only
    BLOCK_START,  # u2[BLOCKS] the first posting of each block; as above
    BITS,  # u8[WORDS] which articles have it, a word for a block; for very frequent terms only
    POSITION,  # u1[] the positions, encoded
    POSITION_BYTES,
    ENTRY,  # u4[] where the positions of every so many-th posting begin
    ENTRY_EVERY,
    SIGNATURE,  # u4[DF] TF, and above it where it stands (sign); as WEIGHT
    COLUMNS,
) = range(19)

LARGEST_WEIGHT, TENTH_WEIGHT, MAX_SCORES = range(3)
"""The largest weight of the term in the segment, and the tenth largest (0: fewer have it)."""

WINDOW = 2_048
"""Articles in a window."""
WINDOWS = LARGEST // WINDOW

BLOCK = 64
"""Articles in a block, the finer division of a window: as many as a word has bits."""
BLOCKS = LARGEST // BLOCK

WORDS = LARGEST // 64
"""Words that have a bit for each article of a segment."""
NOWHERE = -1


@inlined
def weigh(frequency: Float, divisor: Float, emphasis: Float) -> Float:
    """What so many occurrences weigh; always in this order, so that the last bit is the same."""
    return frequency / (frequency + divisor) * emphasis


@inlined
def weight_of(record: Array, posting: Int, divisor: Float) -> Float:
    """What a term weighs in the article of a posting (search.rank.bm25)."""
    tf = np.int64(u1_at(record[TF], record[DF])[posting])
    frequency = FREQUENCY[tf]
    if tf & MOST == MOST:
        frequency = np.float32(large_frequency(record, posting))
    return weigh(frequency, divisor, EMPHASIS[tf])


@compiled
def large_frequency(record: Array, posting: Int) -> Int:
    """How often a term occurs whose byte only says that it does so very often."""
    places = u4_at(record[BIG_POSTING], record[BIG])
    place = seek(places, 0, len(places), posting + record[BIG_BASE])
    return np.int64(u4_at(record[BIG_TF], record[BIG])[place])


@inlined
def tf_of(record: Array, posting: Int) -> Int:
    """How often the term occurs."""
    return exact_tf(record, posting, np.int64(u1_at(record[TF], record[DF])[posting]))


@inlined
def exact_tf(record: Array, posting: Int, byte: Int) -> Int:
    """How often the term of a posting occurs that has this byte."""
    tf = byte & MOST
    return large_frequency(record, posting) if tf == MOST else tf


@inlined
def tf_between(record: Array, start: Int, stop: Int) -> Int:
    """How often the term occurs in the articles of the postings [start, stop)."""
    tf_at = u1_at(record[TF], record[DF])
    total = np.int64(0)
    for posting in range(start, stop):
        tf = np.int64(tf_at[posting]) & MOST
        total += large_frequency(record, posting) if tf == MOST else tf
    return total


@inlined
def score_of(record: Array, posting: Int, doc: Int, factor: Float, divisors: Array) -> Int:
    """What a term adds to the score of the article of a posting, `doc`.

    The same float32 operations wherever it is asked; `divisors` f4[F, 256].
    """
    if record[WEIGHT]:
        return np.int64(factor * f4_at(record[WEIGHT], record[DF])[posting])
    divisor = divisors[record[FIELD], u1_at(record[CODE], LARGEST)[doc]]
    return np.int64(factor * weight_of(record, posting, divisor))


@inlined
def seek(doc: Array, start: Int, stop: Int, wanted: Int) -> Int:
    """The first posting in [start, stop) that is not before an article; `stop` if none is."""
    while start < stop:
        middle = (start + stop) >> 1
        if doc[middle] < wanted:
            start = middle + 1
        else:
            stop = middle
    return start


@inlined
def window_start(record: Array, window: Int) -> Int:
    """The first posting of a window of articles, or the place behind them all."""
    return block_start(record, window * (WINDOW // BLOCK))


@inlined
def block_start(record: Array, block: Int) -> Int:
    """The first posting of a block of articles, or the place behind them all."""
    if block >= BLOCKS:
        return record[DF]
    if record[BLOCK_START]:
        return np.int64(u2_at(record[BLOCK_START], BLOCKS)[block])
    return seek(u2_at(record[DOC], record[DF]), 0, record[DF], block * BLOCK)


@inlined
def ones_before(record: Array, doc: Int) -> Int:
    """The posting of an article that has the term, which has bits."""
    block = doc >> 6
    before = (np.uint64(1) << np.uint64(doc & 63)) - np.uint64(1)
    bits = u8_at(record[BITS], WORDS)[block]
    return np.int64(u2_at(record[BLOCK_START], BLOCKS)[block]) + popcount(bits & before)


@inlined
def posting_of(record: Array, start: Int, doc: Int) -> Int:
    """The posting of an article, looked for from `start` on, or NOWHERE."""
    if record[BITS]:
        word = u8_at(record[BITS], WORDS)[doc >> 6]
        if not (word >> np.uint64(doc & 63)) & np.uint64(1):
            return NOWHERE
        return ones_before(record, doc)
    doc_of = u2_at(record[DOC], record[DF])
    stride = 1
    while start + stride < len(doc_of) and np.int64(doc_of[start + stride]) < doc:
        start += stride
        stride *= 2
    place = seek(doc_of, start, min(start + stride + 1, len(doc_of)), doc)
    return place if place < len(doc_of) and doc_of[place] == doc else NOWHERE


@compiled
def fill_bits(doc: Array, bits: Array) -> None:
    """The articles of a term as bits u8[WORDS], zeros before."""
    for posting in range(len(doc)):
        bits[doc[posting] >> 6] |= np.uint64(1) << np.uint64(doc[posting] & 63)


@compiled
def measure(
    record: Array, divisor: Array, weights: Array, most: Array, starts: Array, best: Array
) -> None:
    """Go through a term's postings once, and note its weights and what bounds them.

    `divisor` f4[256] is that of the field. Filled: the weights f4[DF], the `most` in each block
    f4[BLOCKS], where each block begins u2[BLOCKS], and the largest of all in `best` f4[],
    ascending, with zeros before.
    """
    doc_of, code = u2_at(record[DOC], record[DF]), u1_at(record[CODE], LARGEST)
    posting = 0
    for block in range(BLOCKS):
        starts[block] = posting
        largest = np.float32(0)
        while posting < record[DF] and np.int64(doc_of[posting]) < (block + 1) * BLOCK:
            weight = weight_of(record, posting, divisor[code[doc_of[posting]]])
            weights[posting] = weight
            largest = max(largest, weight)
            if weight > best[0]:
                insert(best, weight)
            posting += 1
        most[block] = largest


@inlined
def insert(best: Array, weight: Float) -> None:
    """Put a weight into its place among ascending ones; the least of them goes."""
    place = 0
    while place + 1 < len(best) and best[place + 1] < weight:
        best[place] = best[place + 1]
        place += 1
    best[place] = weight
