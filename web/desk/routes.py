"""The routes of the desk: pages to look at it, and forms that change it.

Whatever changes something is a POST with a token; it ends in a redirect to the page from which it
was sent, which says what was done.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeVar

from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from search import Selections
from web.desk import collection, exchange, forms, marks, note, put_back, saved_search
from web.desk.articles import facts_of, forget_unused, numbers_of, select, take_in
from web.desk.desks import Desks, desks
from web.desk.errors import ChangedMeanwhile, DeskFailure, NotFromHere, NotThere, Refused
from web.desk.saved_search import address_from
from web.desk.shelf import Shelf
from web.desk.token import is_ours
from web.desk.view import entries
from web.headers import SCRIPTED_POLICY
from web.in_words import counted, since_in_words
from web.pages.marks import find_nothing
from web.pages.reader import blocks_of
from web.pages.results import items
from web.search_params import SearchParams, article_url, root, search_url
from web.search_service import engine

T = TypeVar("T")

_log = logging.getLogger(__name__)

blueprint = Blueprint("desk", __name__, url_prefix="/desk")

_MOST_SHOWN = 500
"""Articles of one page of the desk; the others are on the next."""


put_back.register(blueprint)


@blueprint.before_request
def _guard() -> None:
    """Let nothing change a desk but its own forms."""
    if request.method != "POST":
        return
    request.max_content_length = request.max_form_memory_size = forms.LARGEST
    request.max_form_parts = 1_000
    if not is_ours(request, _desk().owner(), _desk().key()):
        raise NotFromHere


@blueprint.app_errorhandler(DeskFailure)
def _failed(failure: DeskFailure) -> Response:
    """What went wrong, on a page; what was typed is on it, to be copied."""
    codes = {NotThere: 404, Refused: 400, ChangedMeanwhile: 409, NotFromHere: 403}
    code = codes.get(type(failure), 503)
    if code == 503:
        _log.error("%s", failure)
    names = ("text", "quote", "about", "name", "tags")
    typed = [value for name in names for value in request.form.getlist(name) if value.strip()]
    kept = [(name, value) for name, value in request.form.items(multi=True) if name != "version"]
    response = _render(
        "desk/failure.html",
        failure=failure,
        typed=typed,
        code=code,
        action=root() + request.path,
        kept=kept if isinstance(failure, ChangedMeanwhile) else (),
    )
    response.status_code = code
    return response


@blueprint.get("/")
def overview() -> Response:
    """All that is on the desk."""
    with _desk().reading() as shelf:
        return _render(
            "desk/desk.html",
            tags=marks.tags(shelf),
            starred=shelf.number(
                "SELECT count(*) FROM article WHERE owner = ? AND starred", shelf.owner
            ),
            noted=len({each.article for each in note.notes(shelf)}),
            thrown=note.deleted_notes(shelf),
            thrown_collections=collection.deleted_collections(shelf),
            kept_aside=_desk().database.kept_aside(),
            file=_desk().database.path,
        )


@blueprint.post("/collect")
def collect() -> AnyResponse:
    """Put articles into a collection, or a star or tags on them."""
    chosen = forms.chosen(engine())
    do = forms.text("do")
    with _desk().writing() as shelf:
        numbers = list(take_in(shelf, chosen).values())
        if do == "star":
            marks.star(shelf, numbers, starred=True)
            said = f"{counted(len(numbers), 'article')} starred."
        elif do == "tag":
            named = marks.tag(shelf, numbers, forms.text("tags"))
            if not named:
                raise Refused("No tag was typed. Type one, or several with commas between them.")
            said = f"{counted(len(numbers), 'article')} tagged {', '.join(named)}."
        else:
            place = collection.named(shelf, forms.text("name") or "First collection")
            added = collection.add(shelf, place, numbers)
            there = collection.collection_of(shelf, place)
            said = f"{counted(added, 'article')} put into “{there.name}”"
            if known := len(numbers) - added:
                said += f"; {known:,} {'was' if known == 1 else 'were'} in it already"
            said += "."
    return _done(said, f"{root()}/desk/")


@blueprint.get("/collections/<int:number>")
def show_collection(number: int) -> Response:
    """A collection, with its notes."""
    with _desk().reading() as shelf:
        there = collection.collection_of(shelf, number)
        page, last, shown = _page_of(collection.members(shelf, number))
        return _render(
            "desk/collection.html",
            collection=there,
            entries=entries(shelf, shown),
            page=page,
            last=last,
            search_url=search_url(SearchParams(query=f'in:"{there.name}"')),
        )


@blueprint.post("/collections/<int:number>")
def change_collection(number: int) -> AnyResponse:
    """Rename a collection, empty it of some articles, throw it away, put it back."""
    place = f"{root()}/desk/collections/{number}"
    with _desk().writing() as shelf:
        there = collection.collection_of(shelf, number)
        match forms.text("do"):
            case "remove":
                numbers = numbers_of(shelf, request.form.getlist("article")).values()
                removed = collection.remove(shelf, number, numbers)
                said = f"{counted(removed, 'article')} taken out of “{there.name}”."
            case "throw away":
                collection.throw_away(shelf, number)
                said, place = f"“{there.name}” was deleted. Below it can be put back.", ""
            case "put back":
                collection.put_back(shelf, number)
                said = f"“{there.name}” is back."
            case _:
                collection.change(
                    shelf, number, forms.number("version"), forms.text("name"), forms.text("about")
                )
                said = "Kept."
    return _done(said, place or f"{root()}/desk/", stay=False)


@blueprint.post("/article")
def change_article() -> AnyResponse:
    """Star, tag, collect or note one article."""
    name = forms.text("id")
    facts = facts_of(engine(), [name])
    with _desk().writing() as shelf:
        numbers = list((take_in(shelf, facts) or numbers_of(shelf, [name])).values())
        if not numbers:
            raise NotThere("There is no such article in the archive, and none on your desk.")
        said = _change_article(shelf, numbers[0], name)
        forget_unused(shelf)
    return _done(said, f"{article_url(name)}#desk")


def _change_article(shelf: Shelf, number: int, name: str) -> str:
    """Do what the form says with an article; returns what was done."""
    match forms.text("do"):
        case "star" | "unstar" as do:
            marks.star(shelf, [number], starred=do == "star")
            return "Starred." if do == "star" else "The star is off."
        case "tag":
            return f"Tagged {', '.join(marks.tag(shelf, [number], forms.text('tags')))}."
        case "untag":
            marks.untag(shelf, [number], forms.text("tag"))
            return f"The tag “{forms.text('tag')}” is off."
        case "collect":
            place = collection.named(shelf, forms.text("name"))
            collection.add(shelf, place, [number])
            return f"Put into “{collection.collection_of(shelf, place).name}”."
        case "uncollect":
            place = forms.number("collection")
            collection.remove(shelf, place, [number])
            return f"Taken out of “{collection.collection_of(shelf, place).name}”."
        case _:
            quote = forms.text("quote")
            paragraph = _paragraph_of(quote, name) if quote.strip() else 0
            note.write(shelf, number, forms.text("text"), quote, paragraph)
            return "The note was kept."


def _paragraph_of(quote: str, name: str) -> int:
    """The number of the paragraph in which a passage begins. Raises Refused."""
    stored = engine().article(name)
    begins = " ".join(quote.strip().splitlines()[0].split())
    for number, block in enumerate(blocks_of(stored.article) if stored else (), 1):
        if begins in " ".join(block.split()):
            return number
    raise Refused(
        "The passage does not stand in the article like this. Copy it out of the text, without "
        "changes, or leave its box empty and say it in the note. Nothing was lost: it is below."
    )


@blueprint.get("/notes/<int:number>")
def show_note(number: int) -> Response:
    """A note, to be written anew."""
    with _desk().reading() as shelf:
        written = note.note_of(shelf, number)
        (article,) = select(shelf, "article.number = ?", written.article)
        (entry,) = entries(shelf, [article])
        return _render("desk/note.html", note=written, entry=entry)


@blueprint.post("/notes/<int:number>")
def change_note(number: int) -> AnyResponse:
    """Keep the new text of a note, throw it away, put it back."""
    with _desk().writing() as shelf:
        written = note.note_of(shelf, number)
        (article,) = select(shelf, "article.number = ?", written.article)
        match forms.text("do"):
            case "throw away":
                note.throw_away(shelf, number)
                said = "The note was deleted. It can be put back on your desk, at the end."
            case "put back":
                note.put_back(shelf, number)
                said = "The note is back."
            case _:
                note.rewrite(shelf, number, forms.number("version"), forms.text("text"))
                said = "The note was kept."
    return _done(said, f"{article_url(article.id)}#desk")


@blueprint.get("/articles")
def show_articles() -> Response:
    """All articles of the desk, or those with a star or notes, or that are gone."""
    of = request.args.get("of", "")
    where = {
        "star": "starred",
        "note": "EXISTS (SELECT 1 FROM note WHERE note.article = article.number "
        "AND note.deleted = '')",
    }.get(of, "")
    with _desk().reading() as shelf:
        found = select(shelf, where)
        if of == "gone":
            known = engine().known([each.id for each in found])
            found = [each for each in found if each.id not in known]
        page, last, shown = _page_of(found)
        return _render(
            "desk/articles.html",
            of=of,
            entries=entries(shelf, shown),
            total=len(found),
            page=page,
            last=last,
        )


@blueprint.post("/searches")
def save_search() -> AnyResponse:
    """Save a search, all of whose articles count as seen."""
    address = address_from(forms.text("address"))
    found = saved_search.found_by(engine(), address, _selections())
    with _desk().writing() as shelf:
        number = saved_search.save(shelf, forms.text("name"), address, found)
        name = saved_search.saved_search_of(shelf, number).name
    return _done(
        f"“{name}” was saved. The front page says from now on how much is new.", search_url(address)
    )


@blueprint.get("/searches/<int:number>")
def show_search(number: int) -> Response:
    """What a saved search has found since its reader last looked."""
    with _desk().reading() as shelf:
        saved = saved_search.saved_search_of(shelf, number)
    generation = engine().status().generation
    address = saved.address
    ids = engine().new_since(
        saved.seen, address.query, address.filters, _selections(), _MOST_SHOWN, address.names
    )
    found = engine().search(
        "in:new", _MOST_SHOWN, sort="newest", selections=Selections({"in": {"new": frozenset(ids)}})
    )
    return _render(
        "desk/search.html",
        saved=saved,
        items=items(address, found.hits, find_nothing),
        new=_desk().count_new(saved, _selections()),
        since=since_in_words(datetime.fromisoformat(saved.seen_at), datetime.now(UTC)),
        search_url=search_url(address),
        generation=generation,
    )


@blueprint.post("/searches/<int:number>")
def change_search(number: int) -> AnyResponse:
    """Note that all was seen, rename a saved search, or forget it."""
    place = f"{root()}/"
    with _desk().reading() as shelf:
        saved = saved_search.saved_search_of(shelf, number)
    found = saved_search.found_by(engine(), saved.address, _selections())
    is_as_shown = forms.text("generation") == str(engine().status().generation)
    with _desk().writing() as shelf:
        match forms.text("do"):
            case "seen" if is_as_shown:
                saved_search.mark_seen(shelf, saved, found)
                said = f"All that “{saved.name}” has found counts as seen."
            case "seen":
                said = "The archive has changed since this page was shown. Look once more."
                place = f"{root()}/desk/searches/{number}"
            case "forget":
                saved_search.forget(shelf, number)
                said = f"“{saved.name}” is no longer among your saved searches."
            case _:
                saved_search.rename(shelf, number, forms.number("version"), forms.text("name"))
                said = "Kept."
    return _done(said, place, stay=False)


@blueprint.get("/export.json")
def export() -> Response:
    """The reader's desk as a file."""
    with _desk().reading() as shelf:
        desk = exchange.exported(shelf)
    written = json.dumps(desk, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    response = Response(written, mimetype="application/json")
    name = f"backfile-desk-{desk['exported'][:10]}.json"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


@blueprint.post("/import")
def take_in_desk() -> AnyResponse:
    """Add to the desk what a file has of it."""
    sent = request.files.get("desk")
    if sent is None or not sent.filename:
        raise Refused("No file was chosen. Choose one that “Export” gave you.")
    with _desk().writing() as shelf:
        taken = exchange.take_in_file(shelf, sent.read(), engine())
    parts = (
        counted(taken.articles, "article"),
        counted(taken.collections, "collection"),
        counted(taken.notes, "note"),
    )
    searches = f"{taken.searches:,} saved search{'' if taken.searches == 1 else 'es'}"
    return _done(f"New on your desk: {', '.join(parts)} and {searches}.", f"{root()}/desk/")


@blueprint.post("/bin")
def empty_bin() -> AnyResponse:
    """Delete for good what was thrown away."""
    with _desk().writing() as shelf:
        note.empty_bin(shelf)
    return _done("What was deleted is gone for good.", f"{root()}/desk/")


def _desk() -> Desks:
    """The desks of this application; there is no such page where none are kept."""
    kept = desks()
    if kept is None:
        abort(404)
    return kept


def _selections() -> Selections:
    return _desk().selections()


def _done(said: str, fallback: str, *, stay: bool = True) -> AnyResponse:
    """Back to where the form was sent from (or to `fallback`), which says what was done."""
    _desk().say(said)
    return redirect(forms.back(fallback) if stay else fallback, 303)


def _page_of(found: Sequence[T]) -> tuple[int, int, Sequence[T]]:
    """(the page that is asked for, the last one, what stands on it)."""
    last = max(1, -(-len(found) // _MOST_SHOWN))
    page = min(max(1, request.args.get("page", 1, int)), last)
    return page, last, found[(page - 1) * _MOST_SHOWN : page * _MOST_SHOWN]


def _render(template: str, **context: object) -> Response:
    response = Response(
        render_template(template, address=SearchParams(), **context).encode("utf-8", "replace")
    )
    response.headers["Content-Security-Policy"] = SCRIPTED_POLICY
    return response
