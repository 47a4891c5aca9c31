"""Writing many documents: in pieces, at the pace of the cluster, again until each is in.

A document is written under an `_id` that follows from what it is, so that writing it twice does
no harm: whatever was not confirmed, because a node died, had too much to do or did not answer, is
sent again, to another node. A cluster that refuses for lack of room in its queues is sent half as
much after a pause; each success makes the pieces larger again. One that takes nothing in for
`patience` seconds ends the run with the reason.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from index.opensearch.connection import Connection, failure_of
from index.opensearch.errors import (
    ClusterConfused,
    ClusterFailure,
    ClusterFull,
    ClusterRed,
    ClusterReplaced,
    ClusterSlow,
    ClusterUnreachable,
)

log = logging.getLogger(__name__)

LARGEST_REQUEST = 4 * 2**20
"""Bytes of a request; larger ones gain nothing, and cost the cluster memory."""
_SMALLEST = 64 * 2**10
_WAITING = 16 * 2**20  # bytes that may be held back before they are sent
_PAUSE, _LONGEST_PAUSE = 0.1, 10.0  # seconds
_TIMEOUT = 60.0  # seconds that the cluster waits for a shard whose node has gone
_GONE = 404
_BUSY = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that the cluster will not take, however often it is sent."""

    index: str
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Action:
    index: str
    id: str
    lines: bytes
    """What stands in the request for it."""


class Bulk:
    """Documents on their way to a cluster; all of them are there when `flush` has returned."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: dict[tuple[str, str], _Action] = {}
        self._bytes = 0
        self._piece = LARGEST_REQUEST
        self._pause = _PAUSE
        self.refused: list[Refused] = []

    def put(self, index: str, name: str, document: Mapping[str, Any]) -> None:
        """Write a document, in place of the one with the same `_id`."""
        body = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        self._add(index, name, "index", f"{body}\n")

    def delete(self, index: str, name: str) -> None:
        """Remove a document, if it is there."""
        self._add(index, name, "delete", "")

    def flush(self) -> None:
        """Send what is waiting. Raises ClusterFailure; what was confirmed until then stays."""
        deadline = time.monotonic() + self._connection.patience
        while self._waiting:
            before = len(self._waiting)
            failure = self._send(self._next_piece())
            if len(self._waiting) < before:
                deadline = time.monotonic() + self._connection.patience
                self._pause = _PAUSE
            if failure is None:
                self._piece = min(LARGEST_REQUEST, 2 * self._piece)
                continue
            if time.monotonic() + self._pause > deadline:
                raise failure
            log.info("sent again in %.1f s: %s", self._pause, failure)
            self._piece = max(_SMALLEST, self._piece // 2)
            time.sleep(self._pause)
            self._pause = min(_LONGEST_PAUSE, 2 * self._pause)
        self._bytes = 0

    def _add(self, index: str, name: str, kind: str, body: str) -> None:
        action = json.dumps({kind: {"_index": index, "_id": name}}, separators=(",", ":"))
        lines = f"{action}\n{body}".encode()
        # Of two writes to one document only the last is sent: both at once might change places.
        self._waiting[index, name] = _Action(index, name, lines)
        self._bytes += len(lines)
        if self._bytes > _WAITING:
            self.flush()

    def _next_piece(self) -> list[_Action]:
        """What is sent next: as much as the cluster takes at present, and one at least."""
        piece: list[_Action] = []
        size = 0
        for action in self._waiting.values():
            if piece and size + len(action.lines) > self._piece:
                break
            piece.append(action)
            size += len(action.lines)
        return piece

    def _send(self, piece: list[_Action]) -> ClusterFailure | None:
        """Send a piece; what is confirmed waits no more. Gives why the rest was not."""
        from opensearchpy.exceptions import OpenSearchException  # noqa: PLC0415  # optional

        try:
            wait = min(_TIMEOUT, self._connection.patience)
            answer = self._connection.client.bulk(
                body=b"".join(action.lines for action in piece),
                params={"timeout": f"{wait:.0f}s"},
                request_timeout=2 * _TIMEOUT,
            )
        except OpenSearchException as error:
            failure = failure_of(error, self._connection.address)
            if getattr(error, "status_code", 0) == 413 and len(piece) == 1:
                self._refuse(piece[0], "it is too large")
                return None
            if isinstance(failure, ClusterSlow | ClusterUnreachable | ClusterRed | ClusterConfused):
                return failure
            raise failure from error
        return self._settle(piece, answer["items"])

    def _settle(self, piece: list[_Action], items: list[dict[str, Any]]) -> ClusterFailure | None:
        failure: ClusterFailure | None = None
        for action, result in zip(piece, _results(items), strict=True):
            status, reason = result["status"], _reason(result)
            if status in _BUSY and "cluster_block" not in reason:
                failure = self._failure(reason)
                continue
            if status >= 400:
                self._judge(action, status, reason)
            self._waiting.pop((action.index, action.id), None)
        return failure

    def _failure(self, reason: str) -> ClusterFailure:
        kind = ClusterRed if "unavailable_shards" in reason else ClusterSlow
        return kind(str(self._connection.address), reason)

    def _judge(self, action: _Action, status: int, reason: str) -> None:
        """Take note of a refusal that concerns one document; raise what concerns all."""
        where = str(self._connection.address)
        if "cluster_block" in reason:
            raise ClusterFull(where, reason)
        if "index_not_found" in reason:
            raise ClusterReplaced(where)
        if status == 400:
            self._refuse(action, reason)
        elif status != _GONE:  # what is to be deleted and is not there is deleted
            raise ClusterConfused(where, reason)

    def _refuse(self, action: _Action, reason: str) -> None:
        del self._waiting[action.index, action.id]
        self.refused.append(Refused(action.index, action.id, reason))


def _results(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What became of each action, whatever it was."""
    for item in items:
        yield from item.values()


def _reason(result: Mapping[str, Any]) -> str:
    error = result.get("error")
    if not isinstance(error, Mapping):
        return str(error or "")
    cause = error.get("caused_by", {})
    said = f"{error.get('type')}: {error.get('reason')}"
    return f"{said} ({cause.get('reason')})"[:300] if cause else said[:300]
