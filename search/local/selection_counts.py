"""How many articles of a result are in each selection of the reader's."""

from __future__ import annotations

from search.facet import FacetValue
from search.local.article_bits import Bits, count_bits
from search.local.executor import Executor
from search.selection import Selections

_MOST = 200  # selections of each kind that are worth sending


def count_selections(
    executor: Executor, selections: Selections, bits: Bits
) -> dict[str, tuple[FacetValue, ...]]:
    """Those that any article of the result is in, by their kind, the largest first.

    `bits` are the articles of the result, none of them deleted.
    """
    return {
        kind: tuple(
            sorted(
                (
                    FacetValue(name, count)
                    for name, ids in named.items()
                    if ids and (count := count_bits(executor.articles(ids) & bits))
                ),
                key=lambda facet: (-facet.count, facet.value),
            )[:_MOST]
        )
        for kind, named in selections.named.items()
    }
