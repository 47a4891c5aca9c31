"""Where the words and phrases of a query occur among the candidates of a text.

A gapless phrase (`"air strikes"`) is one span to mark, a loose one (`"air strikes"~5`) marks each
of its words. A phrase occurs where each of its words comes after the one before within as many
positions as it allows; of several that would do, the nearest is taken.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import END, FORM, GAP, START, compiled
from search.highlight.character import EXTENDS, KILLS, LEADS, LETTER, NON_JOINER

Array = npt.NDArray[Any]

MASK, NUMBER, WRITTEN = range(3)
"""The columns of `meanings`: the query's words that a form is, as bits; the numbers in phrases of
its term, and of itself where phrases ask for words as they are written."""

PHRASE, TERM, SLOP, BITS = range(4)
"""The columns of `phrases`, a row for each word: which phrase, which number it must have, within
how many positions of the word before, and the bits that it is marked with."""

NO_TERM = -1
"""The number of what is in no phrase."""

_SCRIPT = 7  # bits: an Indic script has 128 characters in a row


@compiled
def occurrences(
    text: Array, kinds: Array, starts: Array, words: Array, meanings: Array, phrases: Array
) -> Array:
    """The spans to mark, ascending and without overlaps.

    Args:
        text: u4[n] Code points of texts, one after the other.
        kinds: u2[0x110000] The kinds of characters (`character`).
        starts: i8[texts] Where each text starts.
        words: i8[words, 4] The candidates (index.analysis.term_prefilter).
        meanings: i8[forms, 3] See MASK.
        phrases: i8[n, 4] See PHRASE.

    Returns:
        i8[n, 3] Start, end, and as bits which of the query's words each is.
    """
    bits, joined = np.zeros(len(words), np.int64), np.zeros(len(words), np.bool_)
    if len(phrases):
        first = 0
        for number in range(len(starts)):
            last = first
            stop = starts[number + 1] if number + 1 < len(starts) else len(text)
            while last < len(words) and words[last, START] < stop:
                last += 1
            find_phrases(words[first:last], meanings, phrases, bits[first:last], joined[first:last])
            first = last
    spans, count = np.empty((len(words), 3), np.int64), 0
    for word in range(len(words)):
        mask = meanings[words[word, FORM], MASK] | bits[word]
        if not mask:
            continue
        start = whole_start(text, kinds, words[word, START])
        end = whole_end(text, kinds, words[word, END])
        if count and (joined[word] or start < spans[count - 1, 1]):
            spans[count - 1, 1] = max(end, spans[count - 1, 1])
            spans[count - 1, 2] |= mask
        else:
            spans[count, 0], spans[count, 1], spans[count, 2] = start, end, mask
            count += 1
    return spans[:count]


@compiled
def find_phrases(words: Array, meanings: Array, phrases: Array, bits: Array, joined: Array) -> None:
    """Find all phrases in the words of one text.

    Writes `bits` of each word that is in phrases, and `joined` where it belongs to one span with
    the word before.
    """
    positions = np.empty(len(words), np.int64)
    position = 0
    for word in range(len(words)):
        position += words[word, GAP] + 1
        positions[word] = position
    first = 0
    while first < len(phrases):
        last = first
        while last < len(phrases) and phrases[last, PHRASE] == phrases[first, PHRASE]:
            last += 1
        find_phrase(words, positions, meanings, phrases[first:last], bits, joined)
        first = last


@compiled
def find_phrase(
    words: Array, positions: Array, meanings: Array, phrase: Array, bits: Array, joined: Array
) -> None:
    """Find one phrase; `positions` are those of `words` among all words of the text.

    Backwards, each word is tested for whether it can be the phrase's k-th with all that follow it;
    then forwards, the nearest of these are taken. Writes as `find_phrases` does.
    """
    size = len(phrase)
    # can_be[w, k]: word w can be the phrase's k-th, with further words for those that follow.
    can_be = np.zeros((len(words), size), np.bool_)
    after = np.full(size, -1, np.int64)  # the next position of its k-th word
    for word in range(len(words) - 1, -1, -1):
        number = meanings[words[word, FORM], NUMBER]
        written = meanings[words[word, FORM], WRITTEN]
        if number == NO_TERM and written == NO_TERM:
            continue
        for k in range(size):
            if (phrase[k, TERM] == number or phrase[k, TERM] == written) and (
                k == size - 1
                or (after[k + 1] >= 0 and after[k + 1] - positions[word] <= phrase[k, SLOP])
            ):
                can_be[word, k] = True
                after[k] = positions[word]
    awaited = np.zeros(size, np.bool_)  # its k-th word: those before it were found
    awaited[0] = True
    for word in range(len(words)):
        for k in range(size - 1, -1, -1):
            if not (can_be[word, k] and awaited[k]):
                continue
            bits[word] |= phrase[k, BITS]
            if k:
                awaited[k] = False
                joined[word] |= phrase[k, SLOP] == 1
            if k + 1 < size:
                awaited[k + 1] = True


@compiled
def whole_start(text: Array, kinds: Array, start: int) -> int:
    """Where the first character of a word starts as a reader sees it (Unicode's grapheme)."""
    while start and kinds[text[start]] & EXTENDS and kinds[text[start - 1]] & (LETTER | EXTENDS):
        start -= 1
    while joined_from(text, kinds, start) < start:
        start = joined_from(text, kinds, start)
    while start and kinds[text[start - 1]] & LEADS:
        start -= 1
    return start


@compiled
def whole_end(text: Array, kinds: Array, end: int) -> int:
    """Where the last character of a word ends as a reader sees it."""
    n = len(text)
    while end < n:
        if kinds[text[end]] & EXTENDS or joined_from(text, kinds, end) < end:
            end += 1
        else:
            break
    return end


@compiled
def joined_from(text: Array, kinds: Array, at: int) -> int:
    """Where the consonant starts that is made one with the one at `at` (क्‍ष); `at` if none is."""
    start, kills, script = at, False, text[at] >> _SCRIPT
    while start and kinds[text[start - 1]] & EXTENDS and text[start - 1] != NON_JOINER:
        start -= 1
        kills |= kinds[text[start]] & KILLS and text[start] >> _SCRIPT == script
    return start - 1 if kills and start and text[start - 1] >> _SCRIPT == script else at
