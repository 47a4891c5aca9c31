"""The desk as what a query may name: in:"Port inquiry", tag:eels, has:note."""

from __future__ import annotations

from collections import defaultdict

from search import Selections
from web.desk.shelf import Shelf

_MEMBERS = """
    SELECT collection.name AS name, article.id AS id FROM collection
    LEFT JOIN member ON member.collection = collection.number
    LEFT JOIN article ON article.number = member.article
    WHERE collection.owner = ? AND collection.deleted = ''
"""
_TAGGED = """
    SELECT tag.name AS name, article.id AS id FROM tag
    JOIN article ON article.number = tag.article WHERE article.owner = ?
"""
_MARKED = {
    "note": "SELECT DISTINCT article.id AS id FROM note "
    "JOIN article ON article.number = note.article WHERE article.owner = ? AND note.deleted = ''",
    "star": "SELECT id FROM article WHERE owner = ? AND starred",
    "tag": "SELECT DISTINCT article.id AS id FROM tag "
    "JOIN article ON article.number = tag.article WHERE article.owner = ?",
    "collection": "SELECT DISTINCT article.id AS id FROM member "
    "JOIN article ON article.number = member.article "
    "JOIN collection ON collection.number = member.collection "
    "WHERE article.owner = ? AND collection.deleted = ''",
}


def selections_of(shelf: Shelf) -> Selections:
    """What the reader has collected and marked, as sets of ids."""
    return Selections(
        {
            "in": _named(shelf, _MEMBERS),
            "tag": _named(shelf, _TAGGED),
            "has": {
                kind: frozenset(row["id"] for row in shelf.rows(question, shelf.owner))
                for kind, question in _MARKED.items()
            },
        }
    )


def _named(shelf: Shelf, question: str) -> dict[str, frozenset[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in shelf.rows(question, shelf.owner):
        found[row["name"]] += [row["id"]] if row["id"] is not None else []
    return {name: frozenset(ids) for name, ids in found.items()}
