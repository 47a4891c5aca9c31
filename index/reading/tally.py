"""What could not be read of a file, a line for each kind: there may be 300,000 empty members."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from index.problem import Problem

_NAMED = 3
"""Problems of a kind that are named one by one; of more the first is named and the rest counted."""
_KINDS = 20
"""Kinds of problems that are told apart in a file."""

_FIGURES = re.compile(r"[\d,.]+")

Item = TypeVar("Item")


def tallied(all_found: Iterator[Item | Problem]) -> Iterator[Item | Problem]:
    """What is found in a file; the problems come last, no more than `_NAMED` of each kind."""
    named: dict[str, list[Problem]] = {}
    counts: dict[str, int] = {}
    for found in all_found:
        if not isinstance(found, Problem):
            yield found
            continue
        kind = _kind_of(found.reason)
        if kind not in named and len(named) > _KINDS:
            kind = ""
        counts[kind] = counts.get(kind, 0) + found.records
        if len(named.setdefault(kind, [])) < _NAMED:
            named[kind].append(found)
    for kind, problems in named.items():
        if counts[kind] > sum(problem.records for problem in problems):
            yield problems[0]._replace(records=counts[kind])
        else:
            yield from problems


def _kind_of(reason: str) -> str:
    """A reason without the name of the member that it may begin with, and without numbers."""
    return _FIGURES.sub("", reason.rpartition(": ")[2])
