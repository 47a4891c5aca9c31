"""Long boilerplate: notes on authors, rights, cookies and newsletters that are whole sentences.

One suspicious word is no evidence: articles are about cookies and newsletters, too. Two families
of cues in one paragraph are, when it also speaks to the reader outside quotation marks and
stands at the head or in the tail; an article whose subject they are needs three, and so does a
text without other boilerplate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.cleaning.rules import reasons
from index.cleaning.rules.phrases import KnownPhrase, PhraseBook, phrase_book
from index.cleaning.text.line import LOOK, QUOTES, Line, tokens_of
from index.cleaning.text.line_classifier import NOTHING, LineClass
from index.cleaning.text.line_words import (
    CUES,
    FAMILIES,
    FIRST_WORDS,
    INSIDE,
    WORDS,
    LineWords,
)

# Where boilerplate stands, as shares of the lines: at the head, in the tail, at the very end.
_HEAD = 0.12
_TAIL = 0.6
_LAST = 0.75
_OPENERS = '“"„«'
_QUOTED = re.compile('[“"„«][^“”"„«»]{1,300}[”"»]')
_SUBJECTS = sum(
    FAMILIES[name]
    for name in ("cookie notice", "newsletter", "privacy", "copyright", "comment prompt")
)
_TO_READER = WORDS["reader"] | FIRST_WORDS["imperative"]
# A longer line is a paragraph; it is read only where the boilerplate of a page stands.
_READ = 60
# Near the end one of these is enough in a short line.
_PLAIN = frozenset(
    {"cookie notice", "copyright", "newsletter", "follow us", "comment prompt", "disclaimer", "app"}
)
# So few words may be a button, or said by somebody: "Follow me."
_BUTTON = 3
# In as many words a story may well touch on two of them.
_LONG = 60
# A phrase that is boilerplate by itself weighs as much as two families.
_PHRASE = 2


class Suspicion:
    """Judges the paragraphs of one text."""

    def __init__(
        self, lines: Sequence[Line], words: LineWords, title: str, *, is_furnished: bool
    ) -> None:
        self._lines = lines
        self._words = words
        self._title = title
        self._is_furnished = is_furnished
        self._book: PhraseBook = phrase_book()
        self._subject: bool | None = None

    def finding(self, i: int) -> LineClass:
        """Whether line `i`, on which nothing was found, is boilerplate after all."""
        shown = self._words.shown[i]
        if not shown & CUES:
            return NOTHING
        line = self._lines[i]
        place = i / max(1, len(self._lines) - 1)
        is_edge = place > _TAIL or place < _HEAD or i < 4
        if line.wrapped or line.kind in ("pre", "blockquote") or line.text.startswith(QUOTES):
            return NOTHING
        if not is_edge and line.words > _READ:
            return NOTHING
        phrase, families, speaks_to_reader = self._evidence(i)
        is_subject = bool(phrase or families) and self._is_subject()
        weight = len(families) + (_PHRASE if phrase and (place > _LAST or not is_subject) else 0)
        if not weight:
            return NOTHING
        if not phrase and not speaks_to_reader:
            is_note = len(families) >= 2 and reasons.AUTHOR_NOTE in families and place > _TAIL
            return LineClass(reasons.AUTHOR_NOTE) if is_note else NOTHING
        reason = phrase.reason if phrase else next(n for n in reasons.CUES if n in families)
        is_long = line.words > _LONG and reasons.AUTHOR_NOTE not in families
        is_likely = is_edge and self._is_furnished and not (is_subject or is_long)
        enough = 2 if is_likely else 3
        is_telling = line.words > _BUTTON or self._is_furnished
        is_last = place > _LAST and line.words <= 25 and not is_subject and reason in _PLAIN
        return LineClass(reason) if weight >= enough or (is_last and is_telling) else NOTHING

    def _evidence(self, i: int) -> tuple[KnownPhrase | None, set[str], bool]:
        """The phrase and the families of cues in a line, and whether it speaks to the reader.

        What stands in quotation marks does not count.
        """
        shown, text = self._words.shown[i], self._lines[i].text
        is_quoting = any(sign in text for sign in _OPENERS) and _QUOTED.search(text, 0, LOOK)
        if not (shown & INSIDE or is_quoting):
            families = {name for name, bit in FAMILIES.items() if shown & bit}
            return None, families, shown & _TO_READER > 0
        tokens = tokens_of(_QUOTED.sub(" ", text[:LOOK])) if is_quoting else self._words[i]
        phrase, families = self._book.contained(tokens)
        if not (phrase or families):
            return None, families, False
        words = self._book.words
        is_asked = tokens[0] in words["imperative"] or not words["reader"].isdisjoint(tokens)
        return phrase, families, is_asked

    def _is_subject(self) -> bool:
        """Whether the article is about such things: newsletters, cookies, comments."""
        if self._subject is None:
            end = max(1, int(len(self._lines) * _TAIL))
            hits = (
                self._words.shown[i] & _SUBJECTS > 0
                for i in range(len(self._lines) // 8, end)
                if self._lines[i].words >= 10
            )
            self._subject = bool(self._book.contained(tokens_of(self._title))[1]) or sum(hits) >= 2
        return self._subject
