"""Labelled examples in parts by domain, so that each is judged by what others have taught.

No domain is in two parts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Protocol, TypeVar

PARTS = 4

UNLICENSED = ("cleanportal",)
"""Sets without a stated licence: nothing is learnt from them."""


class InPart(Protocol):
    """An example that knows its part."""

    @property
    def part(self) -> int:
        """From 0 to PARTS - 1."""


Example = TypeVar("Example", bound=InPart)
Found = TypeVar("Found")


def part_of(domain: str) -> int:
    """The part that a domain is in, the same in every run."""
    return blake2b(domain.encode(), digest_size=1).digest()[0] % PARTS


def by_part(
    examples: Sequence[Example], taught: Callable[[int], Callable[[Example], Found]]
) -> list[Found]:
    """What comes of each example, in order.

    `taught` makes, of all parts but one, what is then asked about each example of that part.
    """
    found: dict[int, Found] = {}
    for part in sorted({one.part for one in examples}):
        ask = taught(part)
        found |= {i: ask(one) for i, one in enumerate(examples) if one.part == part}
    return [found[i] for i in range(len(examples))]
