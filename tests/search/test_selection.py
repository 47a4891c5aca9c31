"""A reader's own sets of articles, which a query may name; and which articles are new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index import reindex
from search import Engine, FacetValue, Fingerprints, Selections
from search.query import parse
from tests.begun import Fill
from tests.folder import Folder

ARTICLES = 12
WORDS = " ".join(f"remark{n}" for n in range(40))


def name(number: int) -> str:
    return f"a{number}.jsonl#1"


def fill(corpus: Folder) -> None:
    for number in range(ARTICLES):
        corpus.article(f"a{number}", f"The ferry ran aground, remarks {number} {WORDS}.")


@pytest.fixture
def engine(begin: Callable[[Fill], None], index_dir: Path) -> Engine:
    begin(fill)
    return Engine.open(index_dir)


SELECTIONS = Selections(
    {
        "in": {
            "Port inquiry": frozenset(map(name, range(5))),
            "Q&A: ports": frozenset(map(name, range(3, 9))),
            "Empty": frozenset(),
        },
        "tag": {"eels": frozenset({name(2), "gone.txt"})},
        "has": {"note": frozenset({name(0)}), "star": frozenset()},
    }
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('in:"Port inquiry"', range(5)),
        ('IN:"port INQUIRY" ferry', range(5)),
        ('in:"q a PÓRTS"', range(3, 9)),
        ("in:port-inquiry", range(5)),
        ('ferry -in:"Port inquiry"', range(5, 12)),
        ('in:"Port inquiry" in:"Q&A: ports"', range(3, 5)),
        ("tag:eels OR has:note", (0, 2)),
        ("tag:eels*", (2,)),
        ("tag:(eels)", (2,)),
        ("-tag:eels in:empty", ()),
        ("in:Empty", ()),
    ],
)
def test_query_names_a_selection(engine: Engine, query: str, found: range) -> None:
    result = engine.search(query, limit=ARTICLES, selections=SELECTIONS)
    ids = {hit.id for hit in result.hits}
    ids |= {copy.id for hit in result.hits for copy in hit.near_duplicates}
    assert ids == set(map(name, found))
    assert result.total == len(found)
    assert result.notes == ()


@pytest.mark.parametrize(
    "query", ['in:"Port inquiry"', "tag:eels", "NOT has:note", 'in:"q a ports" AND ferry']
)
def test_what_was_understood_is_read_the_same_again(query: str) -> None:
    understood = parse(query).understood
    assert parse(understood).tree == parse(query).tree


def test_unknown_selection_finds_nothing_and_is_named(engine: Engine) -> None:
    result = engine.search("in:nowhere OR has:wings", selections=SELECTIONS)
    assert result.total == 0
    assert result.notes == (
        "There is no collection “nowhere” on your desk.",
        "There is no kind of mark “wings” on your desk. There is: note, star.",
    )
    assert engine.search("tag:eels").notes == ("There is no tag “eels” on your desk.",)


def test_result_is_counted_by_selections(engine: Engine) -> None:
    facets = engine.search('in:"Q&A: ports"', selections=SELECTIONS).facets
    assert facets["in"] == (FacetValue("Q&A: ports", 6), FacetValue("Port inquiry", 2))
    assert facets["tag"] == ()
    assert "in" not in engine.search("ferry").facets


def test_selection_forgets_what_has_left_the_index(
    engine: Engine, corpus: Folder, index_dir: Path
) -> None:
    (corpus.folder / "a0.jsonl").unlink()
    reindex(corpus.folder, index_dir)
    assert engine.search('in:"Port inquiry"', selections=SELECTIONS).total == 4
    assert engine.known([name(0), name(1)]) == {name(1)}


def test_added_article_is_new_and_moved_or_cleaned_ones_are_not(
    engine: Engine, corpus: Folder, index_dir: Path
) -> None:
    before = Fingerprints.from_bytes(engine.fingerprints("ferry").to_bytes())
    assert len(before) == ARTICLES
    (corpus.folder / "a1.jsonl").rename(corpus.folder / "moved.jsonl")
    corpus.article("a2", "The ferry has been repaired.")
    corpus.article("fresh", f"Another ferry ran aground {WORDS}.")
    corpus.article("elsewhere", "No boat is named here.")
    reindex(corpus.folder, index_dir)
    after = engine.fingerprints("ferry")
    assert (len(after), int(after.new_since(before).sum())) == (ARTICLES + 1, 1)
    assert not after.new_since(before.joined(after)).any()


@pytest.mark.parametrize("kept", [b"", b"x", b"x\x9c"], ids=["empty", "garbage", "cut"])
def test_corrupt_fingerprints_are_told(kept: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Fingerprints.from_bytes(kept)


def test_files_are_found_by_their_content(engine: Engine, corpus: Folder, index_dir: Path) -> None:
    (digest,) = engine.digests(files=["a1.jsonl"]).values()
    (corpus.folder / "a1.jsonl").rename(corpus.folder / "moved.jsonl")
    assert engine.digests(digests=[digest]) == {"a1.jsonl": digest}
    reindex(corpus.folder, index_dir)
    assert engine.digests(digests=[digest]) == {"moved.jsonl": digest}
    assert engine.digests(files=["a1.jsonl"]) == {}
    corpus.article("moved", "Something else.")
    reindex(corpus.folder, index_dir)
    assert engine.digests(digests=[digest]) == {}
    assert engine.digests(files=["moved.jsonl"])["moved.jsonl"] != digest
