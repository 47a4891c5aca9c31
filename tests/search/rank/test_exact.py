"""The loops find exactly what looking at every article finds, in the same order."""

import random

import numpy as np
import pytest

from index.article import Article
from search.local import term_cache as table
from search.local.executor import Executor
from search.plan import All, Any, Phrase, Term
from tests.extent import ALL
from tests.index.shelf import Shelf
from tests.search.exhaustive import Exhaustive, Plans

WORDS = [
    f"{first}{second}" for first in "bcdfgklmnprst" for second in ("a", "em", "ic", "olu", "un")
]


def inflected(rng, word):
    """A word in one of its forms, mostly that of its term."""
    form = f"{word}{rng.choice(('', '', '', '', 's', 's', 'ing', 'ed'))}"
    return rng.choice((form, form, form, form.capitalize(), form.upper()))


def article(rng, words):
    length = rng.choice((0, 3, 20, 20, 60))
    text = [inflected(rng, words[int(len(words) * rng.random() ** 3)]) for _ in range(length)]
    if rng.random() < 0.05:
        text += [rng.choice(words)] * rng.choice((126, 127, 128, 400))
    return Article(
        title=" ".join(
            inflected(rng, words[int(len(words) * rng.random() ** 2)])
            for _ in range(rng.randrange(4))
        ),
        text=" ".join(text),
        date=rng.choice(
            ("", "2015", "2016-02", "2016-02-03", "2017-05-06", f"2018-01-{rng.randrange(10, 29)}")
        ),
        lang=rng.choice(("", "en", "ar")),
        outlet=rng.choice(("", "Courier", "Le Phare")),
    )


def shelf_of(folder, rng, sizes, deletes=True):
    """An index of several segments, some articles of which are deleted."""
    shelf, number = Shelf(folder), 0
    for size in sizes:
        fresh = {f"{number + n}.txt": article(rng, WORDS) for n in range(size)}
        number += size
        old = sorted(shelf.articles)
        drop = rng.sample(old, len(old) // 9) if deletes else []
        shelf.commit(fresh, drop)
    return shelf


def agree(ranking, plain, plan, count=10):
    """All are found, best first, ties newest first, then by id; so are the first `count`."""
    expected = plain.answer(plan)
    ordered = ranking.best(plan, max(len(expected), 1))
    numbers = [number for number, _ in ordered]
    assert sorted(numbers) == sorted(expected), plan
    np.testing.assert_allclose(
        [score for _, score in ordered], [expected[n] for n in numbers], rtol=1e-5, atol=1e-7
    )
    entries = [(score, plain.entries[number]) for number, score in ordered]
    order = [(-score, -entry.date, entry.id) for score, entry in entries]
    assert order == sorted(order), plan
    found = ranking.first(plan, count)
    assert (found.total, found.best) == (len(expected), ordered[:count]), plan
    assert ranking.best(plan, count) == ordered[:count], plan


@pytest.mark.parametrize("seed", range(6))
def test_random_plans_over_several_segments_with_deletions(tmp_path, seed):
    rng = random.Random(seed)
    shelf = shelf_of(tmp_path / "index", rng, (40, 1, 25, 60))
    generation = shelf.generation()
    ranking, plain = Executor(generation), Exhaustive.over(generation)
    plans = Plans(rng, WORDS)
    for _ in range(150 if ALL else 80):
        agree(ranking, plain, plans.any(), rng.choice((1, 3, 10, 10, 200)))
        agree(ranking, plain, plans.flat())


def test_frequent_words_with_blocks_and_bits(tmp_path):
    rng = random.Random(7)
    shelf = shelf_of(tmp_path / "index", rng, (3_000, 1_500, 300))
    generation = shelf.generation()
    ranking, plain = Executor(generation), Exhaustive.over(generation)
    plans = Plans(rng, WORDS)
    for _ in range(40 if ALL else 10):
        agree(ranking, plain, plans.flat(), rng.choice((1, 10, 10, 300, 5_000)))
        agree(
            ranking,
            plain,
            Phrase(
                0, tuple(plans.word() for _ in range(rng.choice((2, 2, 3)))), rng.choice((1, 1, 4))
            ),
        )
    for _ in range(25 if ALL else 10):
        agree(ranking, plain, plans.any(2))


def test_answers_are_the_same_without_memory_for_weights_and_signatures(tmp_path, monkeypatch):
    rng = random.Random(8)
    generation = shelf_of(tmp_path / "index", rng, (3_000,)).generation()
    words = Plans(rng, WORDS)
    plans = [Phrase(0, (words.word(), words.word()), slop) for slop in (1, 4) for _ in range(40)]
    for kind in (All, Any) * 20:
        plans.append(kind((Term(0, words.word()), Term(0, words.word()))))
    ranking = Executor(generation)
    expected = [ranking.first(plan, 10) for plan in plans]
    monkeypatch.setattr(table, "_WEIGHTS_IN_MEMORY", 0)
    monkeypatch.setattr(table, "_SIGNATURES_IN_MEMORY", 0)
    sparing = Executor(generation)
    assert any(found.total for found in expected)
    for plan, found in zip(plans, expected, strict=True):
        assert sparing.first(plan, 10)[:2] == found[:2]


def test_articles_of_equal_score_come_newest_first(tmp_path):
    shelf = Shelf(tmp_path / "index")
    days = {f"{day:02}.txt": Article("", "goat", date=f"2018-03-{day:02}") for day in range(1, 29)}
    shelf.commit(days)
    ranking = Executor(shelf.generation())
    best = ranking.best(Term(0, "goat"), 5)
    assert [shelf.generation().segments[0].id(number) for number, _ in best] == [
        "28.txt", "27.txt", "26.txt", "25.txt", "24.txt",
    ]  # fmt: skip


def test_an_empty_index_answers_nothing(tmp_path):
    shelf = Shelf(tmp_path / "index")
    shelf.commit({})
    ranking = Executor(shelf.generation())
    for plan in (Term(0, "goat"), Any(()), Phrase(0, ("a", "b"))):
        assert ranking.first(plan, 10).total == 0
        assert ranking.best(plan, 10) == []
