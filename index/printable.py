r"""Text of the corpus as it may be shown on a terminal or written to a log.

A file's name, and any text in it, may hold what steers a terminal (escape sequences, the bell, line
breaks, the control characters above 127) or turns the order of a line around (bidirectional
overrides). It is shown escaped, as Python writes it: `\x1b`, `\n`, `\u202e`.
"""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"  # parts of words in Persian and Hindi, and of emoji
_SHOWN = {"Co", "Cn"}  # private or newer than Python's tables: a terminal shows a box


def printable(text: str, keep: str = "") -> str:
    """A text on one line, without what could steer a terminal; signs of `keep` stay."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign in keep else _escaped(sign) for sign in text)


def _escaped(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Zs":
        return " "
    if sign in _JOINERS or category in _SHOWN:
        return sign
    return sign.encode("unicode_escape").decode("ascii")
