"""MinHash: a sketch of 128 bits per text, by which near-duplicate texts are recognised.

A text is the set of its shingles, runs of four words. One-permutation hashing (Li, Owen and Zhang
2012) puts each shingle into one of 128 bins and keeps the smallest hash of each bin; of that only
the lowest bit is kept (b-bit minwise hashing, Li and König 2010). Two texts of Jaccard similarity J
agree in about (1 + J) / 2 of the bits: 64 of 128 when they have nothing in common, 122 at J = 0.9.
"""

from __future__ import annotations

import numpy as np

SKETCH_BITS = 128
"""Bits of a sketch."""

NEAR_DUPLICATE_BITS = 109
"""Bits in which near-duplicate texts agree, at least: a Jaccard similarity of about 0.7.

Unrelated texts agree in this many once in 10^15 pairs (eight standard deviations).
"""

_SHINGLE = 4  # words; by single words all articles on one event would be near-duplicate
_MIN_SHINGLES = 24  # of a text; with fewer most bins are empty


def sketch_of(text: str) -> str:
    """The sketch of a text as 32 hexadecimal digits; empty for a text of too few shingles."""
    from index.minhash_kernel import fill_bins, hash_words, pack, tables  # noqa: PLC0415  # compiled code: loaded when needed

    points = np.frombuffer(text.lower().encode("utf-32-le", "surrogatepass"), np.uint32)
    words = np.empty(len(points) // 2 + 1, np.uint32)
    count = hash_words(points, *tables(), words)
    if count < _MIN_SHINGLES + _SHINGLE:
        return ""
    smallest = np.full(SKETCH_BITS, -1, np.int64)
    fill_bins(words[:count], smallest)
    sketch = np.zeros(SKETCH_BITS // 8, np.uint8)
    pack(smallest, sketch)
    return sketch.tobytes().hex()
