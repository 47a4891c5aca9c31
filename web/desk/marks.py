"""Stars and tags: what says with one sign why an article is on the desk."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from search import selection_key
from web.desk.articles import forget_unused
from web.desk.errors import Refused
from web.desk.shelf import Shelf, tidy_name

MOST_TAGS = 50
"""Tags that are put on an article at once."""


class Tag(NamedTuple):
    """A tag, and how many of the reader's articles have it."""

    name: str
    articles: int


def star(shelf: Shelf, articles: Collection[int], *, starred: bool) -> None:
    """Put a star on articles, or take it off."""
    shelf.change_many(
        "UPDATE article SET starred = ? WHERE number = ?",
        [(int(starred), article) for article in articles],
    )
    forget_unused(shelf)


def tag(shelf: Shelf, articles: Collection[int], typed: str) -> list[str]:
    """Put tags on articles, typed with commas between them; returns them. Raises Refused."""
    names = [tidy_name(part, "tag") for part in typed.split(",") if part.strip()]
    if len(names) > MOST_TAGS:
        raise Refused(f"{MOST_TAGS} tags may be put on at once; these are {len(names):,}.")
    known = {selection_key(each.name): each.name for each in tags(shelf)}
    named = {selection_key(name): name for name in names}
    shelf.change_many(
        "INSERT OR IGNORE INTO tag (article, key, name) VALUES (?, ?, ?)",
        [
            (article, key, known.get(key, name))  # as it is written on the others
            for article in articles
            for key, name in named.items()
        ],
    )
    return names


def untag(shelf: Shelf, articles: Collection[int], name: str) -> None:
    """Take a tag off articles."""
    shelf.change_many(
        "DELETE FROM tag WHERE article = ? AND key = ?",
        [(article, selection_key(name)) for article in articles],
    )
    forget_unused(shelf)


def tags(shelf: Shelf) -> list[Tag]:
    """The reader's tags, by name."""
    rows = shelf.rows(
        "SELECT min(tag.name) AS name, count(*) AS articles FROM tag "
        "JOIN article ON article.number = tag.article WHERE owner = ? "
        "GROUP BY tag.key ORDER BY name COLLATE NOCASE", shelf.owner,
    )  # fmt: skip
    return [Tag(row["name"], row["articles"]) for row in rows]


def tags_by_article(shelf: Shelf) -> dict[int, tuple[str, ...]]:
    """The tags of each article that has any."""
    rows = shelf.rows(
        "SELECT tag.article, tag.name FROM tag JOIN article ON article.number = tag.article "
        "WHERE owner = ? ORDER BY tag.name COLLATE NOCASE", shelf.owner,
    )  # fmt: skip
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        found[row["article"]] = (*found.get(row["article"], ()), row["name"])
    return found
