"""What every kind of torture is: tries that can be had again, each from a seed and a number."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple, Protocol


class Broken(AssertionError):
    """Something that must always be true was not; the message says what."""


class Tried(NamedTuple):
    """What was tried, how often, and the longest of it in seconds (None: all of the attempt)."""

    what: str
    count: int = 1
    longest: float | None = None


class Kind(Protocol):
    """One kind of torture.

    `weight` is its share of the time; `needs_shim` says that it cannot do without shim.c.
    """

    weight: int
    needs_shim: bool

    def __init__(self, folder: Path, seed: int) -> None:
        """Begin in an empty folder."""

    def attempt(self, number: int) -> Tried:
        """Attempt number `number`; raises Broken when something did not hold.

        All that it chooses follows from the seed and the number.
        """


def chance(seed: int, *about: object) -> random.Random:
    """Choices that follow from the seed and what they are for."""
    return random.Random(f"{seed} {about}")
