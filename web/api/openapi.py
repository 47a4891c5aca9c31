"""What programs may ask, described for programs: OpenAPI 3.1, at `/openapi.json`.

The tests send thousands of requests made from this description, and hold every answer against it.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from flask import Blueprint, Response, jsonify, request

from search import SORTS
from web.api.addressbar import DESCRIPTION_TYPE, SUGGESTIONS_TYPE
from web.api.negotiation import DATA_TYPES
from web.api.routes import LIMITS
from web.api.schema import SCHEMAS, refer
from web.failure import PROBLEM_TYPE

Described = dict[str, Any]

blueprint = Blueprint("openapi", __name__)

_HTML = "text/html"
_FILE = "application/octet-stream"


@blueprint.get("/openapi.json")
def document() -> Response:
    """The description, with the address below which the service was reached."""
    return jsonify(description(request.root_path or "/"))


def description(server: str) -> Described:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Backfile",
            "version": version("backfile"),
            "summary": "Full-text search over a folder of saved news articles.",
            "description": "Everything is read with GET, and nothing can be changed. A parameter "
            "that makes no sense is ignored with a note, and no query is an error. Ids hold "
            "slashes, which may be written as they are or as %2F.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": server}],
        "security": [{}, {"password": []}],
        "paths": {**_searches(), **_articles(), **_others()},
        "components": {
            "securitySchemes": {
                "password": {
                    "type": "http",
                    "scheme": "basic",
                    "description": "Where the service was started with a password; any user name.",
                }
            },
            "responses": {"Failure": _failure()},
            "schemas": SCHEMAS,
        },
    }


def _searches() -> Described:
    bodies = {"json": refer("Result"), "rss": {"type": "string"}, "csv": {"type": "string"}}
    about = {
        "json": "A page of results as one object.",
        "rss": "A feed of results, RSS 2.0: the newest first, unless `sort` says otherwise.",
        "csv": "A table of results, UTF-8 with a byte order mark. Rows without an id are remarks.",
    }
    paths = {
        f"/search.{form}": _get(
            about[form], {DATA_TYPES[form]: bodies[form]}, [*_SEARCH, _limit(form)]
        )
        for form in DATA_TYPES
    }
    forms = [_string("format", "The form, before what Accept says.", ["html", *DATA_TYPES])]
    limit = _integer("limit", "Articles of a page, for data.")
    every = {_HTML: {"type": "string"}} | {DATA_TYPES[form]: bodies[form] for form in DATA_TYPES}
    page = _get("Results, as a page or as data.", every, [*_SEARCH, limit, *forms])
    page["get"]["responses"]["302"] = {"description": "That page is beyond the last."}
    return {"/search": page, **paths}


def _articles() -> Described:
    article_id = [
        {
            "name": "id",
            "in": "path",
            "required": True,
            "description": "The id of an article, as results give it.",
            "schema": {"type": "string", "minLength": 1},
            "examples": {"record": {"value": "clippings/harbour.jsonl#3"}},
        }
    ]
    return {
        path: _get(about, body, [*article_id, *(_SEARCH if _HTML in body else [])], missing=True)
        for path, about, body in (
            ("/article/{id}", "An article to read.", {_HTML: {"type": "string"}}),
            (
                "/article/{id}.json",
                "An article with what was left out of it and where facts were found.",
                {"application/json": refer("Article")},
            ),
            (
                "/article/{id}/original",
                "The file that it came from, as a download.",
                {_FILE: {"type": "string", "format": "binary"}},
            ),
        )
    }


def _others() -> Described:
    typed = _string("q", "What has been typed so far.")
    return {
        "/": _get("The search box.", {_HTML: {"type": "string"}}),
        "/help": _get("The query language by example.", {_HTML: {"type": "string"}}),
        "/status": _get("What is indexed, and how fresh it is.", {_HTML: {"type": "string"}}),
        "/status.json": _get(
            "What is indexed, and what the last run did not read.",
            {"application/json": refer("Status")},
        ),
        "/suggest": _get(
            "What a question that is being typed may become.",
            {SUGGESTIONS_TYPE: refer("Suggestions")},
            [typed],
        ),
        "/opensearch.xml": _get(
            "The description of the search, for browsers.", {DESCRIPTION_TYPE: {"type": "string"}}
        ),
        "/openapi.json": _get("This document.", {"application/json": {"type": "object"}}),
        "/health": {
            "get": _get("Whether the service can search.", {"application/json": refer("Health")})[
                "get"
            ]
            | {"security": []}
        },
    }


def _get(
    about: str,
    bodies: Described,
    parameters: list[Described] | None = None,
    *,
    missing: bool = False,
) -> Described:
    """A path that is read, and what it gives."""
    content = {mimetype: {"schema": schema} for mimetype, schema in bodies.items()}
    responses = {"200": {"description": about, "content": content}}
    codes = ["401", "414", "503", "default"]
    failures = {code: refer("Failure", "responses") for code in codes}
    if missing:
        failures["404"] = refer("Failure", "responses")
    return {
        "get": {"summary": about, "parameters": parameters or [], "responses": responses | failures}
    }


def _failure() -> Described:
    """What went wrong: for programs as RFC 9457 says, for people as a page."""
    return {
        "description": "What went wrong, and what to do about it.",
        "content": {
            PROBLEM_TYPE: {"schema": refer("Problem")},
            _HTML: {"schema": {"type": "string"}},
            "text/plain": {"schema": {"type": "string"}},
        },
    }


def _limit(form: str) -> Described:
    usual, most = LIMITS[form]
    return _integer("limit", "Articles of a page.", maximum=most, default=usual)


def _string(
    name: str, about: str, values: list[str] | None = None, **schema: str | int
) -> Described:
    kind: Described = {"type": "string"} | ({"enum": values} if values else {}) | schema
    return {"name": name, "in": "query", "description": about, "schema": kind}


def _integer(name: str, about: str, **schema: int) -> Described:
    kind: Described = {"type": "integer", "minimum": 1} | schema
    return {"name": name, "in": "query", "description": about, "schema": kind}


_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"

_SEARCH = [
    _string("q", "The query; every article without one.", maxLength=1_000),
    _integer("page", "Which page of the results."),
    _string("sort", "Their order.", list(SORTS)),
    _string("outlet", "Only of this outlet.", maxLength=200),
    _string("lang", "Only in this language, as `en`.", maxLength=200),
    _string("from", "Since this year, month or day.", pattern=_DATE),
    _string("to", "Until the end of this year, month or day.", pattern=_DATE),
]
