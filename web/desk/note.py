"""Notes: plain text on an article, or on a passage of it.

A passage is kept by its words and the number of its paragraph, so that it is still a quotation when
the article is gone.
"""

from __future__ import annotations

from dataclasses import dataclass

from web.desk.articles import forget_unused
from web.desk.errors import ChangedMeanwhile, NotThere, Refused
from web.desk.shelf import Shelf, now, tidy_text

MOST_QUOTE = 5_000
"""Characters of a passage."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note on the article with the number `article`.

    `quote` is the passage that it is on, `paragraph` that passage's, from 1; empty and 0 for a note
    on the whole. `deleted` is when it was thrown away, or empty.
    """

    number: int
    article: int
    text: str
    quote: str
    paragraph: int
    version: int
    created: str
    changed: str
    deleted: str


def write(
    shelf: Shelf,
    article: int,
    text: str,
    quote: str = "",
    paragraph: int = 0,
    written: tuple[str, str] | None = None,
) -> int:
    """Write a note; returns its number. Raises Refused.

    `written` are the moments when it was written and last changed, if that was not now.
    """
    text, quote = tidy_text(text), " ".join(tidy_text(quote).split())
    if not text and not quote:
        raise Refused("There is nothing in the note yet: write something, or mark a passage.")
    if len(quote) > MOST_QUOTE:
        raise Refused(
            f"A passage may have {MOST_QUOTE:,} characters; this one has {len(quote):,}. Mark the "
            "sentences that count, and say the rest in the note."
        )
    created, changed = written or (now(),) * 2
    return shelf.insert(
        "INSERT INTO note (article, text, quote, paragraph, created, changed) "
        "VALUES (?, ?, ?, ?, ?, ?)", article, text, quote, paragraph, created, changed,
    )  # fmt: skip


def rewrite(shelf: Shelf, number: int, version: int, text: str) -> None:
    """Give a note another text. Raises NotThere, Refused, ChangedMeanwhile."""
    there, text = note_of(shelf, number), tidy_text(text)
    if there.text == text:
        return
    if there.version != version:
        raise ChangedMeanwhile(there.text, text, there.version)
    if not text and not there.quote:
        raise Refused("The note would be empty. To be rid of it, delete it.")
    shelf.change(
        "UPDATE note SET text = ?, version = version + 1, changed = ? WHERE number = ?",
        text, now(), number,
    )  # fmt: skip


def throw_away(shelf: Shelf, number: int) -> None:
    """Delete a note, so that it can be put back. Raises NotThere."""
    note_of(shelf, number)
    shelf.change("UPDATE note SET deleted = ? WHERE number = ?", now(), number)


def put_back(shelf: Shelf, number: int) -> None:
    """Take a note back that was thrown away. Raises NotThere."""
    note_of(shelf, number)
    shelf.change("UPDATE note SET deleted = '' WHERE number = ?", number)


def empty_bin(shelf: Shelf) -> None:
    """Delete for good what was thrown away."""
    shelf.change(
        "DELETE FROM note WHERE deleted != '' "
        "AND article IN (SELECT number FROM article WHERE owner = ?)", shelf.owner,
    )  # fmt: skip
    shelf.change("DELETE FROM collection WHERE deleted != '' AND owner = ?", shelf.owner)
    forget_unused(shelf)


def note_of(shelf: Shelf, number: int) -> Note:
    """The note with a number. Raises NotThere."""
    found = _select(shelf, "note.number = ?", number)
    if not found:
        raise NotThere("There is no such note on your desk; it may be another reader's.")
    return found[0]


def notes_on(shelf: Shelf, article: int) -> list[Note]:
    """The notes on an article: those on the whole first, then in the order of its passages."""
    return _select(shelf, "note.article = ? AND note.deleted = ''", article)


def notes(shelf: Shelf) -> list[Note]:
    """All notes of the reader."""
    return _select(shelf, "note.deleted = ''")


def deleted_notes(shelf: Shelf) -> list[Note]:
    """Those that were thrown away."""
    return _select(shelf, "note.deleted != ''")


def _select(shelf: Shelf, condition: str, *values: object) -> list[Note]:
    rows = shelf.rows(
        "SELECT note.* FROM note JOIN article ON article.number = note.article "  # noqa: S608
        f"WHERE article.owner = ? AND {condition} ORDER BY note.paragraph, note.number",
        shelf.owner, *values,
    )  # fmt: skip
    return [Note(**{name: row[name] for name in Note.__slots__}) for row in rows]
