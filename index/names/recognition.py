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
from index.names.word_kind import (
    ABBREVIATED,
    ALONE,
    BEFORE_RANK,
    CAPITAL,
    CAPITALS,
    DAY,
    FUNCTION,
    INSTITUTION,
    LINK,
    OF,
    PARTICLE,
    PEOPLE,
    PLACE,
    RANK,
    SMALL,
    SURNAME,
    THE,
)

Array = npt.NDArray[Any]

MOST_NAMES = 64
"""Names of an article that are kept, the first ones."""

_LARGE = CAPITAL | CAPITALS
_NO_GIVEN_NAME = PEOPLE | INSTITUTION | BEFORE_RANK | RANK | FUNCTION
_MOST_WORDS = 6  # of a name; what is longer is a line in capitals
_LEAST_CAPITALS, _TIMES = 4, 8  # of a headline: words with one, and to each without
_LEAST_LETTERS = 3  # of one of several words
_SHOUTED = 3  # words in a row all in capitals are no name
_MANY_BLANKS = 3  # what is left of the end of a line where lines were run together
_MOST_BEHIND_HYPHEN = 5  # of what ends a given name in small letters
_LEAST_SHOUTED = 8  # of a line in capitals, whatever ends it: words, and _TIMES to each other

_BLANK, _HYPHEN, _STOP, _APART, _BEGINS = range(5)
"""What stands before a word: a blank, a hyphen, a full stop and a blank, something else, or what
begins a sentence."""
_LEAST_SMALL = 4  # letters of a word that headlines write with a capital, too
_IN_HEADLINE = 8  # added where nearly all words of the line have a capital, or are in capitals

_HYPHEN_SIGNS, _APOSTROPHES = (ord("-"), 0x2010, 0x2011), (ord("'"), 0x2018, 0x2019)
_HYPHENS = (*_HYPHEN_SIGNS, *_APOSTROPHES)
_LEAST_GENITIVE = 3  # letters of a word in the genitive: J's
_GENITIVE = ord("s")
_PARTIES = tuple(map(ord, "DRI"))  # (D-Texas), of members of the Congress of the United States
_SPACE, _FULL_STOP, _COMMA, _NEW_LINE = map(ord, " .,\n")
_END_SENTENCES = tuple(map(ord, ".!?…"))
_BEFORE_SENTENCES = tuple(map(ord, '.!?:;\n"“”„«»‹›*•…—–‘¿¡|'))


class Articles(NamedTuple):
    """The words of some articles."""

    text: Array
    """u1[] or u4[] Code points."""
    start: Array
    """i8[words] Where each word begins in the text,"""
    stop: Array
    """i8[words] and where it ends."""
    kind: Array
    """u4[words] What it is (index.names.word_kind)."""
    fold: Array
    """i4[words] The number of what it is, folded: the same for Bush, bush and Bush's."""
    edges: Array
    """i8[articles, 2] The first word of each article, and behind its last."""


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
            if not kind[word] & _LARGE or kind[word] & FUNCTION or gap[word] & _IN_HEADLINE:
                word += 1
                continue
            end = _end_of_row(articles, gap, word, last, placed, stamp)
            if _is_party(text, start, stop, kind, gap, word, last):
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
                while behind < end and not _is_rank(text, stop, kind, word, behind, end):
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
        before, is_line = _BEGINS, word == last
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
            large += (kind[word] & _LARGE) > 0
            small += kind[word] & SMALL > 0 and stop[word] - start[word] >= _LEAST_SMALL


@inlined
def _between(text: Array, end: Int, begin: Int) -> tuple[Int, bool]:
    """(what stands between two words, whether a line begins there)."""
    sign = text[end]
    if begin == end + 1 and sign == _SPACE:
        return _BLANK, False
    if begin == end + 1 and sign in _HYPHENS:
        return _HYPHEN, False
    if begin == end + 2 and text[end + 1] == _SPACE:
        if sign == _FULL_STOP:
            return _STOP, False
        if sign == _COMMA:
            return _APART, False
    before, is_line, blanks = _APART, False, 0
    for place in range(end, begin):
        is_line |= text[place] == _NEW_LINE
        blanks = blanks + 1 if text[place] == _SPACE else 0
        if blanks == _MANY_BLANKS:
            before = _BEGINS
        if text[place] in _BEFORE_SENTENCES:
            before = _BEGINS
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
        elif kind[word] & _LARGE and gap[word] in (_BLANK, _HYPHEN, _APART):
            inside[fold[word]] = stamp
            if gap[word] == _BLANK and kind[word - 1] & PLACE:
                placed[fold[word]] = stamp


@inlined
def _note_nouns(
    kind: Array, fold: Array, gap: Array, words: tuple[Int, Int, Int], small: Array
) -> None:
    """Note the words of an article with a stamp that have an article before them as small ones."""
    first, last, stamp = words
    for word in range(first + 1, last):
        if kind[word] & _LARGE and gap[word] == _BLANK and kind[word - 1] & THE:
            small[fold[word]] = stamp


@inlined
def _begins_sentence(kind: Array, gap: Array, word: Int, first: Int) -> Int:
    """Whether a word begins a sentence, for all that stands before it."""
    if gap[word] == _STOP and word > first:
        return not kind[word - 1] & ABBREVIATED
    return gap[word] == _BEGINS


@inlined
def _is_joined(kind: Array, gap: Array, word: Int) -> Int:
    """Whether a word stands right behind the one before it."""
    return gap[word] <= _HYPHEN or (gap[word] == _STOP and kind[word - 1] & ABBREVIATED > 0)


