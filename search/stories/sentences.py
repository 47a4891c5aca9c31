"""The sentences of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"""([.!?…]["”»’)]*)\s+(?=["“«(]?[^\W_a-zà-ÿ])""")
_SHORT = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev|Jr|Sr|Jan|Feb|Aug|Sept?"
    r"|Oct|Nov|Dec|No|vs|Inc|Corp|Co|Ltd|U\.S|U\.K|U\.N|z\.B|bzw|Mme|M)\.$"
)


def sentences(text: str) -> list[str]:
    """The sentences in their order; a line's end ends one, a short form's point does not."""
    return [sentence for line in text.split("\n") for sentence in _of_line(line)]


def _of_line(line: str) -> Iterator[str]:
    kept = ""
    for part in _END.sub(r"\1\n", line).split("\n"):
        kept = f"{kept} {part.strip()}".strip()
        if kept and not _SHORT.search(kept):
            yield kept
            kept = ""
    if kept:
        yield kept


def words(sentence: str) -> list[str]:
    """The words of a sentence, in small letters."""
    return _WORD.findall(sentence.lower())


_WORD = re.compile(r"\w+(?:[.,'’]\w+)*")
