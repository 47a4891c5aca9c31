"""Where a word stands in an article, roughly: which positions modulo 24, as bits.

Most articles with all words of a phrase do not have the phrase, and mostly that shows here, before
any position is read. The byte that says how often the word occurs stands beside the bits: one read
for both.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Int, compiled, inlined, u1_at, u4_at
from search.rank.position_reader import read_number
from search.rank.term_record import DF, POSITION, POSITION_BYTES, SIGNATURE, TF, exact_tf

Array = npt.NDArray[Any]

MODULUS = 24
"""Positions that differ by as much have the same bit."""

_ANYWHERE = 2**MODULUS - 1


@compiled
def fill_signatures(record: Array, every: Int, signs: Array, points: Array) -> None:
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
            bits |= np.int64(1) << (position % MODULUS)
        signs[posting] = bits << 8 | byte


@inlined
def signature_of(record: Array, posting: Int) -> Int:
    """A posting's sign; where they are not kept, one by which the word may be anywhere."""
    if record[SIGNATURE]:
        return np.int64(u4_at(record[SIGNATURE], record[DF])[posting])
    return _ANYWHERE << 8 | np.int64(u1_at(record[TF], record[DF])[posting])


@inlined
def phrase_starts(fill_signatures: Int, place: Int) -> Int:
    """Where a phrase can begin whose word at a place has this sign: positions modulo TURN, bits."""
    bits, turns = fill_signatures >> 8, place % MODULUS
    return (bits >> turns | bits << (MODULUS - turns)) & _ANYWHERE
