"""The table of sounds as arrays: what `sounds.txt` says, ready for kernels.

Letters, sounds and sets of letters are numbered; a rule is a row of numbers. The rules of a first
letter stand together, those with more letters first, and otherwise as they stand in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

READINGS = ("english", "continental", "pinyin")

LONGEST_RULE = 7
"""Letters that a rule may replace."""
AROUND = 3
"""Letters before and behind that it may depend on."""
MOST_SOUNDS = 3
"""Sounds that it may write."""
(
    LENGTH,  # how many letters it replaces
    SPELLED,  # these letters
    BEFORE,  # the sets in which the letters before must be, the nearest first; -1 for any
    BEHIND,  # the same of those behind
    SOUNDS,  # how many sounds it writes
    SOUND,  # these sounds
    READING,  # a bit for each of READINGS in which it holds
    RULE_COLUMNS,
) = (0, 1, 8, 11, 14, 15, 18, 19)

OPTIONS = 3
"""Classes that one sound may be of."""
NO_CLASS, NO_OPTION = 0, 255

_FILE = Path(__file__).with_name("sounds.txt")
_UNLIKE, _OTHER_VOWEL, _LOST = 1.0, 0.5, 1.0


class SoundRules(NamedTuple):
    """What the kernels of `index.names.sounds` are given; A letters, S sounds, R rules."""

    first: Array
    """i4[A + 1] Where the rules of each letter begin."""
    rules: Array
    """i2[R, RULE_COLUMNS]"""
    sets: Array
    """bool[sets, A + 1] Which letters a set has; the last column is the edge of a word."""
    doubles: Array
    """bool[A] Whether the letter counts once where it stands twice."""
    is_vowel: Array
    """bool[S]"""
    instead: Array
    """f4[S, S] What a sound costs in place of another."""
    lost: Array
    """f4[S] What a sound costs that is not there."""
    classes: Array
    """u1[2, S, OPTIONS] The classes of a sound, in alphabets and in abjads."""


@dataclass(frozen=True, slots=True)
class SoundTable:
    """The letters that the table knows, and the rules."""

    letter: dict[str, int]
    """The number of each letter; those of a to z are 0 to 25."""
    is_abjad: frozenset[str]
    """The letters of scripts that do not write short vowels."""
    sounds: str
    rules: SoundRules


@cache
def sound_table() -> SoundTable:
    """The table of `sounds.txt`. Raises ValueError with the line that makes no sense."""
    return parse_table(_FILE.read_text(encoding="utf-8"))


@cache
def table_checksum() -> int:
    """What tells whether keys were made by this table or by another one."""
    return crc32(_FILE.read_bytes())


def parse_table(text: str) -> SoundTable:
    """A table from its text. Raises ValueError with the line that makes no sense."""
    sections: dict[str, list[str]] = {}
    rows: list[str] = []
    for line in map(_without_comment, text.splitlines()):
        if line.startswith("["):
            rows = sections.setdefault(line.strip("[]"), [])
        elif line:
            rows.append(line)
    vowels, consonants = ("".join(sections[kind]).replace(" ", "") for kind in _SOUNDS)
    sounds = vowels + consonants
    scripts = [name for name in sections if name not in _TABLES]
    written = [_Rule.of(row, name, sounds) for name in scripts for row in sections[name]]
    latin = "abcdefghijklmnopqrstuvwxyz"
    others = sorted({sign for rule in written for sign in rule.letters} - set(latin))
    letter = {sign: number for number, sign in enumerate([*latin, *others])}
    first, rules, sets = _numbered(written, letter, sounds)
    return SoundTable(
        letter,
        frozenset(s for rule in written if rule.script == "abjad" for s in rule.letters),
        sounds,
        SoundRules(
            first, rules, sets,
            np.array([sign not in "aeiou" and sign in latin for sign in letter]),
            np.array([sound in vowels for sound in sounds]),
            _costs(sections["costs"], sounds, len(vowels)),
            _lost(sections["lost"], sounds),
            _classes(sections, sounds, vowels),
        ),
    )  # fmt: skip


_SOUNDS = ("vowels", "consonants")
_TABLES = (*_SOUNDS, "costs", "lost", "classes", "abjad-classes")


def _without_comment(line: str) -> str:
    """A # that begins a comment begins the line, or stands behind two blanks."""
    if line.lstrip().startswith("#"):
        return ""
    code, _, _ = line.partition("  #")
    return code.strip()


