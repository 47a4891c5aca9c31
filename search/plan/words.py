"""The words that a plan looks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from search.plan.node import (
    TEXT,
    All,
    Any,
    Form,
    Phrase,
    Plan,
    Synonyms,
    Term,
    Ways,
    Word,
    is_condition,
    parts_of,
)


def words_of(plan: Plan) -> Iterator[tuple[int, str]]:
    """The (field, term) pairs that a plan looks for itself; not those it must not find."""
    match plan:
        case Term():
            yield plan.field, plan.text
        case Synonyms(members) | Ways(members):
            for member in members:
                yield from words_of(member)
        case Phrase():
            for term in plan.terms:
                yield from [(plan.field, term)] if isinstance(term, str) else words_of(term)
        case All() | Any():
            for part in plan.parts:
                yield from words_of(part)


def strong_words(plan: Plan) -> list[Word]:
    """The words of the text that say what a plan seeks: not the weak ones, each once, in order.

    Those of phrases are among them, and those of groups of alternatives. Empty where a group of
    all its parts stands within another group.
    """
    parts = [part for part in parts_of(plan) if not is_condition(part)]
    if any(isinstance(part, All) for part in _flat(parts)):
        return []
    found: dict[str | Form | Synonyms, Word] = {}
    for part in _flat(parts):
        if isinstance(part, Phrase) and part.field == TEXT:
            for term in part.terms:
                found.setdefault(term, Term(TEXT, term) if isinstance(term, str) else term)
        elif isinstance(part, Word) and part.field == TEXT and not part.is_weak:
            alone = part.text if isinstance(part, Term) else replace(part, boost=1.0)
            found.setdefault(alone, part)
    return list(found.values())


def _flat(parts: Iterable[Plan]) -> Iterator[Plan]:
    """Parts, and those of the alternatives among them."""
    for part in parts:
        if isinstance(part, Any | Ways):
            yield from _flat(part.parts if isinstance(part, Any) else part.members)
        else:
            yield part
