"""The queries that benchmarks ask, as rows of words.

BACKFILE_DATA names a folder with queries/search-benchmark-game/queries.txt (JSON lines with query
and tags) and queries/web_5k.jsonl (JSON lines with text). Without it they are made: words that
follow one another in the made articles, the same for everyone.

A word is a run of letters and digits in lower case: the one thing that all engines call a word,
and nothing that a query language could take for an instruction.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from index import STOP_WORDS
from tests.bench import generate

Words = tuple[str, ...]

GAME, WEB = "search-benchmark-game", "web"
_WORD = re.compile(r"[^\W_]+")  # \w+ without the underscore, which not all take for a letter
_MADE = {GAME: (300, (2, 2, 2, 3, 3, 4)), WEB: (5_000, (1, 2, 2, 3, 3, 3, 4, 4, 5, 6))}
_MADE_ARTICLES = 500


def words_in(text: str) -> Words:
    """The words of a text, in lower case."""
    return tuple(_WORD.findall(text.lower()))


def queries(name: str, every: int = 1) -> list[Words]:
    """Every so many-th of the queries of GAME or WEB; none twice."""
    folder = _folder()
    texts = _real(name, folder) if folder else _made(name)
    return list(dict.fromkeys(filter(None, map(words_in, texts))))[::every]


def phrases(rows: list[Words]) -> list[Words]:
    """Those that can be asked as a phrase: two words or more."""
    return [words for words in rows if len(words) > 1]


def telling(
    rows: list[Words], is_small: Callable[[str], bool] = STOP_WORDS.__contains__
) -> list[Words]:
    """The rows without stop words; those that are nothing else are left out."""
    kept = [tuple(word for word in words if not is_small(word)) for words in rows]
    return list(dict.fromkeys(filter(None, kept)))


def provenance() -> str:
    """Where the queries come from, in words."""
    folder = _folder()
    return f"real queries ({folder})" if folder else "made queries"


def _folder() -> Path | None:
    named = os.environ.get("BACKFILE_DATA", "")
    folder = Path(named) / "queries"
    return folder if named and folder.is_dir() else None


def _real(name: str, folder: Path) -> Iterator[str]:
    if name == WEB:
        yield from (line["text"] for line in _lines(folder / "web_5k.jsonl"))
        return
    for line in _lines(folder / "search-benchmark-game" / "queries.txt"):
        if line["tags"][0] == "union":  # each comes as an intersection and as a phrase as well
            yield line["query"]


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _made(name: str) -> Iterator[str]:
    """Words that stand side by side in made articles, or close to one another."""
    count, lengths = _MADE[name]
    rng = random.Random(name)
    texts = [words_in(article.text) for article in generate.articles(_MADE_ARTICLES)]
    for _ in range(count):
        words = rng.choice(texts)
        length, step = rng.choice(lengths), rng.choice((1, 1, 2))
        start = rng.randrange(len(words) - length * step)
        yield " ".join(words[start : start + length * step : step])
