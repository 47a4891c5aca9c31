"""What a run did: its counts, and what could not be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, field

from index.problem import Problem
from index.run.listing import Skipped
from index.run.partition import Partition
from index.run.scan import Changes
from index.store.ledger import FileState


@dataclass(slots=True)
class Report:
    """What a run did, counted in files; `articles` is what the index holds now.

    Each file that is there counts once: as added, changed, moved or unchanged if it could be read,
    else as unread.
    """

    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    unchanged: int = 0
    unread: int = 0
    """Files that could not be read."""
    articles: int = 0
    seconds: float = 0.0
    problems: list[Problem] = field(default_factory=list)
    skipped: Skipped = field(default_factory=dict)
    """What files are that hold no articles → their ids."""
    missing: tuple[Partition, ...] = ()
    """The workers that a rebuild waits for before it is searched."""

    @property
    def failed(self) -> int:
        """How many files, or records of files, could not be read."""
        return sum(problem.records for problem in self.problems)


def report_of(changes: Changes, files: Mapping[str, FileState], again: Set[str]) -> Report:
    """What the scan has found, before anything is read."""
    problems = [Problem(file_id, reason) for file_id, reason in sorted(changes.unreadable.items())]
    troubled = {file_id for file_id, state in files.items() if state.problems}
    for file_id in sorted((troubled & changes.unchanged) - again):
        problems += [Problem(*problem) for problem in files[file_id].problems]
    return Report(
        added=len(changes.new),
        changed=len(changes.changed),
        moved=len(changes.moved),
        removed=len(changes.gone),
        unchanged=len(changes.unchanged),
        problems=problems,
        skipped=changes.skipped,
    )


def count_unread(report: Report, changes: Changes) -> None:
    """Take the files that could not be read out of those that were added, changed and so on."""
    failed = {problem.id for problem in report.problems}
    kinds: dict[str, Collection[str]] = {
        "added": changes.new.keys(),
        "changed": changes.changed.keys(),
        "moved": changes.moved.keys(),
        "unchanged": changes.unchanged,
    }
    report.unread = len(changes.unreadable)
    for kind, names in kinds.items():
        unread = len(failed.intersection(names))
        setattr(report, kind, getattr(report, kind) - unread)
        report.unread += unread
