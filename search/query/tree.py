"""The kinds of nodes that a query's tree is made of, and how groups of them are put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whoosh import query as ast

from index import CAPITALS, STOP_WORDS, letters_of
from search.query.weak_words import WEAK_WORDS


class Spellings(ast.Or):  # type: ignore[misc]  # Whoosh carries no annotations
    """A word of the text and spellings of it, which count as one word (search.names).

    No query is parsed into one. To whoever does not know of it, it is an Or.
    """


class Name(ast.Phrase):  # type: ignore[misc]  # as above
    """A name (`name:"Bashar al-Assad"`): words of the text as they are written, in any spelling.

    To whoever does not know of it, it is a Phrase.
    """


NAME_FIELD = "name"
"""What stands before a name in a query."""

NODES = (
    ast.And, ast.Or, ast.Not, ast.Every,
    ast.Term, ast.Phrase, Name, ast.Prefix, ast.Wildcard, ast.FuzzyTerm, ast.NumericRange,
)  # fmt: skip
"""All kinds of nodes; each is exactly of one of these classes."""

TEXT_FIELD = "text"
DATE_FIELD = "date"
DATE_WORDS = (DATE_FIELD, "after", "since", "before", "until")
"""What stands before a date in a query; in the tree there is only `date`."""

GROUP_FIELDS = ("story", "copies")
"""What stands before the id of an article, to find the articles that are grouped with it."""

SIDE_BY_SIDE, AS_WRITTEN = range(2)
"""What the slop of a Phrase means beside a number of places: its words side by side, in any form
(`"air strikes"~0`), or as they are written (`"air strikes"`)."""

OPERATORS = frozenset({"AND", "OR", "NOT"})
"""Words that say how others belong together; written small they are words like any other."""


def is_small(node: ast.Query) -> bool:
    """Whether a node is a stop word of the text."""
    return type(node) is ast.Term and node.fieldname == TEXT_FIELD and is_stop_word(node.text)


def is_stop_word(word: str) -> bool:
    """Whether a word is a stop word as it is written; in capitals (IT) it is another word."""
    is_instruction = word in OPERATORS or word == "TO"
    return word in STOP_WORDS or (
        word.lower() in STOP_WORDS and (is_instruction or letters_of(word) != CAPITALS)
    )


def is_weak(node: ast.Query) -> bool:
    """Whether a node is a word of the text that says little (weak_words)."""
    return (
        type(node) is ast.Term
        and node.fieldname == TEXT_FIELD
        and (node.text in WEAK_WORDS or node.text.lower().replace("’", "'") in WEAK_WORDS)
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
