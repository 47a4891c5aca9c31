"""Whoosh's own evaluator over the same segments finds the same articles with the same scores."""

import random

import pytest
from whoosh import query as ast

from index.segment import FIELDS
from search.fallback import Fallback
from search.local.executor import Executor
from search.plan import All, Any, Foreign, Not, Term, plan_of
from tests.search.exhaustive import Plans
from tests.search.rank.test_exact import WORDS, shelf_of


def tree_of(plan):
    """The plan in Whoosh's words."""
    match plan:
        case Term(field, text, boost):
            return ast.Term(FIELDS[field], text, boost=boost)
        case Not(part):
            return ast.Not(tree_of(part))
        case All(parts):
            return ast.And([tree_of(part) for part in parts])
        case Any(parts):
            return ast.Or([tree_of(part) for part in parts])
    raise AssertionError(plan)


def only_words(plans, depth=3):
    """A random plan of words and groups."""
    rng = plans.rng
    if depth == 0 or rng.random() < 0.3:
        return Term(0, plans.word(), rng.choice((1.0, 1.0, 0.5, 3.0)))
    parts = tuple(only_words(plans, depth - 1) for _ in range(rng.choice((2, 2, 3))))
    return rng.choice((All, Any))(parts)


@pytest.mark.parametrize("seed", range(3))
def test_words_and_groups_score_as_with_whoosh(tmp_path, seed):
    rng = random.Random(seed)
    shelf = shelf_of(tmp_path / "index", rng, (400, 60, 200))
    generation = shelf.generation()
    ranking, searcher = Executor(generation), Fallback(generation).searcher
    plans, answered = Plans(rng, WORDS), 0
    for _ in range(120):
        plan, nots = only_words(plans), rng.choice((0, 0, 1))
        if nots:
            plan = All((plan, Not(only_words(plans, 1))))
        # In an And, Whoosh adds 1 to the score for each Not.
        theirs = {
            number: score - nots
            for score, number in searcher.search(tree_of(plan), limit=None).top_n
        }
        found = ranking.find(plan, 10)
        assert found.total == len(theirs), plan
        for number, score in found.best:
            assert score == pytest.approx(theirs[number], rel=1e-5, abs=1e-6), plan
        wanted = sorted(theirs.values(), reverse=True)[:10]
        assert [score for _, score in found.best] == pytest.approx(wanted, rel=1e-5, abs=1e-6)
        answered += bool(theirs)
    assert answered > 60


def test_kinds_without_a_loop_are_answered_by_whoosh_and_combine_with_the_others(tmp_path):
    rng = random.Random(3)
    shelf = shelf_of(tmp_path / "index", rng, (200, 100))
    generation = shelf.generation()
    ranking, searcher = Executor(generation), Fallback(generation).searcher
    best_of = ast.DisjunctionMax([ast.Term("text", "ba"), ast.Term("text", "kem")])
    regex = ast.Regex("text", "b.*")
    for tree in (best_of, regex, ast.Variations("text", "ba"), ast.TermRange("text", "ba", "c")):
        plan = plan_of(ast.And([tree, ast.Term("text", "dun")]))
        assert any(isinstance(part, Foreign) for part in plan.parts)
        alone = searcher.search(tree, limit=None).top_n
        both = {number for _, number in alone} & {
            number for _, number in searcher.search(ast.Term("text", "dun"), limit=None).top_n
        }
        found = ranking.find(plan, 1_000)
        assert {number for number, _ in found.best} == both
        assert found.total == len(both)
        dun = dict(ranking.best(Term(0, "dun"), 1_000))
        theirs = {number: score for score, number in alone}
        for number, score in found.best:
            assert score == pytest.approx(theirs[number] + dun[number], rel=1e-5, abs=1e-6)
