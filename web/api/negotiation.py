"""The form in which an answer is asked for: a page to read, or data for a program.

The ending of the path says it (`/search.json`), or the parameter `format`, or else the header
Accept, in this order. A browser's Accept names pages first, and one that names nothing of ours,
or anything at all (`*/*`), means a page as well.
"""

from __future__ import annotations

from functools import lru_cache

from flask import Request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

PAGE = "html"

DATA_TYPES = {
    "json": "application/json",
    "rss": "application/rss+xml",
    "csv": "text/csv",
}
"""The forms of data that a search has, and their media types."""

_TYPES = {PAGE: "text/html"} | DATA_TYPES
_FORMS = {mimetype: form for form, mimetype in _TYPES.items()}


def negotiated_form(request: Request) -> str:
    """`html`, `json`, `rss` or `csv`."""
    ending = request.path.removeprefix("/search.")
    if ending in DATA_TYPES:
        return ending
    named = request.args.get("format", "")
    if named in _TYPES:
        return named
    header = request.headers.get("Accept", "")
    return (_remembered if len(header) <= _LONGEST else _accepted)(header)


def _accepted(header: str) -> str:
    accepted = parse_accept_header(header, MIMEAccept)
    return _FORMS[accepted.best_match(_FORMS, default=_TYPES[PAGE])]


_LONGEST = 400  # characters of a header that is remembered; browsers send 150
_remembered = lru_cache(maxsize=64)(_accepted)  # a browser sends the same with every request
