"""Every test here runs on both engines; on a cluster only where all tests are run."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.opensearch import ClusterUrl
from search import SearchEngine, archive_of
from search.opensearch import ClusterEngine
from tests.engine.archive import FilledArchive, complete, filled, names
from tests.extent import ALL
from tests.folder import Folder
from tests.search.conftest import ARTICLES

ENGINES = ("folder", "cluster") if ALL else ("folder",)


@pytest.fixture(scope="session", params=ENGINES)
def kind(request: pytest.FixtureRequest) -> str:
    """Which engine."""
    return str(request.param)


@pytest.fixture
def archive(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[FilledArchive]:
    """An archive of its own, without articles."""
    with _archive(kind, tmp_path, request) as made:
        yield made


@pytest.fixture(scope="module")
def kept_archive(
    kind: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[FilledArchive]:
    """One for all tests of a file, which only ask."""
    with _archive(kind, tmp_path_factory.mktemp(kind), request) as made:
        yield made


@pytest.fixture(scope="session")
def engine(
    kind: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[SearchEngine]:
    """The engine over a few articles about ferries and goats, which nobody changes."""
    with _archive(kind, tmp_path_factory.mktemp(kind), request) as made:
        yield filled(made, ARTICLES)


@pytest.fixture
def ask(engine: SearchEngine):
    """The names of the articles with all that a query asks for, best first."""
    return lambda query, **options: names(complete(engine.search(query, **options).hits))


@contextmanager
def _archive(kind: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[FilledArchive]:
    corpus = Folder(folder / "articles")
    if kind == "folder":
        yield FilledArchive(corpus, archive_of(corpus.folder, folder / "index"))
        return
    node = request.getfixturevalue("cluster")
    name = f"engine-{uuid.uuid4().hex[:8]}"
    url = ClusterUrl.parse(node.address(name))
    archive = FilledArchive(corpus, archive_of(corpus.folder, folder / "memory", url))
    try:
        yield archive
    finally:
        for engine in archive.opened:
            assert isinstance(engine, ClusterEngine)
            engine.close()
        node.ask(f"/{name}-articles-*,{name}-files-*", method="DELETE")
