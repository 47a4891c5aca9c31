"""Deep in a result, where a cluster gives no pages by number.

A cluster gives the articles behind the first 10,000 only to those who say which one was the last
they had (`search_after`). The result is held still meanwhile (a point in time), so that no article
is given twice or passed over when a run changes the index.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from search.opensearch.search_source import SearchSource

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

SHALLOW = 10_000
"""How many articles a cluster counts off; `index.max_result_window` unless somebody sets it."""

_HELD = "2m"  # between one request and the next
_SHOWN = 1_000  # articles with their texts in one answer: some megabytes


def deep_page(
    client: OpenSearch, name: str, question: SearchSource, start: int, size: int
) -> list[Mapping[str, Any]]:
    """The `size` articles of a result behind the first `start`, however many these are."""
    held = client.create_pit(index=name, params={"keep_alive": _HELD})["pit_id"]
    try:
        return _page(client, held, question, start, size)
    finally:
        client.delete_pit(body={"pit_id": [held]})


def _page(
    client: OpenSearch, held: str, question: SearchSource, start: int, size: int
) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    passed, last = 0, None
    while passed < start + size:
        is_wanted = passed >= start
        step = min(start + size - passed, _SHOWN) if is_wanted else min(start - passed, SHALLOW)
        body = {**question.body(step), "pit": {"id": held, "keep_alive": _HELD}}
        body["track_total_hits"] = False
        if not is_wanted:
            body["_source"] = False
        if last is not None:
            body["search_after"] = last
        hits = client.search(body=body, params={"search_type": "dfs_query_then_fetch"})["hits"]
        if not hits["hits"]:
            break
        found += hits["hits"] if is_wanted else []
        passed, last = passed + len(hits["hits"]), hits["hits"][-1]["sort"]
    return found
