"""Two texts, sentence by sentence: what is the same, changed, moved, added and dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from search.stories.sentences import sentences, words

SAME, CHANGED, MOVED, ADDED, DROPPED = "same", "changed", "moved", "added", "dropped"

ALIKE = 0.5
"""Of the words of two sentences, from which one is the other changed."""

_MOST = 400  # sentences of a text that are compared; what comes after them is added or dropped


class Piece(NamedTuple):
    """Words of a changed sentence: `kind` is "equal", "deleted" or "inserted"."""

    kind: str
    words: str


class Pair(NamedTuple):
    """A sentence of two texts: `old` is empty when it was added, `new` when it was dropped."""

    kind: str
    old: str
    new: str
    pieces: tuple[Piece, ...] = ()


def compare_texts(old: str, new: str) -> list[Pair]:
    """The sentences of both texts in the order of the new one, those dropped where they stood.

    What is the same is anchored first (the longest common runs of sentences, as difflib finds
    them); then what stands elsewhere; then each sentence goes with the one that it shares most
    words with.
    """
    before, after = sentences(old)[:_MOST], sentences(new)[:_MOST]
    mates = _mates(before, after)
    out, used = [], {place for place, _ in mates.values()}
    at = 0
    for place, sentence in enumerate(after):
        mate, kind = mates.get(place, (-1, ADDED))
        if kind in {SAME, CHANGED}:
            out += [Pair(DROPPED, before[k], "") for k in range(at, mate) if k not in used]
            at = max(at, mate + 1)
        text = before[mate] if mate >= 0 else ""
        pieces = tuple(pieces_of(text, sentence)) if kind == CHANGED else ()
        out.append(Pair(kind, text, sentence, pieces))
    return out + [Pair(DROPPED, before[k], "") for k in range(at, len(before)) if k not in used]


def _mates(before: Sequence[str], after: Sequence[str]) -> dict[int, tuple[int, str]]:
    """For sentences of the new text: (the sentence of the old one, how they differ)."""
    one, other = [" ".join(words(s)) for s in before], [" ".join(words(s)) for s in after]
    mates: dict[int, tuple[int, str]] = {}
    for run in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        for k in range(run.size):
            mates[run.b + k] = (run.a + k, SAME)
    used = {place for place, _ in mates.values()}
    for place, key in enumerate(other):
        found = next((k for k, text in enumerate(one) if text == key and k not in used), -1)
        if place not in mates and found >= 0:
            mates[place] = (found, MOVED)
            used.add(found)
    for _, place, mate in sorted(_likeness(one, other, used, mates), reverse=True):
        if -place not in mates and -mate not in used:
            mates[-place] = (-mate, CHANGED)
            used.add(-mate)
    return mates


def _likeness(
    one: Sequence[str], other: Sequence[str], used: set[int], mates: dict[int, tuple[int, str]]
) -> Iterator[tuple[float, int, int]]:
    """(how alike, -place in the new text, -place in the old) of sentences that have no mate."""
    left = [(k, set(text.split())) for k, text in enumerate(one) if k not in used]
    for place, text in enumerate(other):
        if place in mates:
            continue
        own = set(text.split())
        for k, theirs in left:
            ratio = 2 * len(own & theirs) / max(len(own) + len(theirs), 1)
            if ratio >= ALIKE:
                yield ratio, -place, -k


def pieces_of(old: str, new: str) -> Iterator[Piece]:
    """A changed sentence as words that stayed, went and came."""
    one, other = old.split(), new.split()
    for kind, i, j, x, y in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("equal", " ".join(one[i:j]))
            continue
        if j > i:
            yield Piece("deleted", " ".join(one[i:j]))
        if y > x:
            yield Piece("inserted", " ".join(other[x:y]))
