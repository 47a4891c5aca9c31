"""The file of a desk, opened.

A connection is opened for each request and closed with it, so that a file that was put in place of
another, such as a backup, is the one that is read. Of a file that is damaged nothing is lost: it is
moved aside under another name, once, and named.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from web.desk.errors import DeskDamaged, DeskNewer, DeskUnusable
from web.desk.schema import APPLICATION, FORM, STEPS

_WAIT = 10.0
"""Seconds that a change waits for another one; they take milliseconds."""

_COUNTER = slice(24, 28)
"""Where a database without a write-ahead log counts its changes: the "file change counter" of
https://www.sqlite.org/fileformat.html."""

_AS_BYTES = getattr(os, "O_BINARY", 0)  # of Windows, which would change some of them

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

_UNUSABLE = frozenset(
    {
        sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_NOLFS, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOMEM,
    }
)  # fmt: skip
"""What the system is in the way of; all other errors are faults of ours."""

Stamp = tuple[int, bytes]


class Database:
    """The file of all desks of an archive; threads and processes may share it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._looked_at: int | None = None  # the inode of the file that was found whole

    def stamp(self) -> Stamp:
        """Changes with every change of the file: its inode, and the count of changes in it."""
        try:
            file = os.open(self.path, os.O_RDONLY | _AS_BYTES)  # for every request
        except OSError:
            return 0, b""
        try:
            return os.fstat(file).st_ino, os.read(file, _COUNTER.stop)[_COUNTER]
        except OSError:
            return 0, b""
        finally:
            os.close(file)

    def kept_aside(self) -> list[Path]:
        """Files that were found damaged, the newest first."""
        return sorted(self.path.parent.glob(f"{self.path.name}.damaged-*"), reverse=True)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read by: one state of the file throughout. Raises DeskFailure."""
        with self._connected() as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection to change the file by: all of it, or nothing if the body raises.

        Raises DeskFailure.
        """
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """A connection to the file in its present form, which is made when there is none.

        What SQLite and the system raise becomes a failure of the desk.
        """
        inode, connection = 0, None
        try:
            self._begin()
            inode = self.path.stat().st_ino
            connection = sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            # A change counts when it is on the disk, and the folder's entry of the journal, too.
            connection.execute("PRAGMA synchronous = EXTRA")
            self._look_at(connection, inode)
            yield connection
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0)
            if code & 0xFF in _DAMAGED:
                if connection:
                    connection.close()
                raise DeskDamaged(self.path, self._set_aside(inode), str(error)) from error
            if code & 0xFF in _UNUSABLE:
                raise DeskUnusable(self.path, str(error)) from error
            raise
        except OSError as error:
            raise DeskUnusable(self.path, error.strerror or str(error)) from error
        finally:
            if connection:
                connection.close()  # what was not committed is rolled back

    def _begin(self) -> None:
        """Make an empty file that is private to the user, unless there is one."""
        if not self.path.exists():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileExistsError):
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))

    def _look_at(self, connection: sqlite3.Connection, inode: int) -> None:
        """Check a file that was not seen before, and bring it to the present form."""
        if inode == self._looked_at:
            return
        with self._lock:
            form = _number(connection, "PRAGMA user_version")
            if form > FORM:
                raise DeskNewer(self.path, form, FORM)
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                raise _corrupt(found)
            if form < FORM:
                self._migrate(connection)
            self._looked_at = inode

    def _migrate(self, connection: sqlite3.Connection) -> None:
        """Lead a file to the present form; a copy of one that has another form is kept."""
        connection.execute("BEGIN IMMEDIATE")
        form = _number(connection, "PRAGMA user_version")  # another process may have done it
        if not form and _number(connection, "SELECT count(*) FROM sqlite_master"):
            raise DeskUnusable(self.path, "it is the database of another program")
        if 0 < form < FORM:
            shutil.copy2(self.path, f"{self.path}.form-{form}")
        for step in STEPS[form:]:
            for statement in filter(None, map(str.strip, step.split(";"))):
                connection.execute(statement)
        key = secrets.token_bytes(32)  # what forms are signed with (web.desk.token)
        connection.execute("INSERT OR IGNORE INTO setting VALUES ('key', ?)", (key,))
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {FORM}")
        connection.execute("COMMIT")

    def _set_aside(self, inode: int) -> Path:
        """Move the damaged file away, with the journal of a change that was cut short.

        Another request may have done so already: what lies there then is another file, and stays.
        """
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        aside = self.path.with_name(f"{self.path.name}.damaged-{moment}-{inode}")
        with self._lock:
            try:
                if self.path.stat().st_ino == inode:
                    self.path.rename(aside)
            except FileNotFoundError:
                pass
            with suppress(FileNotFoundError):
                journal = self.path.with_name(f"{self.path.name}-journal")
                journal.rename(f"{aside}-journal")
            self._looked_at = None
        return next((path for path in self.kept_aside() if path.name.endswith(f"-{inode}")), aside)


def _number(connection: sqlite3.Connection, question: str) -> int:
    return int(connection.execute(question).fetchone()[0])


def _corrupt(reason: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(reason)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error
