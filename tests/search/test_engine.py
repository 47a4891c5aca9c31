"""The engine answers: right articles, right order, right counts, from whatever is committed."""

import threading
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import rebuild, reindex
from search import Engine, IndexUnavailable


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ferry", {"ferry", "buoy", "boats"}),
        ("FERRIES", {"ferry", "buoy", "boats"}),
        ("ferry dark", {"buoy"}),
        ("goat OR buoy", {"goat", "buoy"}),
        ("ferry -dark", {"ferry", "boats"}),
        ("NOT ferry", {"goat", "undated"}),
        ('"ran aground"', {"ferry"}),
        ('"aground ran"', set()),
        ('"ran noon"~3', {"ferry"}),
        ("aground oumet", {"ferry"}),
        ("title:wall", {"undated"}),
        ("harb*", {"goat", "undated"}),
        ("h?rbour", {"goat", "undated"}),
        ("zzz*", set()),
        ("peche", {"boats"}),
        ("outlet:courier", {"ferry", "goat"}),
        ('outlet:"strait dispatch"', {"buoy", "undated"}),
        ("byline:wendt", {"goat"}),
        ("lang:fr", {"boats"}),
        ("path:goat", {"goat"}),
        ("url:courier.example", {"ferry"}),
        ("date:2023", {"ferry", "buoy", "boats"}),
        ("date:2023-03", {"ferry", "buoy"}),
        ("date:2022-05", {"goat"}),
        ("after:2023-03-15", {"buoy"}),
        ("before:2023", {"goat"}),
        ("date:[2022 TO 2023-03-14]", {"goat", "ferry", "boats"}),
        ("212", {"ferry"}),
        ("ferry (dark OR noon)", {"ferry", "buoy"}),
        ("nowhere", set()),
    ],
)
def test_query_finds(ask, query, names):
    assert set(ask(query)) == names


def test_title_adds_score(ask):
    assert ask("ferry")[0] == "ferry"


def test_blank_query_lists_everything_newest_first(ask):
    assert ask("") == ["buoy", "ferry", "boats", "goat", "undated"]


def test_newest_and_oldest_put_the_undated_last(ask):
    assert ask("wall OR ferry", sort="newest") == ["buoy", "ferry", "boats", "goat", "undated"]
    assert ask("wall OR ferry", sort="oldest") == ["goat", "boats", "ferry", "buoy", "undated"]


def test_equal_scores_are_ordered_newest_first(corpus, index_dir):
    for year in (2019, 2023, 2021):
        corpus.article(f"a{year}", "The same words in each.", date=f"{year}-01-01")
    reindex(corpus.folder, index_dir)
    dates = [hit.date[:4] for hit in Engine.open(index_dir).search("words").hits]
    assert dates == ["2023", "2021", "2019"]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"outlet": "The Courier"}, {"ferry"}),
        ({"outlet": "courier"}, set()),
        ({"lang": "fr"}, {"boats"}),
        ({"from": "2023-03-15"}, {"buoy"}),
        ({"to": "2023-03-14"}, {"ferry", "boats"}),
        ({"from": "2023-03", "to": "2023-03"}, {"ferry", "buoy"}),
        ({"outlet": "Strait Dispatch", "lang": "en"}, {"buoy"}),
    ],
)
def test_filters_narrow(ask, filters, names):
    assert set(ask("ferry", filters=filters)) == names


def test_filter_that_is_no_date_is_said(engine):
    result = engine.search("ferry", filters={"from": "last week"})
    assert result.total == 3
    assert "no date" in result.notes[0]


def test_unknown_filter_sort_or_page_is_a_mistake_of_the_caller(engine):
    with pytest.raises(ValueError, match="no such filter: colour"):
        engine.search("ferry", filters={"colour": "red"})
    with pytest.raises(ValueError, match="sort='best'"):
        engine.search("ferry", sort="best")
    with pytest.raises(ValueError, match="page=0"):
        engine.search("ferry", page=0)


def test_pages_share_out_the_hits(engine):
    everything = [hit.id for hit in engine.search("", limit=10).hits]
    pages = [engine.search("", limit=2, page=page) for page in (1, 2, 3, 4)]
    assert [hit.id for page in pages for hit in page.hits] == everything
    assert {page.total for page in pages} == {5}


def test_facets_count_the_whole_result(engine):
    facets = engine.search("ferry", limit=1).facets
    assert {(f.value, f.count) for f in facets["outlet"]} == {
        ("The Courier", 1), ("Strait Dispatch", 1), ("Le Phare", 1),
    }  # fmt: skip
    assert [(f.value, f.count) for f in facets["lang"]] == [("en", 2), ("fr", 1)]
    assert [(f.value, f.count) for f in facets["date"]] == [("2023-03", 2), ("2023", 1)]