class _Rule(NamedTuple):
    """A rule as it stands in the file."""

    letters: str
    sounds: str
    before: tuple[str, ...]
    """Sets of letters as written, the nearest first."""
    behind: tuple[str, ...]
    readings: tuple[str, ...]
    script: str

    @classmethod
    def of(cls, row: str, script: str, sounds: str) -> _Rule:
        """Read a rule. Raises ValueError."""
        rest, _, reading = row.partition("(")
        readings = tuple(reading.rstrip(") ").split()) or READINGS
        if "english" in readings:  # what pinyin does not say is read as in English
            readings = (*readings, "pinyin")
        rest, _, context = rest.partition("/")
        letters, _, made = (part.strip() for part in rest.partition(">"))
        before, _, behind = context.partition("_")
        rule = cls(
            letters, made, tuple(reversed(before.split())), tuple(behind.split()), readings, script
        )
        fits = 0 < len(letters) <= LONGEST_RULE and len(made) <= MOST_SOUNDS
        if not fits or not set(made) <= set(sounds) or not set(readings) <= set(READINGS):
            raise ValueError(f"no rule: {row!r}")
        if max(len(rule.before), len(rule.behind)) > AROUND:
            raise ValueError(f"more than {AROUND} letters around: {row!r}")
        return rule


def _numbered(
    written: Sequence[_Rule], letter: dict[str, int], sounds: str
) -> tuple[Array, Array, Array]:
    """The rules as arrays: `first`, `rules` and `sets` of SoundRules."""
    sets: dict[str, int] = {}
    rows = np.full((len(written), RULE_COLUMNS), -1, np.int16)
    for row, rule in zip(rows, written, strict=True):
        row[LENGTH], row[SOUNDS] = len(rule.letters), len(rule.sounds)
        row[SPELLED : SPELLED + len(rule.letters)] = [letter[sign] for sign in rule.letters]
        row[SOUND : SOUND + len(rule.sounds)] = [sounds.index(sound) for sound in rule.sounds]
        for place, around in ((BEFORE, rule.before), (BEHIND, rule.behind)):
            row[place : place + len(around)] = [sets.setdefault(s, len(sets)) for s in around]
        row[READING] = sum(1 << READINGS.index(reading) for reading in set(rule.readings))
    order = np.lexsort((-rows[:, LENGTH], rows[:, SPELLED]))  # stable: else as in the file
    rows = np.ascontiguousarray(rows[order])
    first = np.searchsorted(rows[:, SPELLED], np.arange(len(letter) + 1)).astype(np.int32)
    has = np.zeros((len(sets) + 1, len(letter) + 1), np.bool_)
    for name, number in sets.items():
        has[number] = _members(name, letter)
    return first, rows, has


def _members(name: str, letter: dict[str, int]) -> Array:
    """bool[letters + 1] What a set as written has: L, #, a letter, [ae] or [^ae]."""
    signs = name.strip("[]")
    has = np.zeros(len(letter) + 1, np.bool_)
    if name == "L":
        has[:-1] = True
        return has
    for sign in signs.removeprefix("^"):
        has[letter[sign] if sign != "#" else -1] = True
    return ~has if signs.startswith("^") else has


def _costs(rows: Sequence[str], sounds: str, vowels: int) -> Array:
    costs = np.full((len(sounds), len(sounds)), _UNLIKE, np.float32)
    costs[:vowels, :vowels] = _OTHER_VOWEL
    for cost, pairs in _priced(rows):
        for one, other in (map(sounds.index, pair) for pair in pairs):
            costs[one, other] = costs[other, one] = cost
    np.fill_diagonal(costs, 0)
    return costs


def _lost(rows: Sequence[str], sounds: str) -> Array:
    lost = np.full(len(sounds), _LOST, np.float32)
    for cost, some in _priced(rows):
        lost[[sounds.index(sound) for sound in some]] = cost
    return lost


def _priced(rows: Sequence[str]) -> Iterator[tuple[float, list[str]]]:
    for row in rows:
        cost, *some = row.split()
        yield float(cost), some


def _classes(sections: dict[str, list[str]], sounds: str, vowels: str) -> Array:
    """u1[2, sounds, OPTIONS] as SoundRules has it; a vowel is of no class."""
    options = np.full((2, len(sounds), OPTIONS), NO_OPTION, np.uint8)
    options[:, :, 0] = NO_CLASS
    plain = [row.split()[0] for row in sections["classes"]]
    number = {"-": NO_CLASS} | {
        name: place for place, name in enumerate((n for n in plain if len(n) == 1), 1)
    }
    for kind, name in enumerate(("classes", "abjad-classes")):
        for row in sections[name]:
            classes, *some = row.split()
            for sound in some:
                found = [number[one] for one in classes]
                options[kind:, sounds.index(sound)] = found + [NO_OPTION] * (OPTIONS - len(found))
    return options
