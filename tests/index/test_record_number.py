"""Every id that a reader gives an article is one that the index can hold and find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Store, reindex, verify
from index.reading import Reading, holds_articles, read_articles
from index.record_number import article_id_of, number_of, record_of
from search import Engine
from tests.index.reading.harvest import page, response
from tests.index.reading.test_zipped import LINES, TEXT, zipped

PART = st.integers(1, 2**32 - 1)
CONTENT = {
    ".jsonl": LINES,
    ".warc": response(page("Crawled")) + response(page("Crawled too")),
    ".mhtml": b"Content-Type: text/html\n\n" + page("Saved"),
    ".html": page("Page"),
    ".md": f"---\ntitle: Mark\n---\n\n{TEXT}",
    ".txt": TEXT,
}


@given(PART, PART)
def test_number_and_id_lead_to_each_other(member, record):
    for article_id in (f"a.zip#{member}", f"a.zip#{member}.{record}"):
        number = record_of(article_id, "a.zip")
        assert 0 < number < 2**64
        assert article_id_of("a.zip", number) == article_id


@pytest.mark.parametrize(
    "label",
    ["", "0", "01", "1.", ".1", "1.0", "1.2.3", "-1", "1e3", "²", "4294967296", "1.4294967296"],
)
def test_hostile_label_is_no_record(label):
    assert number_of(label) == 0
    with pytest.raises(ValueError, match="not an id"):
        record_of(f"a.zip#{label}", "a.zip")


def test_every_kind_of_file_in_a_folder_or_archive_is_indexed_under_the_ids_it_is_read_with(
    corpus, index_dir
):
    assert all(holds_articles(f"a{suffix}") for suffix in CONTENT)
    for suffix, content in CONTENT.items():
        corpus.write(f"a{suffix}", content)
    corpus.write("all.zip", zipped(*((f"b/a{suffix}", c) for suffix, c in CONTENT.items())))
    expected = {
        found.id
        for path in corpus.folder.iterdir()
        for found in read_articles(path, path.name)
        if isinstance(found, Reading)
    }
    assert {"all.zip#2.2", "a.jsonl#2", "a.txt"} <= expected
    assert reindex(corpus.folder, index_dir).problems == []
    assert {article_id for article_id, _ in Store.open(index_dir).articles()} == expected
    engine = Engine.open(index_dir)
    for article_id in expected:
        assert engine.article(article_id) is not None, article_id
        assert engine.original(article_id) == corpus.folder / article_id.partition("#")[0]
    assert list(verify(index_dir)) == []


def test_records_of_archives_survive_merges_and_changes(corpus, index_dir, monkeypatch):
    monkeypatch.setattr("index.run.run.BATCH", 1)
    corpus.write("a.zip", zipped(("a.jsonl", LINES)))
    for number in range(9):
        corpus.article(f"b{number}", f"{TEXT} {number}")
    reindex(corpus.folder, index_dir)
    assert {"a.zip#1.1", "a.zip#1.2"} < {name for name, _ in Store.open(index_dir).articles()}
    corpus.write("a.zip", zipped(("a.jsonl", LINES.splitlines()[0])))
    assert reindex(corpus.folder, index_dir).articles == 10
    assert list(verify(index_dir)) == []
