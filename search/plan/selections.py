"""What a plan names of a reader's own (search.selection), resolved to articles."""

from __future__ import annotations

from search.plan.node import All, Any, Articles, Not, Plan, Selected
from search.selection import NO_SELECTIONS, Selections


def resolved(plan: Plan, selections: Selections = NO_SELECTIONS) -> tuple[Plan, tuple[str, ...]]:
    """(the plan with the articles of each selection that it names, a note for each unknown one)."""
    notes: dict[str, None] = {}

    def resolve(plan: Plan) -> Plan:
        match plan:
            case Selected(kind, name):
                ids = selections.find(kind, name)
                if ids is None:
                    notes[selections.unknown(kind, name)] = None
                return Articles(ids or frozenset())
            case All(parts):
                return All(tuple(map(resolve, parts)))
            case Any(parts):
                return Any(tuple(map(resolve, parts)))
            case Not(part):
                return Not(resolve(part))
            case _:
                return plan

    return (resolve(plan) if _names_selection(plan) else plan), tuple(notes)


def _names_selection(plan: Plan) -> bool:
    match plan:
        case All(parts) | Any(parts):
            return any(map(_names_selection, parts))
        case Not(part):
            return _names_selection(part)
        case _:
            return isinstance(plan, Selected)
