"""The routes: each asks the engine once and hands a view to a template."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
)
from werkzeug.routing import PathConverter
from werkzeug.wrappers import Response as AnyResponse

from search import Engine, Result, StoredArticle
from web import results
from web.address import Address, encodable, parse, search_url
from web.article import article_view
from web.front import front_view
from web.headers import FILE_POLICY
from web.help import TOPICS
from web.marks import Find
from web.paging import last_page
from web.record import article_record, result_record
from web.rescue import ways_out

# A question of 1,000 characters in any script takes up to 12,000 when percent-encoded; beyond
# that the address holds something else.
MAX_ADDRESS = 16_000

blueprint = Blueprint("pages", __name__)


class ArticleConverter(PathConverter):
    """An article's id in a URL: a path whose names may hold any character, even line breaks."""

    # As PathConverter's, but a dot also matches a line break.
    regex = "[^/](?s:.*)"

    def to_url(self, value: str) -> str:
        """Percent-encode; a file name that is not UTF-8 keeps its bytes."""
        return quote(value, safe="/", errors="surrogateescape")


@blueprint.before_request
def refuse_long_address() -> None:
    """Answer 414 before anything is done with an address that cannot be a question."""
    if len(request.query_string) + len(request.path) > MAX_ADDRESS:
        abort(414)


@blueprint.get("/")
def home() -> Response:
    """The search box, what the archive holds, and its newest articles."""
    return _page("home.html", front=front_view(_engine(), datetime.now(UTC)), address=Address())


@blueprint.get("/search")
def search() -> AnyResponse:
    """One page of results; a page beyond the last leads back to the first."""
    address = parse(request.args)
    result = _search(address)
    if address.page > last_page(result):
        return redirect(search_url(address.turn(1)))
    return _page(
        "results.html",
        view=results.view(address, result, _finder(address)),
        address=address,
        ways_out=() if result.total else ways_out(_engine(), address),
    )


@blueprint.get("/search.json")
def search_json() -> Response:
    """The same as data."""
    return jsonify(result_record(_search(parse(request.args))))


@blueprint.get("/article/<article:name>")
def article(name: str) -> Response:
    """An article to read, its record (`<id>.json`), or the file it came from (`<id>/original`)."""
    del name  # decoded with losses where a file name is not UTF-8
    stored, form = _article_and_form(_exact_name())
    if stored is None:
        abort(404)
    if form == ".json":
        return jsonify(article_record(stored))
    if form == "/original":
        return _original(stored)
    address = parse(request.args)
    return _page(
        "article.html",
        view=article_view(
            stored, address, _finder(address), gone=_engine().original(stored.id) is None
        ),
        address=address,
    )


@blueprint.get("/help")
def help_page() -> Response:
    """The query language by example."""
    return _page("help.html", topics=TOPICS, address=Address())


@blueprint.get("/health")
def health() -> Response:
    """Whether the service can search, for monitors: 200, or 503 with the reason."""
    status = _engine().status()
    return jsonify(status="ok", articles=status.articles, generation=status.generation)


def _engine() -> Engine:
    engine: Engine = current_app.extensions["engine"]
    return engine


def _search(address: Address) -> Result:
    """The answer, with what the address could not say among its notes."""
    result = _engine().search(
        address.query,
        limit=results.PER_PAGE,
        page=address.page,
        sort=address.order,
        filters=address.filters,
    )
    return replace(result, notes=address.ignored + result.notes)


def _finder(address: Address) -> Find:
    """Finds the query's words in any text; none when nothing was asked."""
    engine, query = _engine(), address.query
    return lambda text: engine.spans(query, text) if query else ()


def _page(template: str, **context: object) -> Response:
    return make_response(encodable(render_template(template, **context)))


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
            stored = _engine().article(name.removesuffix(form))
            if stored is not None:
                return stored, form
    return None, ""


def _original(stored: StoredArticle) -> Response:
    """The file as a download: a saved page is never shown as a page of this service."""
    path = _engine().original(stored.id)
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
