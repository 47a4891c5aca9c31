"""What `a w/5 b` becomes: phrases whose words may be apart, in the orders that are allowed.

Each side is a word, a phrase, or several of them joined by OR. A phrase on one side keeps its words
together besides: `"social security" w/5 reform` asks for the phrase as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from whoosh import query as ast

from search.query.limits import HEAVIEST, LIGHTEST
from search.query.nearness import Nearness
from search.query.tree import SIDE_BY_SIDE
from search.query.word import words_of

_WITHOUT_PLACES = frozenset({"lang"})  # a field whose words stand nowhere


@dataclass(frozen=True, slots=True)
class _Row:
    """Words of a field that one side may be."""

    field: str
    words: tuple[str, ...]
    boost: float


def near_phrases(left: ast.Query, right: ast.Query, nearness: Nearness) -> list[ast.Query] | None:
    """The phrases of which one is to be found; None when a side is more than words and phrases."""
    rows, others = _rows(left), _rows(right)
    if rows is None or others is None or len({row.field for row in (*rows, *others)}) != 1:
        return None
    return list(dict.fromkeys(_phrases(rows, others, nearness)))


def _phrases(
    rows: Sequence[_Row], others: Sequence[_Row], nearness: Nearness
) -> Iterator[ast.Query]:
    slop = nearness.places if nearness.places > 1 else SIDE_BY_SIDE
    for row, other in product(rows, others):
        boost = round(min(max(row.boost * other.boost, LIGHTEST), HEAVIEST), 2)
        orders = [row.words + other.words]
        if not nearness.is_ordered:
            orders.append(other.words + row.words)
        for words in orders:
            yield ast.Phrase(row.field, list(words), slop=slop, boost=boost)


def is_several_words(node: ast.Query) -> bool:
    """Whether a side has words that are to stand side by side."""
    return any(len(row.words) > 1 for row in _rows(node) or ())


def size_of(nodes: Sequence[ast.Query]) -> tuple[int, int]:
    """How many words some nodes have, and how many characters."""
    words = [word for node in nodes for row in _rows(node) or () for word in row.words]
    return sum(len(words_of(word)) for word in words), sum(map(len, words))


def _rows(node: ast.Query) -> list[_Row] | None:
    match node:
        case ast.Phrase() if node.fieldname not in _WITHOUT_PLACES:
            return [_Row(node.fieldname, tuple(node.words), node.boost)]
        case ast.Or() if node.boost == 1:
            found = [_rows(part) for part in node]
            rows = [row for part in found if part is not None for row in part]
            return None if None in found else rows
    if type(node) is ast.Term and node.fieldname not in _WITHOUT_PLACES:
        return [_Row(node.fieldname, (node.text,), node.boost)]
    return None
