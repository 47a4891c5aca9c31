"""Articles are put into collections, stars and tags on them; collections are shown and changed."""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from web.desk import collection, forms, marks
from web.desk.articles import numbers_of, take_in
from web.desk.errors import Refused
from web.desk.page import desk, done, page_of, render
from web.desk.view import entries
from web.in_words import counted
from web.search_params import SearchParams, root, search_url
from web.search_service import engine


def register(blueprint: Blueprint) -> None:
    """Add these addresses to the desk, which guards all changes."""
    blueprint.post("/collect")(collect)
    blueprint.get("/collections/<int:number>")(show_collection)
    blueprint.add_url_rule(
        "/collections/<int:number>", view_func=change_collection, methods=["POST"]
    )


def collect() -> AnyResponse:
    """Put articles into a collection, or a star or tags on them."""
    chosen = forms.chosen(engine())
    do, collection_url = forms.text("do"), ""
    with desk().writing() as shelf:
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
            collection_url = f"{root()}/desk/collections/{place}"
    return done(said, f"{root()}/desk/", collection_url=collection_url)


def show_collection(number: int) -> Response:
    """A collection, with its notes."""
    with desk().reading() as shelf:
        there = collection.collection_of(shelf, number)
        page, last, shown = page_of(collection.members(shelf, number))
        return render(
            "desk/collection.html",
            collection=there,
            entries=entries(shelf, shown),
            page=page,
            last=last,
            search_url=search_url(SearchParams(query=f'in:"{there.name}"')),
        )


def change_collection(number: int) -> AnyResponse:
    """Rename a collection, empty it of some articles, throw it away, put it back."""
    place = f"{root()}/desk/collections/{number}"
    with desk().writing() as shelf:
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
    return done(said, place or f"{root()}/desk/", stay=False)
