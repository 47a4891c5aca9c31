"""What narrows a result beside the query: outlets, languages, and a range of dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.dates import ALWAYS, NEVER, day_range
from search.plan import NOTHING, All, Any, Dates, Naming, Not, Plan, Value

FilterValues = Mapping[str, str | tuple[str, ...]]
"""Filters by their keys; of `outlet`, `not_outlet`, `lang` and `name` there may be several."""

KEYS = ("outlet", "not_outlet", "lang", "name", "from", "to", "undated")


@dataclass(frozen=True, slots=True)
class Filters:
    """Whole values to keep, or not to keep; empty tuples and the widest range keep everything."""

    outlets: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    """Outlets that are left out."""
    langs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Names that an article has, all of them."""
    first: int = 0
    last: int = NEVER
    undated: bool = False
    """Only articles without a date."""
    is_readable: bool = True
    """Whether each date could be read. What cannot be is not passed over: it lets nothing by."""

    @classmethod
    def of(cls, values: FilterValues, notes: list[str]) -> Filters:
        """Filters from their keys; what is no date is noted.

        Several outlets keep the articles of any of them, and languages likewise; several names keep
        those with all of them. `undated` is anything but empty. Raises ValueError on another key.
        """
        if not values:
            return _KEEP_ALL
        if unknown := set(values) - set(KEYS):
            raise ValueError(f"no such filter: {', '.join(sorted(unknown))}")
        start = _range(values.get("from", ""), notes)
        end = _range(values.get("to", ""), notes)
        return cls(
            outlets=_all(values, "outlet"),
            excluded=_all(values, "not_outlet"),
            langs=_all(values, "lang"),
            names=_all(values, "name"),
            first=start[0] if start else 0,
            last=end[1] if end else NEVER,
            undated=bool(values.get("undated")),
            is_readable=start is not None and end is not None,
        )

    def narrow(self, plan: Plan) -> Plan:
        """A plan for the articles that are kept. An unknown date is in no range."""
        conditions = tuple(self._conditions())
        if not conditions:
            return plan
        if NOTHING in conditions:
            return NOTHING
        return All((*(plan.parts if isinstance(plan, All) else (plan,)), *conditions))

    def _conditions(self) -> Iterator[Plan]:
        if self.outlets:
            yield _any("outlet", self.outlets)
        if self.excluded:
            yield Not(_any("outlet", self.excluded))
        if self.langs:
            yield _any("lang", self.langs)
        yield from map(Naming, self.names)
        if (self.first, self.last) not in ((0, NEVER), ALWAYS):
            yield Dates(self.first, self.last)
        if self.undated:
            yield Not(Dates(*ALWAYS))
        if not self.is_readable:
            yield NOTHING


_KEEP_ALL = Filters()


def _all(values: FilterValues, name: str) -> tuple[str, ...]:
    given = values.get(name, ())
    return tuple(filter(None, (given,) if isinstance(given, str) else given))


def _any(column: str, values: Sequence[str]) -> Plan:
    """The articles with one of these values."""
    parts = tuple(Value(column, value) for value in values)
    return parts[0] if len(parts) == 1 else Any(parts)


def _range(given: str | tuple[str, ...], notes: list[str]) -> tuple[int, int] | None:
    """What a date covers: everything if there is none; None if it cannot be read."""
    text = given if isinstance(given, str) else " ".join(given)
    if not text.strip():
        return 0, NEVER
    found = day_range(text)
    if found is None:
        notes.append(f"“{text[:40]}” is no date; write 2017, June 2017 or 9 June 2017.")
    return found
