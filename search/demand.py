"""What a query demands of an article, part by part, and what it may do without."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from whoosh import query as ast

from index import FIELDS
from search.plan import (
    WEAK_BOOST,
    All,
    Any,
    Counted,
    Languages,
    Phrase,
    Plan,
    Term,
    Ways,
    any_of,
    is_condition,
    is_optional,
    parts_of,
    plan_of,
)
from search.query import understood
from search.query.tree import Spellings

_SEARCHED = frozenset({FIELDS.index("text"), FIELDS.index("title")})
"""Fields whose words an article may lack and still be what was meant; of an outlet's it may not."""


@dataclass(frozen=True, slots=True)
class Demand:
    """The parts of a plan that demands several.

    `words` are those that may be missing, `fixed` those that may not: conditions, and words of
    other fields than text and title. `weak` only add to scores.
    """

    words: tuple[Plan, ...]
    weak: tuple[Plan, ...]
    fixed: tuple[Plan, ...]

    @classmethod
    def of(cls, plan: Plan) -> Demand | None:
        """The demand of a plan; None where nothing can be missing: it has no two words."""
        if not isinstance(plan, All):
            return None
        weak = tuple(part for part in plan.parts if is_optional(part))
        words = tuple(part for part in plan.parts if _may_be_missing(part))
        fixed = tuple(part for part in plan.parts if part not in weak and part not in words)
        return cls(words, weak, fixed) if len(words) > 1 else None

    @property
    def single_words(self) -> tuple[Plan, ...]:
        """The words, those of phrases and of `free-stream` one by one.

        An article may have some of them; `freestream`, which the index has where it is written
        with a hyphen, too, adds little to its parts.
        """
        singles = [single for word in self.words for single in _singles(word)]
        found = any_of([one for one in singles if not _is_letter(one)] or singles)
        return found.parts if isinstance(found, Any) else (found,)


def names_of(
    tree: ast.Query | None, capitals: Container[str], languages: Languages
) -> dict[Plan, str]:
    """What was typed for the parts of a query's plan, whatever their boosts.

    `capitals` and `languages` as of `plan_of`.
    """
    names: dict[Plan, str] = {}
    for member in tree if isinstance(tree, ast.And) else ():
        for part in parts_of(plan_of(member, capitals, languages)):
            names.setdefault(unweighted(part), understood(_as_typed(member)))
    return names


def _as_typed(member: ast.Query) -> ast.Query:
    """A word without the other spellings of it, which nobody typed."""
    if not isinstance(member, Spellings):
        return member
    typed = member.subqueries[0]
    is_form = type(typed) is ast.Phrase and len(typed.words) == 1  # of a name, as it is written
    return ast.Term(typed.fieldname, typed.words[0]) if is_form else typed


def unweighted(part: Plan) -> Plan:
    """A part without its own boost."""
    if isinstance(part, Counted):
        return replace(part, boost=1.0)
    return part


def _is_letter(part: Plan) -> bool:
    """Whether it is a letter by itself, which says nothing of what was meant: the D of Ph.D."""
    return isinstance(part, Term) and len(part.text) == 1 and part.text.isascii()


def _singles(part: Plan) -> list[Plan]:
    if isinstance(part, Ways) and isinstance(part.members[0], Phrase):
        row, *others = part.members
        added = [replace(other, boost=part.boost * WEAK_BOOST) for other in others]
        return [*_singles(replace(row, boost=part.boost)), *added] if added else [part]
    if not isinstance(part, Phrase):
        return [part]
    return [
        Term(part.field, term, part.boost)
        if isinstance(term, str)
        else replace(term, boost=part.boost)
        for term in part.terms
    ]


def _may_be_missing(part: Plan) -> bool:
    if isinstance(part, Counted):
        return part.field in _SEARCHED and not is_optional(part)
    return not is_condition(part)
