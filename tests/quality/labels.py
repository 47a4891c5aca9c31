"""Which paragraphs of a page its known text holds, by alignment."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tests.quality.page import Page

_WORD = re.compile(r"\w+")
_GRAM = 4
# Shorter lines stand in a text by chance; they are what their neighbours are.
_FEWEST, _LONG = 5, 60
_HALF = 0.5
# A copy counts only so often as the known text has it; where, its neighbours say.
_COPY, _NEAR = 20, 6


class Labels(NamedTuple):
    """For each paragraph whether it is of the article, and how sure that is, 0 to 1."""

    article: list[bool]
    sure: list[float]


def labels_of(page: Page, texts: Sequence[str], title: str) -> Labels:
    """The labels of the paragraphs of a page; those of its headline mean nothing."""
    labels = _aligned(page.text, texts) if page.text else _passages(page, texts)
    headline = set(_words(title))
    sure = [
        0.0 if _is_like(set(_words(text)), headline) else weight
        for text, weight in zip(texts, labels.sure, strict=True)
    ]
    return Labels(labels.article, sure)


def _aligned(known: str, texts: Sequence[str]) -> Labels:
    lines = {"".join(_words(line)) for line in known.split("\n")}
    flat = "".join(_words(known))
    grams = set(_grams(_words(known)))
    found = [_share(_words(text), lines, grams, flat) for text in texts]
    article = [share is not None and share >= _HALF for share in found]
    _take_out_copies(article, texts, flat)
    long = [i for i, text in enumerate(texts) if len(text) > _LONG and found[i] is not None]
    around = dict.fromkeys(range(len(texts)), False)
    for before, after in pairwise([-1, *long, len(texts)]):
        inside = before >= 0 and after < len(texts) and article[before] and article[after]
        around.update(dict.fromkeys(range(before + 1, after), inside))
    unsure = [share is None for share in found]
    article = [around[i] if unsure[i] else article[i] for i in range(len(texts))]
    return Labels(article, [0.3 if each else 1.0 for each in unsure])


def _share(words: list[str], lines: set[str], grams: set[str], flat: str) -> float | None:
    """How much of a line the known text has; None where it is too short to tell."""
    line = "".join(words)
    if line in lines:
        return 1.0
    if len(words) >= _FEWEST:
        own = _grams(words)
        return sum(gram in grams for gram in own) / len(own)
    # Chinese has no spaces: few words may be long.
    if len(line) >= 12 and not line.isascii():
        long = [word for word in words if len(word) > 5] or [line]
        return sum(word in flat for word in long) / len(long)
    return None if line and line in flat else 0.0


def _take_out_copies(article: list[bool], texts: Sequence[str], flat: str) -> None:
    places = defaultdict(list)
    for i, text in enumerate(texts):
        if article[i]:
            places["".join(_words(text))].append(i)
    for line, copies in places.items():
        if len(copies) > 1 and len(line) >= _COPY:
            near = Counter(
                {
                    i: sum(
                        len(texts[j])
                        for j in range(max(0, i - _NEAR), min(len(texts), i + _NEAR + 1))
                        if article[j] and j not in copies
                    )
                    for i in copies
                }
            )
            for i in sorted(copies, key=lambda i: (-near[i], i))[max(1, flat.count(line)) :]:
                article[i] = False


def _passages(page: Page, texts: Sequence[str]) -> Labels:
    article, sure = [False] * len(texts), [0.0] * len(texts)
    for passages, label in ((page.unwanted, False), (page.wanted, True)):
        flat = [" ".join(passage.split()) for passage in passages]
        for i, text in enumerate(texts):
            if any(passage and passage in text for passage in flat):
                article[i], sure[i] = label, 1.0
    return Labels(article, sure)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _grams(words: Sequence[str]) -> list[str]:
    return [" ".join(words[i : i + _GRAM]) for i in range(max(1, len(words) - _GRAM + 1))]


def _is_like(words: set[str], others: set[str]) -> bool:
    return bool(words) and len(words & others) >= 0.75 * max(len(words), len(others))
