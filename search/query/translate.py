"""From Whoosh's tree of a query to ours, noting on the way what was left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from whoosh import query as ast

from search.query.budget import Budget
from search.query.diagnostics import Diagnostics
from search.query.dialect import translated
from search.query.grammar import PARSER
from search.query.input import tidy
from search.query.leaf import Leaves
from search.query.limits import DEEPEST
from search.query.near import is_several_words, near_phrases, size_of
from search.query.nearness import Nearness, is_nearness
from search.query.token import Near, Required, Stranded
from search.query.tree import (
    TEXT_FIELD,
    flattened,
    is_small,
    is_weak,
    levelled,
    negated,
    without_every,
)


def tree_of(text: str) -> tuple[ast.Query | None, tuple[str, ...]]:
    """The tree of a query and the notes on it. Never raises."""
    notes = Diagnostics()
    tidied = translated(tidy(text, notes), notes)
    try:
        tree = Translator.noted_in(notes).tree(PARSER.parse(tidied, normalize=False))
    except Exception:  # an unknown fault of Whoosh's parser must not lose the words
        notes.add("The query could not be read as written; its words were searched.")
        reading = Translator.noted_in(notes)
        tree = reading.joined(ast.And, reading.leaves.all_words(tidied))
    return tree, notes.all()


@dataclass(slots=True)
class Translator:
    """Reads one query. A group keeps what can be searched of its members.

    `level` is how deep a node of ours is going to be: groups in groups, from 1.
    """

    notes: Diagnostics
    leaves: Leaves
    required: dict[int, ast.Query] = field(default_factory=dict)  # by id; held, so that ids stay

    @classmethod
    def noted_in(cls, notes: Diagnostics) -> Translator:
        """A reading of a query not begun yet."""
        return cls(notes, Leaves(notes, Budget(notes)))

    def tree(self, node: ast.Query, level: int = 1) -> ast.Query | None:
        """Our node for one of Whoosh's; None when nothing is left of it."""
        if self.leaves.room.is_full:
            return None
        match node:
            case ast.And() | ast.Or():
                return self.group(node, level)
            case ast.Not():
                child = self.tree(node.query, level)
                return None if child is None else negated(child)
            case Required():
                return self.demanded(self.tree(node.child, level))
            case Near():
                return self.near(node, level)
            case ast.Term() | ast.Phrase() | ast.Wildcard() | ast.FuzzyTerm() | ast.TermRange():
                return self.joined(ast.And, self.leaves.of(node), level=level)
            case _:
                return None

    def demanded(self, child: ast.Query | None) -> ast.Query | None:
        """What a `+` stands before; a weak word as a phrase of itself, which is never weak."""
        if child is None:
            return None
        if is_weak(child):
            return ast.Phrase(TEXT_FIELD, [child.text], boost=child.boost)
        self.required[id(child)] = child
        return child

    def group(self, node: ast.Query, level: int) -> ast.Query | None:
        """A group of what is left of its members."""
        stranded = [part for part in node if isinstance(part, Stranded)]
        parts = [part for part in node if not isinstance(part, Stranded)]
        kind = type(node)
        if kind is ast.Or and any(_says_nothing(part) for part in parts):
            self.notes.optional()
        found = (self.tree(part, level + _deeper(kind, part, len(parts))) for part in parts)
        children = [child for child in found if child is not None]
        children += self.stranded(stranded, alone=not children)
        return self.joined(kind, children, self.leaves.weight(node.boost), level)

    def near(self, node: Near, level: int) -> ast.Query | None:
        """What is to stand near one another, two by two."""
        read = [self.tree(child, level + 2) for child in node.children]
        sides = [side for side in read if side is not None]
        if len(sides) < len(read):
            return self.joined(ast.And, sides, level=level)
        parts: list[ast.Query] = []
        for place, nearness in enumerate(node.nearness):
            left, right = sides[place : place + 2]
            fresh = [right] if place else [left, right]  # in `a w/3 b w/5 c` b was there already
            parts += self.pair(left, right, nearness, fresh, level)
        return self.joined(ast.And, parts, level=level)

    def pair(
        self,
        left: ast.Query,
        right: ast.Query,
        nearness: Nearness,
        fresh: list[ast.Query],
        level: int,
    ) -> list[ast.Query]:
        """What an article must match so that two things are near one another, or one without.

        `fresh` are those of the two that no pair before has.
        """
        phrases = near_phrases(left, right, nearness) or []
        beside = [left] if nearness.is_negated else list(filter(is_several_words, (left, right)))
        if not phrases or not self.repeats(phrases, beside, fresh, nearness):
            self.notes.anywhere(nearness.typed)
            return fresh
        self.notes.near(nearness.typed, nearness.places, is_ordered=nearness.is_ordered)
        found = self.joined(ast.Or, phrases, level=level + 1)
        assert found is not None  # noqa: S101  # for the type checker: there are phrases
        return [*beside, negated(found) if nearness.is_negated else found]

    def repeats(
        self,
        phrases: Sequence[ast.Query],
        beside: Sequence[ast.Query],
        fresh: Sequence[ast.Query],
        nearness: Nearness,
    ) -> bool:
        """Whether there is room for phrases of words that were let in already."""
        words, characters = size_of([*phrases, *beside])
        had_words, had_characters = size_of(fresh)
        return self.leaves.room.repeats(
            len(phrases),
            max(words - had_words, 0),
            max(characters - had_characters, 0),
            loosely=nearness.places > 1,
        )

    def stranded(self, operators: Iterable[Stranded], alone: bool) -> list[ast.Query]:
        """Operators with nothing to join, as words when there is nothing else."""
        words: list[ast.Query] = []
        for operator in operators:
            if operator.text == "(":
                self.notes.too_deep()
            elif alone and is_nearness(operator.text):
                words += self.leaves.operator(operator.text)
            elif alone:
                words += self.leaves.word(operator.fieldname, operator.text, 1.0)
            else:
                self.notes.stranded(operator.text)
        return words

    def joined(
        self,
        kind: type[ast.Query],
        children: Iterable[ast.Query],
        weight: float = 1.0,
        level: int = 1,
    ) -> ast.Query | None:
        """A group of our own nodes: flat, and no group when it has one member or none."""
        members = flattened(kind, children)
        if level >= DEEPEST and len(members) > 1 and (flat := levelled(members)) != members:
            self.notes.too_deep()
            members = flat
        members = self.without_small(members)
        if kind is ast.And:
            members = without_every(members)
        if len(members) > 1:
            return kind(members, boost=weight)
        return self.weighed(members[0], weight) if members else None

    def without_small(self, members: list[ast.Query]) -> list[ast.Query]:
        """The members of a group without its stop words, unless it has no others."""
        spare = [is_small(child) and id(child) not in self.required for child in members]
        kept = [child for child, is_spare in zip(members, spare, strict=True) if not is_spare]
        if all(isinstance(child, ast.Not) for child in kept):
            return members
        for child, is_spare in zip(members, spare, strict=True):
            if is_spare:
                self.notes.left_out(child.text)
        return kept

    def weighed(self, node: ast.Query, weight: float) -> ast.Query:
        """The one member of a group, with the group's weight; a Not has none."""
        if weight != 1 and not isinstance(node, ast.Not):
            node.boost = self.leaves.weight(node.boost * weight)
        return node


def _says_nothing(part: ast.Query) -> bool:
    """Whether a member of an Or has a `+` for nothing: it is no stop word to be kept."""
    return isinstance(part, Required) and not is_small(part.child)


def _deeper(kind: type[ast.Query], part: ast.Query, members: int) -> bool:
    """Whether a member of a group is going to be one level below it, if it is a group."""
    if members == 1:
        return False
    while isinstance(part, ast.And | ast.Or) and len(part) == 1 and part.boost == 1:
        part = part[0]
    return type(part) is not kind or part.boost != 1
