"""The positions of a term in an article modulo 24, as bits.

Most articles with all terms of a phrase do not have the phrase, and mostly their signatures show
that before any position is decoded. The byte with the term's frequency stands beside the bits, so
that one read brings both.
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

_ALL_POSITIONS = 2**MODULUS - 1


@compiled
def fill_signatures(record: Array, every: Int, signatures: Array, entries: Array) -> None:
    """Decode all positions of a term once, and fill its signatures and entry points.

    Args:
        record: i8[RECORD_COLUMNS] The term's, with POSITION filled.
        every: Postings from one entry point to the next.
        signatures: u4[DF] Written: the frequency's byte, and above it the positions' bits.
        entries: u4[(DF - 1) // every] Written: where the positions of each such posting begin.
    """
    data, byte_of = u1_at(record[POSITION], record[POSITION_BYTES]), u1_at(record[TF], record[DF])
    offset = np.int64(0)
    for posting in range(record[DF]):
        if posting and posting % every == 0:
            entries[posting // every - 1] = offset
        byte, bits, position = np.int64(byte_of[posting]), np.int64(0), np.int64(0)
        for _ in range(exact_tf(record, posting, byte)):
            distance, offset = read_number(data, offset)
            position += distance
            bits |= np.int64(1) << (position % MODULUS)
        signatures[posting] = bits << 8 | byte


@inlined
def signature_of(record: Array, posting: Int) -> Int:
    """The signature of a posting; all bits are set where signatures are not kept."""
    if record[SIGNATURE]:
        return np.int64(u4_at(record[SIGNATURE], record[DF])[posting])
    return _ALL_POSITIONS << 8 | np.int64(u1_at(record[TF], record[DF])[posting])


@inlined
def phrase_starts(signature: Int, slot: Int) -> Int:
    """Where a phrase can start whose term number `slot` has this signature: bits modulo 24.

    The term's bits rotated down by `slot`: a term at 10 that is the phrase's third allows a start
    at 8.
    """
    bits, turns = signature >> 8, slot % MODULUS
    return (bits >> turns | bits << (MODULUS - turns)) & _ALL_POSITIONS
