"""Kernels over sounds: words as rows of sounds, their keys, what one row costs for another.

The cost is an edit distance whose edits have prices (Needleman and Wunsch 1970, with swaps of
neighbours as Damerau has them); the prices are those of the table, but for a few that depend on
the place. Keys are rows of coarse consonants, as Soundex has them, but a sound that may be of two
classes gives two keys.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import Float, Int, compiled, inlined
from index.names.table import (
    AROUND,
    BEFORE,
    BEHIND,
    LENGTH,
    NO_CLASS,
    NO_OPTION,
    OPTIONS,
    READING,
    READINGS,
    SOUND,
    SOUNDS,
    SPELLED,
    SoundRules,
    sound_table,
)
from index.names.word import LONGEST_NAME, Letters

Array = npt.NDArray[Any]

MOST_KEYS = 16
"""Keys of one reading of a word."""

FAR = 9.0
"""The cost between words that cost more than was asked for."""

_ROW = 3 * LONGEST_NAME  # sounds that a word may have
_FIRST_SOUND = np.float32(1.25)  # times dearer: it is seldom another
_FINAL_VOWEL = np.float32(1.8)  # times dearer, where the cost is above _NEAR: Maria, Mario
_NEAR = np.float32(0.15)
_FINAL_VOWEL_LOST = np.float32(0.5)  # Paul, Paula
_SECOND_VOWEL_LOST = np.float32(0.2)  # beside another vowel
_UNWRITTEN_VOWEL = np.float32(0.06)  # in a script that writes no short vowels
_SWAP = np.float32(0.5)
_BITS_OF_CLASS = 4
_EVERY_READING = (1 << len(READINGS)) - 1
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2**64 by the golden ratio: spreads numbers (Knuth)


def sounds_of(words: Letters, reading: str = "english") -> list[str]:
    """The sounds of some words in one reading, as they are written in the table."""
    table, row = sound_table(), np.empty(_ROW, np.uint8)
    found = []
    for start, stop in zip(words.offset[:-1].tolist(), words.offset[1:].tolist(), strict=True):
        size, _ = _read(words.letter[start:stop], READINGS.index(reading), table.rules, row)
        found.append("".join(table.sounds[sound] for sound in row[:size].tolist()))
    return found


def keys_of(words: Letters) -> tuple[Array, Array]:
    """The keys of some words, each once for a word.

    Returns:
        (key u4[K], the number of its word u4[K], ascending).
    """
    room = max(256, 4 * len(words.is_abjad))
    while True:
        key, number = np.empty((2, room), np.uint32)
        with np.errstate(over="ignore"):  # uncompiled, NumPy warns when hashing overflows
            count = _fill_keys(*words, sound_table().rules, key, number)
        if count >= 0:
            return key[:count].copy(), number[:count].copy()
        room *= 2


def costs_of(word: Letters, others: Letters, most: float) -> tuple[Array, Array]:
    """What a word costs for each of some others.

    The words are read in each way, and the cheapest counts.

    Returns:
        (costs f4[others], FAR above `most`; the size of the shorter i8[others], as `sizes_of` has
        it).
    """
    costs = np.empty(len(others.is_abjad), np.float32)
    sizes = np.empty(len(others.is_abjad), np.int64)
    _fill_costs(word, others, sound_table().rules, most, costs, sizes)
    return costs, sizes


def sizes_of(words: Letters) -> Array:
    """i8[words] How much there is to go by: the sounds, and one more where vowels are unwritten."""
    sizes = np.empty(len(words.is_abjad), np.int64)
    _fill_sizes(*words, sound_table().rules, sizes)
    return sizes


@compiled
def _fill_keys(
    letter: Array, offset: Array, is_abjad: Array, rules: SoundRules, key: Array, number: Array
) -> int:
    """Write `keys_of` into `key` u4[] and `number` u4[]; how many, or -1 when there is no room."""
    rows, sizes = np.empty((len(READINGS), _ROW), np.uint8), np.empty(len(READINGS), np.int64)
    found = np.empty(MOST_KEYS * len(READINGS), np.uint64)
    made = np.empty((2, MOST_KEYS * OPTIONS), np.uint64)
    count = 0
    for word in range(len(is_abjad)):
        keys, classes = 0, rules.classes[np.int64(is_abjad[word])]
        _read_all(letter[offset[word] : offset[word + 1]], rules, rows, sizes)
        for reading in range(len(READINGS)):
            if sizes[reading] >= 0:
                keys = _add_keys(rows[reading, : sizes[reading]], classes, made, found, keys)
        if count + keys > len(key):
            return -1
        for place in range(keys):
            key[count] = (found[place] * _MIX) >> np.uint64(32)
            number[count] = word
            count += 1
    return count


@compiled
def _add_keys(row: Array, classes: Array, made: Array, found: Array, keys: Int) -> Int:
    """Add to `found` u8[] the keys of a row of sounds that it has not; how many there are then.

    A key is the classes of the consonants, four bits each, a class that follows itself once.
    `made` u8[2, n] is room to work in.
    """
    made[0, 0], count = np.uint64(0), 1
    for sound in row:
        more = 0
        for place in range(count):
            for option in range(OPTIONS):
                kind = classes[sound, option]
                if kind == NO_OPTION or more == MOST_KEYS:
                    continue
                one = made[0, place]
                if kind != NO_CLASS and one & np.uint64(15) != np.uint64(kind):
                    one = one << np.uint64(_BITS_OF_CLASS) | np.uint64(kind)
                more = _add_new(made[1], more, one)
        count = more
        made[0, :count] = made[1, :count]
    for place in range(count):
        keys = _add_new(found, keys, made[0, place])
    return keys


@inlined
def _add_new(numbers: Array, count: Int, number: np.uint64) -> Int:
    """Add a number to the first `count` of some, if it is not among them; how many there are."""
    for place in range(count):
        if numbers[place] == number:
            return count
    numbers[count] = number
    return count + 1


@compiled
def _fill_sizes(
    letter: Array, offset: Array, is_abjad: Array, rules: SoundRules, sizes: Array
) -> None:
    """Write `sizes_of` into `sizes` i8[words]."""
    row = np.empty(_ROW, np.uint8)
    for word in range(len(is_abjad)):
        size, _ = _read(letter[offset[word] : offset[word + 1]], 0, rules, row)
        sizes[word] = size + is_abjad[word]


@compiled
def _fill_costs(
    one: Letters, others: Letters, rules: SoundRules, most: Float, costs: Array, shorter: Array
) -> None:
    """Write `costs_of` into `costs` and `shorter`."""
    letter, offset, is_abjad = others
    own, row = np.empty((2, len(READINGS), _ROW), np.uint8)
    own_sizes, sizes = np.empty((2, len(READINGS)), np.int64)
    steps = np.empty((4, _ROW + 1), np.float32)
    _read_all(one.letter, rules, own, own_sizes)
    for word in range(len(is_abjad)):
        cheapest, unwritten = np.float32(FAR), one.is_abjad[0] != is_abjad[word]
        _read_all(letter[offset[word] : offset[word + 1]], rules, row, sizes)
        for reading in range(len(READINGS)):
            for other in range(len(READINGS)):
                if own_sizes[reading] < 0 or sizes[other] < 0:
                    continue
                limit = min(np.float32(most), cheapest)
                known, asked = own[reading, : own_sizes[reading]], row[other, : sizes[other]]
                cheapest = min(cheapest, _cost(known, asked, unwritten, rules, limit, steps))
        costs[word] = cheapest
        shorter[word] = min(own_sizes[0] + one.is_abjad[0], sizes[0] + is_abjad[word])


@compiled
def _read_all(letters: Array, rules: SoundRules, rows: Array, sizes: Array) -> None:
    """Read a word in each way: `rows` u1[READINGS, _ROW] and their `sizes` i8[READINGS].

    The size of a row that is the same as one before is -1.
    """
    sizes[0], is_one = _read(letters, 0, rules, rows[0])
    for reading in range(1, len(READINGS)):
        sizes[reading] = -1
        if is_one:
            continue  # as most words have nothing that another reading reads otherwise
        size, _ = _read(letters, reading, rules, rows[reading])
        is_new = True
        for earlier in range(reading):
            if sizes[earlier] == size:
                place = 0
                while place < size and rows[earlier, place] == rows[reading, place]:
                    place += 1
                is_new &= place < size
        if is_new:
            sizes[reading] = size


@compiled
def _read(letters: Array, reading: Int, rules: SoundRules, row: Array) -> tuple[int, bool]:
    """Write the sounds of a word into `row` u1[_ROW], each once where it would follow itself.

    Args:
        letters: u1[n] The word's letters; doubled consonants are taken for one.
        reading: In which way it is read, a number of READINGS.
        rules: The table.
        row: Written.

    Returns:
        (how many sounds there are, whether they are the same in every reading).
    """
    word, length = np.empty(LONGEST_NAME, np.uint8), 0
    for letter in letters:
        if not length or word[length - 1] != letter or not rules.doubles[letter]:
            word[length] = letter
            length += 1
    at, size, is_one = 0, 0, True
    while at < length:
        step = 1
        for number in range(rules.first[word[at]], rules.first[word[at] + 1]):
            rule = rules.rules[number]
            if not _fits(rule, word[:length], at, rules.sets):
                continue
            is_one &= rule[READING] == _EVERY_READING
            if rule[READING] >> reading & 1:
                for place in range(rule[SOUNDS]):
                    sound = rule[SOUND + place]
                    if not size or row[size - 1] != sound:
                        row[size] = sound
                        size += 1
                step = rule[LENGTH]
                break
        at += step
    return size, is_one


@inlined
def _fits(rule: Array, word: Array, at: Int, sets: Array) -> bool:
    """Whether a rule fits the letters of a word from `at` on."""
    length, edge = len(word), sets.shape[1] - 1
    if at + rule[LENGTH] > length:
        return False
    for place in range(rule[LENGTH]):
        if word[at + place] != rule[SPELLED + place]:
            return False
    for place in range(AROUND):
        if rule[BEFORE + place] >= 0:
            before = at - 1 - place
            if not sets[rule[BEFORE + place], word[before] if before >= 0 else edge]:
                return False
        if rule[BEHIND + place] >= 0:
            behind = at + rule[LENGTH] + place
            if not sets[rule[BEHIND + place], word[behind] if behind < length else edge]:
                return False
    return True


@compiled
def _cost(
    one: Array, other: Array, unwritten: bool, rules: SoundRules, most: Float, steps: Array
) -> Float:
    """What one row of sounds costs for another; FAR as soon as it is above `most`.

    Args:
        one: u1[n] Sounds.
        other: u1[m] Sounds.
        unwritten: One of the two has no short vowels.
        rules: The table.
        most: See above.
        steps: f4[4, _ROW + 1] Room for three rows of the table of distances, and what is lost.
    """
    n, m = len(one), len(other)
    lost = steps[3]
    row, last, before = steps[0], steps[1], steps[2]
    row[0] = np.float32(0)
    for j in range(m):
        lost[j] = _lost(other, j, unwritten, rules)
        row[j + 1] = row[j] + lost[j]
    for i in range(n):
        row, last, before = before, row, last
        mine = _lost(one, i, unwritten, rules)
        row[0] = lowest = last[0] + mine
        for j in range(m):
            cost = last[j] + _instead(one, other, i, j, rules)
            if i and j and one[i] == other[j - 1] and one[i - 1] == other[j]:
                cost = min(cost, before[j - 1] + _SWAP)
            cost = min(cost, last[j + 1] + mine, row[j] + lost[j])
            row[j + 1] = cost
            lowest = min(lowest, cost)
        if lowest > most:
            return np.float32(FAR)
    return row[m] if row[m] <= most else np.float32(FAR)


@inlined
def _instead(one: Array, other: Array, i: Int, j: Int, rules: SoundRules) -> Float:
    """What sound i of a row costs for sound j of another."""
    cost = rules.instead[one[i], other[j]]
    if i == 0 or j == 0:
        cost *= _FIRST_SOUND
    is_final = i == len(one) - 1 and j == len(other) - 1
    if is_final and rules.is_vowel[one[i]] and rules.is_vowel[other[j]] and cost > _NEAR:
        cost *= _FINAL_VOWEL
    return cost


@inlined
def _lost(row: Array, i: Int, unwritten: bool, rules: SoundRules) -> Float:
    """What sound i of a row costs that the other has not."""
    if not rules.is_vowel[row[i]]:
        return rules.lost[row[i]]
    if unwritten:
        return _UNWRITTEN_VOWEL
    if i == len(row) - 1:
        return _FINAL_VOWEL_LOST
    beside = (i > 0 and rules.is_vowel[row[i - 1]]) or rules.is_vowel[row[i + 1]]
    return _SECOND_VOWEL_LOST if beside else rules.lost[row[i]]
