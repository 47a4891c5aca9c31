"""Which lines come back in the saved texts of a folder: the memory behind "repeated line".

Users keep an outlet's articles in one folder; so the folder is where its boilerplate comes back.
A line repeats when it stands, where boilerplate stands (index.cleaning.text.fingerprint), in
THRESHOLD texts of the folder no two of which are copies of each other. That follows from the
files alone: in whatever order they came, the same folder gives the same lines.

`repetition.sqlite`, beside the index, opened only by the run that writes:

    texts      a file: its content hash, its fingerprint, whether the index holds it outdated
    lines      (hash of a line, file) for each line of a fingerprint's edges
    repeated   hashes of the lines that repeat

A text is outdated from when it is learnt, and from when one of its lines begins or ceases to
repeat, until it has been cleaned; so an interrupted run is made up for by the next. Nothing is
lost with the file: the next run reads and cleans the texts again and makes it anew. It does so
when the file is not as it was sealed (index.store.seal); of one that an interrupted run left
unsealed SQLite says whether it is sound.
"""

from __future__ import annotations

import logging
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from index.cleaning.text.fingerprint import Fingerprint, Repeated, hash_of
from index.errors import Fault, IndexUnreadable, IndexUnwritable
from index.store.seal import Seal

log = logging.getLogger(__name__)

NAME = "repetition.sqlite"

THRESHOLD = 3
"""Texts that a line must stand in. Two may quote the same person or bear the same headline."""

# Raised whenever the tables or the fingerprints change; a file of another format is made anew.
_FORMAT = 2
# So many holders of a line are looked at to find THRESHOLD that are no copies: an article that
# was saved a thousand times is not told from boilerplate at the price of 10^6 comparisons.
_HOLDERS = 200
_TABLES = f"""
BEGIN;
CREATE TABLE texts (
    id INTEGER PRIMARY KEY, file TEXT NOT NULL, digest TEXT NOT NULL,
    edges BLOB NOT NULL, prose BLOB NOT NULL, outdated INTEGER NOT NULL DEFAULT 1);
CREATE INDEX outdated ON texts (file) WHERE outdated;
CREATE TABLE lines (line INTEGER, text INTEGER, PRIMARY KEY (line, text)) WITHOUT ROWID;
CREATE TABLE repeated (line INTEGER PRIMARY KEY) WITHOUT ROWID;
PRAGMA user_version = {_FORMAT};
COMMIT;
"""
# Those that were touched and stand in enough texts, or have repeated until now.
_CANDIDATES = f"""
SELECT line FROM touched WHERE line IN repeated OR
    (SELECT count(*) FROM (SELECT 1 FROM lines WHERE line = touched.line LIMIT {THRESHOLD}))
    >= {THRESHOLD}
"""  # noqa: S608  # no more than a number is put in

_BOILERPLATE = """
SELECT texts.file, lines.line FROM repeated
JOIN lines ON lines.line = repeated.line JOIN texts ON texts.id = lines.text
"""


class BoilerplateLines:
    """The lines of all folders, and which of them repeat."""

    def __init__(self, connection: sqlite3.Connection, seal: Seal) -> None:
        self._connection = connection
        self._seal = seal
        self._repeated: set[int] = set(self._column("SELECT line FROM repeated"))
        self._prints: dict[int, Fingerprint] = {}

    def files(self) -> dict[str, str]:
        """The files that are known, each with the hash of the content it was known with."""
        return dict(self._connection.execute("SELECT file, digest FROM texts"))

    def outdated(self) -> set[str]:
        """The files whose articles must be cleaned again: other lines repeat now."""
        return set(self._column("SELECT file FROM texts WHERE outdated"))

    def lines_of(self, file_id: str) -> Repeated:
        """The lines of a file that are its folder's boilerplate."""
        edges = self._print(_key(file_id)).edges
        return Repeated(folder_of(file_id), frozenset(self._repeated.intersection(edges)))

    def boilerplate(self) -> dict[str, list[int]]:
        """The same of all files that have any, as hashes."""
        found: dict[str, list[int]] = {}
        for file_id, line in self._connection.execute(_BOILERPLATE):
            found.setdefault(file_id, []).append(line)
        return found

    def learn(self, found: Iterable[tuple[str, str, Fingerprint]], gone: Iterable[str]) -> None:
        """Take in files that are new or have changed, `found`; forget those that are `gone`.

        A file is its id, its content hash and its fingerprint. All of it is committed together,
        with the lines that begin or cease to repeat thereby.
        """
        with self._changing() as connection:
            connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (line INTEGER PRIMARY KEY)")
            for file_id in gone:
                self._forget(_key(file_id))
            for file_id, digest, fingerprint in found:
                self._forget(_key(file_id))
                self._add(file_id, digest, fingerprint)
            self._judge()
            connection.execute("DELETE FROM touched")

    def cleaned(self, file_ids: Iterable[str]) -> None:
        """Note that the index holds these files as they are cleaned now."""
        with self._changing() as connection:
            connection.executemany(
                "UPDATE texts SET outdated = 0 WHERE id = ? AND outdated",
                [(_key(file_id),) for file_id in file_ids],
            )

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """Changes that are committed together at the end."""
        try:
            self._seal.break_up()
        except OSError as error:
            raise IndexUnwritable(self._seal.path.parent, error.strerror) from error
        with self._connection as connection:
            yield connection

    def _forget(self, key: int) -> None:
        edges = self._print(key).edges
        self._prints.pop(key, None)
        self._connection.execute("DELETE FROM texts WHERE id = ?", (key,))
        self._connection.executemany(
            "DELETE FROM lines WHERE line = ? AND text = ?", [(line, key) for line in edges]
        )
        self._touch(edges)

    def _add(self, file_id: str, digest: str, fingerprint: Fingerprint) -> None:
        key = _key(file_id)
        packed = (_packed(fingerprint.edges), _packed(fingerprint.prose))
        self._connection.execute(
            "INSERT INTO texts (id, file, digest, edges, prose) VALUES (?, ?, ?, ?, ?)",
            (key, file_id, digest, *packed),
        )
        self._connection.executemany(
            "INSERT INTO lines VALUES (?, ?)", [(line, key) for line in fingerprint.edges]
        )
        self._touch(fingerprint.edges)

    def _touch(self, lines: Iterable[int]) -> None:
        self._connection.executemany(
            "INSERT OR IGNORE INTO touched VALUES (?)", [(line,) for line in lines]
        )

    def _judge(self) -> None:
        """Find out which of the lines that were touched repeat."""
        for line in list(self._column(_CANDIDATES)):
            repeats = self._repeats(line)
            if repeats == (line in self._repeated):
                continue
            if repeats:
                self._repeated.add(line)
                self._connection.execute("INSERT INTO repeated VALUES (?)", (line,))
            else:
                self._repeated.discard(line)
                self._connection.execute("DELETE FROM repeated WHERE line = ?", (line,))
            self._connection.execute(
                "UPDATE texts SET outdated = 1 WHERE id IN (SELECT text FROM lines WHERE line = ?)",
                (line,),
            )
        self._prints.clear()

    def _repeats(self, line: int) -> bool:
        """Whether THRESHOLD texts hold the line that are no copies of each other."""
        apart: list[Fingerprint] = []
        holders = self._column(
            "SELECT text FROM lines WHERE line = ? ORDER BY text LIMIT ?", line, _HOLDERS
        )
        for key in holders:
            if key not in self._prints:
                self._prints[key] = self._print(key)
            fingerprint = self._prints[key]
            if not any(fingerprint.is_copy_of(other) for other in apart):
                apart.append(fingerprint)
            if len(apart) == THRESHOLD:
                return True
        return False

    def _print(self, key: int) -> Fingerprint:
        found = self._connection.execute("SELECT edges, prose FROM texts WHERE id = ?", (key,))
        row = found.fetchone()
        return Fingerprint(*map(_unpacked, row)) if row else Fingerprint()

    def _column(self, query: str, *values: int) -> Iterator[Any]:
        return (row[0] for row in self._connection.execute(query, values))


