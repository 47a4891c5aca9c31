"""A page as a response, and the names in its path."""

from __future__ import annotations

from flask import Response, render_template, request

from web.headers import SCRIPTED_POLICY


def page(template: str, **context: object) -> Response:
    """A page with the policy of those that have our script."""
    response = Response(render_template(template, **context).encode("utf-8", "replace"))
    response.headers["Content-Security-Policy"] = SCRIPTED_POLICY
    return response


def exact_name(kind: str) -> str:
    """The id in the address of an article or a story, byte for byte: WSGI has it as Latin-1."""
    path: str = request.environ["PATH_INFO"]
    exact = path.encode("latin-1").decode("utf-8", "surrogateescape")
    return exact.partition(f"/{kind}/")[2]
