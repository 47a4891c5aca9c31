"""The sentences of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"""([.!?…]["”»’)]*)\s+(?=["“«(]?[^\W_a-zà-ÿ])""")
_SHORT = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev|Jr|Sr|Jan|Feb|Aug|Sept?"
    r"|Oct|Nov|Dec|No|vs|Inc|Corp|Co|Ltd|U\.S|U\.K|U\.N|z\.B|bzw|Mme|M)\.$"
)
_LONGEST = len("Capt.")


def sentences(text: str) -> list[str]:
    """The sentences in their order; a line's end ends one, a short form's point does not."""
    return [sentence for line in text.split("\n") for sentence in _of_line(line)]


def _of_line(line: str) -> Iterator[str]:
    kept: list[str] = []
    for part in filter(None, map(str.strip, _END.sub(r"\1\n", line).split("\n"))):
        kept.append(part)
        if not _SHORT.search(part, max(len(part) - _LONGEST, 0)):
            yield " ".join(kept)
            kept = []
    if kept:
        yield " ".join(kept)


def words(sentence: str) -> list[str]:
    """The words of a sentence, in small letters."""
    return _WORD.findall(sentence.lower())


_WORD = re.compile(r"\w+(?:[.,'’]\w+)*")
