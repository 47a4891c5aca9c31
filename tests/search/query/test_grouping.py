"""What belongs together is found together: operators beside a small parser of their rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query as ast

from search.query import parse, understood
from tests.extent import times

Article = frozenset[str]
Wanted = Callable[[Article], bool]

WORDS = ("ferry", "goat", "harbour", "jet")
ARTICLES = [
    frozenset(words)
    for words in chain.from_iterable(combinations(WORDS, size) for size in range(len(WORDS) + 1))
]


def matches(tree: ast.Query, article: Article) -> bool:
    match tree:
        case ast.And():
            return all(matches(child, article) for child in tree)
        case ast.Or():
            return any(matches(child, article) for child in tree)
        case ast.Not():
            return not matches(tree.query, article)
        case ast.Every():
            return True
        case _:
            return tree.text in article


class Rules:
    """Recursive descent: what stands side by side is joined last, then OR, then AND, then NOT."""

    def __init__(self, text: str) -> None:
        self.tokens = re.findall(r"[()]|[^\s()]+", text.replace("-", "NOT "))

    def take(self, *tokens: str) -> bool:
        if self.tokens and self.tokens[0] in tokens:
            self.tokens.pop(0)
            return True
        return False

    def side_by_side(self) -> Wanted:
        members = [self.either()]
        while self.tokens and self.tokens[0] != ")":
            members.append(self.either())
        return lambda article: all(member(article) for member in members)

    def either(self) -> Wanted:
        members = [self.both()]
        while self.take("OR", "||"):
            members.append(self.both())
        return lambda article: any(member(article) for member in members)

    def both(self) -> Wanted:
        members = [self.one()]
        while self.take("AND", "&&"):
            members.append(self.one())
        return lambda article: all(member(article) for member in members)

    def one(self) -> Wanted:
        if self.take("NOT"):
            member = self.one()
            return lambda article: not member(article)
        if self.take("("):
            group = self.side_by_side()
            self.take(")")
            return group
        word = self.tokens.pop(0).removeprefix("+")
        return lambda article: word in article


joints = st.sampled_from([" ", " AND ", " OR ", " && ", " || "])
words = st.sampled_from([*WORDS, "+ferry", "-goat", "-jet"])
queries = st.recursive(
    words,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" ", " AND ", " OR ", " && ", " || "]), inner).map(
            "".join
        ),
        inner.map("({})".format),
        inner.map("NOT {}".format),
        inner.map("-({})".format),
    ),
    max_leaves=10,
)


@given(queries)
@times(5)
def test_operators_join_what_the_rules_say(text):
    tree, wanted = parse(text).tree, Rules(text).side_by_side()
    for article in ARTICLES:
        assert matches(tree, article) == wanted(article), (text, understood(tree))


leaves = st.sampled_from(WORDS).map(lambda word: ast.Term("text", word))
groups = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(ast.And, st.lists(inner, min_size=1, max_size=3), st.sampled_from([1.0, 2.5])),
        st.builds(ast.Or, st.lists(inner, min_size=1, max_size=3), st.sampled_from([1.0, 0.5])),
        st.builds(ast.Not, inner),
    ),
    max_leaves=12,
)


@given(groups)
@times(5)
def test_any_tree_that_is_said_is_read_with_the_same_meaning(tree):
    again = parse(understood(tree)).tree
    for article in ARTICLES:
        assert matches(again, article) == matches(tree, article), understood(tree)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("harbour strike OR blockade", "harbour AND (strike OR blockade)"),
        ("a1 OR b1 AND c1", "a1 OR (b1 AND c1)"),
        ("a1 OR b1 c1 OR d1", "(a1 OR b1) AND (c1 OR d1)"),
        ("NOT a1 b1", "NOT a1 AND b1"),
        ("NOT (a1 b1)", "NOT (a1 AND b1)"),
        ("NOT NOT a1", "a1"),
        ("NOT -a1", "a1"),
        ("-(-a1)", "a1"),
        ("a1 OR -b1", "a1 OR NOT b1"),
        ("((a1))", "a1"),
        ("(a1 b1) (c1 d1)", "a1 AND b1 AND c1 AND d1"),
        ("(a1 OR b1) OR c1", "a1 OR b1 OR c1"),
        ("(a1 b1)^2 AND c1", "(a1 AND b1)^2 AND c1"),
        ("(a1 b1)^2", "(a1 AND b1)^2"),
        ("(a1)^2", "a1^2"),
        ("((a1^2 b1)^3 c1)^2", "((a1^2 AND b1)^3 AND c1)^2"),
        ("((a1^2))^3", "a1^6"),
        ('"a1 b1"~5^2', '"a1 b1"~5^2'),
        ("a1(b1)c1", "a1 AND b1 AND c1"),
        ('a1"b1 c1"d1', 'a1 AND "b1 c1" AND d1'),
        ("(a1)AND(b1)", "a1 AND b1"),
        ('"a1"OR"b1"', '"a1" OR "b1"'),
        ("title:(a1 OR (b1 outlet:c1))^2", "(title:a1 OR (title:b1 AND outlet:c1))^2"),
        ("-title:(a1 b1)", "NOT (title:a1 AND title:b1)"),
    ],
)
def test_grouping(typed, understood):
    query = parse(typed)
    assert query.understood == understood
    assert query.notes == ()


@pytest.mark.parametrize("typed", ["a1 a1", "a1 OR a1 OR a1", "a1 AND (a1 a1)"])
def test_repeated_word_stays_repeated(typed):
    assert len(parse(typed).tree) == typed.count("a1")
