"""An article is given as it was indexed, with the passage that matched."""

from tests.engine.archive import complete, filled
from tests.search.conftest import ARTICLES


def test_hit_has_the_facts_of_its_article(engine):
    (hit,) = engine.search("aground").hits
    assert (hit.id, hit.title, hit.outlet, hit.date, hit.byline, hit.lang, hit.url) == (
        "ferry.jsonl#1", "Ferry aground off Oumet", "The Courier", "2023-03-14", "Leila Tamzali",
        "en", "https://courier.example/ferry",
    )  # fmt: skip
    assert "\x02aground\x03" in hit.snippet
    assert "<mark>aground</mark>" in hit.snippet_html


def test_passage_shows_where_words_near_one_another_stand(engine):
    (hit,) = complete(engine.search('"harbour wall" tablets').hits)
    assert hit.snippet_html == (
        "A goat found the clay <mark>tablets</mark>. "
        "The wall leans, says one of them: <mark>harbour wall</mark>."
    )


def test_passage_of_a_blank_query_is_the_beginning(engine):
    (hit,) = engine.search("", filters={"lang": "fr"}).hits
    assert hit.snippet == "Les bateaux de pêche ont sauvé les passagers du ferry."


def test_article_is_given_by_its_id(engine):
    stored = engine.article("goat.jsonl#1")
    assert stored.id == "goat.jsonl#1"
    assert stored.article.title == "Goat finds archive"
    assert engine.article("sheep.jsonl#1") is None


def test_original_is_the_file_in_the_corpus(archive):
    engine = filled(archive, {"goat": ARTICLES["goat"]})
    assert engine.original("goat.jsonl#1") == archive.corpus.folder / "goat.jsonl"
    (archive.corpus.folder / "goat.jsonl").unlink()
    assert engine.original("goat.jsonl#1") is None
    assert engine.original("../index/manifest.json") is None


def test_spans_are_where_the_words_stand(engine):
    texts = ["Ferries and the ferry. No boat.", "", "A ferry."]
    found = engine.spans("ferry -boat", texts)
    marked = [[text[a:b] for a, b in spans] for text, spans in zip(texts, found, strict=True)]
    assert marked == [["Ferries", "ferry"], [], ["ferry"]]
    assert engine.spans("", texts) == [[], [], []]


def test_status_says_what_is_indexed(archive):
    status = filled(archive, ARTICLES).status()
    assert (status.articles, status.corpus) == (5, str(archive.corpus.folder))
    assert status.updated is not None
    assert status.updated.tzinfo is not None
