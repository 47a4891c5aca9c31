"""Waitress, with connections that wait for nothing closed in time.

Waitress takes in a whole request before a thread answers it, so that slow clients keep no thread.
But each keeps a connection: waitress closes one only when nothing at all has come for a while, and
takes no new ones when there are too many. Whoever opens hundreds and sends a byte now and then
would keep everybody else out. So a connection has some seconds for a whole request; and when there
are too many, the one that has been waited for the longest makes room.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer

SECONDS = 10
"""Within which a whole request has to come on a connection, the first one or the next."""

MOST_CONNECTIONS = 400
"""Connections that are open; at waitress's own limit a new one waits until another is closed."""


class Connection(HTTPChannel):
    """A connection that knows since when it has been waited for."""

    waiting_since: float = 0
    """The end of its last request."""

    def service(self) -> None:
        """Answer the requests that have come."""
        super().service()
        self.waiting_since = time.time()

    @property
    def is_waited_for(self) -> bool:
        """Whether the next step is the client's: to send a request."""
        return not self.requests and not self.total_outbufs_len

    @property
    def since(self) -> float:
        """When the server began to wait."""
        return self.waiting_since or self.creation_time


class Server(TcpWSGIServer):
    """Answers requests on a socket that listens already; `limits` are waitress's settings."""

    channel_class = Connection
    active_channels: dict[int, Connection]  # type: ignore[assignment]  # by their file descriptors

    def __init__(
        self,
        app: Callable[..., Any],
        listener: socket.socket,
        *,
        seconds: float = SECONDS,
        most: int = MOST_CONNECTIONS,
        **limits: object,
    ) -> None:
        self._seconds = seconds
        self._most = most
        place = (listener.family, listener.type, listener.proto, listener.getsockname())
        limits = {"connection_limit": 2 * most, "cleanup_interval": 1, **limits}
        super().__init__(
            app, _sock=listener, adj=Adjustments(**limits), sockinfo=place, bind_socket=False
        )

    def maintenance(self, now: float) -> None:
        """Close the connections on which no request has come in time; every second."""
        super().maintenance(now)  # type: ignore[arg-type]  # it is time.time()
        for connection in self.active_channels.values():
            if connection.is_waited_for and connection.since < now - self._seconds:
                connection.will_close = True

    def handle_accept(self) -> None:
        """Take a new connection; when there are too many, one that is waited for makes room."""
        if len(self.active_channels) >= self._most:
            waiting = [c for c in self.active_channels.values() if c.is_waited_for]
            if waiting:
                min(waiting, key=lambda connection: connection.since).handle_close()
        super().handle_accept()
