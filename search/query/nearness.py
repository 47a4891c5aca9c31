"""Operators that say how near words stand: what other systems have, and what they mean here.

    w/5  /5  NEAR/5  N/5  near5  AROUND(5)  (5N)   within 5 places, in either order
    pre/5  P/5  onear/5  (5W)                      within 5 places, in this order
    adj  (W)  adj5  adj/5                          side by side in this order; within 5, in either
    w/s  /s  w/p  /p  w/seg  NEAR                  a sentence, a paragraph, anywhere; NEAR alone
    not w/5                                        the first, but not near the second

In the tree they are phrases whose words may be apart: `a w/5 b` is `"a b"~5 OR "b a"~5`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.query.limits import FARTHEST

_SENTENCE, _PARAGRAPH = 25, 75
"""Places: what Nexis takes w/s and w/p for."""
_NEAR = 10
"""Places, where NEAR says no number; others take from 4 to 16."""

NEARNESS = r"""
    (?: (?i:NOT)\s+ )?
    (?: (?i: (?:w|n|near|pre|p|onear)/(?:\d{1,4}|s|p|seg) | /\d{1,3} | /[sp]
        | near\d{1,3} | adj/?\d{1,3} | adj )
      | NEAR | AROUND\(\d{1,3}\) | \(\d{0,3}[WN]\) )
"""
"""As part of a verbose regular expression."""

_IS_NEARNESS = re.compile(NEARNESS, re.VERBOSE).fullmatch
_NUMBER = re.compile(r"\d+")
_ORDERED = re.compile(r"(?i:pre/|p/|onear/|adj$)|\(\d*W\)$")


def is_nearness(text: str) -> bool:
    """Whether a text, standing between two words, says how near they are to be."""
    return _IS_NEARNESS(text) is not None


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near two things stand; `places` at most, FARTHEST at most."""

    typed: str
    places: int
    is_ordered: bool
    is_negated: bool

    @classmethod
    def of(cls, typed: str) -> Nearness:
        """What an operator says."""
        is_negated = typed[:3].lower() == "not" and typed[3:4].isspace()
        sign = typed[3:].strip() if is_negated else typed
        return cls(typed, _places(sign), _ORDERED.search(sign) is not None, is_negated)


def _places(sign: str) -> int:
    number = _NUMBER.search(sign)
    if number:
        return min(max(int(number[0]), 1), FARTHEST)
    match sign.lower().rpartition("/")[2]:
        case "s":
            return _SENTENCE
        case "p":
            return _PARAGRAPH
        case "seg":
            return FARTHEST
        case "near":
            return _NEAR
        case _:
            return 1
