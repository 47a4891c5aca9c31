"""A desk as JSON: all of it, to be kept, read by other programs, or taken in on another machine.

    {"format": "backfile-desk", "version": 1, "exported": moment,
     "articles": [{id, digest, title, outlet, date, byline, lang, url, starred, added,
                   "tags": [name], "collections": [name],
                   "notes": [{text, quote, paragraph, created, changed}]}],
     "collections": [{name, about, created}],
     "searches": [{name, address}]}

Taking one in adds what is not there and changes nothing that is: doing it twice does it once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from index import parts_of
from search import SearchEngine, Selections
from web.desk import collection, marks, note, saved_search
from web.desk.articles import COLUMNS, Facts, follow, select, take_in
from web.desk.errors import Refused
from web.desk.shelf import Shelf, clean, now

FORMAT, VERSION = "backfile-desk", 1

_NOT_OURS = (
    "This file is not a desk that Backfile has exported, or only a part of one ({}). Nothing was "
    "taken in. Choose the file that “Export” gave you: its name ends in .json."
)


@dataclass(slots=True)
class TakenIn:
    """How much of a file was new on the desk."""

    articles: int = 0
    collections: int = 0
    notes: int = 0
    searches: int = 0


def exported(shelf: Shelf) -> dict[str, Any]:
    """The reader's desk, without what was thrown away."""
    tags = marks.tags_by_article(shelf)
    holding: dict[int, list[str]] = {}
    found = collection.collections(shelf)
    for each in found:
        for member in collection.members(shelf, each.number):
            holding.setdefault(member.number, []).append(each.name)
    notes: dict[int, list[dict[str, Any]]] = {}
    for written in note.notes(shelf):
        names = ("text", "quote", "paragraph", "created", "changed")
        notes.setdefault(written.article, []).append({n: getattr(written, n) for n in names})
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported": now(),
        "articles": [
            {name: getattr(article.facts, name) for name in COLUMNS.split(", ")}
            | {
                "starred": article.starred,
                "added": article.added,
                "tags": list(tags.get(article.number, ())),
                "collections": holding.get(article.number, []),
                "notes": notes.get(article.number, []),
            }
            for article in select(shelf)
        ],
        "collections": [
            {"name": each.name, "about": each.about, "created": each.created} for each in found
        ],
        "searches": [
            {"name": each.name, "address": urlencode(each.params.parameters)}
            for each in saved_search.saved_searches(shelf)
        ],
    }


def take_in_file(shelf: Shelf, raw: bytes, engine: SearchEngine) -> TakenIn:
    """Add to the desk what a file has of it. Raises Refused when it is no such file."""
    desk = _read(raw)
    taken = TakenIn()
    try:
        _take_in_collections(shelf, desk, taken)
        for entry in _entries(desk, "articles"):
            _take_in_article(shelf, entry, taken)
        follow(shelf, engine)  # the same file may be called otherwise here
        _take_in_searches(shelf, desk, taken, engine)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused(_NOT_OURS.format(f"{type(error).__name__}: {str(error)[:80]}")) from error
    return taken


def _read(raw: bytes) -> Mapping[str, Any]:
    try:
        desk = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Refused(_NOT_OURS.format("it is no JSON")) from error
    if not isinstance(desk, dict) or desk.get("format") != FORMAT:
        raise Refused(_NOT_OURS.format("it does not say that it is one"))
    if desk.get("version") != VERSION:
        raise Refused(
            "This desk was exported by a later version of Backfile. Nothing was taken in; update "
            "Backfile, and try again."
        )
    return desk


def _entries(desk: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    entries = desk.get(name, [])
    if not isinstance(entries, list):
        raise TypeError(f"{name} is no list")
    for entry in entries:
        if not isinstance(entry, dict):
            raise TypeError(f"an entry of {name} is no object")
        yield entry


def _take_in_collections(shelf: Shelf, desk: Mapping[str, Any], taken: TakenIn) -> None:
    for entry in _entries(desk, "collections"):
        before = len(collection.collections(shelf))
        number = collection.named(shelf, _text(entry["name"]))
        there = collection.collection_of(shelf, number)
        taken.collections += len(collection.collections(shelf)) - before
        if not there.about and (about := _text(entry.get("about", ""))):
            collection.change(shelf, number, there.version, there.name, about)


def _take_in_article(shelf: Shelf, entry: Mapping[str, Any], taken: TakenIn) -> None:
    facts = Facts(**{name: _text(entry.get(name, "")) for name in COLUMNS.split(", ")})
    if not facts.id:
        raise ValueError("an article without an id")
    before = shelf.number("SELECT count(*) FROM article WHERE owner = ?", shelf.owner)
    number = _number_by_digest(shelf, facts) or take_in(shelf, [facts])[clean(facts.id)]
    taken.articles += (
        shelf.number("SELECT count(*) FROM article WHERE owner = ?", shelf.owner) - before
    )
    if entry.get("starred"):
        marks.star(shelf, [number], starred=True)
    for tag in _texts(entry.get("tags", [])):
        marks.tag(shelf, [number], tag)
    for name in _texts(entry.get("collections", [])):
        collection.add(shelf, collection.named(shelf, name), [number])
    there = {(each.text, each.quote) for each in note.notes_on(shelf, number)}
    for written in _entries(entry, "notes"):
        text, quote = _text(written.get("text", "")), _text(written.get("quote", ""))
        if (text, quote) not in there:
            paragraph = written.get("paragraph", 0)
            moments = (_text(written.get("created", now())), _text(written.get("changed", now())))
            note.write(shelf, number, text, quote, int(paragraph), moments)
            taken.notes += 1


def _number_by_digest(shelf: Shelf, facts: Facts) -> int:
    """The article on the desk that has the same content in the same place of its file, or 0."""
    for row in shelf.rows(
        "SELECT number, id FROM article WHERE owner = ? AND digest = ? AND digest != ''",
        shelf.owner, facts.digest,
    ):  # fmt: skip
        if parts_of(row["id"])[1] == parts_of(facts.id)[1]:
            return int(row["number"])
    return 0


def _take_in_searches(
    shelf: Shelf, desk: Mapping[str, Any], taken: TakenIn, engine: SearchEngine
) -> None:
    for entry in _entries(desk, "searches"):
        name = _text(entry["name"])
        params = saved_search.address_from(_text(entry["address"]))
        if not saved_search.saved_as(shelf, params):
            found = saved_search.found_by(engine, params, Selections())
            saved_search.save(shelf, name, params, found)
            taken.searches += 1


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{str(value)[:40]!r} is no text")
    return value


def _texts(values: object) -> list[str]:
    if not isinstance(values, list):
        raise TypeError(f"{str(values)[:40]!r} is no list")
    return list(map(_text, values))
