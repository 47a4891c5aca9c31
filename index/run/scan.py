"""Which files of the corpus are new, changed, moved or gone since the last run.

A file is unchanged when its size and modification time are those the ledger holds; only
otherwise is its content read and hashed. A new file with the content of one that is gone has
moved. Hidden files and folders are passed over; so are links that lead out of the corpus.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path, PurePosixPath

from index.errors import CorpusUnreadable
from index.reading import holds_articles
from index.run.partition import Partition
from index.store.ledger import FileState


@dataclass(slots=True)
class Changes:
    """What a run has to do. Ids are paths below the corpus with "/"."""

    new: dict[str, FileState] = field(default_factory=dict)
    changed: dict[str, FileState] = field(default_factory=dict)
    moved: dict[str, tuple[str, FileState]] = field(default_factory=dict)
    """New id → (old id, state)."""
    touched: dict[str, FileState] = field(default_factory=dict)
    """Same content under another modification time: only the ledger needs to know."""
    gone: set[str] = field(default_factory=set)
    unchanged: set[str] = field(default_factory=set)
    unreadable: dict[str, str] = field(default_factory=dict)
    """Id → reason. What the index holds of such a file stays until it can be read again."""
    skipped: Counter[str] = field(default_factory=Counter)
    """Ending of files that hold no articles → how many."""

    @property
    def to_read(self) -> dict[str, FileState]:
        """The files whose articles must be read, in the order of their ids."""
        states = {**self.new, **self.changed, **{new: s for new, (_, s) in self.moved.items()}}
        return dict(sorted(states.items()))

    def of(self, share: Partition) -> Changes:
        """What of it is one worker's.

        A file that moved from one worker's share to another's is new there, and gone here.
        """
        if share.is_whole:
            return self
        kept = Changes(
            skipped=self.skipped,
            gone={name for name in self.gone if share.holds(name)},
            unchanged={name for name in self.unchanged if share.holds(name)},
            unreadable={name: why for name, why in self.unreadable.items() if share.holds(name)},
        )
        for name in ("new", "changed", "touched"):
            states: dict[str, FileState] = getattr(self, name)
            setattr(kept, name, {n: state for n, state in states.items() if share.holds(n)})
        for new, (old, state) in self.moved.items():
            if share.holds(new) and share.holds(old):
                kept.moved[new] = old, state
            elif share.holds(new):
                kept.new[new] = state
            elif share.holds(old):
                kept.gone.add(old)
        return kept


def scan(corpus: Path, ledger: Mapping[str, FileState]) -> Changes:
    """Compare the files below `corpus` with what the ledger says is indexed.

    Raises CorpusUnreadable when the folder itself cannot be listed.
    """
    changes = Changes()
    seen: set[str] = set()
    for file_id, entry in _files(corpus, changes):
        seen.add(file_id)
        _compare(file_id, entry, ledger.get(file_id), changes)
    changes.gone = set(ledger) - seen - _below_unreadable(ledger, changes)
    _find_moved(changes, ledger)
    return changes


def id_of(corpus: Path, path: str | Path) -> str:
    r"""The id of a file: its path below the corpus with "/".

    Bytes of a name that are not UTF-8 appear as `\xNN`, so that an id can be printed, sent
    and stored anywhere.
    """
    return _printable(os.path.relpath(path, corpus).replace(os.sep, "/"))


def _printable(name: str) -> str:
    if name.isascii():
        return name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def path_of(corpus: Path, file_id: str) -> Path | None:
    """The file that an id names, or None when it is not (or no longer) inside the corpus."""
    pure = PurePosixPath(file_id)
    if "\0" in file_id or pure.is_absolute() or ".." in pure.parts:
        return None
    for name in (file_id, _undecodable(file_id)):
        path = corpus / name
        if path.is_file() and path.resolve().is_relative_to(corpus.resolve()):
            return path
    return None


def _undecodable(file_id: str) -> str:
    r"""The file name whose bytes `id_of` showed as `\xNN`."""
    escaped = re.compile(rb"\\x([0-9a-f]{2})")
    raw = escaped.sub(lambda match: bytes.fromhex(match[1].decode()), file_id.encode("utf-8"))
    return os.fsdecode(raw)


def _files(corpus: Path, changes: Changes) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """(id, file) for every file of the corpus that may hold articles, folder by folder."""
    if not corpus.is_dir():
        raise CorpusUnreadable(corpus, "is not a folder" if corpus.exists() else "does not exist")
    root = corpus.resolve()
    folders = [str(corpus)]
    while folders:
        folder = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=attrgetter("name"))
        except OSError as error:
            if folder == str(corpus):
                raise CorpusUnreadable(corpus, f"cannot be read ({error.strerror})") from error
            changes.unreadable[id_of(corpus, folder) + "/"] = str(error.strerror)
            continue
        # Once a folder: making each path relative would take longer than all else here.
        above = "" if folder == str(corpus) else f"{id_of(corpus, folder)}/"
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif _is_article_file(entry, root, changes):
                yield above + _printable(entry.name), entry


def _is_article_file(entry: os.DirEntry[str], root: Path, changes: Changes) -> bool:
    if entry.is_file(follow_symlinks=False) and holds_articles(entry.name):
        return True  # nearly all, with as few questions as possible
    if entry.is_symlink():
        target = Path(entry.path).resolve()
        if not target.is_relative_to(root) or not target.is_file():
            changes.skipped["link"] += 1
            return False
    if not entry.is_file() or not holds_articles(entry.name):
        changes.skipped[PurePosixPath(entry.name).suffix.lower() or "no ending"] += 1
        return False
    return True


def _compare(
    file_id: str, entry: os.DirEntry[str], known: FileState | None, changes: Changes
) -> None:
    try:
        stat = entry.stat()
        if known and known.matches(stat.st_size, stat.st_mtime_ns):
            changes.unchanged.add(file_id)
            return
        state = FileState(stat.st_size, stat.st_mtime_ns, content_hash(entry.path))
    except OSError as error:
        changes.unreadable[file_id] = str(error.strerror)
        return
    if known is None:
        changes.new[file_id] = state
    elif known.digest == state.digest:
        changes.touched[file_id] = state
        changes.unchanged.add(file_id)
    else:
        changes.changed[file_id] = state


def content_hash(path: str | Path) -> str:
    """Hex BLAKE2b-128 of a file's bytes, read in pieces."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _below_unreadable(ledger: Mapping[str, FileState], changes: Changes) -> set[str]:
    """Known files below a folder that cannot be listed now: not gone, only out of sight."""
    folders = tuple(name for name in changes.unreadable if name.endswith("/"))
    return {known for known in ledger if known.startswith(folders)} if folders else set()


def _find_moved(changes: Changes, ledger: Mapping[str, FileState]) -> None:
    by_digest = {ledger[old].digest: old for old in sorted(changes.gone)}
    for new, state in list(changes.new.items()):
        old = by_digest.pop(state.digest, None)
        if old is not None:
            changes.moved[new] = (old, state)
            changes.gone.discard(old)
            del changes.new[new]
