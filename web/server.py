"""The production server: waitress, with threads that share one engine."""

from __future__ import annotations

import errno
import ipaddress
import os
import re
import socket
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask

from web.app import LOOPBACK, create_app
from web.connections import Server
from web.desk.forms import LARGEST_FORM
from web.desk.left_behind import is_beside, left_behind
from web.hint import options_of
from web.settings import Settings
from web.update import Updater

_WORD = re.compile(r"\w+")

LIMITS: dict[str, Any] = {
    # Requests answered at the same time; more wait their turn.
    "threads": 8,
    # Bytes: an address has 16,000 at most, as have all headers (web.bounds), and only forms of the
    # desk send more. Of a longer request no more is read: 431, or 413.
    "max_request_header_size": 48 * 1024,
    "max_request_body_size": LARGEST_FORM,
    # Seconds until a connection is closed on which nothing happens.
    "channel_timeout": 30,
    # No Server header: it would tell attackers which software to try.
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
    engine = settings.archive().open()
    hosts = host_names(settings.host, settings.names)
    # The corpus is that of the index: whoever serves it need not name the folder again.
    updater = None if settings.engine else Updater(Path(engine.status().corpus), settings.index)
    return create_app(
        engine,
        hosts=hosts,
        password=settings.password,
        index=settings.index,
        updater=updater,
        desk=settings.desk_file,
    )


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
    warm_up(app, settings.password)
    with _listening(settings) as listener:
        status = app.extensions["engine"].status()
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        announce(f"{status.articles:,} articles from {status.corpus}")
        announce(f"Open http://{host}:{listener.getsockname()[1]} in a browser; Ctrl-C stops.")
        if not settings.password and not is_loopback(settings.host):
            announce(_OPEN)
        for line in _lines_of_left_behind(settings):
            announce(line)
        if settings.watch:
            announce("What changes in the folder is taken in.")
        proxied = _BEHIND_PROXY if settings.names else {}
        with _updating(app.extensions["updater"], watch=settings.watch):
            Server(app, listener, **LIMITS, **proxied).run()


@contextmanager
def _updating(updater: Updater | None, *, watch: bool) -> Iterator[None]:
    """Watch the folder while pages are served; a run that goes on ends with them."""
    watching = threading.Thread(target=updater.watch, daemon=True) if updater and watch else None
    if watching:
        watching.start()
    try:
        yield
    finally:
        if updater:
            updater.stop()
        if watching:
            watching.join(timeout=5)


def warm_up(app: Flask, password: str) -> None:
    """Ask the pages something of each kind, so that the first reader waits for no more than others.

    Templates are compiled on the way, columns are read, and loops loaded. The words are those of
    the newest article's title.
    """
    client = app.test_client()

    def ask(**query: str) -> None:
        client.get("/search", query_string=query, auth=("", password))

    newest = app.extensions["engine"].search("", limit=1).hits
    words = (_WORD.findall(newest[0].title) if newest else [])[:2]
    client.get("/", auth=("", password))
    for joint in (" ", " OR "):
        ask(q=joint.join(words))
    ask(q=f'"{" ".join(words)}"', sort="newest")
    if newest:
        client.get(f"/article/{quote(newest[0].id, errors='surrogateescape')}", auth=("", password))


def _listening(settings: Settings) -> socket.socket:
    """A socket that takes connections to the address that is set. Raises AddressTaken."""
    host, port = settings.host, settings.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise AddressTaken(
                f"{host}:{port} cannot be listened on ({os.strerror(error.errno or 0)}). Name an "
                "address of this machine with --host, and a port above 1023 with --port."
            ) from error
        other = port + 1 if port < 65535 else 8000
        command = f"backfile serve{options_of(settings.corpus, settings.index)} --port {other}"
        raise AddressTaken(
            f"Another program listens on {host}:{port} already. If it is Backfile, open "
            f"http://{host}:{port} in a browser; else choose another port: {command}"
        ) from error


def _lines_of_left_behind(settings: Settings) -> Iterator[str]:
    """What was collected for folders that are gone, where nothing has been for this one."""
    if settings.engine is not None or not is_beside(settings.desk_file, settings.index):
        return
    for corpus, desk in left_behind(settings.desk_file):
        yield (
            f"{corpus} is no longer there; what was collected and noted for it is in {desk}. "
            f"If it was moved to {settings.corpus.absolute()}: stop with Ctrl-C, copy that file to "
            f"{settings.desk_file}, and start again."
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the server."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
