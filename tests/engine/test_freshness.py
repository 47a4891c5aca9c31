"""An engine that runs sees what is indexed meanwhile."""

import pytest

from tests.engine.archive import filled, names
from tests.search.conftest import ARTICLES


@pytest.fixture
def ask(archive):
    """The names of the articles that one engine finds, whatever happens to the index."""
    engine = filled(archive, ARTICLES)
    return lambda query: names(engine.search(query).hits)


def test_running_engine_sees_a_reindex(archive, ask):
    archive.corpus.article("zebra", "A zebra was seen in the harbour.")
    assert ask("zebra") == []
    archive.reindex()
    assert ask("zebra") == ["zebra"]
    (archive.corpus.folder / "zebra.jsonl").unlink()
    archive.reindex()
    assert ask("zebra") == []


def test_running_engine_sees_a_rebuild(archive, ask):
    archive.corpus.article("zebra", "A zebra was seen in the harbour.")
    archive.rebuild()
    assert ask("zebra") == ["zebra"]


def test_generation_changes_with_a_run(archive):
    engine = filled(archive, ARTICLES)
    before = engine.status()
    archive.corpus.article("zebra", "A zebra was seen in the harbour.")
    archive.reindex()
    after = engine.status()
    assert after.generation != before.generation
    assert after.articles == before.articles + 1
    assert after.updated >= before.updated
