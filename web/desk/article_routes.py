"""Articles of the desk and their notes: shown and changed."""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from web.desk import collection, forms, marks, note
from web.desk.articles import facts_of, forget_unused, numbers_of, select, take_in
from web.desk.errors import NotThere, Refused
from web.desk.page import desk, done, page_of, render
from web.desk.shelf import Shelf
from web.desk.view import entries
from web.pages.reader import blocks_of
from web.search_params import article_url
from web.search_service import engine


def register(blueprint: Blueprint) -> None:
    """Add these addresses to the desk, which guards all changes."""
    blueprint.get("/articles")(show_articles)
    blueprint.post("/article")(change_article)
    blueprint.get("/notes/<int:number>")(show_note)
    blueprint.post("/notes/<int:number>")(change_note)


def show_articles() -> Response:
    """All articles of the desk, or those with a star or notes, or that are gone."""
    of = request.args.get("of", "")
    where = {
        "star": "starred",
        "note": "EXISTS (SELECT 1 FROM note WHERE note.article = article.number "
        "AND note.deleted = '')",
    }.get(of, "")
    with desk().reading() as shelf:
        found = select(shelf, where)
        if of == "gone":
            known = engine().known([each.id for each in found])
            found = [each for each in found if each.id not in known]
        page, last, shown = page_of(found)
        return render(
            "desk/articles.html",
            of=of,
            entries=entries(shelf, shown),
            total=len(found),
            page=page,
            last=last,
        )


def change_article() -> AnyResponse:
    """Star, tag, collect or note one article."""
    name = forms.text("id")
    facts = facts_of(engine(), [name])
    with desk().writing() as shelf:
        numbers = list((take_in(shelf, facts) or numbers_of(shelf, [name])).values())
        if not numbers:
            raise NotThere("There is no such article in the archive, and none on your desk.")
        said = _change_article(shelf, numbers[0], name)
        forget_unused(shelf)
    return done(said, article_url(name))


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


def show_note(number: int) -> Response:
    """A note, to be written anew."""
    with desk().reading() as shelf:
        written = note.note_of(shelf, number)
        (article,) = select(shelf, "article.number = ?", written.article)
        (entry,) = entries(shelf, [article])
        return render("desk/note.html", note=written, entry=entry)


def change_note(number: int) -> AnyResponse:
    """Keep the new text of a note, throw it away, put it back."""
    with desk().writing() as shelf:
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
    return done(said, article_url(article.id))
