"""The articles of a desk: taken in, found again when their files move, forgotten when unused."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from index import parts_of
from search import SearchEngine, Selections, StoredArticle
from web.desk.shelf import Shelf, clean, now

MOST_AT_ONCE = 10_000
"""Articles that are taken in at once, and that a result or a collection is handed on with."""

_TOGETHER = 1_000  # hits of one request to the engine


@dataclass(frozen=True, slots=True)
class Facts:
    """What is kept of an article: it is shown when the article is gone."""

    id: str
    title: str = ""
    outlet: str = ""
    date: str = ""
    byline: str = ""
    lang: str = ""
    url: str = ""
    digest: str = ""
    """The content hash of its file; empty where it cannot be told."""

    @classmethod
    def of(cls, stored: StoredArticle) -> Facts:
        """Those of an article of the index."""
        article = stored.article
        return cls(
            stored.id, article.title, article.outlet, article.date, article.byline, article.lang,
            article.url,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeskArticle:
    """An article of a desk, under its number there."""

    number: int
    facts: Facts
    starred: bool
    added: str

    @property
    def id(self) -> str:
        """Its id in the index."""
        return self.facts.id


COLUMNS = "id, title, outlet, date, byline, lang, url, digest"
_ALL = f"article.number, {', '.join(f'article.{name}' for name in COLUMNS.split(', '))}, article.starred, article.added"  # noqa: E501


def facts_of(engine: SearchEngine, ids: Sequence[str]) -> list[Facts]:
    """What is known of these articles, in their order; unknown ids are left out."""
    wanted = frozenset(ids)
    asked = Selections({"in": {"these": wanted}})
    found: dict[str, Facts] = {}
    for page in range(1, -(-len(wanted) // _TOGETHER) + 1):
        result = engine.search(
            "in:these", _TOGETHER, page, "newest", selections=asked, facets=False
        )
        for hit in result.hits:
            facts = Facts(hit.id, hit.title, hit.outlet, hit.date, hit.byline, hit.lang, hit.url)
            found[hit.id] = facts
            for copy in hit.near_duplicates:  # stands with the article that it is a copy of
                stored = engine.article(copy.id)
                if stored:
                    found[copy.id] = Facts.of(stored)
    digests = engine.digests(files={parts_of(name)[0] for name in found})
    return [
        replace(found[name], digest=digests.get(parts_of(name)[0], ""))
        for name in dict.fromkeys(ids)
        if name in found
    ]


def take_in(shelf: Shelf, articles: Iterable[Facts]) -> dict[str, int]:
    """The number of each of these articles, by id; those that were not there yet are added."""
    articles = list(articles)
    moment = now()
    marks = ", ".join("?" * 8)
    shelf.change_many(
        f"INSERT INTO article (owner, added, {COLUMNS}) VALUES (?, ?, {marks}) "  # noqa: S608
        "ON CONFLICT (owner, id) DO UPDATE SET digest = excluded.digest WHERE digest = ''",
        [(shelf.owner, moment, *map(clean, _values(facts))) for facts in articles],
    )
    return numbers_of(shelf, [facts.id for facts in articles])


def numbers_of(shelf: Shelf, ids: Collection[str]) -> dict[str, int]:
    """The numbers of those of these articles that are on the desk, by id."""
    rows = shelf.rows(
        "SELECT id, number FROM article WHERE owner = ? AND id IN (SELECT value FROM json_each(?))",
        shelf.owner, json.dumps(list(ids)),
    )  # fmt: skip
    return {row["id"]: row["number"] for row in rows}


def article_of(shelf: Shelf, article_id: str) -> DeskArticle | None:
    """The article with an id, if it is on the desk."""
    found = select(shelf, "article.id = ?", article_id)
    return found[0] if found else None


def select(
    shelf: Shelf,
    where: str = "",
    *values: object,
    joins: str = "",
    order: str = "article.number",
) -> list[DeskArticle]:
    """The reader's articles that fulfil a condition of SQL, in an order."""
    also = f" AND {where}" if where else ""
    # All of it is ours; what readers typed is among the values.
    question = f"SELECT {_ALL} FROM article {joins} WHERE article.owner = ?{also} ORDER BY {order}"  # noqa: S608
    return [
        DeskArticle(
            row["number"],
            Facts(*(row[name] for name in COLUMNS.split(", "))),
            bool(row["starred"]),
            row["added"],
        )
        for row in shelf.rows(question, shelf.owner, *values)
    ]


def forget_unused(shelf: Shelf) -> None:
    """Drop articles that are in no collection and have no star, tag or note, not even a deleted."""
    shelf.change(
        "DELETE FROM article WHERE owner = ? AND NOT starred "
        "AND NOT EXISTS (SELECT 1 FROM member WHERE member.article = article.number) "
        "AND NOT EXISTS (SELECT 1 FROM tag WHERE tag.article = article.number) "
        "AND NOT EXISTS (SELECT 1 FROM note WHERE note.article = article.number)",
        shelf.owner,
    )


def follow(shelf: Shelf, engine: SearchEngine) -> int:
    """Find the desk's articles again where their files have moved or changed.

    A file is found by its content hash, whatever it is called now; an article whose file has
    changed in place is taken for the same, and its new hash is kept.

    Returns:
        How many articles have another id or hash now.
    """
    rows = shelf.rows("SELECT number, id, digest FROM article WHERE owner = ?", shelf.owner)
    places = {row["number"]: parts_of(row["id"]) for row in rows}
    seen = engine.digests(
        files={file for file, _ in places.values()},
        digests={row["digest"] for row in rows if row["digest"]},
    )
    by_digest: dict[str, list[str]] = {}
    for file, digest in sorted(seen.items()):
        by_digest.setdefault(digest, []).append(file)
    moved: dict[int, str] = {}
    changed: list[tuple[str, int]] = []
    for row in rows:
        file, label = places[row["number"]]
        now_there = by_digest.get(row["digest"], [])
        if now_there and file not in now_there:
            moved[row["number"]] = f"{now_there[0]}{label}"
        elif not now_there and file in seen:
            changed.append((seen[file], row["number"]))
    shelf.change_many("UPDATE article SET digest = ? WHERE number = ?", changed)
    _move(shelf, moved)
    return len(moved) + len(changed)


def _move(shelf: Shelf, moved: Mapping[int, str]) -> None:
    """Give articles other ids; one whose new id another article has is joined with that."""
    # Two files may have changed names: all are taken off their old names first.
    shelf.change_many(
        "UPDATE article SET id = ? WHERE number = ?",
        [(f"\0{number}", number) for number in moved],
    )
    for number, name in moved.items():
        other = numbers_of(shelf, [name]).get(name)
        if other is None:
            shelf.change("UPDATE article SET id = ? WHERE number = ?", name, number)
        else:
            _join(shelf, number, other)


def _join(shelf: Shelf, one: int, other: int) -> None:
    for table in ("member", "tag", "note"):
        shelf.change(f"UPDATE OR IGNORE {table} SET article = ? WHERE article = ?", other, one)  # noqa: S608
    shelf.change(
        "UPDATE article SET starred = max(starred, (SELECT starred FROM article WHERE number = ?)) "
        "WHERE number = ?", one, other,
    )  # fmt: skip
    shelf.change("DELETE FROM article WHERE number = ?", one)


def _values(facts: Facts) -> tuple[str, ...]:
    return tuple(str(getattr(facts, name)) for name in COLUMNS.split(", "))
