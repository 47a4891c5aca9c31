"""`in:removed` asks for the words of a query in what was left out of the articles.

The words of the text become words of the field `removed`; all else stays as it is.
"""

from __future__ import annotations

from copy import copy

from whoosh import query as ast

from search.query.tree import TEXT_FIELD

REMOVED = "removed"
"""The field of the lines that were left out."""


def in_removed(tree: ast.Query | None) -> ast.Query | None:
    """The tree with `in:removed`, if it is demanded, carried out."""
    if not isinstance(tree, ast.And):
        return tree
    members = list(tree)
    rest = [member for member in members if not _is_demand(member)]
    if not rest or len(rest) == len(members):
        return tree
    moved = [_moved(member) for member in rest]
    return moved[0] if len(moved) == 1 else ast.And(moved, boost=tree.boost)


def _is_demand(node: ast.Query | None) -> bool:
    return (
        isinstance(node, ast.Phrase)
        and node.fieldname == "in"
        and [word.lower() for word in node.words] == [REMOVED]
    )


def _moved(node: ast.Query) -> ast.Query:
    if isinstance(node, ast.And | ast.Or):
        return type(node)([_moved(child) for child in node], boost=node.boost)
    if isinstance(node, ast.Not):
        return ast.Not(_moved(node.query), boost=node.boost)
    if getattr(node, "fieldname", "") != TEXT_FIELD:
        return node
    found = copy(node)
    found.fieldname = REMOVED
    return found
