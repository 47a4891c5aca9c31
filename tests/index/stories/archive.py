"""Articles on invented events, with copies and cuts of some, in an index that is grouped."""

from __future__ import annotations

import random
from pathlib import Path

from index.article import Article
from index.store.store import Store
from index.stories.grouping import group_stories
from index.stories.story_file import StoryFile
from tests.index.shelf import Shelf

_SYLLABLES = "ka lo mi ren tas vel dor shu ban eth quil mor pin gar ost".split()  # noqa: SIM905
_COMMON = """
    the of to and a in was that said on by it with from at for as people city after government
    report month water road house market police ferry strike school council court river storm
    """.split()  # noqa: SIM905


def word(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 3)))


def _sentence(rng: random.Random, names: list[str], rare: list[str]) -> str:
    """A sentence with some names inside and some words that are of one event only."""
    words = rng.choices(_COMMON, k=rng.randint(8, 16))
    for each in (*rng.sample(names, 2), *rng.sample(rare, 2)):
        words.insert(rng.randint(1, len(words)), each)
    return f"The {' '.join(words)}."


class Event:
    """What several outlets report in their own words."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(seed)
        self.names = [word(rng).capitalize() for _ in range(5)]
        self.rare = [word(rng) for _ in range(14)]
        self.day = rng.randint(1, 24)

    def report(self, seed: int, later: int = 0, outlet: str = "Courier") -> Article:
        rng = random.Random(seed)
        title = f"{self.names[0]} and {self.rare[0]} {self.rare[1]} in {self.names[1]}"
        text = "\n".join(
            " ".join(_sentence(rng, self.names, self.rare) for _ in range(4)) for _ in range(4)
        )
        return Article(title, text, date=f"2021-03-{self.day + later:02}", outlet=outlet)


def cut(article: Article, share: float, outlet: str = "Gazette") -> Article:
    """The beginning of an article, in another outlet."""
    words = article.text.split(" ")
    text = " ".join(words[: int(len(words) * share)])
    return Article(article.title, text, date=article.date, outlet=outlet)


def grouped(directory: Path) -> Store:
    """The index, its articles grouped as a run does it."""
    store = Store.open(directory)
    group_stories(store)
    return store


def groups(store: Store) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """(the groups with the same text, the stories) of two articles or more, by their ids."""
    file = StoryFile(store.directory, store.manifest.stories)
    generation = store.generation()
    found = []
    for labels in file.labels([segment.entry for segment in generation.segments]):
        members: dict[int, set[str]] = {}
        for base, segment in zip(generation.bases, generation.segments, strict=True):
            for doc in segment.live_docs():
                members.setdefault(int(labels[base + doc]), set()).add(segment.id(doc))
        found.append({frozenset(each) for each in members.values() if len(each) > 1})
    return found[0], found[1]


def shelved(directory: Path, articles: dict[str, Article]) -> Store:
    """An index of articles that is grouped."""
    Shelf(directory).commit(articles)
    return grouped(directory)
