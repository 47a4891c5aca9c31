"""The kinds of nodes that a query's tree is made of, and how groups of them are put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whoosh import query as ast

from index import STOP_WORDS

NODES = (
    ast.And, ast.Or, ast.Not, ast.Every,
    ast.Term, ast.Phrase, ast.Prefix, ast.Wildcard, ast.FuzzyTerm, ast.NumericRange,
)  # fmt: skip
"""All kinds of nodes; each is exactly of one of these classes."""

class Spellings(ast.Or):  # type: ignore[misc]  # Whoosh carries no annotations
    """A word of the text and spellings of it, which count as one word (search.names).

    No query is parsed into one. To whoever does not know of it, it is an Or.
    """


TEXT_FIELD = "text"
DATE_FIELD = "date"
DATE_WORDS = (DATE_FIELD, "after", "since", "before", "until")
"""What stands before a date in a query; in the tree there is only `date`."""

OPERATORS = frozenset({"AND", "OR", "NOT"})
"""Words that say how others belong together; written small they are words like any other."""


def is_small(node: ast.Query) -> bool:
    """Whether a node is a stop word of the text."""
    return (
        type(node) is ast.Term
        and node.fieldname == TEXT_FIELD
        and (node.text in STOP_WORDS or node.text.lower() in STOP_WORDS)
    )


def flattened(kind: type[ast.Query], children: Iterable[ast.Query]) -> list[ast.Query]:
    """The members of a group; a group of the same kind among them gives its own instead."""
    flat: list[ast.Query] = []
    for child in children:
        flat.extend(child if type(child) is kind and child.boost == 1 else [child])
    return flat


def levelled(children: Iterable[ast.Query]) -> list[ast.Query]:
    """Members of a group with no group among them; each stands for its own members.

    Members of a Not become Nots. Below each child there is one level at most.
    """
    level: list[ast.Query] = []
    for child in children:
        if isinstance(child, ast.And | ast.Or):
            level.extend(child)
        elif isinstance(child, ast.Not) and isinstance(child.query, ast.And | ast.Or):
            level.extend(map(negated, child.query))
        else:
            level.append(child)
    return level


def negated(node: ast.Query) -> ast.Query:
    """The opposite; that of a Not is what it negates."""
    return node.query if isinstance(node, ast.Not) else ast.Not(node)


def without_every(children: Sequence[ast.Query]) -> list[ast.Query]:
    """The members of an And without "every article", which demands nothing of one."""
    demanding = [child for child in children if not isinstance(child, ast.Every)]
    return demanding or list(children[:1])
