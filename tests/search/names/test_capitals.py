"""Where everything is written in capitals, these do not tell names from words."""

import pytest

from index import reindex
from search import Engine
from tests.folder import Folder

CAPITALS = {
    "last": "THE LAST OF THE FERRIES WAS IN THE HARBOUR, AND IT WAS TO BE SOLD.",
    "least": "THE LEAST OF THE WORRIES OF THE PORT WAS THE WALL, AND IT WAS TO FALL.",
    "wall": "THE FALL OF THE WALL WAS SEEN IN THE TOWN, AND IT WAS TO BE MENDED.",
}
MIXED = {
    "small": "The last of the ferries was sold, and the least of the worries was the wall.",
    "again": "At last the wall of the old harbour fell, and at least it is to be mended.",
    "lasting": "The last of the boats came in at noon, with the least of the catch.",
    "names": "Envoys of HIZBALLAH and of HEZBOLLAH met in the harbour, and in the town.",
}
TITLES = {
    "LAST LAST LAST": "The boats came in at noon, and the people of the town saw them.",
    "LAST LAST": "The port is closed, and the people of the town have to walk.",
    "LEAST LEAST LEAST LEAST": "The wall of the port fell, and the people of the town saw it.",
}


@pytest.fixture
def engine_over(index_dir, tmp_path):
    def open_engine(texts):
        corpus = Folder(tmp_path / "articles")
        facts = [{"title": title, "text": text, "lang": "en"} for title, text in texts.items()]
        corpus.record("all.jsonl", *facts)
        assert not reindex(corpus.folder, index_dir).problems
        return Engine.open(index_dir)

    return open_engine


def _titles(engine, query):
    return {hit.title for hit in engine.search(query, limit=50).hits}


def test_word_is_no_name_for_being_in_an_archive_in_capitals(engine_over):
    engine = engine_over(CAPITALS)
    assert _titles(engine, "last") == {"last"}
    assert _titles(engine, "fall") == {"least", "wall"}


def test_word_is_no_name_for_being_in_headlines_in_capitals(engine_over):
    engine = engine_over(MIXED | TITLES)
    assert _titles(engine, "least") == {
        "small", "again", "lasting", "LEAST LEAST LEAST LEAST",
    }  # fmt: skip


def test_what_is_in_capitals_beside_small_letters_is_a_name(engine_over):
    engine = engine_over(MIXED)
    assert _titles(engine, "Hizballah") == {"names"}
    assert [spelling.form for spelling in engine.search("Hizballah").spellings] == ["hezbollah"]
