"""One question to an engine: a query as it was read, and all that goes with it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from types import MappingProxyType

from search.filters import Filters, FilterValues
from search.names.options import ALL_SPELLINGS, NameOptions
from search.plan import Plan, resolved
from search.query import Query, parse
from search.selection import NO_SELECTIONS, Selections
from search.sort import SORTS

NO_FILTERS: FilterValues = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """A question, ready to be put to any generation of an index."""

    query: Query
    filters: Filters
    selections: Selections = NO_SELECTIONS
    names: NameOptions = ALL_SPELLINGS
    limit: int = 0
    page: int = 1
    order: str = "relevance"
    has_facets: bool = True
    """Whether the result is counted by its facets."""
    by_story: bool = False
    """Whether the reports of one event stand together."""
    notes: tuple[str, ...] = ()
    """On what was typed and chosen."""
    started: float = field(default_factory=time.perf_counter, compare=False)
    """In seconds, on a monotonic clock."""

    @classmethod
    def of(
        cls,
        query: str,
        filters: FilterValues = NO_FILTERS,
        selections: Selections = NO_SELECTIONS,
        names: NameOptions = ALL_SPELLINGS,
        *,
        limit: int = 0,
        page: int = 1,
        sort: str = "relevance",
    ) -> SearchRequest:
        """As `search.interface.SearchEngine.search` has it; the order of a blank query is by date.

        Raises ValueError on an unknown sort or filter, or on a page or limit below the first.
        """
        if sort not in SORTS or limit < 0 or page < 1:
            raise ValueError(f"sort={sort!r} limit={limit} page={page}")
        started, read = time.perf_counter(), parse(query)
        notes = list(read.notes)
        return cls(
            query=read,
            filters=Filters.of(filters, notes),
            selections=selections,
            names=names,
            limit=limit,
            page=page,
            order="newest" if sort == "relevance" and not query.strip() else sort,
            notes=tuple(notes),
            started=started,
        )

    @property
    def is_blank(self) -> bool:
        """Whether it asks for every article."""
        return not self.query.text.strip()

    def narrow(self, plan: Plan) -> tuple[Plan, tuple[str, ...]]:
        """(a plan under the filters, its names resolved; notes on names that are unknown)."""
        return resolved(self.filters.narrow(plan), self.selections)

    def took_ms(self) -> float:
        """How long it is ago that the question was put."""
        return (time.perf_counter() - self.started) * 1000
