"""A name is found in its own form, not in all that have its stem; a word in all of them."""

import pytest

from search import NameOptions
from search.names.conflation import Uses, uses_of
from tests.search.archive import engine_over

TEXTS = {
    "one s": "In Lund the singer Tom Edwards spoke. Edwards left early, and Edwards's sister came.",
    "one": "In Bergen the painter Edward Moss fell ill. Visitors of Edward came by night.",
    "plural": "At the harbour the Clintons were met by a crowd.",
    "singular": "At the harbour the mayor met Clinton again.",
    "plural word": "It was signed by the Democrats in spring.",
    "singular word": "It was signed by a Democrat in autumn.",
    "two s": "The ferry was bought by Sam Banks in June.",
    "two": "The kite was flown by Sam Bank in July.",
    "word": "A bank has closed; the banks of the river are dry.",
    "old": "He was a Texas Ranger for a year.",
    "team": "At noon the Texas Rangers went home.",
}


@pytest.fixture(scope="module")
def find(tmp_path_factory):
    folder = tmp_path_factory.mktemp("conflation")
    facts = [{"title": name, "text": text, "lang": "en"} for name, text in TEXTS.items()]
    engine = engine_over(facts, folder)

    def find(query, **options):
        result = engine.search(query, limit=50, **options)
        return {hit.title for hit in result.hits if not hit.without}

    return find


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Edwards", {"one s"}),
        ("edwards", {"one s"}),
        ("Edward", {"one"}),
        ("Tom Edwards", {"one s"}),
        ("Sam Banks", {"two s"}),
        ("Sam Bank ferry", set()),
        ("painter OR Edwards", {"one", "one s"}),
    ],
)
def test_name_is_found_in_its_own_form(find, query, found):
    assert find(query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Clinton", {"singular", "plural"}),
        ("Clintons", {"singular", "plural"}),
        ("Democrats", {"singular word", "plural word"}),
        ("bank", {"two", "two s", "word"}),
        ("Texas Rangers", {"old", "team"}),
        ("edwarded", {"one", "one s"}),
    ],
)
def test_word_and_the_plural_of_a_name_are_found_in_all_forms(find, query, found):
    assert find(query) == found


def test_as_typed_means_the_stem_as_anywhere(find):
    assert find("Edwards", names=NameOptions(widen=False)) == {"one", "one s"}


def test_article_before_a_name_of_several_words_is_none_of_its_own():
    assert uses_of(("edwards",), ["The Edwards were here. An old Tom Edwards."]) == Uses(1, 1)
    assert uses_of(("sam", "banks"), ["The Sam Banks affair"]) == Uses(1, 0)
    assert uses_of(("texas", "ranger"), ["He was a Texas Ranger."]) == Uses(0, 1)
    assert uses_of(("edwards",), ["EDWARDS WINS", "the edwards of it"]) == Uses(0, 1)
