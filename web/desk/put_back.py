"""A line that was left out of an article is put back, or taken back again, from the article's page.

Everybody's archive is changed by it, from the next run on; so it is kept beside the index, not on
one reader's desk (index.corrections).
"""

from __future__ import annotations

import logging
from pathlib import Path

from flask import Blueprint, current_app
from werkzeug.wrappers import Response as AnyResponse

from index import (
    Correction,
    IndexFailure,
    Unreadable,
    add_correction,
    correction_of,
    label_of,
    parts_of,
    read_corrections,
)
from web.desk import forms
from web.desk.errors import NotThere, Refused
from web.desk.page import done
from web.search_params import article_url
from web.search_service import engine

_log = logging.getLogger(__name__)


def register(blueprint: Blueprint) -> None:
    """Add the form's address to the desk, which guards all changes."""
    blueprint.add_url_rule("/put-back", view_func=put_back, methods=["POST"])


def lines_put_back(article_id: str) -> list[str]:
    """The lines of an article that are put back; none where that cannot be read now."""
    directory: Path | None = current_app.extensions["index"]
    if directory is None:
        return []
    try:
        return [each.line for each in _corrections_of(article_id, directory)]
    except IndexFailure as failure:
        _log.warning("%s", failure)
        return []


def _corrections_of(article_id: str, directory: Path) -> list[Correction]:
    """Those of an article as it is now, which has perhaps been moved or copied since."""
    file_id, record = parts_of(article_id)[0], label_of(article_id)
    found = [each for each in read_corrections(directory) if each.record == record]
    if not found:
        return []
    # Looking for a file by its content takes a tenth of the time that it takes by its name.
    names = {file_id} & {parts_of(each.id)[0] for each in found}
    digests = engine().digests(files=names, digests={each.digest for each in found})
    if digest := digests.get(file_id):
        return [each for each in found if each.digest == digest]
    return [each for each in found if each.id == article_id]  # a cluster knows no contents


def put_back() -> AnyResponse:
    """Note that a line belongs to an article, or no longer."""
    name, line = forms.text("id"), forms.text("line")
    stored, path = engine().article(name), engine().original(name)
    directory: Path | None = current_app.extensions["index"]
    if stored is None or path is None or directory is None:
        raise NotThere("The article's file is no longer in the folder, so nothing can be put back.")
    try:
        correction = correction_of(directory, path, name, stored.article, line)
    except (ValueError, OSError, Unreadable) as error:
        raise Refused(f"Nothing was changed: {error}. Load the article's page again.") from error
    add_correction(directory, correction)
    does = "belongs to the article" if correction.keep else "is left out again"
    return done(f"The line {does} from the next update of the archive on.", article_url(name))
