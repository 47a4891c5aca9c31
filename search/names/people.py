"""What is particular to the names of people: particles, nicknames, initials."""

from __future__ import annotations

PARTICLES = frozenset(
    (
        "al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "ez", "es", "er", "ed", "ul", "ut",
        "аль", "эль", "ас", "аш", "ар", "эр", "ад", "ат", "эз",
    )
)  # fmt: skip
"""Words that may be any of one another, or none, between the words of a name: al-Tanf, At Tanf."""
