"""How large a request may be: it holds a question, not a document.

The server refuses what is larger still before it has read all of it (`server.LIMITS`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, abort, request

from web.desk.forms import LARGEST_FORM

# A question of 1,000 characters in any script takes up to 12,000 when percent-encoded; beyond
# that the address holds something else.
MAX_ADDRESS = 16_000

MAX_HEADERS = 16_000
"""Characters of all headers together; browsers send some 1,000."""


MAX_BODY = 64 * 1024
"""Bytes that may be sent to any page but the desk's, which read none of it."""


def bound(app: Flask) -> None:
    """Let `app` refuse what cannot be a question before anything is done with it."""
    app.wsgi_app = _escaping(app.wsgi_app)  # type: ignore[method-assign]  # Flask's own way

    @app.before_request
    def refuse_what_is_too_long() -> None:
        if len(request.query_string) + len(request.path) > MAX_ADDRESS:
            abort(414)
        if sum(len(name) + len(value) for name, value in request.headers) > MAX_HEADERS:
            abort(431)
        is_form = request.blueprint == "desk" and request.method == "POST"
        if (request.content_length or 0) > (LARGEST_FORM if is_form else MAX_BODY):
            abort(413)


_UNESCAPED = re.compile(r"[^\x21-\x7e]")


def _escaping(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Writes bytes that have no place in a query string as %XX, as a browser would have done."""

    def escaped(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401
        query = environ.get("QUERY_STRING", "")  # a character a byte (PEP 3333)
        environ["QUERY_STRING"] = _UNESCAPED.sub(lambda match: f"%{ord(match[0]):02X}", query)
        return application(environ, start_response)

    return escaped