@inlined
def _is_rank(text: Array, stop: Array, kind: Array, first: Int, word: Int, end: Int) -> bool:
    """Whether a word of the row [first, end) is a rank; the last of Peter T. King is none."""
    if not kind[word] & RANK:
        return False
    if not kind[word] & SURNAME or word + 1 < end or word == first:
        return True
    given = kind[word - 1]
    if not given & _LARGE or given & _NO_GIVEN_NAME or (given & ALONE and not given & ABBREVIATED):
        return True
    return _is_genitive(text, stop[word - 1])


@inlined
def _is_genitive(text: Array, end: Int) -> bool:
    """Whether the word that ends there does so as `Jordan's`."""
    return end >= _LEAST_GENITIVE and text[end - 1] == _GENITIVE and text[end - 2] in _APOSTROPHES


@inlined
def _is_party(
    text: Array, start: Array, stop: Array, kind: Array, gap: Array, word: Int, last: Int
) -> bool:
    """Whether a row begins with a party and what it stands for, in apposition: , R-Texas."""
    if stop[word] - start[word] > 1 or gap[word] != _APART or word + 1 >= last:
        return False
    is_letter = text[start[word]] in _PARTIES and text[stop[word]] in _HYPHEN_SIGNS
    return is_letter and gap[word + 1] == _HYPHEN and kind[word + 1] & _LARGE > 0


@inlined
def _is_owner(
    articles: Articles, gap: Array, word: Int, last: Int, placed: Array, stamp: Int
) -> bool:
    """Whether a name ends with a word in the genitive, and another begins: CNN's Jake Tapper.

    So behind a word in capitals, behind a place, and before two words; not in Destiny's Child or
    St. John's Wood Road.
    """
    text, start, stop, kind, fold, _ = articles
    if stop[word] - start[word] < _LEAST_GENITIVE or not _is_genitive(text, stop[word]):
        return False
    if kind[word] & INSTITUTION or word + 1 >= last:
        return False
    if kind[word] & CAPITALS or placed[fold[word]] == stamp:
        return True
    if word > 0 and kind[word - 1] & ABBREVIATED and _is_joined(kind, gap, word):
        return False
    if word + 2 >= last or not kind[word + 1] & kind[word + 2] & CAPITAL:
        return False
    return gap[word + 2] == _BLANK and not (kind[word + 1] | kind[word + 2]) & FUNCTION


@inlined
def _end_of_row(
    articles: Articles, gap: Array, word: Int, last: Int, placed: Array, stamp: Int
) -> Int:
    """Where the row of words with capitals ends that begins with a word."""
    start, stop, kind = articles.start, articles.stop, articles.kind
    end = word + 1
    while end < last and _is_joined(kind, gap, end):
        if _is_owner(articles, gap, end - 1, last, placed, stamp):
            break
        is_short = stop[end] - start[end] <= _MOST_BEHIND_HYPHEN
        if end > word + 1 and is_short and _is_behind_hyphen(kind, gap, end):
            end += 1
            continue
        if kind[end] & _LARGE:
            is_initial = kind[end] & ABBREVIATED > 0 and end + 1 < last and gap[end + 1] == _STOP
            if kind[end] & FUNCTION and not is_initial:
                break
            end += 1
            continue
        behind = end
        is_of = kind[end] & OF > 0 and kind[end - 1] & INSTITUTION > 0
        is_article = kind[end] & PARTICLE > 0 and (
            not kind[end] & FUNCTION or (end + 1 < last and gap[end + 1] == _HYPHEN)
        )
        if is_of or is_article or kind[end] & LINK:
            behind = end + 1
            if behind < last and _is_joined(kind, gap, behind):
                behind += kind[behind] & THE > 0 or kind[end] & kind[behind] & LINK > 0
        if behind == end or behind >= last or not _is_joined(kind, gap, behind):
            break
        if not kind[behind] & _LARGE or kind[behind] & FUNCTION:
            break
        end = behind + 1
    return end


@inlined
def _is_behind_hyphen(kind: Array, gap: Array, word: Int) -> Int:
    """Whether a small word may end a given name: Ki-moon, but not York-based."""
    return gap[word] == _HYPHEN and kind[word] & SMALL > 0 and not kind[word] & (FUNCTION | LINK)


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
    while start < stop and (not kind[start] & _LARGE or kind[start] & (DAY | FUNCTION)):
        start += 1
    while stop > start and (not kind[stop - 1] & _LARGE or kind[stop - 1] & (DAY | FUNCTION)):
        if stop - start > 2 and _is_behind_hyphen(kind, gap, stop - 1):
            break
        stop -= 1
    return start, stop


@inlined
def _is_name(kind: Array, start: Array, stop: Array, first: Int, end: Int) -> bool:
    """Whether words with capitals may be a name, wherever they stand."""
    words, shouted, peoples, alone, longest = 0, 0, 0, 0, 0
    for word in range(first, end):
        longest = max(longest, stop[word] - start[word])
        words += (kind[word] & _LARGE) > 0
        shouted += (kind[word] & CAPITALS) > 0
        peoples += (kind[word] & PEOPLE) > 0
        alone += (kind[word] & ALONE) > 0 and not kind[word] & ABBREVIATED
    if words == 1 and kind[first] & (ALONE | FUNCTION | BEFORE_RANK | INSTITUTION):
        return False
    if words > 1 and longest < _LEAST_LETTERS:
        return False  # U S, D C
    return words > peoples and words > alone and words <= _MOST_WORDS and shouted < _SHOUTED


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
