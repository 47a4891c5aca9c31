"""Where words follow one another in an article, by their positions.

Positions are read from where they lie, one number at a time, and no further than a phrase needs:
each word has a stream. `index.segment.positions` has the code. Most articles with all words of a
phrase do not have the phrase, which mostly shows before any position is read: a word's sign in an
article says where it stands, of 24 places that positions wrap around.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.loops import ONE, Int, compiled, inlined, u1_at, u4_at, u8_at
from search.rank.record import (
    DF,
    ENTRY,
    ENTRY_EVERY,
    POSITION,
    POSITION_BYTES,
    SIGN,
    TF,
    TURN,
    exact_tf,
    tf_between,
)

Array = npt.NDArray[Any]

POSTING, OFTEN, AT, LEFT, NOW, LAST_POSTING, LAST_AT, STREAM_COLUMNS = range(8)
"""Of each word's stream: its posting and how often the word occurs there; the place of its next
number in bytes, how many follow (or CLOSED), the position it is at; where the stream before it
began, since streams mostly go on from there."""

CLOSED = -1
_HIGHEST = np.uint64(0x8080808080808080)
_END = 2**40
"""A position behind all others."""


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


_ROUND = 2**TURN - 1


@compiled
def sign(record: Array, every: Int, signs: Array, points: Array) -> None:
    """Read all positions of a term once: fill its signs u4[DF], and its entry points.

    `points` u4[(DF - 1) // every]. A sign is the byte that says how often, and above it which
    positions modulo TURN.
    """
    data, byte_of = u1_at(record[POSITION], record[POSITION_BYTES]), u1_at(record[TF], record[DF])
    at = np.int64(0)
    for posting in range(record[DF]):
        if posting and posting % every == 0:
            points[posting // every - 1] = at
        byte, bits, position = np.int64(byte_of[posting]), np.int64(0), np.int64(0)
        for _ in range(exact_tf(record, posting, byte)):
            distance, at = read_number(data, at)
            position += distance
            bits |= np.int64(1) << (position % TURN)
        signs[posting] = bits << 8 | byte


@inlined
def sign_of(record: Array, posting: Int) -> Int:
    """A posting's sign; where they are not kept, one by which the word may be anywhere."""
    if record[SIGN]:
        return np.int64(u4_at(record[SIGN], record[DF])[posting])
    return _ROUND << 8 | np.int64(u1_at(record[TF], record[DF])[posting])


@inlined
def beginnings(sign: Int, place: Int) -> Int:
    """Where a phrase can begin whose word at a place has this sign: positions modulo TURN, bits."""
    bits, turns = sign >> 8, place % TURN
    return (bits >> turns | bits << (TURN - turns)) & _ROUND


@inlined
def rewind(streams: Array) -> None:
    """Forget where streams began; for another segment."""
    streams[:, LAST_POSTING] = -1


@inlined
def open_stream(record: Array, stream: Array) -> None:
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
        stream[NOW] = _END
        return
    distance, at = read_number(data, stream[AT])
    stream[NOW] += distance
    stream[AT] = at
    stream[LEFT] -= 1


@inlined
def exact_frequency(
    records: Array, terms: Array, streams: Array, order: Array, rarest: Int, least: Int
) -> Int:
    """How often the terms stand side by side, in their order; 0 when less often than `least`.

    From each position of the `rarest`, the others are asked in the `order` given, frequent ones
    last, whether they stand where they should. So most of these are never read.
    """
    found = 0
    leading, record = streams[rarest], records[terms[rarest]]
    data = u1_at(record[POSITION], record[POSITION_BYTES])
    open_stream(record, leading)
    while leading[NOW] != _END and found + leading[LEFT] + 1 >= least:
        start = leading[NOW] - rarest
        fits = start >= 0
        turn = 0
        while fits and turn < len(terms):
            place = order[turn]
            turn += 1
            if place != rarest:
                reach_position(records[terms[place]], streams[place], start + place)
                fits = streams[place, NOW] == start + place
                if streams[place, NOW] == _END:
                    leading[LEFT] = 0
        found += fits
        step(data, leading)
    return found if found >= least else 0


@inlined
def reach_position(record: Array, stream: Array, position: Int) -> None:
    """Read on in a stream until it is at a position or behind it."""
    if stream[LEFT] == CLOSED:
        open_stream(record, stream)
    data = u1_at(record[POSITION], record[POSITION_BYTES])
    now, at, left = stream[NOW], stream[AT], stream[LEFT]  # registers are faster than rows
    while now < position and left:
        distance, at = read_number(data, at)
        now += distance
        left -= 1
    stream[NOW], stream[AT], stream[LEFT] = _END if now < position else now, at, left


@compiled
def near_frequency(records: Array, terms: Array, streams: Array, slop: Int, most: Int) -> Int:
    """How often each term follows the one before within `slop` places.

    Counted at the last term, and no more often than `most`: so often does the rarest term occur.
    """
    for place in range(len(terms)):
        open_stream(records[terms[place]], streams[place])
    reached = np.empty(streams[0, LEFT] + 1, np.int64)
    reaches = 0
    data = u1_at(records[terms[0], POSITION], records[terms[0], POSITION_BYTES])
    while streams[0, NOW] != _END:
        reached[reaches] = streams[0, NOW]
        reaches += 1
        step(data, streams[0])
    for place in range(1, len(terms)):
        following = np.empty(streams[place, LEFT] + 1, np.int64)
        data = u1_at(records[terms[place], POSITION], records[terms[place], POSITION_BYTES])
        last, follow = 0, 0
        while streams[place, NOW] != _END:
            now = streams[place, NOW]
            while last < reaches and reached[last] < now - slop:
                last += 1
            if last < reaches and reached[last] < now:
                following[follow] = now
                follow += 1
            step(data, streams[place])
        reached, reaches = following, follow
    return min(reaches, most)