def test_hit_has_the_facts_of_its_article(engine):
    (hit,) = engine.search("aground").hits
    assert (hit.id, hit.title, hit.outlet, hit.date, hit.byline, hit.lang, hit.url) == (
        "ferry.jsonl#1", "Ferry aground off Oumet", "The Courier", "2023-03-14", "Leila Tamzali",
        "en", "https://courier.example/ferry",
    )  # fmt: skip
    assert "\x02aground\x03" in hit.snippet
    assert "<mark>aground</mark>" in hit.snippet_html


def test_pattern_may_fit_any_number_of_words(corpus, index_dir):
    corpus.article("a", " ".join(f"pre{number}x" for number in range(300)))
    corpus.article("b", "pre299x and nothing else")
    reindex(corpus.folder, index_dir)
    result = Engine.open(index_dir).search("pre*")
    assert result.total == 2
    assert result.notes == ()


def test_article_is_given_by_its_id(engine):
    stored = engine.article("goat.jsonl#1")
    assert stored.id == "goat.jsonl#1"
    assert stored.article.title == "Goat finds archive"
    assert engine.article("sheep.jsonl#1") is None


def test_original_is_the_file_in_the_corpus(engine, corpus):
    assert engine.original("goat.jsonl#1") == corpus.folder / "goat.jsonl"
    (corpus.folder / "goat.jsonl").unlink()
    assert engine.original("goat.jsonl#1") is None
    assert engine.original("../index/manifest.json") is None


def test_spans_are_where_the_words_stand(engine):
    text = "Ferries and the ferry. No boat."
    assert [text[a:b] for a, b in engine.spans("ferry -boat", text)] == ["Ferries", "ferry"]


def test_status_says_what_is_indexed(engine, corpus):
    status = engine.status()
    assert (status.articles, status.corpus) == (5, str(corpus.folder))
    assert status.updated is not None
    assert status.updated.tzinfo is not None


def test_running_engine_sees_a_reindex(engine, ask, corpus, index_dir):
    corpus.article("zebra", "A zebra was seen in the harbour.")
    assert ask("zebra") == []
    reindex(corpus.folder, index_dir)
    assert ask("zebra") == ["zebra"]
    (corpus.folder / "zebra.jsonl").unlink()
    reindex(corpus.folder, index_dir)
    assert ask("zebra") == []


def test_running_engine_sees_a_rebuild(engine, ask, corpus, index_dir):
    corpus.article("zebra", "A zebra was seen in the harbour.")
    rebuild(corpus.folder, index_dir)
    assert ask("zebra") == ["zebra"]


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


def test_threads_share_an_engine_while_runs_go_on(engine, corpus, index_dir):
    stop = threading.Event()
    wrong: list[object] = []

    def search_on():
        while not stop.is_set():
            try:
                result = engine.search("ferry OR wall")
                ids = {hit.id for hit in result.hits}
                if not {"ferry.jsonl#1", "goat.jsonl#1"} <= ids or len(ids) != result.total:
                    wrong.append(ids)
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=search_on) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(8):
        corpus.article("more", f"Number {number} of the ferry.")
        (rebuild if number % 4 == 3 else reindex)(corpus.folder, index_dir)
    stop.set()
    for thread in threads:
        thread.join(30)
    assert wrong == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(query=st.text(alphabet='ferywal "()-*?:~^[]TONRAD2', max_size=24))
def test_no_query_fails_in_the_engine(engine, query):
    result = engine.search(query)
    assert result.total >= len(result.hits)


def test_hostile_queries_take_less_than_a_second(engine):
    for query in (
        "?*",
        "[a TO z]",
        "*a*",
        "a* " * 300,
        "(" * 300 + "x",
        "w " * 500,
        "ab* OR " * 60,
    ):
        started = time.monotonic()
        engine.search(query)
        assert time.monotonic() - started < 5, query


LONG = " ".join(f"The {n}th of the boats took off {n * 7} people." for n in range(30))


def test_copy_of_an_article_is_folded_under_the_better_one(corpus, index_dir):
    corpus.article("a", LONG, title="Boats", date="2023-03-14", source="The Courier")
    corpus.article("b", LONG + " One more.", title="Boats", date="2023-03-15", source="Newsmaw")
    corpus.article("c", "The boats were painted.", title="Paint")
    reindex(corpus.folder, index_dir)
    engine = Engine.open(index_dir)
    result = engine.search("boats")
    assert result.total == 3
    assert len(result.hits) == 2
    (folded,) = [twin for hit in result.hits for twin in hit.twins]
    assert {folded.id, *(hit.id for hit in result.hits)} == {
        "a.jsonl#1", "b.jsonl#1", "c.jsonl#1",
    }  # fmt: skip
    (twin,) = engine.article("a.jsonl#1").twins
    assert (twin.id, twin.outlet) == ("b.jsonl#1", "Newsmaw")
    (corpus.folder / "b.jsonl").unlink()
    reindex(corpus.folder, index_dir)
    assert engine.article("a.jsonl#1").twins == ()
