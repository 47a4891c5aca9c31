"""The articles that benchmarks read.

BACKFILE_DATA names a folder with news/*.jsonl.gz (objects with id, url, title, date, source and
text, one a line). When more articles are asked for than there are, the rest is recombined from
the real ones: the beginning of one, the end of another. Without the folder they are all made
(tests.bench.generate).
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from tests.bench import generate
from tests.bench.record import Record

_POOL = 10_000  # articles that are kept for recombining: enough for variety, 30 MB
_DATE = re.compile(r"(1[89]|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")


def data_folder() -> Path | None:
    """The folder with real data, when there is one."""
    named = os.environ.get("BACKFILE_DATA", "")
    folder = Path(named) / "news"
    return folder if named and folder.is_dir() else None


def provenance() -> str:
    """What the figures were measured on, in words."""
    folder = data_folder()
    return f"real articles ({folder})" if folder else "made articles (tests.bench.generate)"


def articles(limit: int) -> Iterator[Record]:
    """So many articles, the same and in the same order each time."""
    folder = data_folder()
    return islice(_endless(folder), limit) if folder else generate.articles(limit)


def _endless(folder: Path) -> Iterator[Record]:
    """The real articles, then mixtures of them for ever."""
    rng = random.Random(1)
    pool: list[Record] = []
    for number, record in enumerate(_real(folder)):
        yield record
        if len(pool) < _POOL:
            pool.append(record)
        elif (place := rng.randrange(number)) < _POOL:  # each article equally likely to be kept
            pool[place] = record
    for number in count(1):
        yield _mixture(number, *rng.sample(pool, 2))


def _real(folder: Path) -> Iterator[Record]:
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path) as lines:
            for number, line in enumerate(lines, 1):
                yield _record(json.loads(line), f"{path.name.removesuffix('.gz')}#{number}")


def _record(facts: dict[str, str], article_id: str) -> Record:
    return Record(
        id=article_id,
        title=facts["title"],
        text=facts["text"],
        date=facts["date"] if _DATE.match(facts["date"]) else "",
        outlet=facts["source"],
        url=facts["url"],
    )


def _mixture(number: int, one: Record, other: Record) -> Record:
    """The first half of one article and the second half of another."""
    beginning = one.text[: one.text.rfind(" ", 0, len(one.text) // 2 + 1)]
    end = other.text[other.text.rfind(" ", 0, len(other.text) // 2 + 1) :]
    return one._replace(id=f"mixed.jsonl#{number}", text=f"{beginning}{end}", date=other.date)
