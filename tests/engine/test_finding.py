"""The right articles are found, whichever engine looks for them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import SORTS, Completions
from tests.engine.archive import complete, names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ferry", {"ferry", "buoy", "boats"}),
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
        ("har-bour", {"goat", "undated"}),
        ("zzz*", set()),
        ("peche", {"boats"}),
        ("outlet:courier", {"ferry", "goat"}),
        ('outlet:"strait dispatch"', {"buoy", "undated"}),
        ("byline:wendt", {"goat"}),
        ("lang:fr", {"boats"}),
        ("lang:f*", {"boats"}),
        ("ferry -lang:f*", {"ferry", "buoy"}),
        ("lang:frr~1", {"boats"}),
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


def test_word_is_found_in_the_forms_that_a_language_has(ask, kind):
    """French has no such plural; a cluster reads every article as English."""
    french = {"boats"} if kind == "cluster" else set()
    assert set(ask("FERRIES")) == {"ferry", "buoy"} | french


def test_pattern_may_fit_any_number_of_words(archive):
    archive.corpus.article("a", " ".join(f"pre{number}x" for number in range(300)))
    archive.corpus.article("b", "pre299x and nothing else")
    archive.reindex()
    result = archive.open().search("pre*")
    assert result.total == 2
    assert result.notes == ()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"ran noon"~3', 1),
        ('"ran noon"~2', 0),
        ('"noon ran"~9', 0),
        ('"ran noon saved"~5', 1),
        ('"ran aground saved"~5', 0),
        ('"clay wall harbour"~9', 1),
    ],
)
def test_words_near_one_another(engine, query, found):
    assert engine.search(query).total == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ran NEAR/3 noon", 1),
        ("noon w/3 ran", 1),
        ("noon pre/3 ran", 0),
        ("ran pre/2 noon", 0),
        ("(noon or dawn) /3 ran", 1),
        ("harbour adj wall", 2),
        ("wall adj harbour", 0),
        ("ferry not w/3 halcyon", 2),
        ("harb!", 2),
        ("hlead(ferry) and not dark", 2),
        ("atleast2(wall)", 2),
        ("TI(buoy or goat)", 2),
        ("ferry date > 2023-03-15", 1),
    ],
)
def test_what_users_of_other_systems_type(engine, query, found):
    result = engine.search(query)
    assert result.total == found
    assert result.notes


def test_emoji_and_languages_with_signs_are_found(archive):
    texts = {
        "cpp": "She writes C++ and C#.",
        "c": "He writes C, on the beach 😀 at noon.",
        "net": "The .NET library, with a red ❤️.",
        "none": "Notes in the key of C: nothing else.",
    }
    for name, text in texts.items():
        archive.corpus.article(name, text, lang="en")
    archive.reindex()
    engine = archive.open()
    for query, found in {
        "C++": {"cpp"},
        "c#": {"cpp"},
        "C": {"c", "none"},
        ".NET": {"net"},
        "😀": {"c"},
        "beach 😀": {"c"},
        '"beach 😀 at"': {"c"},
        "❤": {"net"},
        "❤️": {"net"},
    }.items():
        hits = engine.search(query).hits
        assert set(names(hits)) == found, query
        assert all("<mark>" in hit.snippet_html for hit in hits), query


def test_archive_without_articles_finds_nothing(archive):
    archive.reindex()
    engine = archive.open()
    for sort in SORTS:
        assert engine.search("", sort=sort).total == engine.search("ferry", sort=sort).total == 0
    assert engine.suggest("ferry") is None
    assert engine.complete("fer") == Completions()
    assert engine.similar("ferry") == ()
    assert engine.status().articles == 0


def test_what_a_query_was_read_as_is_said(engine):
    assert engine.search("ferry -dark").understood == "ferry AND NOT dark"
    assert "three letters" in engine.search("fe~").notes[0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(alphabet='ferywal "()-*?:~^[]TONRAD2', max_size=24))
def test_no_query_fails(engine, query):
    result = engine.search(query)
    assert result.total >= len(complete(result.hits))
    assert result.total + result.partial >= len(result.hits)


@pytest.mark.parametrize(
    "query",
    ["?*", "[a TO z]", "*a*", "a* " * 300, "(" * 300 + "x", "w " * 500, "ab* OR " * 60,
     "NOT (a OR NOT (b c NOT (d OR e NOT (f g))))" * 9, "\ud800", "\x00",
     "a\\b* OR \\", "x" * 5_000],
)  # fmt: skip
def test_hostile_query_is_answered(engine, query):
    engine.search(query)
