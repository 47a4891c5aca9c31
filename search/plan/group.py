"""Groups of plans: equal terms made one, groups of the same kind taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search.plan.node import All, Any, Plan, Term


def group_of(group: type[All | Any], parts: Iterable[Plan]) -> Plan:
    """A group, with equal terms in it made one, and groups of the same kind taken apart."""
    seen: dict[tuple[int, str], int] = {}
    kept: list[Plan] = []
    for part in _flat(group, parts):
        if type(part) is Term:
            place = seen.setdefault((part.field, part.text), len(kept))
            if place < len(kept):
                first = kept[place]
                assert isinstance(first, Term)  # noqa: S101  # for the type checker
                weak = first.is_weak and part.is_weak
                kept[place] = Term(part.field, part.text, first.boost + part.boost, weak)
                continue
        kept.append(part)
    return kept[0] if len(kept) == 1 else group(tuple(kept))


def any_of(parts: Iterable[Plan]) -> Plan:
    """The plan for articles that match any of some parts; equal terms count as one."""
    return group_of(Any, parts)


def _flat(group: type[All | Any], parts: Iterable[Plan]) -> Iterator[Plan]:
    for part in parts:
        if type(part) is group:
            yield from part.parts
        else:
            yield part
