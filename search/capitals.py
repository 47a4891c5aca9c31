"""Words that in capitals are another word than in small letters: US and us, WHO and who.

A word that is typed in capitals means the capitals when the archive has it so, and has the same
letters small as a word of its own. Where it is only now and then written otherwise (a headline in
capitals, `Nato`), the letters make no difference, as for all other words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from whoosh import query as ast

from index import CAPITALS, STEMMED, form_of, letters_of, tokens
from search.plan import Form
from search.query import Query
from search.result import OtherReading

_SHARE = 20
"""Of the articles with a word, 1 in n at least must have it in capitals, and 1 in n not."""

_SMALL_WORDS = frozenset(
    (
        "all", "am", "any", "are", "as", "at", "be", "but", "by", "can", "do", "for", "had", "has",
        "he", "her", "his", "how", "if", "in", "into", "is", "it", "its", "man", "may", "me", "my",
        "new", "no", "nor", "not", "of", "off", "on", "one", "or", "our", "out", "she", "so", "the",
        "they", "to", "too", "two", "up", "us", "was", "we", "who", "why", "will", "with", "you",
    )
)  # fmt: skip
"""So frequent in small letters that a share says nothing: capitals are meant if there are any."""


@dataclass(frozen=True, slots=True)
class InCapitals:
    """The forms of a query's words that mean capitals, and what the reader is told."""

    forms: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    readings: tuple[OtherReading, ...] = ()


def in_capitals(query: Query, count: Callable[[Form], int]) -> InCapitals:
    """Which words of a query mean capitals; `count` says how many articles have a form."""
    typed = {form_of(word): word for word in _typed_in_capitals(query.tree)}
    meant = {form: word for form, word in typed.items() if _is_another_word(form, count)}
    return InCapitals(
        frozenset(meant),
        tuple(f"“{word}” was searched in capitals only." for word in meant.values()),
        tuple(
            OtherReading(f"“{word}” in small letters too", _with_small(query.text, word))
            for word in meant.values()
        ),
    )


def _typed_in_capitals(tree: ast.Query | None) -> Iterator[str]:
    match tree:
        case ast.And() | ast.Or():
            for child in tree:
                yield from _typed_in_capitals(child)
        case ast.Not():
            yield from _typed_in_capitals(tree.query)
        case ast.Term() if tree.fieldname in STEMMED and letters_of(tree.text) == CAPITALS:
            if sum(1 for _ in tokens(tree.text)) == 1:
                yield tree.text


def _is_another_word(form: str, count: Callable[[Form], int]) -> bool:
    """Whether a form in capitals is another word in this archive than in small letters."""
    capitals, every = (count(Form(0, form, only)) for only in (True, False))
    if form in _SMALL_WORDS:
        return capitals > 0
    return _SHARE * min(capitals, every - capitals) >= every > 0


def _with_small(query: str, word: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", word.lower(), query)
