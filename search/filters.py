"""What narrows a result beside the query: outlet, language, and a range of dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from search.dates import NEVER, day_range
from search.plan import All, Dates, Plan, Value

KEYS = ("outlet", "lang", "from", "to")


@dataclass(frozen=True, slots=True)
class Filters:
    """Whole values to keep; empty strings and the widest range keep everything."""

    outlet: str = ""
    lang: str = ""
    first: int = 0
    last: int = NEVER

    @classmethod
    def of(cls, values: Mapping[str, str], notes: list[str]) -> Filters:
        """Filters from the keys outlet, lang, from and to; what is no date is noted.

        Raises ValueError on another key.
        """
        if not values:
            return _KEEP_ALL
        if unknown := set(values) - set(KEYS):
            raise ValueError(f"no such filter: {', '.join(sorted(unknown))}")
        start = _range(values.get("from", ""), notes)
        end = _range(values.get("to", ""), notes)
        return cls(
            outlet=values.get("outlet", ""),
            lang=values.get("lang", ""),
            first=start[0] if start else 0,
            last=end[1] if end else NEVER,
        )

    def narrow(self, plan: Plan) -> Plan:
        """A plan for the articles that are kept. An unknown date is in no range."""
        conditions = tuple(self._conditions())
        if not conditions:
            return plan
        return All((*(plan.parts if isinstance(plan, All) else (plan,)), *conditions))

    def _conditions(self) -> Iterator[Plan]:
        if self.outlet:
            yield Value("outlet", self.outlet)
        if self.lang:
            yield Value("lang", self.lang)
        if (self.first, self.last) != (0, NEVER):
            yield Dates(self.first, self.last)


_KEEP_ALL = Filters()


def _range(text: str, notes: list[str]) -> tuple[int, int] | None:
    if not text.strip():
        return None
    found = day_range(text)
    if found is None:
        notes.append(f"“{text[:40]}” is no date; write 2017, 2017-06 or 2017-06-09.")
    return found
