"""Which files of the corpus are new, changed, moved or gone since the last run.

A file is unchanged when its size and modification time are those the ledger holds; only
otherwise is its content read and hashed. A time that may come again says nothing (see `_Look`). A
new file with the content of one that is gone has moved. Which files are compared says `listing`.
What cannot be read is named, and costs itself only.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from index.problem import reason_of
from index.regular_file import content_hash
from index.run.listing import Listing, Skipped
from index.run.partition import Partition
from index.store.ledger import UNSETTLED, FileState

GRANULARITY = 2 * 10**9
"""Nanoseconds within which two changes of a file may bear the same time: FAT counts in two seconds,
other systems in milliseconds (git calls such entries racily clean)."""


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
    skipped: Skipped = field(default_factory=dict)
    """What files are that hold no articles → their ids."""

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


def scan(corpus: Path, ledger: Mapping[str, FileState], *, thorough: bool = False) -> Changes:
    """Compare the files below `corpus` with what the ledger says is indexed.

    With `thorough` every file is read and hashed, whatever its time says. Raises
    CorpusUnreadable when the folder itself cannot be listed.
    """
    listing = Listing(corpus, ledger.__contains__)
    changes = Changes(skipped=listing.skipped, unreadable=listing.unreadable)
    look = _Look(time.time_ns() - GRANULARITY, thorough)
    seen: set[str] = set()
    for file_id, entry in listing.files():
        seen.add(file_id)
        try:
            _compare(file_id, entry, ledger.get(file_id), look, changes)
        except Exception as error:
            changes.unreadable[file_id] = reason_of(error, file_id)
    changes.gone = set(ledger) - seen - changes.unreadable.keys()
    changes.gone -= _below_unreadable(ledger, changes)
    _find_moved(changes, ledger)
    return changes


class _Look(NamedTuple):
    """How files are compared: what was modified before `settled` (ns) has its time for good."""

    settled: int
    thorough: bool

    def time_of(self, mtime_ns: int) -> int:
        """What the ledger is to remember of a modification time.

        A file that was written a moment ago can be written again in the same tick of the clock,
        and keeps its time; one from the future will be seen with that time once more when the
        clock gets there. Neither time says that the file is as it was.
        """
        return mtime_ns if UNSETTLED < mtime_ns < self.settled else UNSETTLED


def _compare(
    file_id: str,
    entry: os.DirEntry[str],
    known: FileState | None,
    look: _Look,
    changes: Changes,
) -> None:
    """Note what has become of a file. Raises Unreadable or OSError."""
    stat = entry.stat()
    time = look.time_of(stat.st_mtime_ns)
    if known and time != UNSETTLED and known.matches(stat.st_size, time) and not look.thorough:
        changes.unchanged.add(file_id)
        return
    state = FileState(stat.st_size, time, content_hash(entry.path))
    if known is None:
        changes.new[file_id] = state
    elif known.digest != state.digest:
        changes.changed[file_id] = state
    else:
        changes.unchanged.add(file_id)
        if not known.matches(stat.st_size, time):
            changes.touched[file_id] = state


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
