"""What is being typed becomes words and titles that there are."""

import pytest

from tests.hang import does_not_hang


@pytest.fixture
def complete(engine):
    return shown_by(engine)


def shown_by(engine):
    """Completes: words, then headlines."""

    def shown(typed, limit=8):
        found = engine.complete(typed, limit)
        return [*found.words, *(headline.title for headline in found.headlines)]

    return shown


@pytest.mark.parametrize(
    ("typed", "completions"),
    [
        ("fer", ["ferry", "Ferry aground off Oumet"]),
        ("Fer", ["Ferry", "Ferry aground off Oumet"]),
        ("FER", ["FERRY", "Ferry aground off Oumet"]),
        ("aground Fer", ["aground Ferry", "Ferry aground off Oumet"]),
        ("noon fer", ["noon ferry"]),
        ("goat fer", []),
        ("of harb", ["of harbour", "A wall of harbour noise"]),
        ('"har', ['"harbour', "A wall of harbour noise"]),
        ("(har", ["(harbour", "A wall of harbour noise"]),
        ("-har", ["-harbour", "A wall of harbour noise"]),
        ("goat OR har", ["goat OR harbour"]),
        ("ferry", ["Ferry aground off Oumet"]),
        ("ferry ", ["Ferry aground off Oumet"]),
        ("harbour ferry ", []),
        ("title:har", ["title:harbour", "A wall of harbour noise"]),
        ("outlet:cou", ["outlet:courier"]),
        ("byline:Wen", ["byline:Wendt"]),
        ("goat outlet:cou", ["goat outlet:courier"]),
        ("lang:e", []),
        ("date:2", []),
        ("bät", ["bateaux", "Bateaux"]),
        ("the", ["them", "The buoy was dark"]),
        ("", []),
        ("  ", []),
        ("?", []),
    ],
)
def test_completes(complete, typed, completions):
    assert complete(typed) == completions


@pytest.mark.parametrize(
    "typed",
    ["\ud800", "f\ud800", "\x00", "f" * 10_000, "fer " * 300, "f" * 1_000, "\u0640", "ﬁ" * 100,
     "a\u0301", "''", "’s", '"' * 500, "_", "outlet:", "outlet:'", "\u200bfer", "𝐟𝐞𝐫"],
)  # fmt: skip
@does_not_hang
def test_hostile_typing_does_not_hang(complete, typed):
    complete(typed)


def test_headline_is_an_article_with_its_outlet_and_date(engine):
    (headline,) = engine.complete("fer").headlines
    assert engine.article(headline.id).article.title == headline.title == "Ferry aground off Oumet"
    assert (headline.outlet, headline.date) == ("The Courier", "2023-03-14")


@pytest.mark.parametrize(
    ("typed", "word"),
    [("Halc", "Halcyon"), ("warn", "warned"), ("passag", "passagers"), ("tab", "tablets")],
)
def test_words_and_names_that_stand_in_the_text_only_are_known(complete, typed, word):
    assert complete(typed)[0] == word


def test_more_frequent_word_comes_first_of_the_articles_with_the_words_before(archive):
    for place in range(3):
        archive.corpus.article(f"a{place}", "In the harbour.", title="Water", lang="en")
    archive.corpus.article("b", "On the hill.", title="Wall and policies", lang="en")
    archive.reindex()
    complete = shown_by(archive.open())
    assert complete("wa", 4)[:2] == ["water", "wall"]
    assert complete("hill wa", 2)[0] == "hill wall"
    assert complete("polici", 1) == ["policies"]
    assert complete("policies", 4) == ["Wall and policies"]
