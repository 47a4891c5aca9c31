"""How much of a query may still be searched."""

from __future__ import annotations

from dataclasses import dataclass

from index import STOP_WORDS
from search.query.diagnostics import Diagnostics
from search.query.limits import (
    LONGEST,
    MOST_LOOSE,
    MOST_OPEN_PATTERNS,
    MOST_VARIED,
    MOST_WORDS,
)
from search.query.word import shortened, trimmed, words_of


@dataclass(slots=True)
class Budget:
    """Counts the words of a query as they come; once they are too many, nothing more is let in.

    What is let in counts the same when it is read again, so that nothing is cut then. A stop word
    by itself takes no word's place: it is left out, unless there are no others, when there is room
    for as many of them.
    """

    notes: Diagnostics
    words: int = MOST_WORDS
    small: int = MOST_WORDS
    """Stop words."""
    characters: int = LONGEST
    loose: int = MOST_LOOSE
    varied: int = MOST_VARIED
    scanned: int = MOST_OPEN_PATTERNS
    is_full: bool = False

    def within(self, text: str) -> str:
        """The beginning of a trimmed text that there is room for; it is taken."""
        if self.is_full or not text:
            return ""
        if text.lower() in STOP_WORDS:
            self.small -= 1
            return text if self.small >= 0 else ""
        kept = shortened(text, self.words, self.characters)
        if not kept and self.words == MOST_WORDS:  # one word, longer than all that may be searched
            kept = trimmed(text[: self.characters])
        if kept != text:
            self._fill(too_many=len(words_of(text[: self.characters])) > self.words)
        self._take(len(words_of(kept)), len(kept))
        return kept

    def takes(self, text: str) -> bool:
        """Whether there is room for one word that cannot be shortened; it is taken."""
        if not self.words or len(text) > self.characters:
            self._fill(too_many=not self.words)
        else:
            self._take(1, len(text))
        return not self.is_full

    def repeats(self, phrases: int, words: int, characters: int, *, loosely: bool) -> bool:
        """Whether there is room for some phrases of words that were let in; what is new is taken.

        They have so many words and characters beyond those; nothing is taken where there is none.
        """
        loose = phrases if loosely else 0
        if self.words < words or self.characters < characters or self.loose < loose:
            return False
        self.loose -= loose
        self._take(words, characters)
        return True

    def loosens(self) -> bool:
        """Whether there is room for one more phrase whose words may be apart; it is taken."""
        if not self.loose:
            self.notes.too_loose()
            return False
        self.loose -= 1
        return True

    def varies(self) -> bool:
        """Whether there is room for one more word that is varied; it is taken."""
        if not self.varied:
            self.notes.too_many_varied()
            return False
        self.varied -= 1
        return True

    def scans(self) -> bool:
        """Whether there is room for one more pattern with an open beginning; it is taken."""
        if not self.scanned:
            self.notes.too_many_open()
            return False
        self.scanned -= 1
        return True

    def _take(self, words: int, characters: int) -> None:
        self.words -= words
        self.characters -= characters

    def _fill(self, too_many: bool) -> None:
        self.is_full = True
        if too_many:
            self.notes.too_many_words()
        else:
            self.notes.too_long()
