"""Searches are saved, shown with what they found since, and changed."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from search import Selections
from web.desk import forms, saved_search
from web.desk.page import MOST_SHOWN, desk, done, render, selections
from web.desk.saved_search import address_from
from web.in_words import since_in_words
from web.pages.hit_list import items
from web.pages.marks import find_nothing
from web.search_params import root, search_url
from web.search_service import engine


def register(blueprint: Blueprint) -> None:
    """Add these addresses to the desk, which guards all changes."""
    blueprint.post("/searches")(save_search)
    blueprint.get("/searches/<int:number>")(show_search)
    blueprint.post("/searches/<int:number>")(change_search)


def save_search() -> AnyResponse:
    """Save a search, all of whose articles count as seen; one that is saved stays as it is."""
    params = address_from(forms.text("address"))
    found = saved_search.found_by(engine(), params, selections())
    with desk().writing() as shelf:
        if there := saved_search.saved_as(shelf, params):
            said = f"This search is saved already, as “{there.name}”."
        else:
            number = saved_search.save(shelf, forms.text("name"), params, found)
            name = saved_search.saved_search_of(shelf, number).name
            said = f"“{name}” was saved. The front page says from now on how much is new."
    return done(said, search_url(params))


def show_search(number: int) -> Response:
    """What a saved search has found since its reader last looked."""
    with desk().reading() as shelf:
        saved = saved_search.saved_search_of(shelf, number)
    generation = engine().status().generation
    params = saved.params
    ids = engine().new_since(
        saved.seen, params.query, params.filters, selections(), MOST_SHOWN, params.names
    )
    found = engine().search(
        "in:new",
        MOST_SHOWN,
        sort="newest",
        selections=Selections({"in": {"new": frozenset(ids)}}),
        facets=False,
    )
    return render(
        "desk/search.html",
        saved=saved,
        items=items(params, found.hits, find_nothing),
        new=desk().count_new(saved, selections()),
        since=since_in_words(datetime.fromisoformat(saved.seen_at), datetime.now(UTC)),
        search_url=search_url(params),
        generation=generation,
    )


def change_search(number: int) -> AnyResponse:
    """Note that all was seen, rename a saved search, or forget it."""
    place = f"{root()}/"
    with desk().reading() as shelf:
        saved = saved_search.saved_search_of(shelf, number)
    found = saved_search.found_by(engine(), saved.params, selections())
    is_as_shown = forms.text("generation") == str(engine().status().generation)
    with desk().writing() as shelf:
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
    return done(said, place, stay=False)
