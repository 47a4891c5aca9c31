"""The browser's own search box: the description that it asks for, and words while typing.

https://github.com/dewitt/opensearch (OpenSearch 1.1, and its extension for suggestions).
"""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element

from flask import Blueprint, Response, request, url_for

from search import Completions, Headline
from web.api.xml import add, written
from web.in_words import date_in_words
from web.search_params import MAX_QUERY, SearchParams, article_url, encodable, search_url
from web.search_service import engine

DESCRIPTION_TYPE = "application/opensearchdescription+xml"
SUGGESTIONS_TYPE = "application/x-suggestions+json"

SUGGESTIONS = 8  # as many as browsers show

blueprint = Blueprint("addressbar", __name__)


@blueprint.get("/suggest")
def suggest() -> Response:
    """What the question that is being typed may become.

    `[typed, [completion, …], [description, …], [URL, …]]`: a word's description is empty and its
    URL a search, a headline's are its outlet and date and the article.
    """
    typed = request.args.get("q", "")[:MAX_QUERY]
    found = engine().complete(typed, SUGGESTIONS) if typed.strip() else Completions()
    rows = [(word, "", search_url(SearchParams(query=word))) for word in found.words]
    rows += [(line.title, _place_of(line), article_url(line.id)) for line in found.headlines]
    columns = [[encodable(row[column]) for row in rows] for column in range(3)]
    return Response(json.dumps([encodable(typed), *columns]), mimetype=SUGGESTIONS_TYPE)


def _place_of(headline: Headline) -> str:
    """Where and when it appeared; never empty, which tells it from a word."""
    date = date_in_words(headline.date) if headline.date else "undated"
    return ", ".join(filter(None, (headline.outlet, date)))


@blueprint.get("/opensearch.xml")
def description() -> Response:
    """What a browser needs to know to search here from its address bar."""
    return Response(_description(), mimetype=DESCRIPTION_TYPE)


def _description() -> bytes:
    root = Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    add(root, "ShortName", "Backfile")
    add(root, "Description", "Search the saved news articles of this archive")
    add(root, "InputEncoding", "UTF-8")
    for mimetype, endpoint, values in (
        ("text/html", "pages.search", {}),
        ("application/rss+xml", "data.search", {"form": "rss"}),
        (SUGGESTIONS_TYPE, "addressbar.suggest", {}),
    ):
        # The braces are to stay as they are, so they are no parameter of the address.
        address = url_for(endpoint, _external=True, **values) + "?q={searchTerms}"
        add(root, "Url", type=mimetype, method="get", template=address)
    itself = url_for("addressbar.description", _external=True)
    add(root, "Url", type=DESCRIPTION_TYPE, rel="self", template=itself)
    icon = url_for("static", filename="icon.svg", _external=True)
    add(root, "Image", icon, type="image/svg+xml", width="16", height="16")
    return written(root)
