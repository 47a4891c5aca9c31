"""Long boilerplate: notes on authors, rights, cookies and newsletters that are whole sentences.

One suspicious word is no evidence: articles are about cookies and newsletters, too. Two families
of cues in one paragraph are, when it also speaks to the reader outside quotation marks and
stands at the head or in the tail; an article whose subject they are needs three.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.cleaning.rules import reasons
from index.cleaning.rules.phrases import Phrase, PhraseBook, phrase_book
from index.cleaning.text.line import QUOTES, Line, tokens_of
from index.cleaning.text.line_classifier import NOTHING, LineClass

# Where boilerplate stands, as shares of the lines: at the head, in the tail, at the very end.
_HEAD = 0.12
_TAIL = 0.6
_LAST = 0.75
_QUOTED = re.compile('[“"„«][^“”"„«»]{1,300}[”"»]')
_SUBJECTS = frozenset({"cookie notice", "newsletter", "privacy", "copyright", "comment prompt"})
# Near the end one of these is enough in a short line.
_PLAIN = frozenset(
    {"cookie notice", "copyright", "newsletter", "follow us", "comment prompt", "disclaimer", "app"}
)
# In as many words a story may well touch on two of them.
_LONG = 60
# A phrase that is boilerplate by itself weighs as much as two families.
_PHRASE = 2


class Suspicion:
    """Judges the paragraphs of one text."""

    def __init__(self, lines: Sequence[Line], tokens: Sequence[list[str]], title: str) -> None:
        self._lines = lines
        self._tokens = tokens
        self._title = title
        self._book: PhraseBook = phrase_book()
        self._subject: bool | None = None

    def finding(self, i: int) -> LineClass:
        """Whether line `i`, on which nothing was found, is boilerplate after all."""
        line = self._lines[i]
        place = i / max(1, len(self._lines) - 1)
        is_edge = place > _TAIL or place < _HEAD or i < 4
        if line.wrapped or line.kind in ("pre", "blockquote") or line.text.startswith(QUOTES):
            return NOTHING
        if not is_edge and not self._tokens[i]:
            return NOTHING
        tokens, phrase, families = self._evidence(i)
        is_subject = bool(phrase or families) and self._is_subject()
        weight = len(families) + (_PHRASE if phrase and (place > _LAST or not is_subject) else 0)
        if not weight:
            return NOTHING
        if not phrase and not self._speaks_to_reader(tokens):
            is_note = len(families) >= 2 and reasons.AUTHOR_NOTE in families and place > _TAIL
            return LineClass(reasons.AUTHOR_NOTE) if is_note else NOTHING
        reason = phrase.reason if phrase else next(n for n in reasons.CUES if n in families)
        is_long = line.words > _LONG and reasons.AUTHOR_NOTE not in families
        enough = 2 if is_edge and not is_subject and not is_long else 3
        is_last = place > _LAST and line.words <= 25 and not is_subject and reason in _PLAIN
        return LineClass(reason) if weight >= enough or is_last else NOTHING

    def _evidence(self, i: int) -> tuple[list[str], Phrase | None, set[str]]:
        """The line's tokens, and the phrase and the families of cues outside quotations."""
        text = self._lines[i].text
        tokens = self._words(i)
        phrase, families = self._book.contained(tokens)
        if (phrase or families) and any(quote in text for quote in QUOTES):
            tokens = tokens_of(_QUOTED.sub(" ", text[:2_000]))
            phrase, families = self._book.contained(tokens)
        return tokens, phrase, families

    def _words(self, i: int) -> list[str]:
        """The tokens of a line, which the longest lines do not have yet."""
        return self._tokens[i] or tokens_of(self._lines[i].text)

    def _speaks_to_reader(self, tokens: list[str]) -> bool:
        words = self._book.words
        return tokens[0] in words["imperative"] or not words["reader"].isdisjoint(tokens)

    def _is_subject(self) -> bool:
        """Whether the article is about such things: newsletters, cookies, comments."""
        if self._subject is None:
            end = max(1, int(len(self._lines) * _TAIL))
            hits = (
                not self._book.contained(self._words(i))[1].isdisjoint(_SUBJECTS)
                for i in range(len(self._lines) // 8, end)
                if self._lines[i].words >= 10
            )
            self._subject = bool(self._book.contained(tokens_of(self._title))[1]) or sum(hits) >= 2
        return self._subject
