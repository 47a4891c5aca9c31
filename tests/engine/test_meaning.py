"""Did you mean: both engines offer a query that finds more, and only that."""

import pytest


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ferrry", "ferry"),
        ("FERRRY", "ferry"),
        ("habrour wall", "harbour wall"),
        ("goat  habrour", "goat  harbour"),
        ('"habrour wall"', '"harbour wall"'),
        ("“habrour wall”", "“harbour wall”"),
        ("ferry AND (drak OR habrour)", "ferry AND (dark OR harbour)"),
        ("title:wal^2 noise", "title:wall^2 noise"),
        ("outlet:couriere", "outlet:Courier"),
        ("byline:went", "byline:Wendt"),
        ("harbourwall", "harbour wall"),
        ("har bour", "harbour"),
        ("habrour -ferry", "harbour -ferry"),
        ("path:gaot", "path:goat"),
        ("pecche", "pêche"),
        ("habrour date:2022", "harbour date:2022"),
        ("habrour.wall", "harbour.wall"),
        ("the habrour", "the harbour"),
    ],
)
def test_query_that_finds_nothing(engine, typed, meant):
    found = engine.suggest(typed)
    assert found is not None
    assert found.text == meant


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "...", "ferry", "zzzzzzzz", "2024", "wall zzzzzzzz", "-habrour", "goat buoy",
        "habrour date:1999", "lang:xx", "habr*", "h?brour", "fe", "the",
        "har-bour",
    ],
)  # fmt: skip
def test_nothing_better_is_offered(engine, typed):
    assert engine.suggest(typed) is None


def test_suggestion_says_what_it_finds_and_what_it_replaced(engine):
    found = engine.suggest("gaot habrour")
    assert found.text == "goat harbour"
    assert found.total == 1
    assert found.replaced == (("gaot", "goat"), ("habrour", "harbour"))


def test_filters_hold_for_what_is_offered(engine):
    assert engine.suggest("habrour", {"lang": "en"}).total == 2
    assert engine.suggest("habrour", {"lang": "fr"}) is None


def test_word_is_offered_as_people_write_it(archive):
    for place in range(3):
        text = "The government and its policies, said the Governments. The president met."
        archive.corpus.article(f"a{place}", text)
    archive.reindex()
    engine = archive.open()
    meant = {typed: engine.suggest(typed).text for typed in ("goverment", "polcies", "presidnet")}
    assert meant == {"goverment": "government", "polcies": "policies", "presidnet": "president"}
