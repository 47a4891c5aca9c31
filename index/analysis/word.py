"""What counts as a word of a text."""

from __future__ import annotations

import re

from index.analysis.characters import APOSTROPHES, EMOJI, IDEOGRAPHS, VOICING, marks

_MARK = f"[{marks()}]"
_LETTER = rf"(?:[^\W_]|{_MARK})"
# Chinese and Japanese write no spaces: each character is a word, and phrases do the rest.
_IDEOGRAPH = rf"(?=[^\W\d_])[{IDEOGRAPHS}]"
_SIGNED = rf"[A-Za-z](?:\+\+|\#(?!\w|{_MARK}))"
_INITIAL = rf"[^\W\d_{VOICING}]"
_INITIALS = rf"(?:{_INITIAL}\.(?={_INITIAL}(?!{_LETTER})))+{_INITIAL}\.?"
_FIGURE = rf"\d+(?:[.,]\d+)+(?!\w|{_MARK})"
_LETTERS_IN_ROW = rf"(?!{_IDEOGRAPH})[^\W_{VOICING}](?:(?!{_IDEOGRAPH}){_LETTER})*"
_AFTER_APOSTROPHE = rf"(?:[{APOSTROPHES}](?!{_INITIALS}){_LETTERS_IN_ROW})*"
_PLAIN = rf"{_LETTERS_IN_ROW}{_AFTER_APOSTROPHE}(?:[{APOSTROPHES}]{_INITIALS})?"  # l'O.N.U.

WORD = re.compile(rf"(?:{_IDEOGRAPH}|[{EMOJI}]){_MARK}*|{_SIGNED}|{_INITIALS}|{_FIGURE}|{_PLAIN}")
"""What counts as one word of a text."""

STOP_WORDS = frozenset(
    (
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is",
        "it", "no", "not", "of", "on", "or", "such", "that", "the", "their", "then", "there",
        "these", "they", "this", "to", "was", "will", "with",
    )
)  # fmt: skip
"""Words so frequent that they say nothing about an article (the list that Lucene uses)."""
