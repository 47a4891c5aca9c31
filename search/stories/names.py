"""The names that the reports of a story have in common, and how each report spells them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import fold
from search.stories.story import Report

_INSIDE = re.compile(
    r"(?<![.!?:\"“”«»\n]\s)(?<!^)(?<![\w\"“«])"
    r"[^\W\d_a-zß-ÿ][\w'’-]+(?:\s[^\W\d_a-zß-ÿ][\w'’-]+){0,3}",
    re.MULTILINE,
)
_NOT_NAMES = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
        "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december", "mr", "mrs", "ms", "dr", "the", "reuters", "ap", "afp", "sen",
        "rep", "gov", "gen", "lt", "col", "sgt", "prof", "president",
    }
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouyhw]")
_SOUNDS = str.maketrans("qgczv", "kkksf")
_TWICE = re.compile(r"(.)\1+")
_SHORTEST = 5  # letters of a name whose spellings are told from other names


@dataclass(frozen=True, slots=True)
class Shared:
    """A name, and how many of the reports have it."""

    name: str
    reports: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """A way to spell a name, and the reports that do."""

    name: str
    reports: tuple[Report, ...]


def names_of(text: str) -> Counter[str]:
    """The names of a text, by how often they occur: capitals that do not begin a sentence."""
    found: Counter[str] = Counter()
    for match in _INSIDE.finditer(text):
        name = re.sub(r"['’]s?$", "", match[0])
        if fold(name) not in _NOT_NAMES:
            found[name] += 1
    return found


def shared_names(reports: Sequence[Report], most: int = 8) -> list[Shared]:
    """The names that hold a story together: those that most reports have."""
    counts: Counter[str] = Counter()
    for report in reports:
        counts.update(set(names_of(report.text)))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], -len(item[0].split()), item[0]))
    chosen: list[Shared] = []
    for name, count in ranked:
        known = {word for each in chosen for word in each.name.split()}
        if count > 1 and not known.issuperset(name.split()):
            chosen.append(Shared(name, count))
    return chosen[:most]


def spellings(reports: Sequence[Report]) -> list[tuple[Spelling, ...]]:
    """The names that reports spell in different ways: the spellings of each, the most used first.

    Two words are one name when they sound alike and no report has both.
    """
    used: dict[str, list[Report]] = {}
    for report in reports:
        words = {word for name in names_of(report.text) for word in name.split()}
        for word in words:
            if len(word) >= _SHORTEST and fold(word) not in _NOT_NAMES:
                used.setdefault(word, []).append(report)
    found = []
    for variants in _by_sound(sorted(used)):
        apart = [word for word in variants if not _is_inflected(word, variants)]
        readers = Counter(report.id for word in apart for report in used[word])
        if len({word.lower() for word in apart}) > 1 and max(readers.values()) == 1:
            ways = [Spelling(word, tuple(used[word])) for word in apart]
            found.append(tuple(sorted(ways, key=lambda way: (-len(way.reports), way.name))))
    return sorted(found, key=lambda ways: -sum(len(way.reports) for way in ways))


def _by_sound(words: Sequence[str]) -> Iterable[list[str]]:
    """The words that sound alike, together; Kh at the beginning is H, too: Kharkiv, Harkiv."""
    by_sound: dict[str, list[str]] = {}
    for word in words:
        by_sound.setdefault(_sound(word), []).append(word)
    for sound in [sound for sound in by_sound if sound[0] == "h"]:
        others = by_sound.get(f"k{sound[1:]}", [])
        if any(fold(word).startswith("kh") for word in others):
            others += by_sound.pop(sound)
    return by_sound.values()


def _sound(word: str) -> str:
    """What spellings of one name have in common: its consonants, alike ones taken for one."""
    folded = fold(word).translate(_SOUNDS).replace("ph", "f").replace("kh", "k")
    return _TWICE.sub(r"\1", folded[0].replace("j", "i") + _VOWELS.sub("", folded[1:]))


def _is_inflected(word: str, variants: Sequence[str]) -> bool:
    """Whether a word is another with an ending, as Iranian is of Iran."""
    return any(other != word and word.startswith(other) for other in variants)
