"""Handing on a collection or a result: the page to choose a form from, and the files."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, render_template, request, send_file

from web.deliver.bibtex import bibtex
from web.deliver.document import document
from web.deliver.dossier import Dossier, of_collection, of_result
from web.deliver.evidence import citations, write_evidence
from web.deliver.printed import printed
from web.deliver.reference import csl
from web.deliver.ris import ris
from web.deliver.table import records, table
from web.desk import collection
from web.desk.desks import desks
from web.headers import PAGE_POLICY, SCRIPTED_POLICY
from web.search_params import SearchParams, parse, root, search_url
from web.search_service import engine

blueprint = Blueprint("deliver", __name__, url_prefix="/deliver")


class Form(NamedTuple):
    """A form in which articles are handed on; the file is made of a dossier."""

    name: str
    title: str
    says: str
    ending: str
    mimetype: str
    make: Callable[[Dossier], bytes]


def _csl(dossier: Dossier) -> bytes:
    references = [csl(item.facts) for item in dossier.items]
    return json.dumps(references, ensure_ascii=False, indent=1).encode("utf-8", "replace")


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMS = {
    form.name: form
    for form in (
        Form("docx", "Word", "all texts, with your notes, to edit", "docx", _WORD,
             lambda dossier: document(dossier.readable())),
        Form("csv", "Table (CSV)", "a line an article, for tables", "csv", "text/csv", table),
        Form("json", "JSON", "all of it, for programs", "json", "application/json", records),
        Form("ris", "RIS", "for Zotero, EndNote, Citavi and Mendeley", "ris",
             "application/x-research-info-systems", lambda dossier: ris(dossier.items)),
        Form("bib", "BibTeX", "for LaTeX", "bib", "application/x-bibtex",
             lambda dossier: bibtex(dossier.items)),
        Form("csl", "CSL-JSON", "for Pandoc, Zotero and citation programs", "csl.json",
             "application/vnd.citationstyles.csl+json", _csl),
        Form("txt", "Citations", "a bibliography after the Chicago Manual of Style", "txt",
             "text/plain", citations),
    )
}  # fmt: skip
"""The forms that are one file each; beside them the ZIP and the page to print."""


@blueprint.get("")
def choose() -> Response:
    """All forms, each with what it is for."""
    number, params = _asked()
    kept = desks()
    if number and kept:
        with kept.reading() as shelf:
            there = collection.collection_of(shelf, number)
        title, total, back = there.name, there.articles, f"{root()}/desk/collections/{number}"
        query_string = urlencode({"collection": number})
    else:
        result = engine().search(params.query, 0, 1, params.order, params.filters, facets=False)
        title, total, back = params.query or "All articles", result.total, search_url(params)
        query_string = urlencode(params.parameters)
    page = render_template(
        "deliver/choose.html",
        forms=FORMS.values(),
        title=title,
        total=total,
        back=back,
        query_string=query_string,
        params=SearchParams(),
    )
    response = Response(page.encode("utf-8", "replace"))
    response.headers["Content-Security-Policy"] = SCRIPTED_POLICY
    return response


@blueprint.get("/print")
def to_print() -> Response:
    """The page to read and to print, in the browser."""
    response = Response(printed(_dossier().readable(), standalone=False))
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    return response


@blueprint.get("/html")
def as_html() -> Response:
    """The same page as a file that needs nothing else."""
    dossier = _dossier().readable()
    return _attached(printed(dossier, standalone=True), "text/html", f"{dossier.name}.html")


@blueprint.get("/zip")
def as_zip() -> Response:
    """The originals, with what proves them."""
    dossier = _dossier()
    with ExitStack() as stack:
        file = stack.enter_context(tempfile.TemporaryFile())  # on the disk: it may be large
        write_evidence(dossier, file)
        file.seek(0)
        response = send_file(
            file, mimetype="application/zip", as_attachment=True,
            download_name=f"{dossier.name}.zip",
        )  # fmt: skip
        stack.pop_all()  # whoever sends it closes it
    return response


@blueprint.get("/<any(docx, csv, json, ris, bib, csl, txt):name>")
def as_file(name: str) -> Response:
    """One of the forms that are one file."""
    form, dossier = FORMS[name], _dossier()
    return _attached(form.make(dossier), form.mimetype, f"{dossier.name}.{form.ending}")


def _attached(content: bytes, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


def _asked() -> tuple[int, SearchParams]:
    """(the number of the collection that is meant, or 0; else the search)."""
    typed = request.args.get("collection", "")
    if not typed:
        return 0, parse(request.args)
    if not (typed.isascii() and typed.isdecimal()) or len(typed) > 18 or desks() is None:
        abort(404)
    return int(typed), SearchParams()


def _dossier() -> Dossier:
    number, params = _asked()
    kept = desks()
    if kept is None:
        return of_result(None, engine(), params)
    with kept.reading() as shelf:
        if number:
            return of_collection(shelf, engine(), number)
        return of_result(shelf, engine(), params)
