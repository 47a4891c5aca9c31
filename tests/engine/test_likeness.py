"""Copies of an article stand together; articles like it are found, and are not its copies."""

LONG = " ".join(f"The {n}th of the boats took off {n * 7} people." for n in range(30))


def test_copy_of_an_article_is_folded_under_the_better_one(archive):
    archive.corpus.article("a", LONG, title="Boats", date="2023-03-14", source="The Courier")
    archive.corpus.article("b", LONG + " One more.", title="Boats", date="2023-03-15", source="Maw")
    archive.corpus.article("c", "The boats were painted.", title="Paint")
    archive.reindex()
    engine = archive.open()
    result = engine.search("boats")
    assert result.total == 3
    assert len(result.hits) == 2
    (folded,) = [near_duplicate for hit in result.hits for near_duplicate in hit.near_duplicates]
    assert {folded.id, *(hit.id for hit in result.hits)} == {
        "a.jsonl#1", "b.jsonl#1", "c.jsonl#1",
    }  # fmt: skip
    (near_duplicate,) = engine.article("a.jsonl#1").near_duplicates
    assert (near_duplicate.id, near_duplicate.outlet) == ("b.jsonl#1", "Maw")
    (archive.corpus.folder / "b.jsonl").unlink()
    archive.reindex()
    assert engine.article("a.jsonl#1").near_duplicates == ()


def test_article_about_the_same_is_found_and_its_copies_are_not(archive):
    archive.corpus.article("a", LONG, title="Boats", lang="en", date="2023-03-14")
    archive.corpus.article("b", LONG + " One more.", title="Boats", lang="en")
    archive.corpus.article("c", "The boats took people.", title="Boats", lang="en")
    archive.corpus.article("d", "Nothing of the kind.", title="Goats", lang="en")
    archive.reindex()
    engine = archive.open()
    assert [hit.id for hit in engine.similar("a.jsonl#1")] == ["c.jsonl#1"]
    assert engine.similar("a.jsonl#1", limit=0) == ()
    assert engine.similar("nowhere") == ()


def test_words_of_the_likeness_are_marked(engine):
    (hit,) = engine.similar("undated.jsonl#1")
    assert hit.title == "Goat finds archive"
    assert "<mark>wall</mark>" in hit.snippet_html
