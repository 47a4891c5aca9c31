"""The words of a text's lines: made into strings only where a rule asks for them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.cleaning.rules import reasons
from index.cleaning.text.line import Line, tokens_of

FAMILIES = {name: 1 << i for i, name in enumerate(reasons.CUES)}
"""A family of cues has a word or phrase in the line."""
WORDS = {name: 1 << 16 + i for i, name in enumerate(("picture", "reader"))}
"""A word of this list stands in the line,"""
FIRST_WORDS = {name: 1 << 20 + i for i, name in enumerate(("byline", "imperative"))}
"""is its first."""
INSIDE, MATCH, NUMBER, SLASH, EMPTY = (1 << i for i in range(24, 29))
"""A phrase that may stand anywhere; one that may be the line, its beginning or its end; a number; a
slash; no words at all."""
CUES = INSIDE | sum(FAMILIES.values())
PHRASES = INSIDE | MATCH


class LineWords:
    """The tokens of each line, and what its words show, in the bits above: `shown`."""

    def __init__(self, lines: Sequence[Line]) -> None:
        # Not before it is needed: importing a compiler takes a third of a second.
        from index.cleaning.text.phrase_kernel import points_of_lines, show, tables  # noqa: PLC0415

        self._lines = lines
        self._tokens: dict[int, list[str]] = {}
        shown = np.zeros(len(lines), np.uint64)
        known = tables()
        show(
            points_of_lines([line.text for line in lines]), known.kinds,
            known.word_keys, known.word_values, known.run_keys, known.run_values, shown,
        )  # fmt: skip
        self.shown: list[int] = shown.tolist()

    def __getitem__(self, i: int) -> list[str]:
        """The tokens of line i."""
        tokens = self._tokens.get(i)
        if tokens is None:
            tokens = self._tokens[i] = tokens_of(self._lines[i].text)
        return tokens
