"""The routes for programs: results as JSON, RSS and CSV, and whether the service is well."""

from __future__ import annotations

import re
from dataclasses import replace

from flask import Blueprint, Response, jsonify, request

from search import SORTS, Result
from web.api.csv import ROWS, table
from web.api.json import result_json
from web.api.negotiation import DATA_TYPES
from web.api.rss import ITEMS, MOST_ITEMS, feed
from web.cache import kept
from web.search_params import PER_PAGE, SearchParams, parse
from web.search_service import ask, engine
from web.suggestion import suggestion

# For each form, the articles of a page: when nothing is said, and at most.
LIMITS = {"json": (PER_PAGE[0], 100), "rss": (ITEMS, MOST_ITEMS), "csv": (ROWS, ROWS)}

_NUMBER = re.compile(r"[0-9]{1,9}")
_NAME = re.compile(r"[^a-z0-9]+")

blueprint = Blueprint("data", __name__)


@blueprint.get("/search.<any(json, rss, csv):form>")
@kept
def search(form: str) -> Response:
    """The results as data."""
    return answer(parse(request.args), form)


def answer(params: SearchParams, form: str) -> Response:
    """What is asked of `params`, in one of the forms of data."""
    limit, ignored = _limit(request.args.get("limit", ""), form)
    if form == "rss" and request.args.get("sort") not in SORTS:
        params = replace(params, sort="newest")  # a feed is read for what is new
    params = replace(params, ignored=params.ignored + ignored)
    result = ask(replace(params, story=""), limit, facets=form != "csv")
    return _ANSWERS[form](params, result)


@blueprint.get("/health")
def health() -> Response:
    """Whether the service can search, for monitors: 200, or 503 with the reason."""
    status = engine().status()
    return jsonify(status="ok", articles=status.articles, generation=status.generation)


def _json(params: SearchParams, result: Result) -> Response:
    meant = suggestion(engine(), params.query, params.filters)
    return jsonify(result_json(result, meant))


def _rss(params: SearchParams, result: Result) -> Response:
    written = feed(params, result, request.host_url, engine().status().updated)
    return Response(written, mimetype=DATA_TYPES["rss"])


def _csv(params: SearchParams, result: Result) -> Response:
    response = Response(table(result), mimetype=DATA_TYPES["csv"])
    name = _NAME.sub("-", params.query.lower())[:40].strip("-") or "articles"
    response.headers["Content-Disposition"] = f"attachment; filename=backfile-{name}.csv"
    return response


_ANSWERS = {"json": _json, "rss": _rss, "csv": _csv}


def _limit(asked: str, form: str) -> tuple[int, tuple[str, ...]]:
    """How many articles a page has, and what is to be said about it."""
    usual, most = LIMITS[form]
    if not asked:
        return usual, ()
    if not _NUMBER.fullmatch(asked) or not int(asked):
        return usual, (f"“{asked[:40]}” is no number of articles; {usual:,} were asked for.",)
    if int(asked) > most:
        return most, (f"A page has {most:,} articles at most.",)
    return int(asked), ()
