"""The production server: waitress, with threads that share one engine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Collection
from typing import Any

from flask import Flask
from waitress.server import create_server

from web.app import LOOPBACK, create_app
from web.engine import open_engine
from web.settings import Settings

LIMITS: dict[str, Any] = {
    # Requests answered at the same time; more wait their turn.
    "threads": 8,
    "connection_limit": 400,
    # Bytes: an address has 16,000 at most (web.bounds), and nothing is ever sent to the pages.
    "max_request_header_size": 64 * 1024,
    "max_request_body_size": 64 * 1024,
    # Seconds until a connection is closed on which nothing happens.
    "channel_timeout": 30,
    # What the server is called is nobody's business.
    "ident": None,
}

# A proxy says whether it was reached by https, for the links in feeds. Whoever else says so is
# only given such links himself.
_BEHIND_PROXY: dict[str, Any] = {
    "trusted_proxy": "*",
    "trusted_proxy_headers": {"x-forwarded-proto"},
}

_OPEN = (
    "Whoever can reach this machine can read the archive: set BACKFILE_PASSWORD, or --host "
    "127.0.0.1 and a proxy in front that asks for a password."
)


class AddressTaken(Exception):
    """The host and port cannot be listened on. The message says what to do."""


def application(settings: Settings) -> Flask:
    """The pages as they are set, over the index that is set.

    Raises SearchFailure when there is no index.
    """
    engine = open_engine(settings)
    hosts = host_names(settings.host, settings.names)
    return create_app(engine, hosts=hosts, password=settings.password, index=settings.index)


def host_names(host: str, names: Collection[str]) -> tuple[str, ...] | None:
    """The names to answer to when listening on `host`: None for any."""
    if names or is_loopback(host):
        return (*LOOPBACK, host, *names)
    return None


def serve(settings: Settings, announce: Callable[[str], object]) -> None:
    """Answer requests until interrupted; `announce` is told the address once it is open.

    Raises SearchFailure when there is no index, AddressTaken when the port is in use.
    """
    app = application(settings)
    with _listening(settings.host, settings.port) as listener:
        status = app.extensions["engine"].status()
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        announce(f"{status.articles:,} articles from {status.corpus}")
        announce(f"Open http://{host}:{listener.getsockname()[1]} in a browser; Ctrl-C stops.")
        if not settings.password and not is_loopback(settings.host):
            announce(_OPEN)
        proxied = _BEHIND_PROXY if settings.names else {}
        create_server(app, sockets=[listener], **LIMITS, **proxied).run()


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


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the server."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
