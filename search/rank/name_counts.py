"""Kernels over the names that articles have: their hashes, their articles, their counts."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Int, compiled, inlined, lowest_bit, popcount, u8_at, unowned
from search.rank.term_record import BITSET_WORDS

Array = npt.NDArray[Any]

_BASIS, _PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)  # of FNV-1a
_TAB, _NEW_LINE, _HYPHEN, _SPACE = map(ord, "\t\n- ")
_A, _Z, _CASE = ord("A"), ord("Z"), 32
_SMALL_A, _SMALL_Z = ord("a"), ord("z")

_CLASS = np.zeros(256, np.uint8)
"""The consonants that are one where names are looked up; 0 for those that count for nothing."""
for _number, _letters in enumerate(("bp", "fv", "cgkq", "sjzx", "dt", "l", "m", "n", "r"), 1):
    for _letter in _letters:
        _CLASS[ord(_letter)] = _number
_F, _K, _S, _T = 2, 3, 4, 5
_H, _C, _J, _P, _D = map(ord, "hcjpd")
_SOFT = tuple(map(ord, "eiy"))


@compiled
def hash_names(text: Array, form: Array, skeleton: Array) -> None:
    """Hash the forms of names, and their consonants.

    Args:
        text: u1[] A name a line, and behind a tab its form where that is not the name in small
            letters with blanks for hyphens (index.segment.mention_file); behind another, where
            that is of another script, its sounds in Latin letters.
        form: u8[names] Written.
        skeleton: u8[names] Written.
    """
    text = unowned(text)
    at = name = 0
    while at < len(text):
        end, first, last = at, at, -1
        while text[end] != _NEW_LINE:
            if text[end] == _TAB:
                first, last = (first, end) if first > at else (end + 1, -1)
            end += 1
        value = bones = _BASIS
        for place in range(first, end if last < 0 else last):
            value = (value ^ np.uint64(_small(text[place]))) * _PRIME
        before = 0
        for place in range(first if last < 0 else last + 1, end):
            kind = _class_of(text, place, end)
            if kind and kind != before:
                bones = (bones ^ np.uint64(kind)) * _PRIME
                before = kind
        form[name], skeleton[name] = value, bones
        name += 1
        at = end + 1


@inlined
def _small(sign: Int) -> Int:
    """A byte as it counts in forms: small, with blanks for hyphens."""
    if _A <= sign <= _Z:
        return np.int64(sign) + _CASE
    return np.int64(_SPACE if sign == _HYPHEN else sign)


@inlined
def _class_of(text: Array, place: Int, end: Int) -> Int:
    """The class of the consonant at a place; what is not ASCII is its own."""
    sign = _small(text[place])
    if sign >= 128:
        return sign
    behind = _small(text[place + 1]) if place + 1 < end else np.int64(0)
    if sign == _C and (behind == _H or behind in _SOFT):
        return _S
    if sign == _P and behind == _H:
        return _F
    if sign == _D and behind == _J:
        return 0
    return np.int64(_CLASS[sign])


@compiled
def count_names(
    start: Array, name: Array, number_of: Array, leader: Array, bits: Array, step: Int,
    seen: Array, counts: Array, met: Array, count: Int,
) -> Int:  # fmt: skip
    """Count the names of some articles of a segment, each once an article.

    Args:
        start: i8[N + 1] The names of article d are name[start[d] : start[d + 1]].
        name: u4[mentions]
        number_of: i4[M] The number of each name in the generation.
        leader: i4[names] The spelling that stands for each.
        bits: u8[BITSET_WORDS] The articles.
        step: Every so many of them is looked at.
        seen: i4[names] Where each name was counted last.
        counts: i8[names] Increased.
        met: i4[names] The names that were counted; written from `count` on.
        count: How many of these there are.

    Returns:
        How many there are now.
    """
    start, name, number_of, leader = (
        unowned(start), unowned(name), unowned(number_of), unowned(leader),
    )  # fmt: skip
    bits, seen, counts, met = unowned(bits), unowned(seen), unowned(counts), unowned(met)
    turn = 0
    for word in range(BITSET_WORDS):
        left = bits[word]
        while left:
            article = word * 64 + np.int64(lowest_bit(left))
            left &= left - np.uint64(1)
            turn += 1
            if turn < step:
                continue
            turn = 0
            for place in range(start[article], start[article + 1]):
                number = leader[number_of[name[place]]]
                if seen[number] != article + 1:
                    seen[number] = article + 1
                    if not counts[number]:
                        met[count] = number
                        count += 1
                    counts[number] += 1
    for place in range(count):
        seen[met[place]] = 0
    return count


@compiled
def count_sets(sets: Array, bits: Array, counts: Array) -> None:
    """Count how many articles of each set are in `bits`.

    Args:
        sets: i8[sets] Pointers to sets of articles, u8[segments, BITSET_WORDS] each.
        bits: u8[segments, BITSET_WORDS]
        counts: i8[sets] Zeros; written.
    """
    sets, bits, counts = unowned(sets), unowned(bits), unowned(counts)
    size = len(bits) * BITSET_WORDS
    at, wanted = np.empty(size, np.int64), np.empty(size, np.uint64)
    used = 0  # of most results most words have no article: they are gone through once
    for segment in range(len(bits)):
        for word in range(BITSET_WORDS):
            if bits[segment, word]:
                at[used], wanted[used] = segment * BITSET_WORDS + word, bits[segment, word]
                used += 1
    for place in range(len(counts)):
        articles = np.int64(0)
        there = u8_at(sets[place], size)
        for n in range(used):
            articles += popcount(there[at[n]] & wanted[n])
        counts[place] = articles
