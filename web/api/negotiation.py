"""The form in which an answer is asked for: a page to read, or data for a program.

The ending of the path says it (`/search.json`), or the parameter `format`, or else the header
Accept, in this order. A browser's Accept names pages first, and one that names nothing of ours,
or anything at all (`*/*`), means a page as well.
"""

from __future__ import annotations

from flask import Request

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
    best = request.accept_mimetypes.best_match(_FORMS, default=_TYPES[PAGE])
    return _FORMS[best]
