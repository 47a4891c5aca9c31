"""What all pages of the desk share: the desk that is meant, and how an answer is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from flask import Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from search import Selections
from web.desk import forms
from web.desk.desks import Desks, desks
from web.headers import SCRIPTED_POLICY
from web.search_params import SearchParams

T = TypeVar("T")

SAID = "said"
"""The id of what is said on a page (desk/parts.html)."""

MOST_SHOWN = 500
"""Articles of one page of the desk; the others are on the next."""


def desk() -> Desks:
    """The desks of this application; there is no such page where none are kept."""
    kept = desks()
    if kept is None:
        abort(404)
    return kept


def selections() -> Selections:
    """What a query may name of the reader's desk."""
    return desk().selections()


def done(said: str, fallback: str, *, stay: bool = True, collection_url: str = "") -> AnyResponse:
    """Back to where the form was sent from (or to `fallback`), which says what was done.

    And leads to the collection that it was done to. The reader is taken to what is said, which
    stands where the form stood: whoever uses a keyboard goes on from there.
    """
    desk().say(said, collection_url, forms.text("place"))
    address = forms.back(fallback) if stay else fallback
    return redirect(f"{address.partition('#')[0]}#{SAID}", 303)


def page_of(found: Sequence[T]) -> tuple[int, int, Sequence[T]]:
    """(the page that is asked for, the last one, what stands on it)."""
    last = max(1, -(-len(found) // MOST_SHOWN))
    page = min(max(1, request.args.get("page", 1, int)), last)
    return page, last, found[(page - 1) * MOST_SHOWN : page * MOST_SHOWN]


def render(template: str, **context: object) -> Response:
    """A page of the desk."""
    response = Response(
        render_template(template, params=SearchParams(), **context).encode("utf-8", "replace")
    )
    response.headers["Content-Security-Policy"] = SCRIPTED_POLICY
    return response
