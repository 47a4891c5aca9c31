"""What a disk may hold after the power was lost: a model, fed with the changes that were made.

POSIX promises little. What was written to a file is there when the file was fsynced afterwards;
what was created, renamed or removed in a folder when the folder was. Of what came later anything
may be missing: each write is there, not there, there in part, or as zeros; of the changes to a
folder's names the first few are there.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.shim import Entry

SECTOR = 512
"""Bytes that a disk writes as one."""
_OF_NAMES = ("create", "rename", "unlink", "mkdir")


@dataclass
class _Node:
    """A file, whatever its names."""

    data: bytearray = field(default_factory=bytearray)


def survivors(entries: Sequence[Entry], rng: random.Random) -> list[Entry]:
    """The changes that have come through, when the power was lost after all of `entries`."""
    kept_names = _names_kept(entries, rng)
    keeps = rng.choice((0.0, 0.5, 1.0, rng.random()))  # how much of what was not fsynced
    synced: set[int] = set()
    kept: list[Entry] = []
    for place in range(len(entries) - 1, -1, -1):
        entry = entries[place]
        if entry.what == "sync":
            synced.add(entry.node)
        elif entry.what in _OF_NAMES:
            if place in kept_names:
                kept.append(entry)
        elif entry.node in synced or rng.random() < keeps:
            kept.append(entry)
        elif entry.what == "write" and rng.random() < 0.5:
            kept.append(_torn(entry, rng))
    return kept[::-1]


def _names_kept(entries: Sequence[Entry], rng: random.Random) -> set[int]:
    """Which changes of names are there: those before their folder's last fsync, and some more."""
    of_folder: dict[str, list[int]] = {}
    synced: dict[str, int] = {}
    for place, entry in enumerate(entries):
        if entry.what in _OF_NAMES:
            of_folder.setdefault(str(Path(entry.path).parent), []).append(place)
        elif entry.what == "sync":
            synced[entry.path] = len(of_folder.get(entry.path, ()))
    kept: set[int] = set()
    for folder, places in of_folder.items():
        kept.update(places[: rng.randint(synced.get(folder, 0), len(places))])
    return kept


def _torn(entry: Entry, rng: random.Random) -> Entry:
    """A write of which only the first sectors are there, the rest being zeros."""
    sectors = rng.randrange(len(entry.data) // SECTOR + 1)
    there = entry.data[: sectors * SECTOR]
    return entry._replace(data=there + bytes(len(entry.data) - len(there)))


class Disk:
    """The files below a folder, in memory."""

    def __init__(self, folder: Path) -> None:
        self._root = str(folder)
        self._folders = {self._root}
        self._files: dict[str, _Node] = {}
        self._nodes: dict[int, _Node] = {}
        for path in folder.rglob("*"):
            if path.is_dir():
                self._folders.add(str(path))
            else:
                node = _Node(bytearray(path.read_bytes()))
                self._files[str(path)] = self._nodes[path.stat().st_ino] = node

    def apply(self, entries: Sequence[Entry]) -> None:
        """Make changes; what concerns names that are not there is passed over."""
        for entry in entries:
            getattr(self, f"_{entry.what}")(entry)

    def write(self) -> None:
        """Write all that has a name to its place, which is empty."""
        for name in sorted(self._folders):
            if self._is_there(name):
                Path(name).mkdir()
        for name, node in self._files.items():
            if self._is_there(str(Path(name).parent)):
                Path(name).write_bytes(node.data)

    def _is_there(self, folder: str) -> bool:
        """Whether a folder can be reached: all above it are there too."""
        above = [folder, *map(str, Path(folder).parents)]
        return all(name in self._folders for name in above[: above.index(self._root) + 1])

    def _create(self, entry: Entry) -> None:
        self._files[entry.path] = self._nodes[entry.node] = _Node()

    def _write(self, entry: Entry) -> None:
        data = self._of(entry).data
        data.extend(bytes(max(0, entry.offset - len(data))))
        data[entry.offset : entry.offset + len(entry.data)] = entry.data

    def _truncate(self, entry: Entry) -> None:
        data = self._of(entry).data
        data.extend(bytes(max(0, entry.offset - len(data))))
        del data[entry.offset :]

    def _of(self, entry: Entry) -> _Node:
        """The file that is written; one whose name is not there is written to no avail."""
        return self._nodes.setdefault(entry.node, _Node())

    def _rename(self, entry: Entry) -> None:
        if node := self._files.pop(entry.path, None):
            self._files[entry.other] = node

    def _unlink(self, entry: Entry) -> None:
        self._files.pop(entry.path, None)
        self._folders.discard(entry.path)

    def _mkdir(self, entry: Entry) -> None:
        self._folders.add(entry.path)
