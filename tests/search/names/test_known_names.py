"""Spellings of names of all the world in one archive: most are found, and none of another name.

Each name has articles of its own, in which its spellings stand in turn beside the same words, as
they do in the news; names that are near one another stand beside others.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import permutations, product
from pathlib import Path

import pytest

from index import Article, form_of
from search.names.archive_names import ArchiveNames
from tests.index.shelf import Shelf

TEXT = Path(__file__).with_name("known_names.txt").read_text(encoding="utf-8")
APART = "apart"
ARTICLES = 6
"""Of each spelling."""

FLOORS = {
    "arabic": 0.99,
    "persian and turkish": 0.96,
    "russian and ukrainian": 0.99,
    "chinese and korean": 0.96,
    "hebrew": 0.92,
    "india, burma and the south east": 1.0,
    "balkans, caucasus, africa and others": 1.0,
}
"""How many of the pairs are found, by where the names are from; raised when more are."""


def groups() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for line in TEXT.splitlines():
        code = line.partition("#")[0].strip()
        if code.startswith("["):
            rows = found.setdefault(code.strip("[]"), [])
        elif code:
            rows.append(code.split())
    return found


BEGIN, MIDDLE, END = "bdfgklmnprstv", ("ar", "el", "ir", "on"), ("ath", "end", "ost", "und")
WORDS = ["".join(parts) for parts in product(BEGIN, MIDDLE, BEGIN, END)]


def articles(chance: random.Random, spellings: list[str]) -> list[Article]:
    """Articles in which each of some spellings stands beside the same words."""
    company = chance.sample(WORDS, 10)
    found = []
    for spelling in spellings:
        for _ in range(ARTICLES):
            said = chance.sample(company, 6)
            before, behind = " ".join(said[:2]), ", ".join(said[2:])
            text = f"The {before} saw {spelling} {behind}."
            found.append(Article("", text, lang="en"))
    return found


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> ArchiveNames:
    """The names of an archive that has all of them."""
    chance = random.Random(7)
    made: list[Article] = []
    seen: set[str] = set()
    for head, rows in groups().items():
        for row in rows:
            each = [[word] for word in row] if head == APART else [row]
            for some in each:
                fresh = [word for word in some if form_of(word) not in seen]
                seen.update(map(form_of, fresh))
                made += articles(chance, fresh)
    shelf = Shelf(tmp_path_factory.mktemp("known") / "index")
    shelf.commit({f"{number}.txt": article for number, article in enumerate(made)})
    return ArchiveNames(shelf.generation())


def found(names: ArchiveNames, one: str) -> set[str]:
    return {variant.form for variant in names.variants(form_of(one))}


def test_spellings_of_a_name_are_found(names: ArchiveNames) -> None:
    asked, hit, missed = Counter[str](), Counter[str](), []
    for head, rows in groups().items():
        for row in rows if head != APART else []:
            for one, other in permutations(dict.fromkeys(row), 2):
                if form_of(one) == form_of(other) or not (one.isascii() or other.isascii()):
                    continue
                asked[head] += 1
                if form_of(other) in found(names, one):
                    hit[head] += 1
                else:
                    missed.append(f"{one}/{other}")
    shares = {head: hit[head] / asked[head] for head in asked}
    assert {h: round(s, 3) for h, s in shares.items() if s < FLOORS[h]} == {}, "; ".join(missed)


def test_names_that_are_near_one_another_are_not_taken_for_one(names: ArchiveNames) -> None:
    pairs = groups()[APART]
    assert len(pairs) >= 150
    merged = [
        f"{one}/{other}"
        for row in pairs
        for one, other in permutations(row, 2)
        if form_of(other) in found(names, one)
    ]
    assert merged == [], "; ".join(merged)