def folder_of(file_id: str) -> str:
    """The folder whose boilerplate a file shares."""
    return str(PurePosixPath(file_id).parent)


@contextmanager
def remembered(directory: Path) -> Iterator[BoilerplateLines]:
    """The repetition in a folder beside the index; made anew if there is none, or damaged.

    Raises IndexUnreadable or IndexUnwritable when the system does not let it be read or written.
    """
    seal = Seal(directory / NAME)
    try:
        with closing(_opened(directory, seal)) as connection:
            yield BoilerplateLines(connection, seal)
    except sqlite3.Error as error:
        raise IndexUnwritable(directory, error) from error
    finally:
        seal.close()


def faults_of(directory: Path) -> Iterator[Fault]:
    """What is wrong with the repetition in a folder."""
    seal = Seal(directory / NAME)
    name = f"{directory.name}/{NAME}"
    try:
        if not seal.is_there():
            yield Fault(f"{directory.name}/{seal.path.name}", "it is missing; run reindex")
        elif not seal.fits():
            yield Fault(name, f"it does not fit {seal.path.name}; the next reindex makes it anew")
    except FileNotFoundError:
        yield Fault(name, "it is missing; the next reindex makes it anew")
    except OSError as error:
        yield Fault(name, f"it cannot be read ({error.strerror})")


def _opened(directory: Path, seal: Seal) -> sqlite3.Connection:
    path = directory / NAME
    try:
        directory.mkdir(mode=0o700, exist_ok=True)
        is_sealed = path.exists() and seal.is_there()
        if is_sealed and not seal.fits():
            log.warning("%s is not as written and is made anew", path)
            return _anew(path, seal)
    except OSError as error:
        raise IndexUnreadable(directory, error) from error
    connection = sqlite3.connect(path)
    try:
        if _is_sound(connection, is_sealed):
            return connection
    except BaseException:
        connection.close()
        raise
    connection.close()
    return _anew(path, seal)


def _anew(path: Path, seal: Seal) -> sqlite3.Connection:
    try:
        seal.break_up()
        for name in (path, path.with_name(f"{path.name}-journal")):
            name.unlink(missing_ok=True)
    except OSError as error:
        raise IndexUnwritable(path.parent, error.strerror) from error
    connection = sqlite3.connect(path)
    connection.executescript(_TABLES)
    return connection


def _is_sound(connection: sqlite3.Connection, is_sealed: bool) -> bool:
    """Whether the file is of this format, and as SQLite expects it unless a seal says so."""
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return bool(
            version == _FORMAT
            and (is_sealed or connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        )
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorname != "SQLITE_ERROR":
            raise  # the disk or the system, not the file
        log.warning("%s is damaged and made anew (%s)", NAME, error)
        return False


def _key(file_id: str) -> int:
    """What stands for a file: not its turn, so that no order of files makes a difference."""
    return hash_of("", file_id)


def _packed(hashes: tuple[int, ...]) -> bytes:
    return array("q", hashes).tobytes()


def _unpacked(packed: bytes) -> tuple[int, ...]:
    return tuple(array("q", packed))
