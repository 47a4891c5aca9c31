"""A fact about an article with its source, in a form that is safe to keep and to show."""

from __future__ import annotations

import html
from typing import NamedTuple


class SourcedValue(NamedTuple):
    """A value and the place in the file that states it; both are empty when nothing does.

    `time` is the time of day that a date is stated with (`index.cleaning.metadata.time_of_day`).
    """

    value: str = ""
    source: str = ""
    time: str = ""

    def __bool__(self) -> bool:
        return bool(self.value)


UNKNOWN = SourcedValue()

# Entities are resolved in at most this much of a value: none of the facts is as long.
_LONGEST_VALUE = 4_000


def cleaned(text: object, longest: int) -> str:
    """`text` as one line of at most `longest` characters, cut at a word; "" unless it is a string.

    Entities that were escaped twice are resolved. Control characters and marks of direction go:
    they could hide or reorder what stands beside the value on a page. Halves of surrogate
    pairs, which JSON may hold, go too: no file can be written with them.
    """
    if not isinstance(text, str):
        return ""
    text = text[:_LONGEST_VALUE]
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = text.encode("utf-8", "ignore").decode("utf-8")
    # What is printable has none of them.
    text = " ".join((text if text.isprintable() else text.translate(_UNWANTED)).split())
    if len(text) <= longest:
        return text
    head, _, _ = text[: longest + 1].rpartition(" ")
    return (head or text)[:longest].rstrip()


_UNWANTED: dict[int, str] = {
    **dict.fromkeys(range(0x20), ""),
    **dict.fromkeys(map(ord, "\t\n\v\f\r"), " "),
    **dict.fromkeys(range(0x7F, 0xA0), ""),
    # soft hyphen, Arabic letter mark, zero-width space, marks of direction, byte order mark
    **dict.fromkeys((0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF), ""),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), ""),
    **dict.fromkeys((0x2028, 0x2029), " "),
}
