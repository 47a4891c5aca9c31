"""What every tree of a query must be: a closed list of nodes, put together in one way only."""

from __future__ import annotations

from collections.abc import Iterator

from whoosh import query as ast

from index import QUERY_FIELDS, tokens
from search.query import NODES, SIDE_BY_SIDE, TEXT_FIELD, limits

FIELDS = (TEXT_FIELD, *QUERY_FIELDS)


def leaves(tree: ast.Query) -> Iterator[ast.Query]:
    """The leaves of a tree, those of Nots too, as they were typed."""
    if isinstance(tree, ast.And | ast.Or):
        for child in tree:
            yield from leaves(child)
    elif isinstance(tree, ast.Not):
        yield from leaves(tree.query)
    else:
        yield tree


def depth(tree: ast.Query) -> int:
    """How many groups are in one another."""
    if isinstance(tree, ast.And | ast.Or):
        return 1 + max(map(depth, tree))
    return depth(tree.query) if isinstance(tree, ast.Not) else 0


def assert_well_formed(tree: ast.Query | None) -> None:
    """Raise AssertionError unless a tree is as the package promises."""
    if tree is None:
        return
    assert depth(tree) <= limits.DEEPEST
    assert sum(1 for _ in leaves(tree)) <= limits.MOST_WORDS
    _assert_node(tree)


def _assert_node(node: ast.Query) -> None:
    assert type(node) in NODES
    assert limits.LIGHTEST <= node.boost <= limits.HEAVIEST
    if isinstance(node, ast.And | ast.Or):
        assert len(node) > 1
        for child in node:
            assert type(child) is not type(node) or child.boost != 1
            assert not (isinstance(node, ast.And) and isinstance(child, ast.Every))
            _assert_node(child)
    elif isinstance(node, ast.Not):
        assert not isinstance(node.query, ast.Not)
        _assert_node(node.query)
    elif isinstance(node, ast.NumericRange):
        assert node.fieldname == "date"
        assert type(node.start) is int
        assert type(node.end) is int
    elif not isinstance(node, ast.Every):
        assert node.fieldname in FIELDS
        _assert_words(node)


def _assert_words(node: ast.Query) -> None:
    """The words of a leaf are such as its kind may have."""
    match node:
        case ast.Phrase():
            assert node.words
            assert SIDE_BY_SIDE <= node.slop <= limits.FARTHEST
            words = node.words
        case ast.FuzzyTerm():
            assert 1 <= node.maxdist <= limits.MOST_EDITS
            assert node.prefixlength == limits.FIXED_LETTERS
            words = [node.text]
        case ast.Wildcard():
            assert {*"*?"} & {*node.text}
            assert sum(map(str.isalnum, node.text)) >= limits.FEWEST_LETTERS
            words = [node.text]
        case _:
            words = [node.text]
    for word in words:
        assert word == word.strip()
        assert any(tokens(word))
        assert " " not in word
