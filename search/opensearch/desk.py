"""What a reader's desk asks of a cluster: selections counted, ids that are there, what is new."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from search.facet import FacetValue
from search.fingerprint import NO_CONTENT, Fingerprints, mixed, numbers_of
from search.opensearch.clause import Clauses
from search.opensearch.cluster import Cluster
from search.opensearch.depth import SHALLOW
from search.opensearch.likeness import Clause
from search.plan import All, Articles, Plan
from search.selection import Selections

_FACTS = ["id", "file", "record", "sketch", "outlet", "date"]


def count_selections(
    cluster: Cluster, selections: Selections, plan: Plan
) -> dict[str, tuple[FacetValue, ...]]:
    """How many articles of a result are in each selection, the largest first."""
    named = [
        (kind, name, ids) for kind, sets in selections.named.items() for name, ids in sets.items()
    ]
    within = [Clauses().condition(All((plan, Articles(ids)))) for _, _, ids in named]
    counted: dict[str, list[FacetValue]] = {kind: [] for kind in selections.named}
    for (kind, name, _), count in zip(named, cluster.counts(within), strict=True):
        if count:
            counted[kind].append(FacetValue(name, count))
    return {
        kind: tuple(sorted(found, key=lambda facet: (-facet.count, facet.value)))
        for kind, found in counted.items()
    }


def known_of(cluster: Cluster, ids: Collection[str]) -> frozenset[str]:
    """Those of these ids that articles have now."""
    wanted, found = list(ids), list[str]()
    for start in range(0, len(wanted), SHALLOW):
        clause: Clause = {"terms": {"id": wanted[start : start + SHALLOW]}}
        found += [source["id"] for source in cluster.sources(clause, ["id"], SHALLOW)]
    return frozenset(found)


def fingerprints_of(cluster: Cluster, plan: Plan) -> tuple[Fingerprints, list[str]]:
    """What the articles of a result are told by, and their ids; of more than SHALLOW the newest."""
    sources = cluster.sources(Clauses().condition(plan), _FACTS, SHALLOW, newest=True)
    files = numbers_of([source["file"] for source in sources])
    records = np.array([source["record"] for source in sources], np.uint64)
    raw = b"".join(bytes.fromhex(source.get("sketch") or "00" * 16) for source in sources)
    sketch = np.frombuffer(raw, "<u8").astype(np.uint64).reshape(-1, 2)
    outlets = numbers_of([source.get("outlet", "") for source in sources])
    dates = np.array([source["date"] for source in sources], np.uint64)
    contents = mixed(sketch[:, 0], sketch[:, 1], outlets, dates)
    contents[~sketch.any(axis=1)] = NO_CONTENT
    ids = [source["id"] for source in sources]
    return Fingerprints(mixed(files, records), contents), ids
