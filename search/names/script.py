"""Which script a name is written in: texts of two scripts have no words in common."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def are_of_two_scripts(one: str, other: str) -> bool:
    """Whether two names are written in two scripts, and so stand in texts of two languages."""
    if one.isascii() or other.isascii():
        return one.isascii() != other.isascii()
    return _script_of(one) != _script_of(other)


@lru_cache(maxsize=2**12)
def _script_of(name: str) -> str:
    """The script of a name's first letter, as Unicode calls it."""
    sign = next(filter(str.isalpha, name), "")
    return unicodedata.name(sign, "").partition(" ")[0] if sign else ""
