"""What a cluster is asked for (OpenSearch's search source): what to find, order, counts, fields.

The order is the embedded engine's: of equals the newest article comes first, then the one whose
file comes first. An article without a date has no month, by which the oldest come in order.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from search.opensearch.likeness import Clause

SHOWN = ["id", "title", "body", "outlet", "date", "byline", "lang", "url", "sketch"]
"""What of an article is shown in a result."""

SECONDS = 20
"""What a cluster may take; then it answers with what it has found, and says so."""

_PLACE = [{"file": "asc"}, {"record": "asc"}]
_NEWEST = [{"date": "desc"}, *_PLACE]
ORDERS: dict[str, list[dict[str, Any]]] = {
    "relevance": [{"_score": "desc"}, *_NEWEST],
    "newest": _NEWEST,
    "oldest": [{"month": {"order": "asc", "missing": "_last"}}, {"date": "asc"}, *_PLACE],
}

# Counts are exact as long as a shard has no more values than `shard_size`.
_FACETS: dict[str, dict[str, Any]] = {
    "outlet": {"terms": {"field": "outlet_name", "size": 10_000, "shard_size": 10_000}},
    "lang": {"terms": {"field": "lang", "size": 50, "shard_size": 500}},
    "date": {"terms": {"field": "month", "size": 12_000, "order": {"_key": "desc"}}},
}


@dataclass(frozen=True, slots=True)
class SearchSource:
    """A clause, an order, and whether the whole result is to be counted by its facets."""

    clause: Clause
    sort: str = "relevance"
    has_facets: bool = False
    shows_removed: bool = False
    """Whether what was left out of the articles is shown of them, too."""

    def body(self, size: int, start: int = 0) -> dict[str, Any]:
        """The request for `size` articles behind the first `start`, with all that is shown."""
        body = {
            "query": self.clause,
            "sort": ORDERS[self.sort],
            "from": start,
            "size": size,
            "track_total_hits": True,
            "track_scores": True,
            "timeout": f"{SECONDS}s",
            "_source": [*SHOWN, "removed"] if self.shows_removed else SHOWN,
        }
        return {**body, "aggs": _FACETS} if self.has_facets else body

    @property
    def preference(self) -> str:
        """The same for all pages of a result, so that the same copies of shards answer them.

        Copies weigh a little otherwise, for they drop deleted articles at different times.
        """
        return hashlib.blake2b(repr(self.clause).encode(), digest_size=8).hexdigest()
