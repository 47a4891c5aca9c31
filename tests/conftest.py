"""What every test can have: an empty corpus, a place for its index, and, among all, a cluster."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from index import warm_up_cleaning
from tests.begun import Begun, Fill
from tests.extent import ALL, lacking, needs
from tests.folder import Folder
from tests.opensearch.cluster import Cluster, Impossible, running

# Commands that tests start in processes of their own begin with byte code, as a user's do.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.load_profile("other" if ALL else "same")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist, or each process would start a cluster
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that need a cluster are run among all only, by the one process that starts it."""
    needing = [item for item in items if _needs_cluster(item)]
    if ALL:
        for item in needing:
            item.add_marker(pytest.mark.xdist_group("cluster"))
        return
    config.hook.pytest_deselected(items=needing)
    items[:] = [item for item in items if item not in needing]


def pytest_collection_finish() -> None:
    """What is collected stays to the end: looking through it again and again finds nothing.

    Where workers are forked, it would also copy all of it for them, page by page.
    """
    gc.collect()
    gc.freeze()


def _needs_cluster(item: pytest.Item) -> bool:
    if not isinstance(item, pytest.Function):
        return False
    on_both = getattr(item, "callspec", None)  # tests/engine: on a folder, and on a cluster
    is_on_cluster = on_both is not None and on_both.params.get("kind") == "cluster"
    return is_on_cluster or not {"cluster", "three_nodes"}.isdisjoint(item.fixturenames)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Long input is named by its beginning; packed files have the time in theirs."""
    is_long = isinstance(val, str | bytes) and len(val) > 50
    return f"{val[: 4 if isinstance(val, bytes) else 40]!a}..." if is_long else None


@pytest.fixture(scope="session")
def cleaning() -> None:
    """Load what cleans: the readers of each run are forked, and would load it one by one."""
    warm_up_cleaning()


@pytest.fixture
def corpus(tmp_path: Path, cleaning: None) -> Folder:
    return Folder(tmp_path / "articles")


@pytest.fixture
def index_dir(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture(scope="session")
def begun_before(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """The archives that tests of this process have begun with."""
    return Begun(tmp_path_factory.mktemp("begun"))


@pytest.fixture
def begin(corpus: Folder, index_dir: Path, begun_before: Begun) -> Callable[[Fill], None]:
    """Fill the corpus and its index with the articles that a function writes."""
    return lambda fill: begun_before.copy(fill, corpus, index_dir)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One node, for all tests that leave it whole."""
    yield from _cluster(1)


@pytest.fixture(scope="session")
def three_nodes() -> Iterator[Cluster]:
    """Three nodes; a test that kills one starts it again."""
    yield from _cluster(3)


def _cluster(nodes: int) -> Iterator[Cluster]:
    needs("opensearchpy")
    try:
        with running(nodes) as cluster:
            yield cluster
    except Impossible as reason:
        lacking(str(reason))
