"""Numbers of things in words."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """As in "1 article" and "1,234 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
