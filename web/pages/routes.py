"""The routes: each asks the engine once and hands a view to a template."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from urllib.parse import quote

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
)
from werkzeug.routing import PathConverter
from werkzeug.wrappers import Response as AnyResponse

from index import read_skipped, read_standing
from search import StoredArticle
from web.api import routes as data
from web.api.json import article_json
from web.api.negotiation import PAGE, negotiated_form
from web.cache import kept
from web.headers import FILE_POLICY, PAGE_POLICY
from web.pages import results
from web.pages.article import article_view
from web.pages.help import TOPICS
from web.pages.home import home_view
from web.pages.marks import Find
from web.pages.no_results import alternatives, meant
from web.pages.paging import last_page
from web.pages.status import status_record, status_view
from web.search_params import SearchParams, encodable, parse, search_url
from web.search_service import ask, engine

SIMILAR = 5  # articles to read next

# Only these pages have a script, our own, which may ask only this service.
SCRIPTED_POLICY = f"{PAGE_POLICY}; script-src 'self'; connect-src 'self'"

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
    return _page("home.html", front=home_view(engine(), datetime.now(UTC)), address=SearchParams())


@blueprint.get("/search")
@kept
def search() -> AnyResponse:
    """One page of results, or data when asked for; a page beyond the last leads to the first."""
    address = parse(request.args)
    form = negotiated_form(request)
    if form != PAGE:
        return data.answer(address, form)
    result = ask(address)
    if address.page > last_page(result):
        return redirect(search_url(address.turn(1)))
    return _page(
        "results.html",
        view=results.view(address, result, _finder(address), meant(engine(), address, result)),
        address=address,
        ways_out=() if result.total else alternatives(engine(), address),
        searched=0 if result.total else engine().status().articles,
    )


@blueprint.get("/article/<article:name>")
def article(name: str) -> Response:
    """An article to read, its record (`<id>.json`), or the file it came from (`<id>/original`)."""
    del name  # decoded with losses where a file name is not UTF-8
    stored, form = _article_and_form(_exact_name())
    if stored is None:
        abort(404)
    if form == ".json":
        return jsonify(article_json(stored))
    if form == "/original":
        return _original(stored)
    address = parse(request.args)
    return _page(
        "article.html",
        view=article_view(
            stored,
            address,
            _finder(address),
            similar=engine().similar(stored.id, SIMILAR),
            gone=engine().original(stored.id) is None,
        ),
        address=address,
    )


@blueprint.get("/status")
def status() -> Response:
    """What is indexed, how fresh it is, and how far a run that goes on now has come."""
    directory = current_app.extensions.get("index")
    standing = read_standing(directory) if directory else None
    skipped = read_skipped(directory) if directory else ()
    view = status_view(engine(), standing, datetime.now(UTC), skipped)
    return _page("status.html", view=view, address=SearchParams())


@blueprint.get("/status.json")
def status_data() -> Response:
    """What is indexed, and what the last run did not read, for programs."""
    directory = current_app.extensions.get("index")
    skipped = read_skipped(directory) if directory else ()
    return jsonify(status_record(engine().status(), skipped))


@blueprint.get("/help")
def help_page() -> Response:
    """The query language by example."""
    return _page("help.html", topics=TOPICS, address=SearchParams())


def _finder(address: SearchParams) -> Find:
    """Finds the query's words in any texts; none when nothing was asked."""
    return partial(engine().spans, address.query, names=address.names)


def _page(template: str, **context: object) -> Response:
    response = Response(render_template(template, **context).encode("utf-8", "replace"))
    response.headers["Content-Security-Policy"] = SCRIPTED_POLICY
    return response


def _exact_name() -> str:
    """The id in the address, byte for byte: WSGI hands the path over as Latin-1."""
    path: str = request.environ["PATH_INFO"]
    exact = path.encode("latin-1").decode("utf-8", "surrogateescape")
    return exact.partition("/article/")[2]


def _article_and_form(name: str) -> tuple[StoredArticle | None, str]:
    """The article that `name` means, if any, and in which form it is asked for.

    An id may itself end in ".json", so the whole name is tried as an id first.
    """
    for form in ("", ".json", "/original"):
        if name.endswith(form):
            stored = engine().article(name.removesuffix(form))
            if stored is not None:
                return stored, form
    return None, ""


def _original(stored: StoredArticle) -> Response:
    """The file as a download: a saved page is never shown as a page of this service."""
    path = engine().original(stored.id)
    if path is None:
        abort(404)
    try:
        response = send_file(
            path,
            mimetype="application/octet-stream",
            as_attachment=True,
            download_name=_download_name(path.name),
        )
    except OSError:  # removed since the index was written
        abort(404)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


def _download_name(name: str) -> str:
    """The file's name without what a header cannot carry."""
    return "".join(char if char.isprintable() else "_" for char in encodable(name))
