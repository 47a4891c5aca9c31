"""Indices of a real cluster, each test its own."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.error import HTTPError

import pytest

from index.opensearch import ClusterUrl, Connection, connect
from tests.opensearch.cluster import Cluster


@pytest.fixture
def address(cluster: Cluster) -> Iterator[ClusterUrl]:
    """The address of an index that is not there yet, and is removed after the test."""
    yield from _address(cluster)


@pytest.fixture
def spread(three_nodes: Cluster) -> Iterator[ClusterUrl]:
    """The same on three nodes."""
    yield from _address(three_nodes)


@pytest.fixture
def opened() -> Iterator[Callable[[ClusterUrl], Connection]]:
    """Opens connections that are closed after the test."""
    connections: list[Connection] = []

    def open_one(address: ClusterUrl) -> Connection:
        connections.append(connect(address))
        return connections[-1]

    yield open_one
    for connection in connections:
        connection.close()


def _address(cluster: Cluster) -> Iterator[ClusterUrl]:
    name = f"test-{uuid.uuid4().hex[:8]}"
    yield ClusterUrl.parse(cluster.address(name))
    cluster.ask(f"/{name}-articles-*,{name}-files-*", method="DELETE")
    for kind in ("articles", "files"):
        with suppress(HTTPError):  # a test that has indexed nothing leaves none
            cluster.ask(f"/_index_template/{name}-{kind}", method="DELETE")
