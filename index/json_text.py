"""JSON that others have written: whatever numbers stand in it, it is read."""

from __future__ import annotations

import json

_LONGEST_NUMBER = 300  # digits; the largest number of a double has 309, and Python refuses 4,300


def value_of(text: str, *, strict: bool = True) -> object:
    """The value of a JSON text; a whole number that is none any more comes as its digits.

    Without `strict` strings may hold control characters. Raises ValueError for what is no JSON,
    RecursionError for what is nested too deep.
    """
    value: object = json.loads(text, strict=strict, parse_int=_number)
    return value


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits
