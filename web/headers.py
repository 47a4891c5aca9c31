"""What every response tells the browser: no scripts, no frames, no foreign assets, no referrer.

Saved pages are other people's HTML, and what a journalist searches for is nobody's business. So
even if escaping failed somewhere, nothing could run; and no outlet learns what was searched for
when a link to it is followed. There are no cookies.
"""

from __future__ import annotations

from flask import Flask, Response

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

# A file of the corpus is a download, never a page; should a browser show it all the same, it
# gets an origin of its own and may load nothing.
FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"

_ALWAYS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    # Without this any page on the web could probe a service on localhost by embedding it.
    "Cross-Origin-Resource-Policy": "same-origin",
}


def harden(app: Flask) -> None:
    """Set the headers on every response of `app`; a route may only narrow them."""

    @app.after_request
    def set_headers(response: Response) -> Response:
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        if response.mimetype in {"text/html", "application/json"}:
            # Shown again only after asking: a reindex shows at once, and no proxy keeps it.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
