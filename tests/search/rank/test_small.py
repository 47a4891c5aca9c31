"""A few random plans over a small index: quick enough for plain Python too."""

import random

from search.local import term_cache
from search.local.executor import Executor
from search.plan import Any, Term
from search.rank import block_max_or
from tests.search.exhaustive import Exhaustive, Plans
from tests.search.rank.test_exact import WORDS, agree, shelf_of


def test_small_index_is_answered_exactly(tmp_path):
    rng = random.Random(11)
    shelf = shelf_of(tmp_path / "index", rng, (20, 12))
    generation = shelf.generation()
    ranking, plain = Executor(generation), Exhaustive.over(generation)
    plans = Plans(rng, WORDS)
    for _ in range(12):
        agree(ranking, plain, plans.any(2))
        agree(ranking, plain, plans.flat())


def test_small_index_is_looked_through_by_blocks_and_bits(tmp_path, monkeypatch):
    """Its words as if they were frequent, and so many that bounds are worth looking at."""
    monkeypatch.setattr(term_cache, "_HAS_BITS", 8)
    monkeypatch.setattr(term_cache, "FREQUENT", 4)
    rng = random.Random(12)
    shelf = shelf_of(tmp_path / "index", rng, (150, 140), deletes=False)
    generation = shelf.generation()
    ranking, plain = Executor(generation), Exhaustive.over(generation)
    plans = Plans(rng, WORDS)
    for count in (1, 3, 10):
        agree(ranking, plain, plans.flat(), count)
        many = Any(tuple(Term(0, word) for word in rng.sample(WORDS, 58)))
        for segment in generation.segments:
            numbers = [segment.find("text", term.text.encode()) for term in many.parts]
            assert sum(segment.df(n) for n in numbers if n is not None) > block_max_or._FEW
        agree(ranking, plain, many, count)
