"""What a cluster answers, as the records that every engine gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from index import date_of_number
from search.facet import FacetValue
from search.highlight.mark import Marker
from search.highlight.raw import without_headline
from search.highlight.snippet import snippets_of
from search.near_duplicates import collapse
from search.opensearch.same_text import are_copies
from search.result import Hit, NearDuplicate

ClusterHit = Mapping[str, Any]
"""One article as a cluster gives it back: `_source`, `_score`, `sort`."""


def total_of(response: Mapping[str, Any]) -> int:
    """How many articles match."""
    return int(response["hits"]["total"]["value"])


def notes_of(response: Mapping[str, Any]) -> list[str]:
    """What the answer lacks, in words; nothing when it is whole."""
    shards = response["_shards"]
    notes = []
    # Of those that no node has at the moment, a cluster does not say that they failed.
    if missing := shards["total"] - shards["successful"]:
        notes.append(
            f"{missing} of {shards['total']} parts of the index did not answer: "
            "their articles are missing here. The state of the cluster says why."
        )
    if response.get("timed_out"):
        notes.append(
            "The cluster was too slow to look everywhere: articles may be missing here, "
            "and the counts are too low."
        )
    return notes


def facets_of(response: Mapping[str, Any]) -> dict[str, tuple[FacetValue, ...]]:
    """How many articles of the whole result have each value."""
    counted = response["aggregations"]
    facets = {name: list(_buckets(counted[name])) for name in ("outlet", "lang", "date")}
    facets["date"] = [(date_of_number(int(month) * 100), count) for month, count in facets["date"]]
    return {
        name: tuple(FacetValue(str(value), count) for value, count in values if value)
        for name, values in facets.items()
    }


def hits_of(
    found: Sequence[ClusterHit], marker: Marker, *, removed: bool = False
) -> tuple[Hit, ...]:
    """The articles of a page, with the passages that matched; copies stand with the first.

    With `removed` passages are those that were left out.
    """
    sources = [article["_source"] for article in found]
    folded = collapse(len(sources), lambda one, other: are_copies(sources[one], sources[other]))
    first = [sources[place] for place, _ in folded]
    texts = [
        str(each.get("removed", ""))
        if removed
        else without_headline(each.get("body", ""), each.get("title", ""))
        for each in first
    ]
    snippets = snippets_of(texts, marker)
    return tuple(
        Hit(
            id=sources[place]["id"],
            title=sources[place].get("title", ""),
            outlet=sources[place].get("outlet", ""),
            date=date_of_number(sources[place]["date"]),
            byline=sources[place].get("byline", ""),
            lang=sources[place].get("lang", ""),
            url=sources[place].get("url", ""),
            score=found[place]["_score"] or 0.0,
            snippet=snippet.plain,
            snippet_html=snippet.html,
            near_duplicates=tuple(near_duplicate_of(sources[copy]) for copy in copies),
        )
        for (place, copies), snippet in zip(folded, snippets, strict=True)
    )


def near_duplicate_of(source: Mapping[str, Any]) -> NearDuplicate:
    """An article as another's copy."""
    return NearDuplicate(
        id=source["id"],
        title=source.get("title", ""),
        outlet=source.get("outlet", ""),
        date=date_of_number(source["date"]),
    )


def _buckets(counted: Mapping[str, Any]) -> list[tuple[Any, int]]:
    return [(bucket["key"], bucket["doc_count"]) for bucket in counted["buckets"]]
