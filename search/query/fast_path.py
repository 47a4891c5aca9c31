"""The tree of a query of mere words, without the parser.

Most queries have no operator, field or wildcard. Reading them by the parser would take longer than
answering them. The tree and the notes are those that `reading` gives (tests hold them equal);
whatever is not surely plain is left to it.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import is_normalized

from whoosh import query as ast

from index import IDEOGRAPHS
from search.query.diagnostics import small_words
from search.query.dialect import MAY_BE_OTHER
from search.query.limits import MOST_WORDS
from search.query.tree import OPERATORS, TEXT_FIELD, is_stop_word
from search.query.word import trimmed

# Atomic groups, not `(…)*+`: Python until 3.11.4 leaves what a failed repetition of a possessive
# group has passed (CPython's gh-106052), and took `0’` for a word.
_WORD = r"[^\W_]++(?>(?:[-'’][^\W_]++)*)"
_WORDS = rf" *+{_WORD}[,;.!?]?+(?>(?: ++{_WORD}[,;.!?]?+)*) *+"
_FIND_WORDS = re.compile(_WORD).findall
_IS_PLAIN = re.compile(_WORDS).fullmatch
_IS_PHRASE = re.compile(rf'"{_WORDS}"').fullmatch

Read = tuple[ast.Query | None, tuple[str, ...]]


def parse_plain(text: str) -> Read | None:
    """The tree and the notes of mere words, or of one phrase of them; None of anything else."""
    # An ASCII word takes a character and a blank at least, any other word a character: this short,
    # no limit is reached.
    if len(text) > (2 * MOST_WORDS if text.isascii() else MOST_WORDS):
        return None
    if _IS_PLAIN(text) and not MAY_BE_OTHER(text):
        words = _FIND_WORDS(text)
        return _all_of(words) if _stay(text, words) else None
    if _IS_PHRASE(text):
        words = _FIND_WORDS(text)
        return (ast.Phrase(TEXT_FIELD, words), ()) if _stay(text, words) else None
    return None


def _all_of(words: list[str]) -> Read | None:
    small = [word for word in words if is_stop_word(word)]
    notes: tuple[str, ...] = ()
    if small:
        if not OPERATORS.isdisjoint(small):
            return None
        if len(small) < len(words):
            words = [word for word in words if not is_stop_word(word)]
            notes = (small_words(small),)
    if len(words) == 1:
        return ast.Term(TEXT_FIELD, words[0]), notes
    return ast.And([ast.Term(TEXT_FIELD, word) for word in words]), notes


def _stay(text: str, words: list[str]) -> bool:
    """Whether each word stays as it is: composed as it should be, and no mark by itself."""
    if text.isascii():
        return True
    return is_normalized("NFC", text) and (
        not _unsure().search(text) or all(trimmed(word) == word for word in words)
    )


@cache
def _unsure() -> re.Pattern[str]:
    """Letters that are words by themselves, or that an analysis leaves nothing of.

    Made when words in other letters are asked for: it takes 3 ms.
    """
    return re.compile(f"[{IDEOGRAPHS}\u02bc\u0640\ufcf2-\ufcf4\ufe70-\ufe7f]")
