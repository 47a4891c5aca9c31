"""Which indices of the cluster are the one that is searched, and which the one being built.

An index of articles and its ledger are a pair with a number: NAME-articles-000001 and
NAME-files-000001. The aliases NAME and NAME-files point to the pair that counts, and are moved
together in one step. A rebuild fills the pair with the next number; what it is called follows
from the alias, so that workers who know nothing of each other fill the same one.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index.opensearch import template
from index.opensearch.connection import Connection
from index.opensearch.errors import ClusterOutdated

WAIT = 30
"""Seconds that a new index is waited for until all of its copies are there."""

GRACE = 2.0
"""Seconds that a replaced index stays for searches that have just begun."""


@dataclass(frozen=True, slots=True)
class IndexPair:
    """An index of articles and its ledger."""

    name: str
    number: int

    @property
    def articles(self) -> str:
        """The index of articles."""
        return f"{self.name}-articles-{self.number:06}"

    @property
    def files(self) -> str:
        """The index of files."""
        return f"{self.name}-files-{self.number:06}"

    @property
    def next(self) -> IndexPair:
        """The pair that comes after it."""
        return IndexPair(self.name, self.number + 1)


def current(connection: Connection) -> IndexPair | None:
    """The pair that is searched; None when there is none yet.

    Raises ClusterOutdated when the name belongs to something else.
    """
    name, indices = connection.address.name, connection.client.indices
    answer = connection.steadily(lambda: indices.get_alias(name=name, ignore=(404,)))
    found = [] if "error" in answer else list(answer)
    if not found:
        if not connection.steadily(lambda: indices.exists(index=name)):
            return None
        found = [name]
    number = _number(name, found[0]) if len(found) == 1 else None
    if number is None:
        raise ClusterOutdated(
            f"{name} is the name of something else on {connection.address} ({', '.join(found)}). "
            "Choose another name in BACKFILE_ENGINE."
        )
    return IndexPair(name, number)


def meta_of(connection: Connection, pair: IndexPair) -> Mapping[str, Any] | None:
    """What is known of a pair since it was created; None when it is not there, or half."""
    indices = connection.client.indices
    both = f"{pair.articles},{pair.files}"
    if not connection.steadily(lambda: indices.exists(index=both)):
        return None
    mapping = connection.steadily(lambda: indices.get_mapping(index=pair.articles))
    meta: Mapping[str, Any] = mapping[pair.articles]["mappings"].get("_meta", {})
    return meta


def create(
    connection: Connection, pair: IndexPair, meta: Mapping[str, Any], *, public: bool
) -> None:
    """Create a pair, unless another worker has just done so; `public`: it is searched at once.

    When it returns, each shard has its copies as far as nodes are there, so that what is written
    from now on outlives a node.
    """
    _install(connection)
    _create(connection, pair.files, {}, _files_alias(pair) if public else "")
    _create(connection, pair.articles, meta, pair.name if public else "")
    with connection.explained():
        connection.client.cluster.health(
            index=f"{pair.articles},{pair.files}",
            params={"wait_for_status": "green", "timeout": f"{WAIT}s"},
            request_timeout=WAIT + 10,
            ignore=(408,),  # it is slower; then the work begins with fewer copies
        )


def publish(connection: Connection, pair: IndexPair) -> None:
    """Make a pair the one that is searched, in one step, and remove those before it."""
    actions = [
        {"remove": {"index": f"{pair.name}-articles-*", "alias": pair.name, "must_exist": False}},
        {
            "remove": {
                "index": f"{pair.name}-files-*",
                "alias": _files_alias(pair),
                "must_exist": False,
            }
        },
        {"add": {"index": pair.articles, "alias": pair.name}},
        {"add": {"index": pair.files, "alias": _files_alias(pair)}},
    ]
    with connection.explained():
        connection.client.indices.update_aliases(body={"actions": actions})
    time.sleep(GRACE)
    for old in _pairs(connection, pair.name):
        if old.number < pair.number:
            discard(connection, old)


def discard(connection: Connection, pair: IndexPair) -> None:
    """Remove a pair, or what there is of it; another worker may be doing the same."""
    with connection.explained():
        for index in (pair.articles, pair.files):
            connection.client.indices.delete(index=index, ignore=(404,))


def _pairs(connection: Connection, name: str) -> list[IndexPair]:
    """All pairs of which anything is there."""
    with connection.explained():
        found = connection.client.indices.get_alias(index=f"{name}-articles-*,{name}-files-*")
    numbers = {_number(name, index) for index in found}
    return [IndexPair(name, number) for number in sorted(number for number in numbers if number)]


def _number(name: str, index: str) -> int | None:
    """The number in the name of an index; None of an index that is not ours."""
    form = re.fullmatch(rf"{re.escape(name)}-(?:articles|files)-(\d{{6}})", index)
    return int(form[1]) if form else None


def _files_alias(pair: IndexPair) -> str:
    return f"{pair.name}-files"


def _install(connection: Connection) -> None:
    """Tell the cluster what indices of our names are made of."""
    address = connection.address
    bodies = {
        f"{address.name}-articles": template.articles_template(
            f"{address.name}-articles-*", shards=address.shards, replicas=address.replicas
        ),
        f"{address.name}-files": template.files_template(
            f"{address.name}-files-*", replicas=address.replicas
        ),
    }
    with connection.explained():
        for name, body in bodies.items():
            connection.client.indices.put_index_template(name=name, body=body)


def _create(connection: Connection, index: str, meta: Mapping[str, Any], alias: str) -> None:
    body: dict[str, Any] = {"mappings": {"_meta": dict(meta)}} if meta else {}
    if alias:
        body["aliases"] = {alias: {}}
    with connection.explained():
        answer = connection.client.indices.create(index=index, body=body, ignore=(400,))
        kind = answer.get("error", {}).get("type") if "error" in answer else ""
        if kind and kind != "resource_already_exists_exception":
            connection.client.indices.create(index=index, body=body)
