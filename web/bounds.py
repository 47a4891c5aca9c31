"""How large a request may be: it holds a question, not a document."""

from __future__ import annotations

from flask import Flask, abort, request

# A question of 1,000 characters in any script takes up to 12,000 when percent-encoded; beyond
# that the address holds something else.
MAX_ADDRESS = 16_000


def bound(app: Flask) -> None:
    """Let `app` refuse an address that cannot be a question before anything is done with it."""

    @app.before_request
    def refuse_long_address() -> None:
        if len(request.query_string) + len(request.path) > MAX_ADDRESS:
            abort(414)
