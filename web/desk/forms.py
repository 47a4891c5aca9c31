"""What the forms of desk pages send: which articles are meant, and where the reader came from."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request

from search import SearchEngine
from web.desk.articles import MOST_AT_ONCE, Facts, facts_of
from web.desk.errors import Refused
from web.desk.saved_search import address_from
from web.search_params import SearchParams, root

LARGEST_FORM = 16 * 2**20
"""Bytes of a form: a desk that is taken in, or the ids of some ten thousand articles."""

_STEP = 1_000  # articles of one request to the engine

_TOO_MANY = (
    f"At most {MOST_AT_ONCE:,} articles are taken at once; these are {{:,}}. Nothing was changed: "
    "narrow the search, for example by date, and take the parts one after the other."
)


def number(name: str) -> int:
    """A whole number of the form. Raises Refused."""
    typed = request.form.get(name, "")
    if not typed.isascii() or not typed.isdecimal() or len(typed) > 18:
        raise Refused("The form is not complete. Go back, load the page again, and try once more.")
    return int(typed)


def text(name: str) -> str:
    """A text of the form."""
    return request.form.get(name, "")


def chosen(engine: SearchEngine) -> list[Facts]:
    """The articles that a form means: ticked ones, all of a page, or all of a result.

    Raises Refused when there are none or too many.
    """
    which = text("which")
    if which in {"page", "all"}:
        params = address_from(text("address"))
        ids = ids_of(engine, params, params.per_page if which == "page" else 0)
    else:
        ids = request.form.getlist("article")
    if len(ids) > MOST_AT_ONCE:
        raise Refused(_TOO_MANY.format(len(ids)))
    found = facts_of(engine, ids)
    if not found:
        raise Refused("No article is ticked. Go back and tick some, or choose all on the page.")
    return found


def ids_of(engine: SearchEngine, params: SearchParams, per_page: int = 0) -> list[str]:
    """The ids of all articles of a result, or of its page; each copy stands behind its article.

    Raises Refused when there are too many.
    """
    ids: list[str] = []
    limit, page = (per_page, params.page) if per_page else (_STEP, 1)
    while True:
        result = engine.search(
            params.query, limit, page, params.order, params.filters, facets=False
        )
        if not per_page and result.total > MOST_AT_ONCE:
            raise Refused(_TOO_MANY.format(result.total))
        for hit in result.hits:
            ids += [hit.id, *([] if per_page else (copy.id for copy in hit.near_duplicates))]
        if per_page or page * limit >= result.total:
            return ids
        page += 1


def back(fallback: str) -> str:
    """The page of ours from which a form was sent; never another site's."""
    given = text("back")
    parts = urlsplit(given)
    is_ours = not parts.scheme and not parts.netloc and given.startswith(f"{root()}/")
    return given if is_ours and "\\" not in given and not given.startswith("//") else fallback
