"""The way to a cluster: opened once, checked, and its failures said in words.

opensearch-py is imported here and only when a cluster is spoken to: it is an optional part of the
installation.
"""

from __future__ import annotations

import logging
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from index.opensearch.cluster_url import ClusterUrl
from index.opensearch.errors import (
    ClusterConfused,
    ClusterEmpty,
    ClusterFailure,
    ClusterFull,
    ClusterRed,
    ClusterRefused,
    ClusterSlow,
    ClusterUnreachable,
    ClusterUnsuitable,
    LibraryMissing,
)

if TYPE_CHECKING:
    from opensearchpy import OpenSearch
    from opensearchpy.exceptions import TransportError

log = logging.getLogger(__name__)

T = TypeVar("T")

TIMEOUT = 30.0
"""Seconds that an answer may take, where nothing else is said."""

PATIENCE = 300.0
"""Seconds that writing waits for a cluster that takes nothing in: a node may start meanwhile."""

STEADINESS = 20.0
"""Seconds that a run repeats a request for, while the cluster is not itself."""

MAJOR = 3
"""The version of OpenSearch that this program is tested with."""

_PAUSE = 0.5  # seconds
_LONGEST_REASON = 300  # characters
_SHARDS_MISSING = (
    "search_phase_execution_exception",
    "no_shard_available_action_exception",
    "unavailable_shards_exception",
)


@dataclass(frozen=True, slots=True)
class Connection:
    """A cluster that has answered and is one that this program works with."""

    address: ClusterUrl
    client: OpenSearch
    patience: float = PATIENCE
    steadiness: float = 0.0

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Failures of the client library, raised as ClusterFailure."""
        from opensearchpy.exceptions import OpenSearchException  # noqa: PLC0415  # optional

        try:
            yield
        except OpenSearchException as error:
            raise failure_of(error, self.address) from error

    def steadily(self, ask: Callable[[], T]) -> T:
        """The answer to a request that may be repeated for `steadiness` seconds.

        When a node dies, its peers take a moment to notice and to share out its work; until then
        some requests fail that will not a second later.
        """
        end = time.monotonic() + self.steadiness
        while True:
            try:
                with self.explained():
                    return ask()
            except (ClusterRed, ClusterSlow, ClusterUnreachable) as failure:
                if time.monotonic() > end:
                    raise
                log.info("asked again: %s", failure)
            time.sleep(_PAUSE)

    def close(self) -> None:
        """Give the sockets back."""
        self.client.close()


def connect(
    address: ClusterUrl,
    *,
    timeout: float = TIMEOUT,
    patience: float = PATIENCE,
    steadiness: float = 0.0,
) -> Connection:
    """Open a connection; the constants of these names say what the seconds are for.

    Raises the failures of `index.opensearch.errors`.
    """
    try:
        from opensearchpy import OpenSearch  # noqa: PLC0415  # optional
    except ImportError as error:
        raise LibraryMissing from error
    if address.ca and not Path(address.ca).is_file():
        raise ClusterRefused(str(address), f"there is no certificate {address.ca}")
    client = OpenSearch(**_options(address, timeout))
    connection = Connection(address, client, patience, steadiness)
    try:
        with connection.explained():
            _check(address, client.info())
    except BaseException:
        client.close()
        raise
    return connection


def failure_of(error: Exception, address: ClusterUrl) -> ClusterFailure:
    """What an exception of the client library means."""
    from opensearchpy import exceptions  # noqa: PLC0415  # optional

    where, reason = str(address), reason_of(error)
    match error:
        case exceptions.ConnectionTimeout():
            return ClusterSlow(where, reason)
        case exceptions.SSLError():
            return ClusterRefused(where, reason)
        case exceptions.ConnectionError():
            return ClusterUnreachable(where, reason)
        case exceptions.TransportError():
            return _answered(error, where, reason)
        case exceptions.SerializationError():
            return ClusterUnsuitable(where, "something that does not speak JSON", _WANTED)
    return ClusterConfused(where, reason)


def reason_of(error: Exception) -> str:
    """An exception of the client library in a few words."""
    details = getattr(error, "info", None)
    if isinstance(details, Mapping) and isinstance(found := details.get("error"), Mapping):
        said = f"{found.get('type')}: {found.get('reason')}"
    elif isinstance(details, Exception):
        said = str(details)
    else:
        said = str(error)
    return " ".join(said.split())[:_LONGEST_REASON]


def _answered(error: TransportError, where: str, reason: str) -> ClusterFailure:
    """What an answer means that is an error."""
    status = error.status_code
    if "cluster_block_exception" in reason:
        is_closed = "no master" in reason or "state not recovered" in reason
        return (ClusterRed if is_closed else ClusterFull)(where, reason)
    if status in (401, 403, 407):
        return ClusterRefused(where, reason)
    if "index_not_found_exception" in reason:
        return ClusterEmpty(where)
    if any(kind in reason for kind in _SHARDS_MISSING) and int(status) >= 500:
        return ClusterRed(where, reason)
    if "not_discovered" in reason:
        return ClusterRed(where, reason)
    if status in (429, 503, 504):
        return ClusterSlow(where, reason)
    return ClusterConfused(where, f"{status}, {reason}")


_WANTED = f"OpenSearch {MAJOR}"


def _check(address: ClusterUrl, info: object) -> None:
    """Raise ClusterUnsuitable when a server says that it is something else."""
    version = info.get("version") if isinstance(info, Mapping) else None
    if not isinstance(version, Mapping):
        raise ClusterUnsuitable(str(address), "no OpenSearch", _WANTED)
    number = str(version.get("number", "of no version"))
    kind = str(version.get("distribution", "Elasticsearch or an OpenSearch that hides its name"))
    if kind != "opensearch":
        raise ClusterUnsuitable(str(address), f"{kind} {number}", _WANTED)
    if number.partition(".")[0] != str(MAJOR):
        raise ClusterUnsuitable(str(address), f"OpenSearch {number}", _WANTED)


def _options(address: ClusterUrl, timeout: float) -> dict[str, Any]:
    """What the client is made with."""
    options: dict[str, Any] = {
        "hosts": [{"host": host.strip("[]"), "port": port} for host, port in address.hosts],
        "use_ssl": address.encrypted,
        "timeout": timeout,
        # Each node is asked once, and one of them twice: it may just have come back.
        "max_retries": len(address.hosts),
        "retry_on_status": (502,),
        "retry_on_timeout": True,  # a node that hangs is passed over for a while
    }
    if address.user:  # in UTF-8 as OpenSearch reads it; the client would write Latin-1
        credentials = f"{address.user}:{address.password}".encode()
        options["headers"] = {"authorization": f"Basic {b64encode(credentials).decode()}"}
    if address.encrypted:
        options["verify_certs"] = address.verify
        options["ssl_show_warn"] = False
        if not address.verify:
            options["ssl_assert_hostname"] = False
        if address.ca:
            options["ca_certs"] = address.ca
    return options
