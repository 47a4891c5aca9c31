"""What an article was made of: as a download, and in a frame to be looked at."""

from __future__ import annotations

from io import BytesIO

from flask import Response, abort, send_file

from index import Original, Unreadable, original_of, whole_original
from search import StoredArticle
from web.headers import FILE_POLICY, SAVED_POLICY, SCRIPTED_POLICY
from web.pages import saved
from web.pages.page import page
from web.search_params import SearchParams, article_url, encodable
from web.search_service import engine


def original(stored: StoredArticle, *, whole: bool = False) -> Response:
    """The file or the record as a download: as itself it is never a page of this service."""
    path = engine().original(stored.id)
    if path is None:
        abort(404)
    try:
        record = None if whole else original_of(path, stored.id)
        response = send_file(
            BytesIO(record.content) if record else path,
            mimetype="application/octet-stream",
            as_attachment=True,
            download_name=_download_name(record.name if record else path.name),
        )
    except (OSError, Unreadable):  # removed or changed since the index was written
        abort(404)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


def saved_page(stored: StoredArticle, params: SearchParams) -> Response:
    """The original to look at, in a frame."""
    original = _original_of(stored)
    can_be_shown = original is not None and bool(original.text)
    view = saved.View(
        title=stored.article.title or stored.id,
        name=original.name if original else stored.id,
        is_page=original is not None and original.is_page,
        document_url=article_url(stored.id, form="/saved.html") if can_be_shown else "",
        article_url=article_url(stored.id, params),
        original_url=article_url(stored.id, form="/original"),
    )
    response = page("saved.html", view=view, params=params)
    response.headers["Content-Security-Policy"] = f"{SCRIPTED_POLICY}; frame-src 'self'"
    return response


def saved_document(stored: StoredArticle) -> Response:
    """The document in that frame."""
    original = _original_of(stored)
    if original is None or not original.text:
        abort(404)
    response = Response(saved.document(original).encode("utf-8", "replace"))
    response.headers["Content-Security-Policy"] = SAVED_POLICY
    response.headers["X-DNS-Prefetch-Control"] = "off"
    return response


def _original_of(stored: StoredArticle) -> Original | None:
    """The record or the file; None where it is too large to be looked at."""
    path = engine().original(stored.id)
    if path is None:
        abort(404)
    try:
        return original_of(path, stored.id) or whole_original(path)
    except (OSError, Unreadable):  # removed or changed since the index was written
        abort(404)


def _download_name(name: str) -> str:
    """The file's name without what a header cannot carry."""
    return "".join(char if char.isprintable() else "_" for char in encodable(name))
