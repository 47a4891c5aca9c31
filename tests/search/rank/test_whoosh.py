"""Whoosh's own evaluator over the same segments finds the same articles with the same scores.

It goes over the same arrays (index.whoosh_view), and is told to weigh terms as the loops do.
"""

import random

import pytest
from whoosh import query as ast
from whoosh.scoring import BaseScorer, WeightingModel

from index import FIELDS, open_whoosh
from search.local.executor import Executor
from search.plan import All, Any, Not, Term
from search.rank.bm25 import HEADLINE, K1, B, S, idf_of
from tests.search.exhaustive import Plans
from tests.search.rank.test_exact import WORDS, shelf_of


class Weighting(WeightingModel):
    """The weights of search.rank.bm25, over the articles that are not deleted."""

    def __init__(self, generation):
        self._generation = generation

    def scorer(self, searcher, fieldname, text, qf=1):
        readers = searcher.get_parent().reader().leaf_readers()
        df = sum(reader.live_frequency(fieldname, text) for reader, _ in readers)
        idf = idf_of(df, self._generation.live)
        return Scorer(searcher, fieldname, idf * qf, self._generation.mean_length(fieldname))


class Scorer(BaseScorer):
    """Scores the articles of one term."""

    def __init__(self, searcher, fieldname, idf, mean):
        self._length = searcher.doc_field_length
        self._fieldname = fieldname
        self._idf = idf
        self._mean = mean

    def supports_block_quality(self):
        """Whoosh's shortcuts lose articles; everything is scored."""
        return False

    def score(self, matcher):
        length, tf = self._length(matcher.id(), self._fieldname, 1), matcher.weight()
        divisor = K1 * (1 - B + B * (length + S) / (self._mean + S))
        emphasis = float(HEADLINE) if matcher.in_title() else 0.0
        return self._idf * (tf / (tf + divisor) + emphasis)


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
    ranking = Executor(generation)
    searcher = open_whoosh(shelf.directory).searcher(weighting=Weighting(generation))
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
        found = ranking.first(plan, 10)
        assert found.total == len(theirs), plan
        for number, score in found.best:
            assert score == pytest.approx(theirs[number], rel=1e-5, abs=1e-6), plan
        wanted = sorted(theirs.values(), reverse=True)[:10]
        assert [score for _, score in found.best] == pytest.approx(wanted, rel=1e-5, abs=1e-6)
        answered += bool(theirs)
    assert answered > 60
