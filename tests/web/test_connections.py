"""Whoever opens many connections and sends next to nothing on them keeps nobody else out."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest
from flask import Flask

from tests.web.process import serving as serving_alone
from web.connections import Server
from web.server import LIMITS

BEGUN = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n"


class Served:
    """A server on a free port, in a thread."""

    def __init__(self, app: Flask, **options: Any) -> None:
        listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = listener.getsockname()[1]
        self.server = Server(app, listener, **LIMITS, **options)
        self._stops = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self._stops.is_set():
            self.server.asyncore.loop(timeout=0.05, map=self.server._map, count=1)

    def stop(self) -> None:
        self._stops.set()
        self._thread.join()
        self.server.task_dispatcher.shutdown()
        self.server.asyncore.close_all(self.server._map)


@pytest.fixture
def start(app: Flask) -> Iterator[Any]:
    """Starts servers of the test archive, and stops them in the end."""
    with ExitStack() as stack:

        def begin(**options: Any) -> int:
            served = Served(app, **options)
            stack.callback(served.stop)
            return served.port

        yield begin


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def health(port: int) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", "/health")
        return connection.getresponse().status


def is_closed(connection: socket.socket) -> bool:
    """Whether the other side closes; what it sends before is read."""
    try:
        while connection.recv(65_536):
            pass
    except ConnectionResetError:
        pass
    except TimeoutError:
        return False
    return True


def ask(connection: http.client.HTTPConnection) -> int:
    """Ask on a connection that stays open."""
    connection.request("GET", "/health")
    response = connection.getresponse()
    response.read()
    return response.status


def test_hostile_450_slow_connections_keep_nobody_waiting(engine: Any, tmp_path: Any) -> None:
    directory = engine._directory
    with serving_alone("--index", directory) as address, ExitStack() as stack:
        port = int(address.rpartition(":")[2])
        for _ in range(450):
            slow = stack.enter_context(connect(port))
            slow.sendall(BEGUN)
        assert health(port) == 200
        for _ in range(20):
            stack.enter_context(connect(port)).sendall(BEGUN)
            assert health(port) == 200


def test_hostile_drops_of_a_request_do_not_keep_a_connection(start: Any) -> None:
    port = start(seconds=1)
    with connect(port) as slow:
        closed = threading.Event()

        def drip() -> None:
            slow.sendall(BEGUN)
            while not closed.wait(0.1):
                try:
                    slow.sendall(b"X: y\r\n")
                except OSError:
                    return

        dripping = threading.Thread(target=drip)
        dripping.start()
        assert is_closed(slow)
        closed.set()
        dripping.join()


def test_who_has_waited_longest_makes_room(start: Any) -> None:
    port = start(most=3, seconds=600)
    with ExitStack() as stack:
        opened = [http.client.HTTPConnection("127.0.0.1", port, timeout=20) for _ in range(3)]
        for connection in opened:
            stack.callback(connection.close)
        first, second, third = opened
        for connection in (first, second, first, third):
            assert ask(connection) == 200
        assert health(port) == 200
        assert is_closed(second.sock)
        assert ask(first) == ask(third) == 200


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (BEGUN + b"Accept: " + b"x" * 20_000 + b"\r\n\r\n", b"431"),
        (BEGUN + b"Accept: " + b"x" * 100_000 + b"\r\n\r\n", b"431"),
        (b"GET /search?q=" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"414"),
        (b"POST /search HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999\r\n\r\n", b"413"),
    ],
)  # fmt: skip
def test_hostile_request_that_is_too_long_is_refused(
    start: Any, sent: bytes, status: bytes
) -> None:
    with connect(start()) as connection:
        connection.sendall(sent)
        answer = connection.recv(65_536)
        assert answer.split()[1] == status, answer[:200]
        assert b"Traceback" not in answer
