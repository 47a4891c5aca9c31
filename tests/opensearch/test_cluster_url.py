"""BACKFILE_ENGINE says where a cluster is."""

from __future__ import annotations

import pytest

from index.opensearch import ClusterUrl, ClusterUrlMalformed


def test_all_of_it():
    address = ClusterUrl.parse(
        "opensearch+https://desk:s3cret@one.example:9201,two.example/back-file"
        "?shards=6&replicas=2&ca=/etc/ca.pem"
    )
    assert address.hosts == (("one.example", 9201), ("two.example", 9200))
    assert (address.user, address.password) == ("desk", "s3cret")
    assert (address.name, address.encrypted, address.verify) == ("back-file", True, True)
    assert (address.shards, address.replicas, address.ca) == (6, 2, "/etc/ca.pem")


def test_least_of_it():
    address = ClusterUrl.parse("opensearch+http://localhost/a")
    assert address == ClusterUrl(hosts=(("localhost", 9200),), name="a", encrypted=False)


@pytest.mark.parametrize(
    ("written", "password"),
    [("p%40ss", "p@ss"), ("p@ss", "p@ss"), ("a/b?c#d", "a/b?c#d"), ("a:b", "a:b"), ("", "")],
)
def test_password_may_hold_any_sign(written, password):
    address = ClusterUrl.parse(f"opensearch+https://me:{written}@host:9200/name")
    assert (address.user, address.password, address.hosts) == ("me", password, (("host", 9200),))


def test_address_of_a_machine_in_numbers():
    address = ClusterUrl.parse("opensearch+http://[::1]:9200,10.0.0.1/a")
    assert address.hosts == (("[::1]", 9200), ("10.0.0.1", 9200))


def test_password_is_never_shown():
    address = ClusterUrl.parse("opensearch+https://me:s3cret@host/name")
    assert "s3cret" not in f"{address} {address!r}"
    assert str(address) == "opensearch+https://host:9200/name"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "opensearch://host/a",
        "https://host:9200/a",
        "opensearch+https://",
        "opensearch+https://host",
        "opensearch+https://host/",
        "opensearch+https:///a",
        "opensearch+https://host:port/a",
        "opensearch+https://host:99999/a",
        "opensearch+https://one,,two/a",
        "opensearch+https://host/Upper",
        "opensearch+https://host/_a",
        "opensearch+https://host/a/b",
        "opensearch+https://host/a?shards=0",
        "opensearch+https://host/a?shards=many",
        "opensearch+https://host/a?verify=maybe",
        "opensearch+https://host/a?colour=red",
        "opensearch+https://me:s3cret@ho st/a",
        "opensearch+https://me:s3cret@[::1/a",
    ],
)
def test_what_is_no_address_is_told_without_the_password(text):
    with pytest.raises(ClusterUrlMalformed, match="BACKFILE_ENGINE") as told:
        ClusterUrl.parse(text)
    assert "s3cret" not in str(told.value)
    assert "opensearch+https://user:password@host:9200/backfile" in str(told.value)
