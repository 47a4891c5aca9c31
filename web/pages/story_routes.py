"""The routes of stories: a story's page and record, and two articles compared."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from search import Report, StoredArticle, Story
from web.api.story_json import story_json
from web.pages.page import exact_name, page
from web.pages.story import compared_view, story_url, story_view
from web.search_params import SearchParams
from web.search_service import engine

blueprint = Blueprint("stories", __name__)


@blueprint.get("/story/<article:name>")
def story(name: str) -> AnyResponse:
    """The story of an article, or its record (`<id>.json`); its first report's id leads there."""
    del name  # decoded with losses where a file name is not UTF-8
    found, asked, form = _story_and_form(exact_name("story"))
    if found is None:
        abort(404)
    if found.id != asked:
        query = request.query_string.decode("ascii", "replace")
        return redirect(story_url(found.id, form) + (f"?{query}" if query else ""))
    if form:
        return jsonify(story_json(found))
    view = story_view(found, request.args.get("old", ""), request.args.get("new", ""))
    return page("story.html", view=view, params=SearchParams())


@blueprint.get("/versions")
def versions() -> Response:
    """Two articles, sentence by sentence."""
    old, new = (engine().article(request.args.get(name, "")) for name in ("old", "new"))
    if old is None or new is None:
        abort(404)
    compared = compared_view(_report(old), _report(new))
    return page("versions.html", compared=compared, params=SearchParams())


def _story_and_form(name: str) -> tuple[Story | None, str, str]:
    """(the story that `name` means, the id of the article, in which form it is asked for).

    An id may itself end in ".json", so the whole name is tried as an id first.
    """
    for form in ("", ".json"):
        if name.endswith(form):
            article_id = name.removesuffix(form)
            found = engine().story(article_id)
            if found is not None:
                return found, article_id, form
    return None, name, ""


def _report(stored: StoredArticle) -> Report:
    article = stored.article
    return Report(
        stored.id, article.title, article.outlet, article.date, article.byline, article.lang,
        article.url, article.text, article.time,
    )  # fmt: skip
