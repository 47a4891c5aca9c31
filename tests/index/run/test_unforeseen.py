"""Whatever one file raises, at whatever step of its way in, costs that file only."""

import importlib

import pytest

from index import Store, reindex, verify
from search import Engine
from tests.index.run.test_boilerplate_scan import page

GOOD = ["cutter.txt", "ferry.txt", "lugger.jsonl#1", "lugger.jsonl#3"]
BAD = ["bad.txt", "lugger.jsonl#2"]

FILES = {  # steps that look at a file as a whole
    "scan": "index.run.scan:content_hash",
    "place": "index.run.intake:locate",
    "reading": "index.reading.page:article_of",
}
ARTICLES = {  # steps that look at an article
    "cleaning": "index.cleaning:_article",
    "number": "index.store.batch:record_of",
    "batch": "index.store.batch:Batch.add",
    "stored article": "index.segment.columns:pack",
    "row": "index.segment.builder:row_of",
    "words": "index.analysis.vocabulary:Vocabulary.tokenize",
}


@pytest.fixture
def boats(corpus):
    """Articles in files of their own and in one file, of each kind one that is poison."""
    for name in ("cutter", "ferry"):
        corpus.write(f"{name}.txt", page(name))
    corpus.write("bad.txt", page("poison"))
    corpus.record("lugger.jsonl", *({"text": page(n)} for n in ("barge", "poison", "yawl")))
    return corpus


def breaks(monkeypatch, step):
    """Let a function fail when anything that it is given speaks of poison, or is a bad file."""
    module, _, path = step.partition(":")
    owner = importlib.import_module(module)
    *above, name = path.split(".")
    for part in above:
        owner = getattr(owner, part)
    whole = getattr(owner, name)

    def fail(*given, **named):
        said = repr(given[1:] if above else given) + repr(named)
        if "poison" in said or "bad.txt" in said or "jsonl#2" in said:
            raise ZeroDivisionError("for a test")
        return whole(*given, **named)

    monkeypatch.setattr(owner, name, fail)


def ids(index_dir):
    return sorted(name for name, _ in Store.open(index_dir).articles())


@pytest.mark.parametrize("step", ARTICLES.values(), ids=ARTICLES)
def test_article_that_breaks_a_step_costs_itself(boats, index_dir, monkeypatch, step):
    with monkeypatch.context() as patched:
        breaks(patched, step)
        for _ in range(2):
            report = reindex(boats.folder, index_dir)
            assert sorted(problem.id for problem in report.problems) == BAD
            assert all("for a test" in problem.reason for problem in report.problems)
            assert ids(index_dir) == GOOD
            assert report.articles == len(GOOD)
    assert list(verify(index_dir)) == []
    for name in ("bad.txt", "lugger.jsonl"):
        path = boats.folder / name
        boats.write(name, path.read_bytes() + b"\n")
    assert reindex(boats.folder, index_dir).problems == []
    assert ids(index_dir) == sorted(GOOD + BAD)


@pytest.mark.parametrize("step", FILES.values(), ids=FILES)
def test_file_that_breaks_a_step_costs_itself(corpus, index_dir, monkeypatch, step):
    suffix = "html" if step == FILES["reading"] else "txt"
    corpus.write(f"bad.txt.{suffix}", f"<p>{page('poison')}")
    corpus.write(f"good.{suffix}", f"<p>{page('ferry')}")
    with monkeypatch.context() as patched:
        breaks(patched, step)
        for _ in range(2):
            report = reindex(corpus.folder, index_dir)
            assert [problem.id for problem in report.problems] == [f"bad.txt.{suffix}"]
            assert ids(index_dir) == [f"good.{suffix}"]
    assert list(verify(index_dir)) == [] or step == FILES["scan"]


def test_text_that_breaks_the_survey_is_an_article_all_the_same(boats, index_dir, monkeypatch):
    with monkeypatch.context() as patched:
        breaks(patched, "index.run.boilerplate_scan:fingerprint_of")
        assert reindex(boats.folder, index_dir).problems == []
    assert ids(index_dir) == sorted(GOOD + BAD)


def test_word_that_breaks_the_analysis_costs_itself(boats, index_dir, monkeypatch):
    with monkeypatch.context() as patched:
        breaks(patched, "index.analysis:fold")
        assert reindex(boats.folder, index_dir).problems == []
    engine = Engine.open(index_dir)
    assert engine.search("ferry").total == 1
    assert engine.search("path:ferry").total == 1


def test_article_that_breaks_the_words_late_leaves_no_trace(boats, index_dir, monkeypatch):
    monkeypatch.setattr("index.segment.builder._BATCH", 2)
    with monkeypatch.context() as patched:
        breaks(patched, ARTICLES["words"])
        reindex(boats.folder, index_dir)
    assert Engine.open(index_dir).search("poison").total == 0
    assert ids(index_dir) == GOOD
    assert list(verify(index_dir)) == []
