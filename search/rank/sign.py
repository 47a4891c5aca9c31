"""Where a word stands in an article, roughly: which positions modulo 24, as bits.

Most articles with all words of a phrase do not have the phrase, and mostly that shows here, before
any position is read. The byte that says how often the word occurs stands beside the bits: one read
for both.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.loops import Int, compiled, inlined, u1_at, u4_at
from search.rank.record import DF, POSITION, POSITION_BYTES, SIGN, TF, exact_tf
from search.rank.stream import read_number

Array = npt.NDArray[Any]

TURN = 24
"""Positions that differ by as much have the same bit."""

_ANYWHERE = 2**TURN - 1


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
    return _ANYWHERE << 8 | np.int64(u1_at(record[TF], record[DF])[posting])


@inlined
def beginnings(sign: Int, place: Int) -> Int:
    """Where a phrase can begin whose word at a place has this sign: positions modulo TURN, bits."""
    bits, turns = sign >> 8, place % TURN
    return (bits >> turns | bits << (TURN - turns)) & _ANYWHERE
