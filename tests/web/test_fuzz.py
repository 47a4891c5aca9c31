"""Thousands of requests that nobody would send: none of them is our mistake.

Those made from the description (`test_openapi`) keep to its names; these keep to nothing. They
come from a seed, so that a failure can be had again.
"""

from __future__ import annotations

from collections import Counter
from urllib.parse import unquote_to_bytes

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder, TestResponse, run_wsgi_app

from tests.extent import ALL
from tests.hang import does_not_hang
from tests.web.odd_request import OddRequests

REQUESTS = 10_000 if ALL else 2_000
BATCHES = 20


def answer(app: Flask, method: str, path: str, query: str, headers: dict[str, str]) -> TestResponse:
    """What the application says to a server that has read such a request."""
    builder = EnvironBuilder(method=method, query_string=query, headers=headers)
    environ = builder.get_environ() | {"PATH_INFO": unquote_to_bytes(path).decode("latin-1")}
    return TestResponse(*run_wsgi_app(app, environ, buffered=True), builder.get_request())


@pytest.mark.parametrize("batch", range(BATCHES))
@does_not_hang
def test_no_request_is_our_mistake(app: Flask, batch: int) -> None:
    odd = OddRequests(batch)
    counts: Counter[int] = Counter()
    for _ in range(REQUESTS // BATCHES):
        method = odd.method()
        address = (odd.path(), odd.query())
        headers = odd.headers()
        response = answer(app, method, *address, headers)
        counts[response.status_code] += 1
        assert response.status_code < 500, (method, address, headers)
        assert "X-Evil" not in response.headers
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert b"Traceback" not in response.data
    assert counts[200] > REQUESTS // BATCHES // 5, counts
