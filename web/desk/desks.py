"""The desks of an application: whose desk a request means, and what is remembered of them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from flask import current_app, g, request

from search import NO_SELECTIONS, SearchEngine, Selections
from web.desk.articles import follow
from web.desk.database import Database, Stamp
from web.desk.errors import DeskFailure
from web.desk.reader_engine import for_reader
from web.desk.saved_search import SavedSearch, found_by
from web.desk.selection import selections_of
from web.desk.shelf import Shelf
from web.desk.token import key_of, token_for

_log = logging.getLogger(__name__)

T = TypeVar("T")

_OWNERS = "SELECT DISTINCT owner FROM article"
_MOST_OWNER = 200  # characters of a reader's name
_MOST_KEPT = 1_000  # readers or searches of whom something is remembered


class Said(NamedTuple):
    """What was done, in words, and the address of the collection it was done to."""

    text: str = ""
    collection_url: str = ""
    place: str = ""
    """Where on the page the form stood; empty for the page's top."""


class Desks:
    """All desks of an archive; threads share it.

    With `named` each reader has a desk of his own, under the name that he gives with the password;
    a name keeps desks apart, not secret: with the password any name can be given.
    """

    def __init__(self, path: Path, engine: SearchEngine, *, named: bool = False) -> None:
        self.database = Database(path)
        self._engine = engine
        self._named = named
        self._key: tuple[int, bytes] = (0, b"")
        self._lock = threading.Lock()
        self._followed: tuple[object, int] | None = None
        self._remembered: dict[tuple[str, Callable[[Shelf], object]], tuple[Stamp, object]] = {}
        self._new: dict[tuple[object, ...], int] = {}
        self._messages: dict[str, Said] = {}

    def owner(self) -> str:
        """The reader who asks; empty where there is one desk for all."""
        given = request.authorization if self._named else None
        return (given.username or "")[:_MOST_OWNER] if given else ""

    @contextmanager
    def reading(self, owner: str | None = None) -> Iterator[Shelf]:
        """The reader's shelf, to look at; no other may be changed meanwhile. Raises DeskFailure."""
        self._follow()
        with self.database.reading() as connection:
            yield Shelf(connection, self.owner() if owner is None else owner)

    @contextmanager
    def writing(self, owner: str | None = None) -> Iterator[Shelf]:
        """The reader's shelf, to change: all that the body does, or nothing. Raises DeskFailure."""
        self._follow()
        try:
            with self.database.writing() as connection:
                yield Shelf(connection, self.owner() if owner is None else owner)
        finally:
            g.pop("desk_stamp", None)

    def _stamp(self) -> Stamp:
        """The state of the file as this request has found it, or has left it."""
        if "desk_stamp" not in g:
            g.desk_stamp = self.database.stamp()
        stamp: Stamp = g.desk_stamp
        return stamp

    def key(self) -> bytes:
        """What tokens are signed with; another file has another. Raises DeskFailure."""
        inode = self._stamp()[0]
        if not inode or self._key[0] != inode:
            with self.reading("") as shelf:
                key = key_of(shelf)
            g.pop("desk_stamp", None)  # it may just have been made
            self._key = self._stamp()[0], key
        return self._key[1]

    def token(self) -> str:
        """The token of the reader's forms. Raises DeskFailure."""
        return token_for(self.owner(), self.key())

    def say(self, message: str, collection_url: str = "", place: str = "") -> None:
        """Have the reader's next page say what was done, and lead to the collection it was in.

        It says it where the form stood, at the `place` of that name.
        """
        with self._lock:
            if len(self._messages) >= _MOST_KEPT:
                self._messages.clear()
            self._messages[self.owner()] = Said(message, collection_url, place)

    def message(self) -> Said:
        """What the page is to say; it is said once."""
        if "desk_message" not in g:
            with self._lock:
                g.desk_message = self._messages.pop(self.owner(), Said())
        said: Said = g.desk_message
        return said

    def state(self) -> tuple[str, ...] | None:
        """What a page follows from besides its address; None when it has something to say once."""
        owner = self.owner()
        if owner in self._messages:
            return None
        return (owner, *map(str, self._stamp()))

    def generation(self) -> object | None:
        """The generation that this request has found, which it asks for once."""
        if "generation" not in g:
            g.generation = self._engine.generation()
        found: object | None = g.generation
        return found

    def _follow(self) -> None:
        """Find all desks' articles again once the index has changed. Raises DeskFailure."""
        generation = self.generation()
        state = generation, self._stamp()[0]
        if generation is None or self._followed == state:
            return
        with self.database.writing() as connection:
            owners = [row["owner"] for row in connection.execute(_OWNERS).fetchall()]
            found = sum(follow(Shelf(connection, owner), self._engine) for owner in owners)
        if found:
            _log.info("%d articles of desks were found again", found)
        g.pop("desk_stamp", None)
        self._followed = generation, self._stamp()[0]

    def selections(self) -> Selections:
        """The reader's desk as what a query may name. Raises DeskFailure."""
        return self.remembered(selections_of) if self._stamp()[0] else NO_SELECTIONS

    def remembered(self, read: Callable[[Shelf], T]) -> T:
        """What `read` makes of the reader's shelf: read once for each state of the file.

        Raises DeskFailure.
        """
        self._follow()
        key, stamp = (self.owner(), read), self._stamp()
        known = self._remembered.get(key)
        if known is None or known[0] != stamp:
            with self.reading() as shelf:
                known = stamp, read(shelf)
            if len(self._remembered) >= _MOST_KEPT:
                self._remembered.clear()
            self._remembered[key] = known
        return cast(T, known[1])

    def count_new(self, search: SavedSearch, named: Selections) -> int:
        """How many articles a saved search finds that its reader has not seen.

        Counted once for each generation of the index and state of the desk.
        """
        generation = self.generation()
        key = (generation, search.number, search.seen_at, self._stamp())
        known = None if generation is None else self._new.get(key)
        if known is None:
            known = int(found_by(self._engine, search.params, named).new_since(search.seen).sum())
            if len(self._new) >= _MOST_KEPT:
                self._new.clear()
            self._new[key] = known
        return known


def desks() -> Desks | None:
    """The desks of the application that answers this request, if it keeps any."""
    found: Desks | None = current_app.extensions.get("desk")
    return found


def readers_engine(engine: SearchEngine) -> SearchEngine:
    """The engine as the reader asks it, whose queries may name what is on the desk.

    A desk that cannot be read now names nothing, and the page says why.
    """
    if "readers_engine" not in g:
        g.readers_engine = for_reader(engine, _selections())
    bound: SearchEngine = g.readers_engine
    return bound


def _selections() -> Selections:
    kept = desks()
    if kept is None:
        return NO_SELECTIONS
    try:
        return kept.selections()
    except DeskFailure as failure:
        _log.warning("%s", failure)
        g.desk_trouble = str(failure)
        return NO_SELECTIONS
