"""What the second trees see besides: how likely the first ones hold what is around a paragraph.

A line of a list looks like one of a menu; beside lines that are the article's for certain, with
words of theirs, it is part of it. `COLUMNS` names the numbers, which come after those of around.py.
"""

from __future__ import annotations

import numpy as np

from index.analysis.characters import DIGIT, IDEOGRAPH
from index.cleaning.text.judge.sight import OWN
from index.cleaning.text.judge.words import PLANE, Array, pair, words_of
from index.cleaning.text.span import best_stretch
from index.jit.compile import Int, compiled, inlined

_WORDS, _GLUED = map(OWN.index, ("words", "glued"))
_STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)
_REACHES = (2, 5, 15)
COLUMNS: tuple[str, ...] = (
    "chance",
    *(f"chance {step:+}" for step in _STEPS),
    *(f"chance{by} within {reach}" for reach in _REACHES for by in ("", " by words")),
    "chance of group", "chance of run", "chance of form", "chance of others of form",
    "mass before", "mass after", "mean chance", "mean chance by words", "highest chance", "mass",
    "to first sure", "to last sure", "last sure", "next sure", "sure before", "sure after",
    "to stretch", "to its end", "said", "words said",
)  # fmt: skip
(_AT_STEPS, _AT_WITHIN, _AT_GROUP, _AT_MASS, _AT_SURE, _AT_SAID) = (
    COLUMNS.index(name)
    for name in ("chance -4", "chance within 2", "chance of group", "mass before",
                 "to first sure", "said")
)  # fmt: skip

SURE = 0.8
"""A paragraph is the article's for certain with this share of the highest probability."""

CORE = 0.25
"""The article is the stretch whose words are the most likely, each counted from here."""
CORE_SHARE = 0.4
"""Of the highest probability in a text, where that is low, this share does instead of CORE."""
MOST = 60
"""A paragraph counts for no more words than these."""
SENTENCE = 8
"""With fewer words it is no sentence."""

_FAR = 60
# Words are looked up that stand this far in a paragraph, and have so many letters.
_LOOK, _LETTERS = 100, 4


def stretch_of(words: Array, chances: Array) -> tuple[int, int, float]:
    """The first and last place of the likeliest stretch, and the highest chance of a sentence.

    `words` are those of each place, no more than MOST. In a text of which nothing is likely the
    likeliest is the article: less is needed there.
    """
    highest = float(chances[words >= SENTENCE].max(initial=0.0)) or 1.0
    core = min(CORE, CORE_SHARE * highest)
    return (*best_stretch((words * (chances - core)).tolist()), highest)


def look_again(
    points: Array, starts: Array, letters: tuple[Array, Array, Array],
    columns: Array, forms: Array, chances: Array,
) -> Array:  # fmt: skip
    """The columns of both looks, f4[n, …].

    `columns` f4[n, …] are those of the first, `chances` f4[n] what was made of them; the other
    arrays are as in sight.look.
    """
    n, width = columns.shape
    out = np.empty((n, width + len(COLUMNS)), np.float32)
    out[:, :width] = columns
    words = np.minimum(MOST, np.expm1(columns[:, _WORDS]))
    first, last, highest = stretch_of(words, chances)
    fresh = out[:, width:]
    see_chances(chances, words, columns[:, _GLUED], forms, highest, (first, last), fresh)
    see_said(points, starts, letters[0], letters[2], chances, SURE * highest, fresh)
    return out


@compiled
def see_chances(
    chances: Array, words: Array, glued: Array, forms: Array,
    highest: float, stretch: tuple[int, int], out: Array,
) -> None:  # fmt: skip
    """Fill all columns of `out` but the last two, which are of words."""
    n = len(chances)
    sums = np.zeros((n + 1, 3), np.float64)
    for i in range(n):
        sums[i + 1, 0] = sums[i, 0] + chances[i]
        sums[i + 1, 1] = sums[i, 1] + words[i]
        sums[i + 1, 2] = sums[i, 2] + words[i] * chances[i]
        out[i, 0] = chances[i]
        for j in range(len(_STEPS)):
            k = i + _STEPS[j]
            out[i, _AT_STEPS + j] = chances[k] if 0 <= k < n else -1
        out[i, _AT_SURE + 6] = max(-_FAR, min(_FAR, i - stretch[0]))
        out[i, _AT_SURE + 7] = max(-_FAR, min(_FAR, stretch[1] - i))
    _see_windows(sums, out)
    _see_groups(sums, glued, forms, out)
    _see_form(chances, forms, out)
    _see_mass(sums, highest, out)
    _see_sure(chances, words, SURE * highest, out)


@inlined
def _see_windows(sums: Array, out: Array) -> None:
    """The means of the paragraphs around each, by number and by words."""
    n = len(out)
    for i in range(n):
        for j in range(len(_REACHES)):
            low, high = max(0, i - _REACHES[j]), min(n, i + _REACHES[j] + 1)
            words = max(1.0, sums[high, 1] - sums[low, 1])
            out[i, _AT_WITHIN + 2 * j] = (sums[high, 0] - sums[low, 0]) / (high - low)
            out[i, _AT_WITHIN + 2 * j + 1] = (sums[high, 2] - sums[low, 2]) / words


