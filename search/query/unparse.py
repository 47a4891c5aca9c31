"""A query's tree in the query language, so that the same tree is read from it again."""

from __future__ import annotations

from collections.abc import Sequence

from whoosh import query as ast

from search.dates import spelt_range
from search.query.tree import AS_WRITTEN, NAME_FIELD, TEXT_FIELD, Name, is_small
from search.selection import SELECTION_FIELDS


def understood(tree: ast.Query) -> str:
    """The tree in the query language, each operator spelt out."""
    if isinstance(tree, ast.And | ast.Or):
        return _group(tree) if tree.boost == 1 else _inner(tree)
    return _inner(tree)


def _inner(node: ast.Query) -> str:  # noqa: PLR0911  # a case a kind of node
    """A node as part of a group or of a Not."""
    match node:
        case ast.Term():
            return f"{_field(node)}{node.text}{_weight(node)}"
        case ast.And() | ast.Or():
            return f"({_group(node)}){_weight(node)}"
        case ast.Not():
            return f"NOT {_inner(node.query)}"
        case Name():
            typed = node.words[0] if _is_bare(node.words) else f'"{" ".join(node.words)}"'
            return f"{NAME_FIELD}:{typed}{_weight(node)}"
        case ast.Phrase() if node.fieldname in SELECTION_FIELDS and _is_bare(node.words):
            return f"{_field(node)}{node.words[0]}"
        case ast.Phrase():
            slop = "" if node.slop == AS_WRITTEN else f"~{node.slop}"
            return f'{_field(node)}"{" ".join(node.words)}"{slop}{_weight(node)}'
        case ast.NumericRange():
            return f"{spelt_range(node.start, node.end)}{_weight(node)}"
        case ast.FuzzyTerm():
            return f"{_field(node)}{node.text}~{node.maxdist}{_weight(node)}"
        case ast.Every():
            return f"*{_weight(node)}"
        case _:
            star = "*" if isinstance(node, ast.Prefix) else ""
            return f"{_field(node)}{node.text}{star}{_weight(node)}"


def _group(node: ast.Query) -> str:
    operator = " OR " if isinstance(node, ast.Or) else " AND "
    small = [is_small(child) for child in node]
    if not any(small) or not any(
        not stop and not isinstance(child, ast.Not) for stop, child in zip(small, node, strict=True)
    ):
        return operator.join(map(_inner, node))
    # Without `+`, the small words would be left out when this is read.
    return operator.join(
        f"+{_inner(child)}" if stop else _inner(child)
        for stop, child in zip(small, node, strict=True)
    )


def _is_bare(words: Sequence[str]) -> bool:
    """Whether the name of a selection needs no quotes."""
    return len(words) == 1 and words[0].isalnum()


def _field(node: ast.Query) -> str:
    return "" if node.fieldname == TEXT_FIELD else f"{node.fieldname}:"


def _weight(node: ast.Query) -> str:
    return "" if node.boost == 1 else f"^{node.boost:g}"
