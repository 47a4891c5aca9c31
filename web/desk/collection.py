"""Named collections of articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection as Sized
from dataclasses import dataclass

from search import selection_key
from web.desk.articles import DeskArticle, forget_unused, select
from web.desk.errors import ChangedMeanwhile, NotThere, Refused
from web.desk.shelf import Shelf, now, tidy_name, tidy_text


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection; `version` counts its changes, `deleted` says when it was thrown away."""

    number: int
    name: str
    about: str
    version: int
    created: str
    deleted: str
    articles: int


_QUESTION = """
    SELECT collection.*, (SELECT count(*) FROM member WHERE member.collection = collection.number)
    AS articles FROM collection WHERE owner = ? AND {} ORDER BY name COLLATE NOCASE, number
"""


def collections(shelf: Shelf) -> list[Collection]:
    """Those of the reader, by name."""
    return _select(shelf, "deleted = ''")


def latest_first(shelf: Shelf) -> tuple[Collection, ...]:
    """Those of the reader, the one that was added to last before all others."""
    last = shelf.row(
        "SELECT collection FROM member JOIN collection "
        "ON collection.number = member.collection WHERE owner = ? AND deleted = '' "
        "ORDER BY member.added DESC, member.article DESC LIMIT 1", shelf.owner,
    )  # fmt: skip
    first = last["collection"] if last else 0
    return tuple(sorted(collections(shelf), key=lambda each: each.number != first))


def deleted_collections(shelf: Shelf) -> list[Collection]:
    """Those that were thrown away."""
    return _select(shelf, "deleted != ''")


def collection_of(shelf: Shelf, number: int) -> Collection:
    """The collection with a number. Raises NotThere."""
    found = _select(shelf, "number = ?", number)
    if not found:
        raise NotThere("There is no such collection on your desk; it may be another reader's.")
    return found[0]


def named(shelf: Shelf, typed: str) -> int:
    """The number of the collection of a name, which is begun if there is none. Raises Refused."""
    name = _name(typed)
    there = shelf.row(
        "SELECT number FROM collection WHERE owner = ? AND key = ? AND deleted = ''",
        shelf.owner, selection_key(name),
    )  # fmt: skip
    if there:
        return int(there["number"])
    return shelf.insert(
        "INSERT INTO collection (owner, name, key, created) VALUES (?, ?, ?, ?)",
        shelf.owner, name, selection_key(name), now(),
    )  # fmt: skip


def change(shelf: Shelf, number: int, version: int, typed: str, about: str) -> None:
    """Give a collection another name and description.

    Raises NotThere, Refused, ChangedMeanwhile.
    """
    there = collection_of(shelf, number)
    name, about = _name(typed), tidy_text(about)
    if there.version != version and (there.name, there.about) != (name, about):
        raise ChangedMeanwhile(_both(there.name, there.about), _both(name, about), there.version)
    try:
        shelf.change(
            "UPDATE collection SET name = ?, key = ?, about = ?, version = version + 1 "
            "WHERE number = ?", name, selection_key(name), about, number,
        )  # fmt: skip
    except sqlite3.IntegrityError as error:
        raise Refused(f"You have a collection “{name}” already. Choose another name.") from error


def add(shelf: Shelf, number: int, articles: Sized[int]) -> int:
    """Put articles into a collection; returns how many were not in it. Raises NotThere."""
    before = collection_of(shelf, number).articles
    moment = now()
    shelf.change_many(
        "INSERT OR IGNORE INTO member (collection, article, added) VALUES (?, ?, ?)",
        [(number, article, moment) for article in articles],
    )
    return collection_of(shelf, number).articles - before


def remove(shelf: Shelf, number: int, articles: Sized[int]) -> int:
    """Take articles out of a collection; returns how many were in it. Raises NotThere."""
    before = collection_of(shelf, number).articles
    shelf.change_many(
        "DELETE FROM member WHERE collection = ? AND article = ?",
        [(number, article) for article in articles],
    )
    forget_unused(shelf)
    return before - collection_of(shelf, number).articles


def throw_away(shelf: Shelf, number: int) -> None:
    """Delete a collection, so that it can be put back. Raises NotThere."""
    collection_of(shelf, number)
    shelf.change("UPDATE collection SET deleted = ? WHERE number = ?", now(), number)


def put_back(shelf: Shelf, number: int) -> None:
    """Take a collection back that was thrown away. Raises NotThere, Refused."""
    there = collection_of(shelf, number)
    try:
        shelf.change("UPDATE collection SET deleted = '' WHERE number = ?", number)
    except sqlite3.IntegrityError as error:
        raise Refused(
            f"You have another collection “{there.name}” by now. Give that one another name first."
        ) from error


def members(shelf: Shelf, number: int) -> list[DeskArticle]:
    """The articles of a collection in the order they were put into it. Raises NotThere."""
    collection_of(shelf, number)
    return select(
        shelf,
        "member.collection = ?",
        number,
        joins="JOIN member ON member.article = article.number",
        order="member.added, article.number",
    )


def holding(shelf: Shelf, article: int) -> list[Collection]:
    """The collections that an article is in."""
    within = "number IN (SELECT collection FROM member WHERE article = ?)"
    return _select(shelf, f"deleted = '' AND {within}", article)


def _select(shelf: Shelf, condition: str, *values: object) -> list[Collection]:
    rows = shelf.rows(_QUESTION.format(condition), shelf.owner, *values)
    return [
        Collection(
            row["number"], row["name"], row["about"], row["version"], row["created"],
            row["deleted"], row["articles"],
        )
        for row in rows
    ]  # fmt: skip


def _name(typed: str) -> str:
    """The name of a collection. Raises Refused, also where `in:` would mean something else."""
    name = tidy_name(typed)
    if selection_key(name) == "removed":
        raise Refused(
            "In a search, in:removed asks for the lines that were left out of articles. Choose "
            "another name for the collection."
        )
    return name


def _both(name: str, about: str) -> str:
    return f"{name}\n\n{about}".strip()
