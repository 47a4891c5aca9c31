"""The entries of a live blog: pieces of one text, each under the time at which it was added.

Such a text is long, tells of what else happens too, and may begin with its end ("That is all for
today"). What it is about comes back in its entries: so of each the first words count.
"""

from __future__ import annotations

import re
from itertools import pairwise

_TIME = (
    r"(?:(?:[01]?\d|2[0-3])\s?[.:h]\s?[0-5]\d(?!\d)(?:\s?[ap]\.?m\b\.?)?"  # 14:05, 9.30am, 18h20
    r"|(?:1[0-2]|[1-9])\s?[ap]\.?m\b\.?"  # 9am
    r"|\d{1,3}(?:\+\d{1,2})?(?:['’′]|\smins?\b))"  # 45+2', 12 min: of a match
)
_DATE = r"(?:\w{3,9}\.?,?\s){0,2}(?:\d{1,2}\.?\s?\w{3,9}\.?|\w{3,9}\.?\s\d{1,2})(?:,?\s\d{4})?"
_HEAD = re.compile(rf"\W{{0,3}}(?:{_DATE}(?:,|\sat|\s[–-])?\s)?{_TIME}")
_STAMP = re.compile(rf"(?:{_HEAD.pattern})(?:\s\(?[A-Z]{{2,5}}\)?)?\W*")
_FEWEST = 4
_SHORTEST = 12  # words of an entry, on average: a programme of the day has fewer
_OPENING = 40  # words of each entry that say what it is about, as far as there is room for all
_ROOM = 240


def entries_of(text: str) -> list[str]:
    """What stands above the entries of a live blog, then these; nothing when it is none."""
    lines = text.split("\n")
    begins = [number for number, line in enumerate(lines) if _HEAD.match(line)]
    if len(begins) < _FEWEST:
        return []
    ends = [0, *begins, len(lines)]
    above, *entries = ["\n".join(lines[start:stop]) for start, stop in pairwise(ends)]
    words = sum(len(entry.split()) for entry in entries)
    return [above, *entries] if words >= _SHORTEST * len(entries) else []


def is_time_stamp(line: str) -> bool:
    """Whether a line is nothing but a time, as in "12 October 2024, 08:40 GMT"."""
    return _STAMP.fullmatch(line) is not None


def openings_of(entries: list[str]) -> str:
    """What stands above the entries, at most half of the room, then the first words of each."""
    above = entries[0].split()[: _ROOM // 2]
    room = max(min(_OPENING, (_ROOM - len(above)) // len(entries[1:])), 1)
    parts = [above, *(_without_time(entry).split()[:room] for entry in entries[1:_ROOM])]
    return "\n".join(" ".join(part) for part in parts)


def _without_time(entry: str) -> str:
    match = _HEAD.match(entry)
    return entry[match.end() :] if match else entry
