"""What the judges of cleaning decided line by line, for whoever wants to see it.

An article keeps only the reason of each line that is left out. Why it came to that, what the rules
said and how likely the line was to be the article's, is recorded while somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple


class Verdict(NamedTuple):
    """A line, the reason of the rules to leave it out ("" for none), and how likely it is kept."""

    line: str
    by_rules: str
    probability: float


_RECORD: ContextVar[list[Verdict] | None] = ContextVar("verdicts that are recorded", default=None)


@contextmanager
def recorded_verdicts() -> Iterator[list[Verdict]]:
    """Within, the list is filled with the verdicts on all that is cleaned."""
    record: list[Verdict] = []
    token = _RECORD.set(record)
    try:
        yield record
    finally:
        _RECORD.reset(token)


def record(verdicts: Iterable[Verdict]) -> None:
    """Record verdicts where somebody asks; else they are not even made."""
    found = _RECORD.get()
    if found is not None:
        found.extend(verdicts)
