"""A run over a corpus of articles in one file, as a user starts it, and articles by the batch."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from index import reindex
from tests.bench.corpus import articles
from tests.bench.cost import BATCH
from tests.bench.record import Record


def run_seconds(size: int, folder: Path) -> float:
    """CPU seconds of a whole run over one file with the articles, its workers' included."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    with (corpus / "articles.jsonl").open("w") as file:
        for record in articles(size):
            kept = {"title": record.title, "text": record.text, "date": record.date}
            json.dump(kept | {"source": record.outlet, "url": record.url}, file)
            file.write("\n")
    before = _cpu()
    reindex(corpus, folder / "index")
    return _cpu() - before


def _cpu() -> float:
    """Seconds of this process and of those that it has started, and that have ended."""
    return sum(os.times()[:4])


def batches(records: Iterator[Record], size: int) -> Iterator[list[Record]]:
    for start in range(0, size, BATCH):
        yield list(islice(records, min(BATCH, size - start)))
