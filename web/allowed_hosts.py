"""The names that the service answers to.

A web page anywhere may have its own name resolve to 127.0.0.1 (DNS rebinding), and then read the
archive through its visitor's browser as if it were its own. The Host header gives it away.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from flask import Flask, Response, make_response, request

_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[\w.-]+)(?::[0-9]{1,5})?", re.ASCII)

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def admit(app: Flask, hosts: Collection[str] | None) -> None:
    """Let `app` answer only requests that call it by one of `hosts`, on any port.

    With None it is any name that is well-formed. Flask's own TRUSTED_HOSTS cannot hold an IPv6
    address.
    """
    names = None if hosts is None else frozenset(host.lower() for host in hosts) - {""}

    @app.before_request
    def refuse_stranger() -> Response | None:
        name = host_name(request.headers.get("Host", ""))
        return None if name and (names is None or name in names) else _refusal()


def host_name(header: str) -> str:
    """The name in a Host header, without the port; empty when the header is not well-formed."""
    match = _HOST.fullmatch(header)
    return match[1].lower() if match else ""


def _refusal() -> Response:
    """No page: whoever asks under a strange name needs no search box."""
    text = (
        "This service answers only to the host names that it was started for.\n"
        "Open it as http://localhost, or start it with --name and the name that it is known by.\n"
    )
    response = make_response(text, 400)
    response.mimetype = "text/plain"
    return response
