"""The routes: each asks the engine once and hands a view to a template."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    redirect,
    request,
)
from werkzeug.routing import PathConverter
from werkzeug.wrappers import Response as AnyResponse

from index import (
    Inventory,
    read_inventory,
    read_standing,
)
from search import StoredArticle
from web.api import routes as data
from web.api.json import article_json, name_json
from web.api.negotiation import PAGE, negotiated_form
from web.cache import kept
from web.deliver.metadata import metadata_of
from web.hint import options_of
from web.list_preference import preference, remember
from web.pages import results
from web.pages.article import article_view
from web.pages.help import TOPICS
from web.pages.home import home_view
from web.pages.marks import Find
from web.pages.name import as_query, name_view
from web.pages.no_results import alternatives, example_word, left_out, meant
from web.pages.original import original, saved_document, saved_page
from web.pages.outlets import outlets_view
from web.pages.page import exact_name, page
from web.pages.paging import last_page
from web.pages.status import Updates, changed_in_words, status_record, status_view
from web.pages.story_note import beside, grouped
from web.pages.update import updater
from web.search_params import (
    MAX_VALUE,
    SearchParams,
    parse,
    search_url,
)
from web.search_service import ask, dates_of_archive, engine, facet_counts, neighbours

SIMILAR = 5  # articles to read next

blueprint = Blueprint("pages", __name__)


class ArticleConverter(PathConverter):
    """An article's id in a URL: a path whose names may hold any character, even line breaks."""

    # As PathConverter's, but a dot also matches a line break.
    regex = "[^/](?s:.*)"

    def to_url(self, value: str) -> str:
        """Percent-encode; a file name that is not UTF-8 keeps its bytes."""
        return quote(value, safe="/", errors="surrogateescape")


@blueprint.get("/")
def home() -> Response:
    """The search box, what the archive holds, and its newest articles."""
    starter = updater()
    pending = starter.pending() if starter else None
    front = home_view(engine(), datetime.now(UTC), _inventory(), pending)
    return page("home.html", front=front, params=SearchParams())


@blueprint.get("/search")
@kept
def search() -> AnyResponse:
    """One page of results, or data when asked for; a page beyond the last leads to the first."""
    form = negotiated_form(request)
    if form != PAGE:
        return data.answer(parse(request.args), form)
    params = parse(request.args, preference(request))
    result = ask(params)
    if params.page > last_page(result):
        return redirect(search_url(params.turn(1)))
    is_empty = not result.hits
    is_looked_through = is_empty and bool(result.understood) and params.is_readable
    counts = facet_counts(params, result)
    view = results.view(
        params,
        result,
        _finder(params),
        counts,
        dates_of_archive(counts),
        meant(engine(), params),
    )
    if params.story:
        items, notes = grouped(engine(), params, result, view.items)
        view = replace(view, items=items, notes=(*view.notes, *notes))
    response = page(
        "results.html",
        view=view,
        params=params,
        ways_out=alternatives(engine(), params) if is_empty else (),
        left_out=left_out(engine(), params) if result.partial and not result.total else None,
        searched=engine().status().articles if is_looked_through else 0,
        example=example_word(engine()) if is_empty else "",
    )
    remember(request, response)
    return response


@blueprint.get("/outlets")
def outlets() -> Response:
    """All outlets of a search, to tick or leave out several, and to find one among many."""
    params = parse(request.args)
    result = engine().search(params.query, limit=0, filters=params.filters, names=params.names)
    view = outlets_view(params, facet_counts(params, result), request.args.get("find", ""))
    return page("outlets.html", view=view, params=params)


@blueprint.get("/article/<article:name>")
def article(name: str) -> Response:
    """An article to read, its record (`<id>.json`), or what it was made of.

    That is to be had as a download (`<id>/original`; of a record the whole file is `<id>/file`) and
    to be looked at (`<id>/saved`).
    """
    del name  # decoded with losses where a file name is not UTF-8
    stored, form = _article_and_form(exact_name("article"))
    if stored is None:
        abort(404)
    if form == ".json":
        return jsonify(article_json(stored))
    if form == "/original":
        return original(stored)
    if form == "/file":
        return original(stored, whole=True)
    if form == "/saved.html":
        return saved_document(stored)
    params = parse(request.args)
    if form == "/saved":
        return saved_page(stored, params)
    return page(
        "article.html",
        view=article_view(
            stored,
            params,
            _finder(params),
            similar=engine().similar(stored.id, SIMILAR),
            gone=engine().original(stored.id) is None,
            around=None if params == SearchParams() else neighbours(params, stored.id),
        ),
        beside=beside(engine(), stored, params),
        params=params,
        metadata=metadata_of(stored),
    )


@blueprint.get("/name/<path:name>")
@kept
def name(name: str) -> AnyResponse:
    """What the archive has on a name, for people or (`<name>.json`) for programs.

    A name that no article has by its capitals is searched for by its words.
    """
    found = engine().name(name[:MAX_VALUE])
    if found is None and name.endswith(".json"):
        found = engine().name(name.removesuffix(".json")[:MAX_VALUE])
        if found is None:
            abort(404)
        return jsonify(name_json(found))
    if found is None:
        return redirect(search_url(SearchParams(query=as_query(name[:MAX_VALUE]))))
    words = engine().search(as_query(found.name), limit=0, facets=False)
    return page("name.html", view=name_view(found, words), params=SearchParams())


@blueprint.get("/status")
def status() -> Response:
    """What is indexed, how fresh it is, and how far a run that goes on now has come."""
    directory = current_app.extensions.get("index")
    standing = read_standing(directory) if directory else None
    view = status_view(engine(), standing, datetime.now(UTC), _inventory(), _updates())
    return page("status.html", view=view, params=SearchParams())


@blueprint.get("/status.json")
def status_data() -> Response:
    """What is indexed, and what the last run did not read, for programs."""
    return jsonify(status_record(engine().status(), _inventory()))


@blueprint.get("/help")
def help_page() -> Response:
    """The query language by example."""
    return page("help.html", topics=TOPICS, lacks=engine().lacks, params=SearchParams())


def _updates() -> Updates:
    """What has changed since the last run, and how it is taken in."""
    directory, starter = current_app.extensions.get("index"), updater()
    if directory is None:
        return Updates()
    corpus = Path(engine().status().corpus)
    return Updates(
        changed=changed_in_words(starter.pending()) if starter else "",
        token=starter.token if starter else "",
        command=f"backfile reindex{options_of(corpus, directory)}",
        is_running=starter.is_running if starter else False,
    )


def _inventory() -> Inventory:
    """What the last run found in the folder."""
    directory = current_app.extensions.get("index")
    return read_inventory(directory) if directory else Inventory()


def _finder(params: SearchParams) -> Find:
    """Finds the query's words in any texts; none when nothing was asked."""
    return partial(engine().spans, params.query, names=params.names)


def _article_and_form(name: str) -> tuple[StoredArticle | None, str]:
    """The article that `name` means, if any, and in which form it is asked for.

    An id may itself end in ".json", so the whole name is tried as an id first.
    """
    for form in ("", ".json", "/original", "/file", "/saved", "/saved.html"):
        if name.endswith(form):
            stored = engine().article(name.removesuffix(form))
            if stored is not None:
                return stored, form
    return None, ""
