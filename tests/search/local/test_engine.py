"""The engine over a folder, in what no other engine has: damage, threads, runs beside it.

What it answers is tested in tests/engine, where every engine has to.
"""

import threading
import tracemalloc

import pytest

from index import rebuild, reindex
from search import SORTS, Engine, IndexUnavailable
from tests.extent import ALL
from tests.hang import does_not_hang


def test_no_index_says_what_to_run(tmp_path):
    with pytest.raises(IndexUnavailable, match="backfile reindex"):
        Engine.open(tmp_path / "none")


def test_corrupt_index_is_said_not_searched(corpus, index_dir, engine):
    for path in index_dir.glob("segments/*/terms"):
        size = path.stat().st_size
        path.unlink()  # the engine of the fixture has it mapped still
        path.write_bytes(b"\0" * size)
    with pytest.raises(IndexUnavailable, match="backfile rebuild"):
        Engine.open(index_dir).search("ferry")


def test_only_what_a_checksum_or_a_structure_says_is_called_damage(engine, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("a fault of the program")

    monkeypatch.setattr("search.local.executor.Executor.search", fail)
    with pytest.raises(ZeroDivisionError):
        engine.search("ferry")


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("query", ["ferry", "ferry OR wall", "ferr* -goat", '"the ferry"', ""])
def test_page_far_behind_the_last_takes_no_room(engine, query, sort):
    engine.search(query, sort=sort)
    tracemalloc.start()
    result = engine.search(query, page=1_000_000, sort=sort)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 * 2**20
    assert result.hits == ()
    assert result.total == engine.search(query).total
    assert engine.search(query, limit=10**25, page=10**25, sort=sort).hits == ()


def test_limit_far_beyond_the_total_takes_no_room(engine):
    tracemalloc.start()
    result = engine.search("ferry OR wall", limit=1_000_000)
    similar = engine.similar("ferry.jsonl#1", limit=1_000_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 * 2**20
    assert len(result.hits) == result.total
    assert similar == engine.similar("ferry.jsonl#1", limit=100)


def test_threads_share_an_engine_while_runs_go_on(engine, corpus, index_dir):
    stop = threading.Event()
    wrong: list[object] = []

    def search_on():
        while not stop.wait(0.002):  # or the run would wait for the interpreter
            try:
                result = engine.search("ferry OR wall")
                ids = {hit.id for hit in result.hits}
                if not {"ferry.jsonl#1", "goat.jsonl#1"} <= ids or len(ids) != result.total:
                    wrong.append(ids)
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=search_on) for _ in range(4 if ALL else 2)]
    for thread in threads:
        thread.start()
    for number in range(8 if ALL else 4):
        corpus.article("more", f"Number {number} of the ferry.")
        (rebuild if number % 4 == 3 else reindex)(corpus.folder, index_dir)
    stop.set()
    for thread in threads:
        thread.join(30)
    assert wrong == []


@does_not_hang
def test_hostile_queries_do_not_hang(engine):
    for query in (
        "?*",
        "[a TO z]",
        "*a*",
        "a* " * 300,
        "(" * 300 + "x",
        "w " * 500,
        "ab* OR " * 60,
    ):
        engine.search(query)


@pytest.fixture
def asked(corpus, index_dir):
    """Says which of some articles, by the first word of each, a query finds, in order."""

    def ask(query, *texts):
        for text in texts:
            corpus.record(f"{text.split()[0]}.jsonl", {"title": "", "text": text, "lang": "en"})
        reindex(corpus.folder, index_dir)
        hits = Engine.open(index_dir).search(query).hits
        return [hit.id.partition(".")[0] for hit in hits]

    return ask


@pytest.mark.parametrize("query", ["Bejing~", "bejing~", "Bejing~1"])
def test_small_word_is_no_slip_of_another(asked, query):
    texts = "Envoys met in Beijing.", "It was being seen.", "Being there is all."
    assert asked(query, *texts) == ["Envoys"]


def test_what_has_a_capital_comes_first_for_what_is_typed_with_one(asked):
    texts = (
        "Nobody will bring a begging bowl, since the harbour has its own.",
        "Fishermen of both towns met in Beijing, which nobody had known.",
        "They bring, and bring, and bring again what they had begun to.",
    )
    assert asked("Bejing~", *texts)[0] == "Fishermen"
    assert set(asked("Brign~", *texts)) == {"Nobody", "They"}


def test_two_letters_from_what_is_typed_with_a_capital_is_only_what_has_one(asked):
    texts = (
        "Nobody will bring a begging bowl, since the harbour has its own.",
        "Fishermen of both towns met in Beijing, which nobody had known.",
        "Envoys went to the town of Benjin, which nobody had known.",
        "They begin, and begin, and begin again.",
    )
    assert asked("Bejing~", *texts) == ["Fishermen", "Envoys"]
    assert set(asked("bejing~", *texts)) == {"Nobody", "Fishermen", "Envoys", "They"}
    assert asked("Habruor~", *texts) == ["Nobody"]  # nothing has a capital: that of a keyboard
    assert asked("Harbuor~", *texts) == ["Nobody"]


def test_first_letter_of_a_similar_word_is_any_when_nothing_is_found_otherwise(ask):
    assert ask("xuoy~1") == ["buoy"]
    assert ask("huoy~") == ["buoy"]
