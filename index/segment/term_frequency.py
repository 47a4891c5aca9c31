"""How often a term occurs in an article, and whether in its title, in one byte.

    bits 0 to 6   how often; 127 for so often or more, the exact number standing elsewhere
    bit 7         one of the occurrences is in the title (only in the field `text`)

In memory, and where articles are moved from one segment to another, the same is a uint32: the
exact number, and bit 31 for the title.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

TF_SATURATED = 127
"""The frequency in the byte of all that are so large or larger."""
IN_TITLE = 128
MARKED = 2**31
"""The title's bit in a uint32."""
EXACT = MARKED - 1
"""All other bits of it."""


def unpack_frequencies(code: Array, big_posting: Array, big_tf: Array) -> npt.NDArray[np.uint32]:
    """[P] u4 the exact frequencies, marked, from their bytes and from the list of the large ones.

    `big_posting` u4[] are the postings of the large ones, `big_tf` u4[] their frequencies.
    """
    tf = (code & TF_SATURATED).astype(np.uint32)
    tf[big_posting] = big_tf
    tf[code >= IN_TITLE] |= MARKED
    return tf


def pack_frequencies(tf: Array) -> tuple[Array, Array, Array]:
    """(bytes u1[P], postings of the large ones u4[], their frequencies u4[]) of marked ones."""
    exact = tf & EXACT
    big = np.flatnonzero(exact >= TF_SATURATED)
    code = np.minimum(exact, TF_SATURATED).astype(np.uint8)
    code[tf >= MARKED] |= IN_TITLE
    return code, big.astype(np.uint32), exact[big]
