"""An archive in which names of several words are spelt in every way, to be searched as any other.

Few of the spellings that are known to be of one name occur in any one archive. So the spellings of
a name are written over a real name of two words (its host), an article having one of them: what
stands around them is real, their spelling is ours. News with names of its own is in the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from zlib import crc32

from index import Article
from search import Engine
from tests.index.shelf import Shelf
from tests.quality.data import folder, lines
from tests.quality.names_corpus import NEWS

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,} [A-Z][a-z]{2,}(?=[ ,.])")
_HOSTS = 12_000  # articles of the first set that lend their names
_OTHERS = 8_000  # articles that are in the way
_AROUND = 300  # characters of an article before and behind the name
_ARTICLES = range(8, 200)  # that a host has
_MOST = 12  # articles of a spelling


@dataclass(frozen=True, slots=True)
class NamesArchive:
    """An archive, and how many articles have each of the spellings that were written into it."""

    engine: Engine
    articles: dict[str, int]

    def finds(self, typed: str, spelling: str) -> bool:
        """Whether all articles with a spelling are found by a query."""
        outlet = {"outlet": _outlet(spelling)}
        found = self.engine.search(typed, limit=0, filters=outlet, facets=False)
        return found.total == self.articles[spelling]


def names_archive(directory: Path, names: Sequence[Sequence[str]]) -> NamesArchive:
    """An archive in a new folder with some names, of each its spellings, the commonest first."""
    first, *rest = (lines(folder() / "news" / f"{name}.jsonl.gz") for name in NEWS)
    hosts = _passages(record["text"] for record in islice(first, _HOSTS))
    others = [*islice(first, _OTHERS), *(record for some in rest for record in some)]
    made = {
        f"news/{number}": Article(record["title"], record["text"], lang="en")
        for number, record in enumerate(others)
    }
    articles: dict[str, int] = {}
    for spellings, (host, passages) in zip(names, hosts, strict=False):
        for place, passage in enumerate(passages[: _MOST * len(spellings)]):
            spelling = spellings[place % len(spellings)]
            articles[spelling] = articles.get(spelling, 0) + 1
            text = passage.replace(host, spelling)
            made[f"{_outlet(spelling)}/{articles[spelling]}"] = Article(
                "", text, outlet=_outlet(spelling), lang="en"
            )
    Shelf(directory).commit(made)
    return NamesArchive(Engine.open(directory), articles)


def _outlet(spelling: str) -> str:
    return f"o{crc32(spelling.encode()):08x}"


def _passages(texts: Iterator[Any]) -> Iterator[tuple[str, list[str]]]:
    """Names of two words and the passages in which they stand, the most frequent first."""
    found: dict[str, list[str]] = {}
    for text in texts:
        seen: set[str] = set()
        for match in _NAME.finditer(text):
            if match[0] not in seen:
                seen.add(match[0])
                start, stop = max(0, match.start() - _AROUND), match.end() + _AROUND
                found.setdefault(match[0], []).append(text[start:stop])
    ranked = sorted(found.items(), key=lambda row: (-len(row[1]), row[0]))
    return ((name, rows) for name, rows in ranked if len(rows) in _ARTICLES)
