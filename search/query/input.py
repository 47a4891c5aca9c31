"""What was typed, before it is read: without what has no meaning in a query."""

from __future__ import annotations

import re
import unicodedata

from search.query.diagnostics import Diagnostics
from search.query.limits import MOST_READ

# Soft hyphen, zero-width space, marks of direction, byte order mark: they come along when text is
# copied, and articles are indexed without them. Joiners stay: Persian and Hindi need them.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")
_EQUALS = re.compile(r"(?<![^\s(])=([^\s()=:~*?^]+)(?![^\s)])")
_SIGNS = str.maketrans("“”„‟«»＂（）＊？؟՞፧", '"""""""()*????')

_BETWEEN_INITIALS = re.compile(r"(?<=(?<![\w.])[^\W\d_]\.) +(?=[^\W\d_]\.)")  # not U.S. U.K.
_BETWEEN_GROUPS = re.compile(r"(?<=\d)[\xa0\u2009\u202f](?=\d{3}(?!\d))")
_GROUPED = re.compile(r"(?<![^\s(])[1-9]\d{0,2}(?: \d{3}){2,}(?![^\s)])")  # of two, each may be one
_MAY_BE_GROUPED = re.compile(r"\d[ \xa0\u2009\u202f]\d{3}").search


_SHOUTED_WORDS, _SHOUTED_LETTERS = 3, 5
"""Words in capitals, and letters that one of them has, from which capitals say nothing: a headline
that was copied, the key that was pressed. US ARMY and WHO UN AIDS are abbreviations."""
_IN_CAPITALS = re.compile(r"[A-Z]+")
_KEEPS_CAPITALS = frozenset({"AND", "OR", "NOT", "NEAR", "AROUND", "TO"})


def in_small_letters(text: str) -> str:
    """A query of words that are all in capitals, in small letters, but for its operators."""
    if not (text.isupper() and text.isascii()):
        return text
    words = [word for word in _IN_CAPITALS.findall(text) if word not in _KEEPS_CAPITALS]
    if len(words) < _SHOUTED_WORDS or max(map(len, words)) < _SHOUTED_LETTERS:
        return text
    return _IN_CAPITALS.sub(
        lambda word: word[0] if word[0] in _KEEPS_CAPITALS else word[0].lower(), text
    )


def with_joined_parts(text: str) -> str:
    """A query in which what is one word stands together.

    J. K. Rowling is J.K. Rowling; outside of quotation marks 1 200 000 is 1200000.
    """
    if ". " in text:
        text = _BETWEEN_INITIALS.sub("", text)
    if not _MAY_BE_GROUPED(text):
        return text
    parts = text.split('"')
    parts[::2] = [_with_joined_groups(part) for part in parts[::2]]
    return '"'.join(parts)


def _with_joined_groups(text: str) -> str:
    joined = _BETWEEN_GROUPS.sub("", text)
    return _GROUPED.sub(lambda number: number[0].replace(" ", ""), joined)


def tidy(text: str, notes: Diagnostics) -> str:
    """A query with one kind of quotation marks, all closed, and no control characters."""
    if len(text) > MOST_READ:
        notes.add(f"Only the first {MOST_READ:,} characters were read.")
        text = "".join(text[:MOST_READ].rsplit(maxsplit=1)[:1])  # the last word may be cut
    text = _NO_TEXT.sub(" ", _UNSEEN.sub("", text))
    text = unicodedata.normalize("NFC", text).translate(_SIGNS)
    text += '"' * (text.count('"') % 2)  # a phrase that was not closed ends with the query
    return _as_written(text) if "=" in text else text


def _as_written(text: str) -> str:
    """A query with =word written as "word", which means the same."""
    parts = text.split('"')
    parts[::2] = [_EQUALS.sub(r'"\1"', part) for part in parts[::2]]  # the others are in quotes
    return '"'.join(parts)
