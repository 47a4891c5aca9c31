"""An archive of a few articles, to be searched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from index import reindex
from search import Engine
from tests.folder import Folder


def engine_over(facts: Iterable[Mapping[str, Any]], folder: Path) -> Engine:
    """An engine over articles with these facts, all in one file of an empty folder."""
    corpus = Folder(folder / "articles")
    corpus.record("all.jsonl", *facts)
    assert not reindex(corpus.folder, folder / "index").problems
    return Engine.open(folder / "index")
