"""The routes of the desk: pages to look at it, and forms that change it.

Whatever changes something is a POST with a token; it ends in a redirect to the page from which it
was sent, which says what was done.
"""

from __future__ import annotations

import json
import logging

from flask import Blueprint, Response, current_app, request
from werkzeug.wrappers import Response as AnyResponse

from web.desk import (
    article_routes,
    collection,
    collection_routes,
    exchange,
    forms,
    marks,
    names_routes,
    note,
    put_back,
    saved_search_routes,
)
from web.desk.errors import ChangedMeanwhile, DeskFailure, NotFromHere, NotThere, Refused
from web.desk.left_behind import LeftBehind, is_beside, left_behind
from web.desk.page import desk, done, render
from web.desk.token import is_ours
from web.in_words import counted
from web.search_params import root
from web.search_service import engine

_log = logging.getLogger(__name__)

blueprint = Blueprint("desk", __name__, url_prefix="/desk")

for _part in (collection_routes, article_routes, saved_search_routes, names_routes, put_back):
    _part.register(blueprint)


@blueprint.before_request
def _guard() -> None:
    """Let nothing change a desk but its own forms."""
    if request.method != "POST":
        return
    request.max_content_length = request.max_form_memory_size = forms.LARGEST_FORM
    request.max_form_parts = 1_000
    if not is_ours(request, desk().owner(), desk().key()):
        raise NotFromHere


@blueprint.app_errorhandler(DeskFailure)
def _failed(failure: DeskFailure) -> Response:
    """What went wrong, on a page; what was typed is on it, to be copied."""
    codes = {NotThere: 404, Refused: 400, ChangedMeanwhile: 409, NotFromHere: 403}
    code = codes.get(type(failure), 503)
    if code == 503:
        _log.error("%s", failure)
    names = ("text", "quote", "about", "name", "tags")
    typed = [value for name in names for value in request.form.getlist(name) if value.strip()]
    kept = [(name, value) for name, value in request.form.items(multi=True) if name != "version"]
    response = render(
        "desk/failure.html",
        failure=failure,
        typed=typed,
        code=code,
        action=root() + request.path,
        kept=kept if isinstance(failure, ChangedMeanwhile) else (),
    )
    response.status_code = code
    return response


@blueprint.get("/")
def overview() -> Response:
    """All that is on the desk."""
    with desk().reading() as shelf:
        return render(
            "desk/desk.html",
            tags=marks.tags(shelf),
            starred=shelf.number(
                "SELECT count(*) FROM article WHERE owner = ? AND starred", shelf.owner
            ),
            noted=len({each.article for each in note.notes(shelf)}),
            thrown=note.deleted_notes(shelf),
            thrown_collections=collection.deleted_collections(shelf),
            kept_aside=desk().database.kept_aside(),
            file=desk().database.path,
            left_behind=_left_behind(),
            corpus=engine().status().corpus,
        )


def _left_behind() -> list[LeftBehind]:
    """The desks of folders that are gone, while this one is empty."""
    file, index = desk().database.path, current_app.extensions["index"]
    return list(left_behind(file)) if index and is_beside(file, index) else []


@blueprint.get("/export.json")
def export() -> Response:
    """The reader's desk as a file."""
    with desk().reading() as shelf:
        kept = exchange.exported(shelf)
    written = json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    response = Response(written, mimetype="application/json")
    name = f"backfile-desk-{kept['exported'][:10]}.json"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


@blueprint.post("/import")
def take_in_desk() -> AnyResponse:
    """Add to the desk what a file has of it."""
    sent = request.files.get("desk")
    if sent is None or not sent.filename:
        raise Refused("No file was chosen. Choose one that “Export” gave you.")
    with desk().writing() as shelf:
        taken = exchange.take_in_file(shelf, sent.read(), engine())
    parts = (
        counted(taken.articles, "article"),
        counted(taken.collections, "collection"),
        counted(taken.notes, "note"),
    )
    searches = f"{taken.searches:,} saved search{'' if taken.searches == 1 else 'es'}"
    return done(f"New on your desk: {', '.join(parts)} and {searches}.", f"{root()}/desk/")


@blueprint.post("/bin")
def empty_bin() -> AnyResponse:
    """Delete for good what was thrown away."""
    with desk().writing() as shelf:
        note.empty_bin(shelf)
    return done("What was deleted is gone for good.", f"{root()}/desk/")
