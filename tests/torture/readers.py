"""Readers beside a writer: every answer is that of one committed generation.

All articles of an edition bear its number, and how many there are follows from it; so an answer
that mixes two editions shows, whichever they are. Several threads ask one engine, or one server,
while runs follow one another.
"""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import click

from index import rebuild, reindex
from search import SORTS, Engine
from tests.folder import Folder
from tests.torture import rules
from tests.torture.child import Child
from tests.torture.kind import Broken, Tried, chance
from tests.torture.requests import exchange, served

_EDITIONS = 8  # runs an attempt
_THREADS = 4
_FEWEST, _SPAN = 6, 5  # an edition has from 6 to 10 articles
_MOST = 100

Answer = tuple[int, list[str]]
"""Total, and the titles of all that was found."""
Ask = Callable[[str, str], Answer]


class Readers:
    """Asks while `reindex` and `rebuild` commit."""

    weight = 8
    needs_shim = False

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed = folder, seed

    def attempt(self, number: int) -> Tried:
        rng = chance(self._seed, "readers", number)
        folder = self._folder / str(number)
        folder.mkdir()
        corpus, directory = Folder(folder / "articles"), folder / "index"
        publish(corpus, 1)
        reindex(corpus.folder, directory)
        is_served = rng.random() < 0.5
        writer = Child(_made(folder / "writer"), lambda: _write(corpus, directory, rng))
        try:
            reading = _over_http if is_served else _in_threads
            readers = Child(_made(folder / "readers"), lambda: reading(folder, rng.random()))
            rules.is_done(writer.wait())
            (folder / "done").touch()
            ended = readers.wait()
        finally:
            writer.end()
        if ended.code:
            raise Broken(ended.said[-600:])
        if not (answers := int(ended.out)):
            raise Broken("nothing was answered")
        return Tried(f"{'pages' if is_served else 'threads'}, {_EDITIONS} runs", answers)


def size_of(edition: int) -> int:
    """How many articles an edition has."""
    return _FEWEST + edition % _SPAN


def publish(corpus: Folder, edition: int) -> None:
    """Make the corpus that edition."""
    for path in corpus.folder.iterdir():
        path.unlink()
    for number in range(size_of(edition)):
        text = f"This is paper number {number} of edition{edition}. " * (1 + edition % 3)
        corpus.article(f"{number}", text, title=f"Edition {edition}", source="The Courier")


def _write(corpus: Folder, directory: Path, rng: random.Random) -> None:
    for edition in range(2, 2 + _EDITIONS):
        publish(corpus, edition)
        rng.choice((reindex, reindex, rebuild))(corpus.folder, directory)


def _in_threads(folder: Path, seed: float) -> None:
    engine = Engine.open(folder / "index")

    def ask(query: str, sort: str) -> Answer:
        result = engine.search(query, limit=_MOST, sort=sort)
        counted = sum(value.count for value in result.facets["outlet"])
        if counted != result.total:
            raise Broken(f"{counted} articles by outlet, of {result.total}")
        return result.total, [
            each.title for hit in result.hits for each in (hit, *hit.near_duplicates)
        ]

    _read(folder, seed, ask)


def _over_http(folder: Path, seed: float) -> None:
    address = served(folder, folder / "articles", folder / "index")

    def ask(query: str, sort: str) -> Answer:
        asked = urlencode({"q": query, "sort": sort, "limit": _MOST, "variants": 1})
        request = f"GET /search.json?{asked} HTTP/1.0\r\nHost: localhost\r\n\r\n"
        head, _, body = exchange(address, request.encode()).partition(b"\r\n\r\n")
        if b" 200 " not in head[:20]:
            raise Broken(f"{head[:40]!r}")
        found = json.loads(body)
        hits = found["hits"]
        return found["total"], [
            each["title"] for hit in hits for each in (hit, *hit["near_duplicates"])
        ]

    _read(folder, seed, ask)


def _read(folder: Path, seed: float, ask: Ask) -> None:
    """Ask in threads until the writer is done; prints how often, exits with 1 on what is wrong."""
    counts, wrong = [0] * _THREADS, []

    def read(place: int) -> None:
        rng, edition, is_last = chance(0, seed, place), 1, False
        try:
            while not is_last:
                is_last = (folder / "done").exists()
                answer = ask(
                    rng.choice(("paper", "", "pap*", "edition", '"this is paper"')),
                    rng.choice(SORTS),
                )
                earliest = 1 + _EDITIONS if is_last else edition
                edition = rules.is_of_one_edition(*answer, size_of, earliest)
                counts[place] += 1
        except Exception as error:
            wrong.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=read, args=(place,)) for place in range(_THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    click.echo("; ".join(wrong) or sum(counts))
    raise SystemExit(bool(wrong))


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
