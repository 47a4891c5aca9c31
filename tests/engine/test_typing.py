"""What is being typed becomes words and titles that there are."""

import pytest

from tests.hang import does_not_hang


@pytest.fixture
def complete(engine):
    return engine.complete


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
        ("the", ["The buoy was dark"]),
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


def test_more_frequent_word_comes_first_of_the_articles_with_the_words_before(archive):
    for place in range(3):
        archive.corpus.article(f"a{place}", "In the harbour.", title="Water", lang="en")
    archive.corpus.article("b", "On the hill.", title="Wall and policies", lang="en")
    archive.reindex()
    complete = archive.open().complete
    assert complete("wa", 4)[:2] == ["water", "wall"]
    assert complete("hill wa", 2)[0] == "hill wall"
    assert complete("polici", 1) == ["policies"]
    assert complete("policies", 4) == ["Wall and policies"]
