"""What kernels over an index's arrays need: how they are compiled, and how the arrays are laid out.

The second interface of this package, apart from its `__init__` since importing a compiler takes a
third of a second, which not every command should wait for.
"""

from index.analysis.joint import joints
from index.analysis.prefix_keys import sought
from index.analysis.term_prefilter import (
    END,
    FORM,
    GAP,
    START,
    Candidates,
    find_candidates,
    points_of,
)
from index.jit.compile import Float, Int, compiled, inlined
from index.jit.pointers import (
    f4_at,
    f8_at,
    i4_at,
    i8_at,
    lowest_bit,
    pointer_of,
    popcount,
    u1_at,
    u2_at,
    u4_at,
    u8_at,
    unowned,
)
from index.segment import EVERY, FREQUENT, MAX_DOCUMENTS
from index.segment.field_norms import NORM_LENGTH
from index.segment.form_codes import read_code
from index.segment.positions import ONE, put
from index.segment.term_frequency import (
    EXACT,
    IN_TITLE,
    MARKED,
    TF_SATURATED,
    pack_frequencies,
    unpack_frequencies,
)

__all__ = [
    "END",
    "EVERY",
    "EXACT",
    "FORM",
    "FREQUENT",
    "GAP",
    "IN_TITLE",
    "MARKED",
    "MAX_DOCUMENTS",
    "NORM_LENGTH",
    "ONE",
    "START",
    "TF_SATURATED",
    "Candidates",
    "Float",
    "Int",
    "compiled",
    "f4_at",
    "f8_at",
    "find_candidates",
    "i4_at",
    "i8_at",
    "inlined",
    "joints",
    "lowest_bit",
    "pack_frequencies",
    "pointer_of",
    "points_of",
    "popcount",
    "put",
    "read_code",
    "sought",
    "u1_at",
    "u2_at",
    "u4_at",
    "u8_at",
    "unowned",
    "unpack_frequencies",
]
