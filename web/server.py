"""The production server: waitress, with threads that share one engine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from waitress.server import create_server

from search import Engine
from web.app import LOOPBACK, create_app
from web.settings import Settings

THREADS = 8
"""Requests answered at the same time; more wait their turn."""


class AddressTaken(Exception):
    """The host and port cannot be listened on. The message says what to do."""


def serve(settings: Settings, announce: Callable[[str], object]) -> None:
    """Answer requests until interrupted; `announce` is told the address once it is open.

    Raises SearchFailure when there is no index, AddressTaken when the port is in use.
    """
    engine = Engine.open(settings.index)
    hosts = LOOPBACK if _is_loopback(settings.host) else None
    app = create_app(engine, hosts=hosts)
    with _listening(settings.host, settings.port) as listener:
        status = engine.status()
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        announce(f"{status.articles:,} articles from {status.corpus}")
        announce(f"Open http://{host}:{listener.getsockname()[1]} in a browser; Ctrl-C stops.")
        create_server(app, sockets=[listener], threads=THREADS).run()


def _listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections to the address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise AddressTaken(
            f"{host}:{port} cannot be listened on ({error.strerror}). "
            f"Choose another port, for example: backfile serve --port {port + 1}"
        ) from error


def _is_loopback(host: str) -> bool:
    """Whether only this machine can reach the server."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
