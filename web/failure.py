"""Error pages: what happened, in words, and a search box to go on with; never a traceback."""

from __future__ import annotations

import logging

from flask import Flask, Response, current_app, jsonify, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.exceptions import ServiceUnavailable as Unavailable

from index import printable
from search import SearchFailure, StoriesUnavailable
from web.api.negotiation import PAGE, negotiated_form
from web.hint import with_folders
from web.search_params import parse
from web.settings import Settings
from web.update import Updater

_log = logging.getLogger(__name__)

PROBLEM_TYPE = "application/problem+json"
"""https://www.rfc-editor.org/rfc/rfc9457"""

_FOR_PROGRAMS = ("/health", "/suggest", "/opensearch.xml")

_WORDS = {
    401: (
        "A password is needed",
        "This archive is only for those who know its password. Load the page again to give it.",
    ),
    400: ("That request makes no sense", "The address or the request is not well-formed."),
    403: (
        "That did not come from here",
        "The form was sent by another site, or the service has been started anew since it was "
        "shown. Nothing was changed: load the page again, and press the button there.",
    ),
    404: (
        "Nothing is filed here",
        "The address is mistyped, or the article has left the archive since it was linked to.",
    ),
    405: ("Look, don't touch", "This page can only be read; nothing is sent to it."),
    413: (
        "That is too much at once",
        "More was sent than a form may hold, and nothing was changed.",
    ),
    414: (
        "That address is too long",
        "A question may have 1,000 characters. Search for a few words or a phrase instead.",
    ),
    431: (
        "That request is too long",
        "What the browser sends beside the address is longer than any honest request: remove the "
        "cookies of this address, and load the page again.",
    ),
    500: (
        "Something went wrong here",
        "It is a fault of this program, not of your question, the articles or their index. The "
        "service's log says what happened: please report it, with that log, to whoever looks "
        "after the program.",
    ),
}


def register(app: Flask) -> None:
    """Let `app` answer every failure with a page, or as JSON where data was asked for."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SearchFailure, _unavailable)
    app.register_error_handler(Exception, _crash)


def _http(error: HTTPException) -> Response:
    code = error.code or InternalServerError.code
    heading, text = _WORDS.get(code, (error.name, error.description or ""))
    response = _answer(code, heading, text)
    # Such as Allow with 405; the body's own type and length stay.
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value
    return response


def _unavailable(error: SearchFailure) -> Response:
    _log.error("%s cannot be answered: %s", printable(request.path), printable(str(error)))
    updater: Updater | None = current_app.extensions["updater"]
    text = str(error)
    if updater is not None:  # it knows the folders
        text = with_folders(text, Settings(updater.corpus, updater.index))
    stories = isinstance(error, StoriesUnavailable)
    heading = "There are no stories here" if stories else "The archive cannot be searched now"
    return _answer(Unavailable.code, heading, text)


def _crash(error: Exception) -> Response:
    _log.error("%s failed", printable(request.path), exc_info=error)
    heading, text = _WORDS[500]
    return _answer(InternalServerError.code, heading, text)


def _answer(code: int, heading: str, text: str) -> Response:
    if _is_for_program():
        response = jsonify(type="about:blank", title=heading, status=code, detail=text)
        response.mimetype = PROBLEM_TYPE
    else:
        page = render_template(
            "failure.html", code=code, heading=heading, text=text, params=parse(request.args)
        )
        response = Response(page.encode("utf-8", "replace"))
    response.status_code = code
    return response


def _is_for_program() -> bool:
    path = request.path
    return path.endswith(".json") or path in _FOR_PROGRAMS or negotiated_form(request) != PAGE
