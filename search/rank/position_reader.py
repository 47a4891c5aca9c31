"""The positions of a word in an article, read one number at a time from where they lie.

`index.segment.positions` has the code. Each word of a query has a stream, which reads no further
than a phrase needs.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import ONE, Int, inlined, u1_at, u4_at, u8_at
from search.rank.term_record import DF, ENTRY, ENTRY_EVERY, POSITION, POSITION_BYTES, tf_between

Array = npt.NDArray[Any]

POSTING, OFTEN, AT, LEFT, NOW, LAST_POSTING, LAST_AT, READER_COLUMNS = range(8)
"""Of each word's stream: its posting and how often the word occurs there; the place of its next
number in bytes, how many follow (or CLOSED), the position it is at; where the stream before it
began, since streams mostly go on from there."""

CLOSED = -1

END = 2**40
"""A position behind all others."""

_HIGHEST = np.uint64(0x8080808080808080)


@inlined
def read_number(data: Array, at: Int) -> tuple[Int, Int]:
    """(the number at a place, the place after it)."""
    byte = np.int64(data[at])
    if byte < ONE:
        return byte, at + 1
    if byte < 255:
        return ONE + ((byte - ONE) << 8) + np.int64(data[at + 1]), at + 2
    number = np.int64(0)
    for place in range(4):
        number |= np.int64(data[at + 1 + place]) << (8 * place)
    return number, at + 5


@inlined
def pass_over(data: Array, address: Int, at: Int, count: Int) -> Int:
    """The place after `count` numbers of `data`, which is at an address; eight at a time."""
    while count >= 8 and at + 8 <= len(data):
        word = u8_at(address + at, 1)[0]
        ones = np.uint64(1)
        if word & (word << ones) & (word << (ones + ones)) & (word << np.uint64(3)) & _HIGHEST:
            break  # one of the bytes is 240 or more: not a number of its own
        at += 8
        count -= 8
    for _ in range(count):
        byte = data[at]
        at += 1 + (byte >= ONE) + 3 * (byte == 255)
    return at


@inlined
def rewind(streams: Array) -> None:
    """Forget where streams began; for another segment."""
    streams[:, LAST_POSTING] = -1


@inlined
def open_reader(record: Array, stream: Array) -> None:
    """Begin with the positions of the posting that `stream` names."""
    posting, every = stream[POSTING], record[ENTRY_EVERY]
    data = u1_at(record[POSITION], record[POSITION_BYTES])
    start, at = 0, np.int64(0)
    if record[ENTRY] and posting >= every:
        start = posting // every * every
        at = np.int64(u4_at(record[ENTRY], (record[DF] - 1) // every)[posting // every - 1])
    if start <= stream[LAST_POSTING] <= posting:
        start, at = stream[LAST_POSTING], stream[LAST_AT]
    at = pass_over(data, record[POSITION], at, tf_between(record, start, posting))
    stream[LAST_POSTING], stream[LAST_AT] = posting, at
    stream[LEFT], stream[AT], stream[NOW] = stream[OFTEN], at, 0
    step(data, stream)


@inlined
def step(data: Array, stream: Array) -> None:
    """Go to the next position, or to the end."""
    if stream[LEFT] == 0:
        stream[NOW] = END
        return
    distance, at = read_number(data, stream[AT])
    stream[NOW] += distance
    stream[AT] = at
    stream[LEFT] -= 1


@inlined
def advance_to(record: Array, stream: Array, position: Int) -> None:
    """Read on in a stream until it is at a position or behind it."""
    if stream[LEFT] == CLOSED:
        open_reader(record, stream)
    data = u1_at(record[POSITION], record[POSITION_BYTES])
    now, at, left = stream[NOW], stream[AT], stream[LEFT]  # registers are faster than rows
    while now < position and left:
        distance, at = read_number(data, at)
        now += distance
        left -= 1
    stream[NOW], stream[AT], stream[LEFT] = END if now < position else now, at, left
