"""The button that has the index brought up to date.

Another site could send it too, with the password that the browser knows. So it carries a token that
only our own pages have (CSRF), and what the browser says of where it comes from counts as well.
"""

from __future__ import annotations

import secrets

from flask import Blueprint, abort, current_app, redirect, request
from werkzeug.wrappers import Response

from web.search_params import root
from web.update import Updater

FIELD = "token"
"""The form field that holds the token."""

_OTHERS = frozenset({"cross-site", "same-site"})
"""What `Sec-Fetch-Site` says of a form of another site (https://www.w3.org/TR/fetch-metadata/)."""

blueprint = Blueprint("update", __name__)


def updater() -> Updater | None:
    """What starts runs, where the service may."""
    return current_app.extensions.get("updater")


@blueprint.post("/update")
def update() -> Response:
    """Begin a run, and show how far it has come."""
    starter = updater()
    if starter is None:
        abort(404)
    given = request.form.get(FIELD, "").encode("utf-8", "replace")
    is_ours = secrets.compare_digest(given, starter.token.encode())
    if not is_ours or request.headers.get("Sec-Fetch-Site", "") in _OTHERS:
        abort(403)
    starter.start()
    return redirect(f"{root()}/status#run", 303)
