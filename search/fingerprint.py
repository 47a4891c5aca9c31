"""What the articles of a result are told by later on: which of them are new.

Two numbers an article. One follows from its id, so that an article that is cleaned otherwise stays
the same; one from what it says (its sketch, outlet and date), so that a file that has moved does,
too. An article is new when neither was there before. A copy of a known text in another outlet, or
of another day, is new.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]

NO_CONTENT = 0
"""The content's number of an article whose text is too short to be told from others."""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Of n articles: `names` u8[n] follow from their ids, `contents` u8[n] from what they say."""

    names: Keys
    contents: Keys

    def __len__(self) -> int:
        return len(self.names)

    def new_since(self, earlier: Fingerprints) -> npt.NDArray[np.bool_]:
        """[n] Which of these articles were not among the earlier."""
        by_content = np.isin(self.contents, earlier.contents) & (self.contents != NO_CONTENT)
        known: npt.NDArray[np.bool_] = np.isin(self.names, earlier.names) | by_content
        return ~known

    def joined(self, other: Fingerprints) -> Fingerprints:
        """Both together."""
        return Fingerprints(
            np.union1d(self.names, other.names), np.union1d(self.contents, other.contents)
        )

    def to_bytes(self) -> bytes:
        """As they are kept: the two lengths, then the numbers in order, compressed."""
        sets = [np.unique(self.names), np.unique(self.contents)]
        head = np.array([len(each) for each in sets], "<u8")
        return zlib.compress(b"".join(part.astype("<u8").tobytes() for part in (head, *sets)), 1)

    @classmethod
    def from_bytes(cls, kept: bytes) -> Fingerprints:
        """What `to_bytes` has made. Raises ValueError on anything else."""
        try:
            numbers = np.frombuffer(zlib.decompress(kept), "<u8").astype(np.uint64)
        except zlib.error as error:
            raise ValueError(str(error)) from error
        if len(numbers) < 2 or len(numbers) != 2 + numbers[:2].sum():
            raise ValueError("the lengths of the fingerprints are wrong")
        names = int(numbers[0])
        return cls(numbers[2 : 2 + names], numbers[2 + names :])


def number_of(text: str | bytes) -> int:
    """A number of 64 bits that follows from a text."""
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return int.from_bytes(blake2b(raw, digest_size=8).digest(), "little")


def numbers_of(texts: Sequence[str]) -> Keys:
    """u8[n] The same of many."""
    return np.array([number_of(text) for text in texts], np.uint64)


def mixed(*numbers: Keys) -> Keys:
    """u8[n] One number of several that belong together (the finalizer of splitmix64, chained).

    https://prng.di.unimi.it/splitmix64.c
    """
    result = np.zeros_like(numbers[0])
    for each in numbers:
        result = (result ^ each) + np.uint64(0x9E3779B97F4A7C15)
        result = (result ^ (result >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        result = (result ^ (result >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        result ^= result >> np.uint64(31)
    return result