@inlined
def _see_groups(sums: Array, glued: Array, forms: Array, out: Array) -> None:
    """The means of paragraphs between two blank lines, and of those of one form in a row."""
    n = len(out)
    group = run = 0
    for i in range(1, n + 1):
        if i == n or not glued[i]:
            out[group:i, _AT_GROUP] = (sums[i, 0] - sums[group, 0]) / (i - group)
            group = i
        if i == n or forms[i] != forms[run]:
            out[run:i, _AT_GROUP + 1] = (sums[i, 0] - sums[run, 0]) / (i - run)
            run = i


@inlined
def _see_form(chances: Array, forms: Array, out: Array) -> None:
    """The means of all paragraphs of a form, and of all but the one itself."""
    n = len(out)
    order = np.argsort(forms)
    begin = 0
    for i in range(1, n + 1):
        if i < n and forms[order[i]] == forms[order[begin]]:
            continue
        total = 0.0
        for place in order[begin:i]:
            total += chances[place]
        for place in order[begin:i]:
            out[place, _AT_GROUP + 2] = total / (i - begin)
            others = i - begin - 1
            out[place, _AT_GROUP + 3] = (total - chances[place]) / others if others else -1
        begin = i


@inlined
def _see_mass(sums: Array, highest: float, out: Array) -> None:
    """The shares of the chances, weighed by words, that stand before and after each."""
    n = len(out)
    mass = max(0.001, sums[n, 2])
    for i in range(n):
        out[i, _AT_MASS] = sums[i, 2] / mass
        out[i, _AT_MASS + 1] = 1 - sums[i + 1, 2] / mass
        out[i, _AT_MASS + 2] = sums[n, 0] / n
        out[i, _AT_MASS + 3] = sums[n, 2] / max(1.0, sums[n, 1])
        out[i, _AT_MASS + 4] = highest
        out[i, _AT_MASS + 5] = np.log1p(sums[n, 2])


@inlined
def _see_sure(chances: Array, words: Array, sure: float, out: Array) -> None:
    """How far it is to the sentences that are sure, and how much of them is before and after."""
    n = len(out)
    total = 0.0
    first, last, above = n, -1, -_FAR
    for i in range(n):
        out[i, _AT_SURE + 4] = total
        if words[i] >= SENTENCE and chances[i] >= sure:
            total += words[i]
            first, last, above = min(first, i), i, i
        out[i, _AT_SURE + 2] = min(_FAR, i - above)
    below = n + _FAR
    for i in range(n - 1, -1, -1):
        own = words[i] if words[i] >= SENTENCE and chances[i] >= sure else 0.0
        if own:
            below = i
        out[i, _AT_SURE + 3] = min(_FAR, below - i)
        before = out[i, _AT_SURE + 4]
        out[i, _AT_SURE + 4] = before / max(1.0, total)
        out[i, _AT_SURE + 5] = 1 - (before + own) / max(1.0, total) if total else 0
        out[i, _AT_SURE] = max(-_FAR, min(_FAR, i - first)) if total else 0
        out[i, _AT_SURE + 1] = max(-_FAR, min(_FAR, last - i)) if total else 0


@compiled
def see_said(
    points: Array, starts: Array, kinds: Array, lower: Array,
    chances: Array, sure: float, out: Array,
) -> None:  # fmt: skip
    """Fill the last two columns: how many of a paragraph's words others say that are sure."""
    n = len(chances)
    room = min(len(points), n * _LOOK) + 1
    size = 2
    while size < 2 * room:
        size *= 2
    keys, said = np.zeros(size, np.uint64), np.zeros(size, np.int32)
    last = np.full(size, -1, np.int32)
    slots, ends = np.empty(room, np.int64), np.empty(n, np.int64)
    hashes = np.empty(_LOOK, np.uint64)
    spans = np.empty((_LOOK, 2), np.int64)
    count = 0
    for i in range(n):
        words = words_of(points, starts[i], starts[i + 1], kinds, lower, hashes, spans)
        for j in range(words):
            key = _telling(j, words, hashes, spans, points, kinds)
            if not key:
                continue
            slot = _slot_for(key, keys)
            if last[slot] != i:
                last[slot] = i
                said[slot] += chances[i] >= sure
                slots[count] = slot
                count += 1
        ends[i] = count
    begin = 0
    for i in range(n):
        known = 0
        for slot in slots[begin : ends[i]]:
            known += said[slot] > (chances[i] >= sure)
        own = ends[i] - begin
        out[i, _AT_SAID] = known / own if own else -1
        out[i, _AT_SAID + 1] = known
        begin = ends[i]


@inlined
def _telling(
    j: Int, count: Int, hashes: Array, spans: Array, points: Array, kinds: Array
) -> np.uint64:
    """The hash of a word that tells what a text is about, 0 where it does not.

    Short words are in all texts, and numbers are all one; of ideographs two in a row tell.
    """
    first = points[spans[j, 0]]
    kind = kinds[first] if first < PLANE else 0
    if kind & IDEOGRAPH:
        if j + 1 < count and spans[j + 1, 0] == spans[j, 1]:
            return pair(np.uint64(hashes[j]), np.uint64(hashes[j + 1]))
        return np.uint64(0)
    if kind & DIGIT or spans[j, 1] - spans[j, 0] < _LETTERS:
        return np.uint64(0)
    return np.uint64(hashes[j])


@inlined
def _slot_for(key: np.uint64, keys: Array) -> Int:
    """The slot of a key, which is entered if it is new."""
    mask = np.uint64(len(keys) - 1)
    slot = (key ^ (key >> np.uint64(32))) & mask
    while keys[slot] and keys[slot] != key:
        slot = (slot + np.uint64(1)) & mask
    keys[slot] = key
    return np.int64(slot)
