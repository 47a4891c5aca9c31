"""The words that a plan looks for."""

from __future__ import annotations

from collections.abc import Iterator
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
    Word,
    is_condition,
    parts_of,
)


def words_of(plan: Plan) -> Iterator[tuple[int, str]]:
    """The (field, term) pairs that a plan looks for itself; not those it must not find."""
    match plan:
        case Term():
            yield plan.field, plan.text
        case Synonyms():
            for member in plan.members:
                yield from words_of(member)
        case Phrase():
            for term in plan.terms:
                yield from [(plan.field, term)] if isinstance(term, str) else words_of(term)
        case All() | Any():
            for part in plan.parts:
                yield from words_of(part)


def strong_words(plan: Plan) -> list[Word]:
    """The words of the text that say what a plan seeks: not the weak ones, each once, in order.

    Those of phrases are among them. Empty for a plan that is neither a word nor one group of words
    and phrases, conditions aside.
    """
    parts = [part for part in parts_of(plan) if not is_condition(part)]
    if len(parts) == 1 and isinstance(parts[0], Any):
        parts = list(parts[0].parts)
    if any(isinstance(part, All | Any) for part in parts):
        return []
    found: dict[str | Form | Synonyms, Word] = {}
    for part in parts:
        if type(part) is Phrase and part.field == TEXT:
            for term in part.terms:
                found.setdefault(term, Term(TEXT, term) if isinstance(term, str) else term)
        elif isinstance(part, Word) and part.field == TEXT and not part.is_weak:
            alone = part.text if isinstance(part, Term) else replace(part, boost=1.0)
            found.setdefault(alone, part)
    return list(found.values())
