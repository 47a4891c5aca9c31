"""The terms of a segment that are within a few edits of a word.

An edit inserts, leaves out or replaces a character, or exchanges two neighbours; no part of a word
is edited twice. That is the optimal string alignment distance, which Damerau (1964) proposed for
misspellings. It counts characters, not bytes.

The terms are sorted, so that neighbours begin alike: the rows of the table of distances are kept
for the characters that the next term shares with the last. Where no ending can bring a beginning
within reach any more, all terms with that beginning are skipped.

That is why it is our own and no library's: those measure pairs of words, and would be asked about
each term of the dictionary. The same loop measures single words too (`distances`), for marks and
spelling, so that these agree with what was found.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index import Segment
from index.jit.kernel_api import compiled

Array = npt.NDArray[Any]


_UTF8 = ("utf-8", "surrogatepass")  # JSON can smuggle in halves of characters


class Near(NamedTuple):
    """Terms near a word: their numbers, ascending, how many edits each is away, and from what.

    `left` counts the characters at the word's end that were not looked at.
    """

    number: npt.NDArray[np.int64]
    edits: npt.NDArray[np.int64]
    left: npt.NDArray[np.int64]

    def beside(self, other: Near) -> Near:
        """These and others, each term once and as near as it can be."""
        number, edits, left = map(np.concatenate, zip(self, other, strict=True))
        order = np.lexsort((left, edits, number))
        first = order[np.unique(number[order], return_index=True)[1]]
        return Near(number[first], edits[first], left[first])


def near_terms(
    segment: Segment, numbers: range, word: str, edits: int, prefix: int = 0, left: int = 0
) -> Near:
    """The terms within `edits` of a word, of those in `numbers` (a field's).

    The first `prefix` characters have to be the word's own; `left` as in `within`. Raises
    IndexDamaged.
    """
    file = segment.files["terms"]
    file.touch("offset", numbers.start, numbers.stop + 1)
    offset = file["offset"][numbers.start : numbers.stop + 1]
    file.touch("blob", int(offset[0]), int(offset[-1]))
    near = within(file["blob"], offset, word, edits, prefix, left)
    return near._replace(number=near.number + numbers.start)


def near_forms(segment: Segment, field: str, word: str, edits: int) -> Near:
    """The terms in a field, of any language, of which a form that is not the term is near a word.

    `taught` has the term `teach`, and those of other languages end with a mark.
    """
    forms, terms = segment.forms, segment.terms
    near = within(forms.blob, forms.offset, word, edits)
    found: dict[int, int] = {}
    for form, distance in zip(near.number.tolist(), near.edits.tolist(), strict=True):
        for variant in forms.of_forms(form, form + 1).tolist():
            place = segment.find(field, terms[int(forms.term[variant])])
            if place is not None:
                found[place] = min(distance, found.get(place, distance))
    number, edits_of = (np.array([*some], np.int64) for some in (found.keys(), found.values()))
    return Near(number, edits_of, np.zeros_like(number))


def within(
    blob: Array, offset: Array, word: str, edits: int, prefix: int = 0, left: int = 0
) -> Near:
    """The terms within `edits` of a word that have its first `prefix` characters.

    Up to `left` characters may be missing at the word's end: a stem is near a beginning of it.
    What is empty (the form of a language's mark) is no term, and near none.
    `blob` u1[] holds the terms in UTF-8, ascending by bytes; term t is
    blob[offset[t] : offset[t + 1]].
    """
    letters = np.frombuffer(word.encode("utf-32-le", "surrogatepass"), np.uint32)
    depth = len(letters) + edits + 2  # no term goes deeper before it is out of reach
    rows = np.empty((depth, 2 * edits + 1), np.int64)
    path = np.empty(depth, np.int64)
    found = np.empty((3, len(offset) - 1), np.int64)
    starts = offset.astype(np.int64)  # compiled code makes a float of an unsigned minus a signed
    prefix = min(prefix, len(letters))
    count = _search(blob, starts, letters, edits, prefix, left, rows, path, found)
    number = found[0, :count]
    return Near(*found[:, :count][:, starts[number + 1] > starts[number]])


def distances(words: Iterable[str], word: str, edits: int) -> dict[str, int]:
    """How many edits each of some words is from a word; those further than `edits` are left out."""
    ascending = sorted({other.encode(*_UTF8) for other in words})
    offset = np.zeros(len(ascending) + 1, np.int64)
    np.cumsum([len(other) for other in ascending], out=offset[1:])
    near = within(np.frombuffer(b"".join(ascending), np.uint8), offset, word, edits)
    found = zip(near.number.tolist(), near.edits.tolist(), strict=True)
    return {ascending[number].decode(*_UTF8): distance for number, distance in found}


@compiled
def _search(  # noqa: PLR0913, PLR0917  # compiled: there are no objects where it runs
    blob: Array, offset: Array, word: Array, edits: int, prefix: int, left: int,
    rows: Array, path: Array, found: Array,
) -> int:  # fmt: skip
    """Fill `found` i8[3, T] with what `Near` has; how many they are.

    `word` u4[m] code points. Beside the term's first i characters, kept in `path`, stands row i of
    the table: `rows[i, c]` is the distance to the word's first i - edits + c, or edits + 1 for
    anything above `edits`. The rows below `known` are those of `path`.
    """
    _begin(rows, len(word), edits)
    count, known, term, terms = 0, 0, 0, len(offset) - 1
    while term < terms:
        start, end = offset[term], offset[term + 1]
        at, depth, alive = start, 0, True
        while alive and at < end:
            size = _size(blob, at, end)
            letter = _letter(blob, at, size)
            at += size
            if depth == known or path[depth] != letter:
                path[depth] = letter
                known = depth + 1
                alive = depth >= prefix or word[depth] == letter
                alive = alive and _extend(rows, path, word, known, edits) <= edits
            depth += 1
        if not alive:
            term = _leap(blob, offset, term, at - start)
            continue
        if depth >= prefix:
            found[0, count] = term
            if _measure(rows, depth, len(word), edits, left, found[:, count]):
                count += 1
        term += 1
    return count


@compiled
def _begin(rows: Array, length: int, edits: int) -> None:
    """Row 0: from no character to the first few of the word."""
    for column in range(2 * edits + 1):
        place = column - edits
        rows[0, column] = place if 0 <= place <= length else edits + 1


@compiled
def _extend(rows: Array, path: Array, word: Array, depth: int, edits: int) -> int:
    """Make row `depth`, of the path's last character, from the two above; its lowest number."""
    letter, lowest = path[depth - 1], edits + 1
    for column in range(2 * edits + 1):
        place = depth - edits + column
        best = edits + 1
        if place == 0:
            best = min(best, depth)
        elif 0 < place <= len(word):
            best = min(best, rows[depth - 1, column] + (word[place - 1] != letter))
            if column < 2 * edits:
                best = min(best, rows[depth - 1, column + 1] + 1)
            if column > 0:
                best = min(best, rows[depth, column - 1] + 1)
            if (
                depth > 1
                and place > 1
                and word[place - 2] == letter
                and word[place - 1] == path[depth - 2]
            ):
                best = min(best, rows[depth - 2, column] + 1)
        rows[depth, column] = best
        lowest = min(lowest, best)
    return lowest


@compiled
def _measure(rows: Array, depth: int, length: int, edits: int, left: int, found: Array) -> bool:
    """Read off row `depth` how far the term is from the nearest allowed beginning of the word."""
    found[1] = edits + 1
    for missing in range(left + 1):
        column = length - missing - depth + edits
        if 0 <= column <= 2 * edits and missing <= length and rows[depth, column] < found[1]:
            found[1], found[2] = rows[depth, column], missing
    return bool(found[1] <= edits)


@compiled
def _size(blob: Array, at: int, end: int) -> int:
    """How many bytes the character at `at` has; never past the term's end."""
    lead = blob[at]
    size = 1 if lead < 0xC0 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    return min(size, end - at)


@compiled
def _letter(blob: Array, at: int, size: int) -> np.int64:
    """The code point of a character of so many bytes."""
    letter = np.int64(blob[at])
    if size > 1:
        letter &= 0x7F >> size
    for place in range(at + 1, at + size):
        letter = letter << 6 | (np.int64(blob[place]) & 0x3F)
    return letter


@compiled
def _leap(blob: Array, offset: Array, term: int, width: int) -> int:
    """The first term after `term` that has not its first `width` bytes: doubling, then halving."""
    terms, step, low = len(offset) - 1, 1, term
    while low + step < terms and _alike(blob, offset, term, low + step, width):
        low += step
        step *= 2
    high = min(low + step, terms)
    while low + 1 < high:
        middle = (low + high) // 2
        if _alike(blob, offset, term, middle, width):
            low = middle
        else:
            high = middle
    return high


@compiled
def _alike(blob: Array, offset: Array, one: int, other: int, width: int) -> bool:
    """Whether two terms have the same first `width` bytes; `one` has so many."""
    start, at = offset[one], offset[other]
    if offset[other + 1] - offset[other] < width:
        return False
    for place in range(width):  # noqa: SIM110  # a generator would not be compiled
        if blob[start + place] != blob[at + place]:
            return False
    return True
