"""Kernel: the names in articles, found by their capitals.

A name is a row of words with capitals, side by side, which small words may join (Bank of England,
Osama bin Laden). Whether a capital says something depends on where it stands: at the beginning of
a sentence it does not, nor in a line where every word has one. So the words of an article that
stand with a capital inside a sentence, and those in small letters, are noted first; they speak for
a word that begins a sentence, or against it. Nothing but the article itself is looked at: its names
are the same in whatever archive it lies.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy.typing as npt

from index.jit.compile import Int, compiled, inlined
from index.jit.kernel_api import unowned
from index.names.name_row import (
    APART,
    APOSTROPHES,
    BEGINS,
    BLANK,
    HYPHEN,
    HYPHEN_SIGNS,
    LARGE,
    STOP,
    Articles,
    end_of_row,
    is_behind_hyphen,
    is_of_institution,
    is_party,
    is_rank,
)
from index.names.word_kind import (
    ABBREVIATED,
    ALONE,
    BEFORE_RANK,
    CAPITALS,
    DAY,
    FUNCTION,
    INSTITUTION,
    LINK,
    OF,
    PEOPLE,
    PLACE,
    RANK,
    SMALL,
    THE,
)

Array = npt.NDArray[Any]

MOST_NAMES = 64
"""Names of an article that are kept, the first ones."""

_MOST_WORDS = 6  # of a name; what is longer is a line in capitals
_LEAST_CAPITALS, _TIMES = 4, 8  # of a headline: words with one, and to each without
_LEAST_LETTERS = 3  # of one of several words
_SHOUTED = 3  # words in a row all in capitals are no name
_MANY_BLANKS = 3  # what is left of the end of a line where lines were run together
_LEAST_SHOUTED = 8  # of a line in capitals, whatever ends it: words, and _TIMES to each other

_LEAST_SMALL = 4  # letters of a word that headlines write with a capital, too
_IN_HEADLINE = 8  # added where nearly all words of the line have a capital, or are in capitals

_HYPHENS = (*HYPHEN_SIGNS, *APOSTROPHES)
_SPACE, _FULL_STOP, _COMMA, _NEW_LINE = map(ord, " .,\n")
_END_SENTENCES = tuple(map(ord, ".!?…"))
_BEFORE_SENTENCES = tuple(map(ord, '.!?:;\n"“”„«»‹›*•…—–‘¿¡|'))


class Seen(NamedTuple):
    """The last article, counted through, that has a word so; i4[folds]."""

    small: Array
    """In small letters."""
    inside: Array
    """With a capital inside a sentence."""
    placed: Array
    """Behind a word such as `in`."""


@compiled
def find_names(
    articles: Articles, seen: Seen, number: Int, nouns: bool, gap: Array, rows: Array
) -> int:
    """Find the names of some articles.

    Args:
        articles: The articles.
        seen: What was seen of their words; written.
        number: The number of the first article, larger than all that were met before.
        nouns: Every noun is written with a capital: names are rows of words, and of single words
            those behind one such as `in` which have no article anywhere: in Berlin.
        gap: u1[words] Room to work in.
        rows: i8[room, 3] Written: (article, first word, after the last word).

    Returns:
        How many rows were written; they are those of the articles in their order.
    """
    found = 0
    text, start, stop, kind, fold, edges = articles
    text, start, stop, kind, fold, gap, rows = (
        unowned(text), unowned(start), unowned(stop), unowned(kind), unowned(fold), unowned(gap),
        unowned(rows),
    )  # fmt: skip
    small, inside, placed = unowned(seen.small), unowned(seen.inside), unowned(seen.placed)
    for article in range(len(edges)):
        first, last, begin = edges[article, 0], edges[article, 1], found
        stamp = number + article
        _note_gaps(text, start, stop, kind, first, last, gap)
        _note_words(kind, fold, gap, (first, last, stamp), Seen(small, inside, placed))
        if nouns:
            _note_nouns(kind, fold, gap, (first, last, stamp), small)
        word = first
        while word < last:
            if not kind[word] & LARGE or kind[word] & FUNCTION or gap[word] & _IN_HEADLINE:
                word += 1
                continue
            end = end_of_row(articles, gap, word, last, placed, stamp)
            if is_party(text, start, stop, kind, gap, word, last):
                word = end
                continue
            is_first = _begins_sentence(kind, gap, word, first)
            is_word = small[fold[word]] == stamp and inside[fold[word]] != stamp
            if is_first and is_word and not kind[word] & RANK:
                word += 1  # like any other that begins a sentence
                continue
            at = word
            while at < end:
                behind = at
                while behind < end and not is_rank(text, stop, kind, word, behind, end):
                    behind += 1
                low, high = _core(kind, gap, at, behind, at > word, behind < end)
                if low < high and _is_name(kind, start, stop, low, high):
                    is_sure = inside[fold[low]] == stamp or not (is_first and low == word)
                    is_plain = small[fold[low]] == stamp and not kind[low] & CAPITALS
                    is_told = not nouns or placed[fold[low]] == stamp
                    if high - low > 1 or (is_sure and not is_plain and is_told):
                        found = _add(fold, low, high, rows, begin, found)
                at = behind + 1
            word = end
        found = _without_surnames(kind, fold, stamp, placed, rows, begin, found)
        found = _without_initials(text, start, stop, fold, rows, begin, found)
        for row in range(begin, found):
            rows[row, 0] = article
    return found


@inlined
def _note_gaps(
    text: Array, start: Array, stop: Array, kind: Array, first: Int, last: Int, gap: Array
) -> None:
    """Write into `gap` what stands before each word of an article, and where headlines are."""
    line, large, small, shouted = first, 0, 0, 0
    for word in range(first, last + 1):
        before, is_line = BEGINS, word == last
        if first < word < last:
            before, is_line = _between(text, stop[word - 1], start[word])
        if is_line:
            end = stop[word - 1] if word > first else 0
            is_sentence = end < len(text) and text[end] in _END_SENTENCES
            is_shouted = shouted >= _LEAST_SHOUTED and shouted >= _TIMES * (large - shouted + small)
            is_headline = large >= _LEAST_CAPITALS and large >= _TIMES * small and not is_sentence
            if is_shouted or is_headline:
                for each in range(line, word):
                    gap[each] |= _IN_HEADLINE
            line, large, small, shouted = word, 0, 0, 0
        if word < last:
            gap[word] = before
            shouted += (kind[word] & CAPITALS) > 0
            large += (kind[word] & LARGE) > 0
            small += kind[word] & SMALL > 0 and stop[word] - start[word] >= _LEAST_SMALL


@inlined
def _between(text: Array, end: Int, begin: Int) -> tuple[Int, bool]:
    """(what stands between two words, whether a line begins there)."""
    sign = text[end]
    if begin == end + 1 and sign == _SPACE:
        return BLANK, False
    if begin == end + 1 and sign in _HYPHENS:
        return HYPHEN, False
    if begin == end + 2 and text[end + 1] == _SPACE:
        if sign == _FULL_STOP:
            return STOP, False
        if sign == _COMMA:
            return APART, False
    before, is_line, blanks = APART, False, 0
    for place in range(end, begin):
        is_line |= text[place] == _NEW_LINE
        blanks = blanks + 1 if text[place] == _SPACE else 0
        if blanks == _MANY_BLANKS:
            before = BEGINS
        if text[place] in _BEFORE_SENTENCES:
            before = BEGINS
    return before, is_line


@inlined
def _note_words(
    kind: Array, fold: Array, gap: Array, words: tuple[Int, Int, Int], seen: Seen
) -> None:
    """Note how the words [first, last) of an article with a stamp are written."""
    first, last, stamp = words
    small, inside, placed = seen
    for word in range(first, last):
        if gap[word] & _IN_HEADLINE:
            continue
        if kind[word] & SMALL:
            small[fold[word]] = stamp
        elif kind[word] & LARGE and gap[word] in (BLANK, HYPHEN, APART):
            inside[fold[word]] = stamp
            if gap[word] == BLANK and kind[word - 1] & PLACE:
                placed[fold[word]] = stamp


@inlined
def _note_nouns(
    kind: Array, fold: Array, gap: Array, words: tuple[Int, Int, Int], small: Array
) -> None:
    """Note the words of an article with a stamp that have an article before them as small ones."""
    first, last, stamp = words
    for word in range(first + 1, last):
        if kind[word] & LARGE and gap[word] == BLANK and kind[word - 1] & THE:
            small[fold[word]] = stamp


@inlined
def _begins_sentence(kind: Array, gap: Array, word: Int, first: Int) -> Int:
    """Whether a word begins a sentence, for all that stands before it."""
    if gap[word] == STOP and word > first:
        return not kind[word - 1] & ABBREVIATED
    return gap[word] == BEGINS


@inlined
def _core(
    kind: Array, gap: Array, start: Int, stop: Int, is_behind: bool, is_before: bool
) -> tuple[Int, Int]:
    """The words [start, stop) without those that are no part of a name at its ends.

    Args:
        kind: The words,
        gap: and what stands before each.
        start: The first,
        stop: and behind the last.
        is_behind: They stand behind a rank: of Secretary of State Hillary Clinton, the last five.
        is_before: They stand before one: of Iraqi Foreign Minister, the first two.
    """
    while is_before and stop > start and kind[stop - 1] & BEFORE_RANK:
        stop -= 1
    while is_behind and start < stop and kind[start] & (BEFORE_RANK | OF | LINK | THE):
        start += 1
    while start < stop and (not kind[start] & LARGE or kind[start] & (DAY | FUNCTION)):
        start += 1
    while stop > start and (not kind[stop - 1] & LARGE or kind[stop - 1] & (DAY | FUNCTION)):
        if stop - start > 2 and is_behind_hyphen(kind, gap, stop - 1):
            break
        stop -= 1
    return start, stop


@inlined
def _is_name(kind: Array, start: Array, stop: Array, first: Int, end: Int) -> bool:
    """Whether words with capitals may be a name, wherever they stand."""
    words, shouted, peoples, alone, longest, has_of = 0, 0, 0, 0, 0, False
    for word in range(first, end):
        longest = max(longest, stop[word] - start[word])
        has_of |= is_of_institution(kind, first, word)
        words += (kind[word] & LARGE) > 0
        shouted += (kind[word] & CAPITALS) > 0
        peoples += (kind[word] & PEOPLE) > 0
        alone += (kind[word] & ALONE) > 0 and not kind[word] & ABBREVIATED
    if words == 1 and kind[first] & (ALONE | FUNCTION | BEFORE_RANK | INSTITUTION):
        return False
    if words > 1 and longest < _LEAST_LETTERS:
        return False  # U S, D C
    is_told = words > alone or has_of
    return words > peoples and is_told and words <= _MOST_WORDS and shouted < _SHOUTED


@inlined
def _add(fold: Array, start: Int, stop: Int, rows: Array, begin: Int, found: Int) -> Int:
    """Add the words [start, stop) to the rows of an article, unless it has them."""
    for row in range(begin, found):
        other, size = rows[row, 1], rows[row, 2] - rows[row, 1]
        if size == stop - start and fold[other] == fold[start]:
            place = 1
            while place < size and fold[start + place] == fold[other + place]:
                place += 1
            if place == size:
                return found
    if found - begin < MOST_NAMES:
        rows[found, 1], rows[found, 2] = start, stop
        found += 1
    return found


@inlined
def _without_surnames(
    kind: Array, fold: Array, stamp: Int, placed: Array, rows: Array, begin: Int, found: Int
) -> Int:
    """Leave out names of one word that are the last of a longer one: Assad is Bashar al-Assad.

    Not so of a place (in China), which may be the last of a longer name, too (Air China). Where the
    longer one begins with a rank of which not all are (General Petraeus, but General Motors), it is
    left out itself.
    """
    for row in range(begin, found):
        start = rows[row, 1]
        if rows[row, 2] - start == 2 and kind[start] & BEFORE_RANK:
            for other in range(begin, found):
                is_word = rows[other, 2] - rows[other, 1] == 1
                if is_word and fold[rows[other, 1]] == fold[start + 1]:
                    rows[row, 1] = start + 1
    kept = begin
    for row in range(begin, found):
        start, stop = rows[row, 1], rows[row, 2]
        is_surname = False
        if stop - start == 1 and placed[fold[start]] != stamp:
            for other in range(begin, found):  # those that have moved up are still of the article
                last = rows[other, 2] - 1
                if last > rows[other, 1] and fold[last] == fold[start]:
                    is_surname |= kind[last - 1] & (OF | THE) == 0
        is_again = False
        for other in range(begin, kept):
            is_again |= (
                stop - start == 1
                and rows[other, 2] - rows[other, 1] == 1
                and (fold[rows[other, 1]] == fold[start])
            )
        if not is_surname and not is_again:
            rows[kept, 1], rows[kept, 2] = start, stop
            kept += 1
    return kept


@inlined
def _without_initials(
    text: Array, start: Array, stop: Array, fold: Array, rows: Array, begin: Int, found: Int
) -> Int:
    """Leave out names of an initial and a surname where a longer one has both: W. Burns."""
    kept = begin
    for row in range(begin, found):
        first, last = rows[row, 1], rows[row, 2] - 1
        is_short = last - first == 1 and stop[first] - start[first] == 1
        is_again = False
        if is_short:
            for other in range(begin, found):
                end = rows[other, 2] - 1
                for word in range(rows[other, 1], end):
                    is_full = stop[rows[other, 1]] - start[rows[other, 1]] > 1
                    is_same = fold[end] == fold[last] and text[start[word]] == text[start[first]]
                    is_again |= is_full and is_same
        if not is_again:
            rows[kept, 1], rows[kept, 2] = rows[row, 1], rows[row, 2]
            kept += 1
    return kept
