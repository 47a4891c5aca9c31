"""The pairs of articles that may be the same text: those that share some of their kept hashes.

A hash that many articles have over more than a week is a form of words (a disclaimer, a masthead)
and counts nothing; one that many print within a few days is a text that goes round.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import Int, compiled

Array = npt.NDArray[Any]

LEAST_SHARED = 3  # kept hashes
COMMON = 20  # articles with a hash; more, over more than BURST_DAYS, have it for another reason
BURST_DAYS = 7
UNDATED_DAYS = 40  # an article whose day is less certain may be of any day
MOST_HOLDERS = 400  # articles with a hash, in however few days: of more no pair is looked at
LEAST_SHARE = 200  # thousandths of the kept hashes of the one that has fewer
NEAR_DAYS, LEAST_SHARE_FAR = 3, 550  # of articles further apart

_CELLS = 4  # for each hash, in which it is looked up whether another article has it
_WORD = 6

SHIFT = np.uint64(32)
LOW = np.uint64(0xFFFFFFFF)


def candidates(start: Array, kept: Array, first: Array, last: Array) -> Array:
    """i8[pairs, 2] The pairs (one, later one) that may be the same text.

    Args:
        start: i8[n + 1] Where each article's kept hashes begin, articles in order.
        kept: u4[] The hashes.
        first: i8[n] The first day that an article may be of.
        last: i8[n] The last.
    """
    bits = max(int(len(kept) * _CELLS).bit_length(), _WORD)
    postings, begins, alone = repeated(start, kept, bits)
    postings.sort()
    return sharing(postings, begins, alone, first, last)


@compiled
def repeated(start: Array, kept: Array, bits: Int) -> tuple[Array, Array, Array]:
    """The hashes that two articles may have; most are in one, and need not be sorted.

    A hash is looked up in 2**bits cells, where another one may be taken for it (Bloom 1970).
    (u8[] hash and article, i8[n + 1] where each article's would begin, i8[n] how many hashes of
    each are left out).
    """
    once, twice = np.zeros((2, 2 ** (bits - 6)), np.uint64)
    last = np.uint32(2**bits - 1)
    one, low = np.uint64(1), np.uint64(63)
    for p in range(len(kept)):
        cell = np.uint64(kept[p] & last)
        bit = one << (cell & low)
        word = cell >> np.uint64(6)
        twice[word] |= once[word] & bit
        once[word] |= bit
    n, count = len(start) - 1, 0
    postings, begins = np.empty(len(kept), np.uint64), np.zeros(n + 1, np.int64)
    for doc in range(n):
        for p in range(start[doc], start[doc + 1]):
            cell = np.uint64(kept[p] & last)
            if twice[cell >> np.uint64(6)] >> (cell & low) & one:
                postings[count] = np.uint64(kept[p]) << SHIFT | np.uint64(doc)
                count += 1
        begins[doc + 1] = count
    return postings[:count].copy(), begins, np.diff(start) - np.diff(begins)


@compiled
def earlier_holders(
    postings: Array, start: Array, first: Array, last: Array
) -> tuple[Array, Array, Array]:
    """For each hash of each article the earlier articles that have it too.

    Args:
        postings: u8[p] Hash and article, ascending.
        start: i8[n + 1] Where each article's hashes begin in the results.
        first: As `candidates`'.
        last: As `candidates`'.

    Returns:
        (i4[p], i4[p], i8[n]): postings[begin : stop] are those articles; only the first `filled`
        of each article's are used, since hashes that are too common count nothing.
    """
    n, size = len(first), len(postings)
    begin, stop, filled = np.zeros(size, np.int32), np.zeros(size, np.int32), np.zeros(n, np.int64)
    a: Int = 0
    while a < size:
        b: Int = a
        low: Int = 2**40
        high: Int = -(2**40)
        while b < size and postings[b] >> SHIFT == postings[a] >> SHIFT:
            one = np.int64(postings[b] & LOW)
            low, high = min(low, last[one]), max(high, first[one])
            if last[one] - first[one] > UNDATED_DAYS:  # it may be of any day
                low, high = -(2**40), 2**40
            b += 1
        if b - a <= COMMON or (high - low <= BURST_DAYS and b - a <= MOST_HOLDERS):
            for p in range(a, b):
                holder = np.int64(postings[p] & LOW)
                at = start[holder] + filled[holder]
                begin[at], stop[at] = a, p
                filled[holder] += 1
        a = b
    return begin, stop, filled


@compiled
def sharing(postings: Array, start: Array, alone: Array, first: Array, last: Array) -> Array:
    """As `candidates`; `postings` u8[] are hash and article, ascending.

    `alone` i8[n] counts the hashes that each article has besides.
    """
    begin, stop, filled = earlier_holders(postings, start, first, last)
    own, n = alone + filled, len(first)
    shared, touched = np.zeros(n, np.int32), np.empty(n, np.int64)
    out, count = np.empty((1024, 2), np.int64), 0
    for doc in range(n):
        met = 0
        for at in range(start[doc], start[doc] + filled[doc]):
            for p in range(begin[at], stop[at]):
                other = np.int64(postings[p] & LOW)
                if shared[other] == 0:
                    touched[met] = other
                    met += 1
                shared[other] += 1
        for k in range(met):
            other = touched[k]
            both: Int = shared[other]
            shared[other] = 0
            gap = max(first[doc] - last[other], first[other] - last[doc])
            least = LEAST_SHARE if gap <= NEAR_DAYS else LEAST_SHARE_FAR
            if both < LEAST_SHARED or both * 1000 < least * min(own[doc], own[other]):
                continue
            if count == len(out):
                more = np.empty((2 * count, 2), np.int64)
                more[:count] = out
                out = more
            out[count, 0], out[count, 1] = other, doc
            count += 1
    return out[:count].copy()
