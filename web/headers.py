"""What every response tells the browser: no scripts but ours, no frames, no referrer.

Saved pages are HTML by others, and what a journalist searches for is confidential. So
even if escaping failed somewhere, nothing could run; and no outlet learns what was searched for
when a link to it is followed. The only cookie says how results are listed. A page that has a script
of ours says so itself, and allows that and no other.
"""

from __future__ import annotations

from flask import Flask, Response, request

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

# Only pages have a script, our own, which may ask only this service.
SCRIPTED_POLICY = f"{PAGE_POLICY}; script-src 'self'; connect-src 'self'"

# A file of the corpus is a download, never a page; should a browser show it all the same, it
# gets an origin of its own and may load nothing.
FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"

# The original of an article, to be looked at in a frame of our own: it may look as it was saved,
# with what it has in itself, and neither run nor ask for anything.
SAVED_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)

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
        if request.endpoint != "static":
            # Shown again only after asking: a reindex shows at once, and no proxy keeps it.
            response.headers.setdefault("Cache-Control", "private, no-cache")
            # The same address may give a page or data, and its errors too.
            response.vary.add("Accept")
        return response
