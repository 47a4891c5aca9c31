"""The second look counts what a plain reading of the words and their places counts."""

import random
from itertools import pairwise

import pytest

from index.article import Article
from search.local.executor import Executor
from search.plan import TEXT, All, Any, Dates, Phrase, Synonyms, Term, Ways, strong_words
from search.rank.second_look import DEPTH, MOST_OCCURRENCES
from tests.extent import ALL
from tests.index.shelf import Shelf
from tests.search.exhaustive import Exhaustive, Plans
from tests.search.rank.test_exact import WORDS, shelf_of


def worth(plain, number, words):
    """What the places of some words in an article are worth: the formula, over a list of places."""
    entry = plain.entries[number]
    groups = [plain._ways(TEXT, word) for word in words]
    idf = [plain.idf("text", group) for group in groups]
    found = entry.places["text"]
    stands = sorted(
        (place, slot)
        for slot, group in enumerate(groups)
        for term in group
        for place in found.get(term, ())
    )[:MOST_OCCURRENCES]
    nearness = [0.0] * len(words)
    for (before, one), (place, other) in pairwise(stands):
        if one != other and 0 < place - before <= 5:
            nearness[other] += idf[one] / (place - before)
            nearness[one] += idf[other] / (place - before)
    divisor = 1.4 * (0.25 + 0.75 * entry.length["text"] / plain.mean["text"])
    near = sum(min(1, i) * a / (a + divisor) for i, a in zip(idf, nearness, strict=True))
    early, title = 0.0, entry.length["title"]
    for slot, weight in enumerate(idf):
        first = next((place for place, other in stands if other == slot and place >= title), None)
        early += 0 if first is None else weight * 50 / (50 + first - title)
    return 0.3 * near + 0.1 * early


def looked_at(ranking, plain, plan, count):
    """The first `count` as they should come: the best by their first score, the first anew."""
    rows = ranking.best(plan, max(count, DEPTH))
    words = [w for w in strong_words(plan) if plain.idf("text", plain._ways(TEXT, w))]
    top = [(n, score + worth(plain, n, words)) for n, score in rows[:DEPTH]]
    entries = plain.entries
    top.sort(key=lambda row: (-round(row[1], 9), -entries[row[0]].date, entries[row[0]].id))
    return [*top, *rows[DEPTH:]][:count]


def agree(ranking, plain, plan, count):
    expected = looked_at(ranking, plain, plan, count)
    found = ranking.search(plan, count)
    assert [n for n, _ in found.best] == [n for n, _ in expected], plan
    assert [s for _, s in found.best] == pytest.approx([s for _, s in expected]), plan
    assert found.total == ranking.first(plan, 1).total


@pytest.mark.parametrize("seed", range(3))
def test_order_is_that_of_the_formula_over_words_phrases_and_synonyms(tmp_path, seed):
    rng = random.Random(seed)
    generation = shelf_of(tmp_path / "index", rng, (40, 1, 25, 60)).generation()
    ranking, plain, plans = Executor(generation), Exhaustive.over(generation), Plans(rng, WORDS)
    for _ in range(80 if ALL else 40):
        agree(ranking, plain, plans.flat(), rng.choice((1, 3, 10, 20, 50)))
        pair = Phrase(0, (plans.word(), plans.word()))
        kind = rng.choice((All, Any))
        agree(ranking, plain, kind((pair, plans.synonyms(), Term(0, plans.word()))), 10)
        agree(ranking, plain, All((Any((pair, plans.weak())), Dates(20_150_000, 20_179_999))), 10)


def test_frequent_words_are_read_where_they_stand(tmp_path):
    rng = random.Random(3)
    generation = shelf_of(tmp_path / "index", rng, (3_000, 1_500)).generation()
    ranking, plain, plans = Executor(generation), Exhaustive.over(generation), Plans(rng, WORDS)
    for _ in range(40 if ALL else 15):
        agree(ranking, plain, plans.flat(), 10)


@pytest.fixture
def order(tmp_path):
    """The names of some articles in the order in which words find them."""

    def found(texts, *words, title=""):
        shelf = Shelf(tmp_path / "index")
        shelf.commit({name: Article(title, text) for name, text in texts.items()})
        generation = shelf.generation()
        best = Executor(generation).search(Any(tuple(Term(0, word) for word in words)), 10).best
        return [generation.segments[0].id(number) for number, _ in best]

    return found


FILLER = " ".join(f"w{number}" for number in range(40))


def test_words_side_by_side_come_before_words_far_apart(order):
    texts = {"a": f"goat {FILLER} wall", "b": f"goat wall {FILLER}"}
    assert order(texts, "goat", "wall") == ["b", "a"]


def test_words_at_the_beginning_come_before_words_at_the_end(order):
    texts = {"a": f"{FILLER} goat", "b": f"goat {FILLER}"}
    assert order(texts, "goat") == ["b", "a"]


def test_the_beginning_is_that_of_the_body(order):
    texts = {"a": f"{FILLER} goat", "b": f"goat {FILLER}"}
    assert order(texts, "goat", title=" ".join(9 * ["weir"])) == ["b", "a"]


def test_pages_of_a_result_fit_one_another(tmp_path):
    rng = random.Random(5)
    generation = shelf_of(tmp_path / "index", rng, (400,), deletes=False).generation()
    ranking = Executor(generation)
    plan = Any(tuple(Term(0, word) for word in WORDS[:4]))
    whole = ranking.search(plan, 45).best
    for count in (1, 7, 10, 19, 20, 21, 30):
        assert ranking.search(plan, count).best == whole[:count]


def test_words_that_say_what_is_sought():
    goat, who = Term(0, "goat", 2.0), Term(0, "who", 0.25, is_weak=True)
    both = Synonyms((Term(0, "wall"), Term(0, "mur")))
    assert strong_words(All((goat, who, both, Dates(1, 2)))) == [goat, both]
    assert strong_words(Any((Phrase(0, ("goat", "wall")), goat))) == [
        Term(0, "goat"), Term(0, "wall"),
    ]  # fmt: skip
    assert strong_words(All((goat, Any((both, who))))) == [goat, both]
    assert strong_words(Ways((Phrase(0, ("wi", "fi")), Term(0, "wifi")))) == [
        Term(0, "wi"), Term(0, "fi"), Term(0, "wifi"),
    ]  # fmt: skip
    assert strong_words(Any((goat, All((goat, both))))) == []
    assert strong_words(Term(1, "goat")) == []
