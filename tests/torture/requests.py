"""Requests that nobody would send, to a real server: none is its mistake, and none holds it up."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests.torture import rules
from tests.torture.blocks import Blocks
from tests.torture.child import Child
from tests.torture.hostile_request import odd_bytes
from tests.torture.kind import Broken, Tried, chance
from tests.web.odd_request import OddRequests
from web.server import serve
from web.settings import Settings

_AT_ONCE = 50  # requests an attempt
_SERVED = 10**9  # attempts a world: all ask the same server
_PATIENCE = 10.0  # seconds without a byte
_MOST = 20 * 2**20  # bytes of an answer that are read
_STARTS = 60.0  # seconds


class Requests:
    """Sends bytes to `backfile serve` on a free port of this machine."""

    weight = 6
    needs_shim = False

    def __init__(self, folder: Path, seed: int) -> None:
        self._seed = seed
        self._world = Blocks(folder, seed, "requests", _SERVED).of(0)
        self._address = served(folder, self._world.corpus.folder, self._world.directory)

    def attempt(self, number: int) -> Tried:
        rng = chance(self._seed, "requests", number)
        odd = OddRequests(rng.randrange(2**32))
        longest, slowest = 0.0, b""
        for _ in range(_AT_ONCE):
            request = odd_bytes(rng, odd)
            started = time.monotonic()
            self._send(request)
            if (took := time.monotonic() - started) > longest:
                longest, slowest = took, request
        self._is_well()
        return Tried(f"{slowest!r:.300}", _AT_ONCE, longest)

    def _send(self, request: bytes) -> None:
        try:
            answer = exchange(self._address, request)
        except TimeoutError:
            raise Broken(f"no answer within {_PATIENCE:.0f} s: {request!r:.600}") from None
        try:
            rules.is_no_mistake(answer)
        except Broken as broken:
            raise Broken(f"{broken}: {request!r:.600}") from None

    def _is_well(self) -> None:
        answer = exchange(self._address, b"GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n")
        if b" 200 " not in answer[:20]:
            raise Broken(f"it is not well afterwards: {answer[:300]!r}")


def served(folder: Path, corpus: Path, directory: Path) -> tuple[str, int]:
    """The address of a server that ends with this process."""
    place = folder / "address.json"

    def announce(line: object) -> None:
        if str(line).startswith("Open "):
            found = urlsplit(str(line).split()[1])
            place.with_suffix(".new").write_text(json.dumps([found.hostname, found.port]))
            place.with_suffix(".new").replace(place)

    place.unlink(missing_ok=True)
    (folder / "server").mkdir(exist_ok=True)
    Child(folder / "server", lambda: serve(Settings(corpus, directory, port=0), announce))
    until = time.monotonic() + _STARTS
    while not place.exists():
        if time.monotonic() > until:
            raise Broken("the server does not start")
        time.sleep(0.01)
    host, port = json.loads(place.read_text())
    return host, port


def exchange(address: tuple[str, int], request: bytes) -> bytes:
    """All that a server answers to some bytes, after which nothing more comes."""
    with socket.create_connection(address, timeout=_PATIENCE) as connection:
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            return _received(connection)
        except TimeoutError:
            raise
        except OSError:
            return b""  # it has seen enough and is gone


def _received(connection: socket.socket) -> bytes:
    pieces, size = [], 0
    while size < _MOST and (piece := connection.recv(2**16)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)
