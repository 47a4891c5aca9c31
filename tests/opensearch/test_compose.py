"""The cluster that is offered to users is the one that is tested."""

from __future__ import annotations

from pathlib import Path

import yaml

from index.opensearch import ClusterUrl
from tests.opensearch.cluster import VERSION

COMPOSE = Path(__file__).parents[2] / "docs" / "compose.yaml"


def test_three_nodes_of_the_version_that_is_tested():
    services = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]
    assert {node["image"] for node in services.values()} == {
        f"opensearchproject/opensearch:{VERSION}"
    }
    names = [node["environment"]["node.name"] for node in services.values()]
    assert names == list(services) == ["node-1", "node-2", "node-3"]
    for node in services.values():
        assert node["environment"]["discovery.seed_hosts"] == ",".join(names)
        (port,) = node["ports"]
        assert port.startswith("127.0.0.1:")  # nobody else is let in


def test_address_in_the_comment_is_one():
    line = next(line for line in COMPOSE.read_text("utf-8").splitlines() if "ENGINE" in line)
    address = ClusterUrl.parse(
        line.split('"')[1].replace("$OPENSEARCH_INITIAL_ADMIN_PASSWORD", "x")
    )
    assert address.hosts == tuple(("localhost", port) for port in (9200, 9201, 9202))
