"""What compiled loops over an index's arrays need: how to compile them, and how the arrays lie.

The second face of this package, apart from its `__init__` since importing a compiler takes a
third of a second, which not every command should wait for.
"""

from index.address import (
    address_of,
    borrowed,
    f4_at,
    f8_at,
    i4_at,
    i8_at,
    i8_table_at,
    lowest_in,
    ones_in,
    u1_at,
    u2_at,
    u4_at,
    u8_at,
)
from index.analysis.beginning import sought
from index.analysis.sighting import END, FORM, GAP, START, Sightings, points_of, sightings
from index.compiled import Float, Int, compiled, inlined
from index.rehearsal import rehearse
from index.segment import EVERY, FREQUENT, LARGEST
from index.segment.frequency import IN_TITLE, MARKED, MOST, pack_frequencies
from index.segment.lengths import LENGTH
from index.segment.positions import ONE

__all__ = [
    "END",
    "EVERY",
    "FORM",
    "FREQUENT",
    "GAP",
    "IN_TITLE",
    "LARGEST",
    "LENGTH",
    "MARKED",
    "MOST",
    "ONE",
    "START",
    "Float",
    "Int",
    "Sightings",
    "address_of",
    "borrowed",
    "compiled",
    "f4_at",
    "f8_at",
    "i4_at",
    "i8_at",
    "i8_table_at",
    "inlined",
    "lowest_in",
    "ones_in",
    "pack_frequencies",
    "points_of",
    "rehearse",
    "sightings",
    "sought",
    "u1_at",
    "u2_at",
    "u4_at",
    "u8_at",
]
