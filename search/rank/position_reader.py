"""Reads the positions of a term in an article, one number at a time, where they lie.

`index.segment.positions` has the encoding. Each term of a query has a reader, a row of
i8[terms, READER_COLUMNS], which decodes no more than a phrase needs.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import ONE, Int, inlined, u1_at, u4_at, u8_at
from search.rank.term_record import DF, ENTRY, ENTRY_EVERY, POSITION, POSITION_BYTES, tf_between

Array = npt.NDArray[Any]

(
    POSTING,  # the posting that is read
    OCCURRENCES,  # how many positions it has
    OFFSET,  # in bytes, of the next number in the term's positions
    LEFT,  # how many numbers follow, or CLOSED
    CURRENT,  # the position the reader is at, or END
    LAST_POSTING,  # the posting opened before, from which the next one is mostly reached
    LAST_OFFSET,  # where its positions begin, in bytes
    READER_COLUMNS,
) = range(8)

CLOSED = -1

END = 2**40
"""A position behind all others."""

_HIGHEST = np.uint64(0x8080808080808080)


@inlined
def read_number(data: Array, offset: Int) -> tuple[Int, Int]:
    """(the number at an offset, the offset after it)."""
    byte = np.int64(data[offset])
    if byte < ONE:
        return byte, offset + 1
    if byte < 255:
        return ONE + ((byte - ONE) << 8) + np.int64(data[offset + 1]), offset + 2
    number = np.int64(0)
    for shift in range(4):
        number |= np.int64(data[offset + 1 + shift]) << (8 * shift)
    return number, offset + 5


@inlined
def skip_numbers(data: Array, pointer: Int, offset: Int, count: Int) -> Int:
    """The offset after `count` numbers of `data`, which begins at `pointer`; eight at a time."""
    while count >= 8 and offset + 8 <= len(data):
        word = u8_at(pointer + offset, 1)[0]
        ones = np.uint64(1)
        if word & (word << ones) & (word << (ones + ones)) & (word << np.uint64(3)) & _HIGHEST:
            break  # one of the bytes is 240 or more: not a number of its own
        offset += 8
        count -= 8
    for _ in range(count):
        byte = data[offset]
        offset += 1 + (byte >= ONE) + 3 * (byte == 255)
    return offset


@inlined
def forget_offsets(readers: Array) -> None:
    """Clear LAST_POSTING of all readers: it holds within one segment."""
    readers[:, LAST_POSTING] = -1


@inlined
def open_reader(record: Array, reader: Array) -> None:
    """Go to the first position of the reader's POSTING; its OCCURRENCES are filled before."""
    posting, every = reader[POSTING], record[ENTRY_EVERY]
    data = u1_at(record[POSITION], record[POSITION_BYTES])
    start, offset = 0, np.int64(0)
    if record[ENTRY] and posting >= every:
        start = posting // every * every
        entries = u4_at(record[ENTRY], (record[DF] - 1) // every)
        offset = np.int64(entries[posting // every - 1])
    if start <= reader[LAST_POSTING] <= posting:
        start, offset = reader[LAST_POSTING], reader[LAST_OFFSET]
    offset = skip_numbers(data, record[POSITION], offset, tf_between(record, start, posting))
    reader[LAST_POSTING], reader[LAST_OFFSET] = posting, offset
    reader[LEFT], reader[OFFSET], reader[CURRENT] = reader[OCCURRENCES], offset, 0
    advance(data, reader)


@inlined
def advance(data: Array, reader: Array) -> None:
    """Go to the next position, or to END."""
    if reader[LEFT] == 0:
        reader[CURRENT] = END
        return
    distance, offset = read_number(data, reader[OFFSET])
    reader[CURRENT] += distance
    reader[OFFSET] = offset
    reader[LEFT] -= 1


@inlined
def advance_to(record: Array, reader: Array, position: Int) -> None:
    """Go to the first position that is not before `position`, or to END; opens a closed reader."""
    if reader[LEFT] == CLOSED:
        open_reader(record, reader)
    data = u1_at(record[POSITION], record[POSITION_BYTES])
    current, offset, left = reader[CURRENT], reader[OFFSET], reader[LEFT]  # kept in registers
    while current < position and left:
        distance, offset = read_number(data, offset)
        current += distance
        left -= 1
    reader[CURRENT] = END if current < position else current
    reader[OFFSET], reader[LEFT] = offset, left
