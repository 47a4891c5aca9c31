"""The pinned floors: floors.json, the one place where figures are compared with what they must be.

A floor is the least that a figure may be, as a share of one. A ceiling, whose name ends in
`.ceiling`, is the most that a count of what should not happen may be.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from math import ceil
from pathlib import Path

FILE = Path(__file__).with_name("floors.json")

_STEP = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Floor:
    """What a figure must reach, or as a ceiling, must not exceed."""

    name: str
    value: float

    @classmethod
    def under(cls, name: str, figure: float) -> Floor:
        """The strictest floor that the figure holds: rounded down to thousandths.

        A count is its own ceiling.
        """
        if name.endswith(".ceiling"):
            return cls(name, ceil(figure))
        return cls(name, float(Decimal(str(figure)).quantize(_STEP, ROUND_FLOOR)))

    @property
    def is_ceiling(self) -> bool:
        """Whether it is the most that the figure may be."""
        return self.name.endswith(".ceiling")

    def margin(self, figure: float) -> float:
        """How far the figure is on the right side; negative when it is on the wrong one."""
        return self.value - figure if self.is_ceiling else figure - self.value

    def stricter(self, other: Floor | None) -> Floor:
        """This or another floor of the same figure, whichever asks for more."""
        return other if other and other.margin(self.value) < 0 else self

    def holds(self, figure: float) -> bool:
        """Whether the figure is good enough."""
        return self.margin(figure) >= 0


class WouldLower(Exception):
    """Floors that could only be lowered, which nobody asked for; `names` says which."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(names)
        super().__init__(", ".join(self.names))


def failing(floors: Iterable[Floor], figures: Mapping[str, float]) -> list[str]:
    """The names of the floors that their figures do not hold, or that have no figure."""
    return [
        floor.name
        for floor in floors
        if floor.name not in figures or not floor.holds(figures[floor.name])
    ]


def raised(
    floors: Iterable[Floor], figures: Mapping[str, float], lower: Collection[str] = ()
) -> list[Floor]:
    """The floors that these figures hold, by name: each as it was or stricter.

    One that its figure does not hold is lowered if `lower` names it; so is one taken away whose
    figure is not measured any more. Others raise WouldLower, all of them at once. A figure that
    had no floor gets one.
    """
    old = {floor.name: floor for floor in floors}
    failed = set(failing(old.values(), figures))
    if unasked := failed - set(lower):
        raise WouldLower(unasked)
    reached = [Floor.under(name, figure) for name, figure in sorted(figures.items())]
    return [
        floor if floor.name in failed else floor.stricter(old.get(floor.name)) for floor in reached
    ]


def read_floors(file: Path = FILE) -> list[Floor]:
    """The floors as they are pinned, by name."""
    pinned: dict[str, float] = json.loads(file.read_text("utf-8"))
    return [Floor(name, value) for name, value in sorted(pinned.items())]


def write_floors(floors: Iterable[Floor], file: Path = FILE) -> None:
    """Pin the floors."""
    values = {floor.name: floor.value for floor in floors}
    file.write_text(json.dumps(values, indent=2, sort_keys=True) + "\n", "utf-8")
