"""The browser's own search box: the description that it asks for, and words while typing.

https://github.com/dewitt/opensearch (OpenSearch 1.1, and its extension for suggestions).
"""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element

from flask import Blueprint, Response, request, url_for

from web.api.xml import add, written
from web.search_params import MAX_QUERY, encodable
from web.search_service import engine

DESCRIPTION_TYPE = "application/opensearchdescription+xml"
SUGGESTIONS_TYPE = "application/x-suggestions+json"

SUGGESTIONS = 8  # as many as browsers show

blueprint = Blueprint("addressbar", __name__)


@blueprint.get("/suggest")
def suggest() -> Response:
    """What the question that is being typed may become: `[typed, [completion, …]]`."""
    typed = request.args.get("q", "")[:MAX_QUERY]
    completions = engine().complete(typed, SUGGESTIONS) if typed.strip() else []
    record = [encodable(typed), list(map(encodable, completions))]
    return Response(json.dumps(record), mimetype=SUGGESTIONS_TYPE)


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
