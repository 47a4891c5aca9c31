"""One run: bring the index to what the corpus holds now, reading only what changed."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from index.errors import IndexFailure, IndexMisplaced
from index.file_id import locate
from index.problem import Problem, reason_of
from index.reading import Reading, held_of, read_articles
from index.run.boilerplate_lines import BoilerplateLines, remembered
from index.run.boilerplate_scan import scan_boilerplate
from index.run.corrected import Corrected
from index.run.listing import Skipped, check_corpus
from index.run.pace import Pace
from index.run.partition import Partition
from index.run.progress import Advance, Progress
from index.run.scan import Changes, scan
from index.run.target import Changing, Target
from index.run.workers import Task, Workers
from index.store.ledger import UNREAD, UNSETTLED, FileState
from index.store.lock import locked
from index.store.store import Store, open_or_none
from index.stories.grouping import group_stories

BATCH = 2_000
"""Files a commit: an interrupted run loses no more work than that."""

_PAUSE = 0.1  # seconds between two tellings within a file

_WHOLE = Partition()


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


def reindex(
    corpus: Path, directory: Path, progress: Progress | None = None, *, thorough: bool = False
) -> Report:
    """Bring the index in `directory` to what `corpus` holds now.

    Only new and changed files are read; what has changed under the same size and time is found
    when `thorough`. What was committed before an interruption stays. Raises CorpusUnreadable,
    IndexLocked, IndexMisplaced, IndexOutdated, IndexDamaged, IndexUnwritable.
    """
    check_corpus(corpus)
    with locked(directory, corpus):
        store = open_or_none(directory)
        if store is None:
            store = Store.create(directory, corpus)
        elif store.corpus != corpus.resolve():
            raise IndexMisplaced(
                f"The index in {directory} belongs to the articles in {store.corpus}. Choose "
                "another folder with --index, or make it anew for these with: backfile rebuild"
            )
        report = run(store, corpus, progress, thorough=thorough)
        group_stories(store)
        return report


def rebuild(corpus: Path, directory: Path, progress: Progress | None = None) -> Report:
    """Make the index in `directory` anew from `corpus`.

    The old index, if there is one that can be read, answers until the new one is complete.
    """
    check_corpus(corpus)
    with locked(directory, corpus):
        store = Store.create(directory, corpus)
        report = run(store, corpus, progress, publish_early=False)
        group_stories(store)
        return report


def run(
    target: Target,
    corpus: Path,
    progress: Progress | None = None,
    share: Partition = _WHOLE,
    *,
    publish_early: bool = True,
    thorough: bool = False,
    outdated: Callable[[BoilerplateLines], set[str]] = BoilerplateLines.outdated,
) -> Report:
    """Bring what `target` holds of a worker's share to what `corpus` holds now.

    With `publish_early` readers see each batch; else all at the end. With `thorough` every file
    is hashed, whatever its time says. `outdated` gives the files that must be cleaned again, since
    other lines repeat now.
    """
    started = time.monotonic()
    corrected = Corrected(target.directory, target.memory)
    with _uncollected():
        files = target.files()
        changes = scan(corpus, files, thorough=thorough)
    with remembered(target.memory) as repetition, Workers() as workers:
        scan_boilerplate(repetition, _digests(changes, files), corpus, workers)
        changes = changes.of(share)
        again = (outdated(repetition) | corrected.outdated(files)) & changes.unchanged
        report = _report_of(changes, files, again)
        reader = _Reader(corpus, repetition, corrected, workers)
        to_read = {name: files[name] for name in again} | dict(changes.to_read)
        tally = _Tally(progress, {name: state.size for name, state in to_read.items()})
        for chunk in _chunks(changes, files, again):
            report.problems += _take_in(chunk, target, reader, tally)
            if publish_early:
                target.publish()
            repetition.cleaned(step.file_id for step in chunk)
    if changes.touched:
        with target.batch() as batch:
            for file_id, state in changes.touched.items():
                batch.keep(file_id, state._replace(problems=files[file_id].problems))
    target.publish(finished=True)
    corrected.cleaned()
    _count_unread(report, changes)
    report.articles = target.count()
    report.seconds = time.monotonic() - started
    return report


class _Tally:
    """Counts what is read, and tells it: at the end of each file, and now and then within one."""

    def __init__(
        self,
        progress: Progress | None,
        sizes: Mapping[str, int],
    ) -> None:
        """`sizes` are the bytes of each file that is to be read, by its id."""
        self._progress = progress
        self._files, self._bytes = len(sizes), sum(sizes.values())
        self._done = self._read = self._within = self._articles = 0
        self._next = 0.0
        self._pace = Pace(sizes, time.monotonic())
        self._tell("")

    def add_article(self, file_id: str, at: int) -> None:
        """An article was found, so far into its file, in bytes."""
        self._articles += 1
        self._within = max(self._within, at)
        if time.monotonic() >= self._next:
            self._tell(file_id)

    def end_file(self, file_id: str, size: int) -> None:
        """A file is read."""
        self._done, self._read, self._within = self._done + 1, self._read + size, 0
        self._pace.end_file(file_id, size, time.monotonic())
        self._tell("")

    def _tell(self, file_id: str) -> None:
        """Tell of it, with the file that is being read."""
        now = time.monotonic()
        self._next = now + _PAUSE
        if self._progress and self._files:
            read = min(self._read + self._within, self._bytes)
            left = self._pace.seconds_left(file_id, self._within, now)
            self._progress(
                Advance(self._done, self._files, read, self._bytes, self._articles, left)
            )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which would look in vain through what is known of each file.

    None of it goes in circles; a tenth of a run with nothing to do went there.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Step(NamedTuple):
    """A file to forget (what the index holds of it), to read, or both."""

    file_id: str
    state: FileState
    forget: str
    is_there: bool = True


class _Reader(NamedTuple):
    """What reads the files of a corpus, and what is known of their lines beforehand."""

    corpus: Path
    repetition: BoilerplateLines
    corrected: Corrected
    workers: Workers

    def task(self, step: _Step) -> Task:
        """The reading of a file. Raises OSError and others when it is not where it was."""
        file_id, size = step.file_id, step.state.size
        return Task(
            locate(self.corpus, file_id), file_id, self.repetition.lines_of(file_id), size,
            held_of(file_id, size), self.corrected.lines_of(step.state.digest),
        )  # fmt: skip


def _read_file(task: Task) -> Iterator[Reading | Problem]:
    return read_articles(task.path, task.file_id, task.repeated, task.put_back)


def _digests(changes: Changes, files: Mapping[str, FileState]) -> dict[str, str]:
    """The content hash of every file that the index holds at the end of the run."""
    left = changes.gone | {old for old, _ in changes.moved.values()}
    states = {name: state for name, state in files.items() if name not in left}
    return {name: state.digest for name, state in (states | changes.to_read).items()}


def _chunks(
    changes: Changes, files: Mapping[str, FileState], again: Set[str]
) -> Iterator[list[_Step]]:
    """The steps of a run, as many together as are committed together.

    `again` are unchanged files that are read once more.
    """
    moved_from = {new: old for new, (old, _) in changes.moved.items()}
    steps = [_Step(gone, files[gone], gone, is_there=False) for gone in sorted(changes.gone)]
    steps += [
        _Step(file_id, state, moved_from.get(file_id, file_id))
        for file_id, state in changes.to_read.items()
    ]
    steps += [_Step(file_id, files[file_id], file_id) for file_id in sorted(again)]
    for start in range(0, len(steps), BATCH):
        yield steps[start : start + BATCH]


def _take_in(
    steps: Sequence[_Step], target: Target, reader: _Reader, tally: _Tally
) -> list[Problem]:
    """Forget and read files, in one batch; gives what could not be read or added."""
    problems: list[Problem] = []
    with target.batch() as batch:
        for step in steps:
            batch.drop(step.forget)
            batch.drop(step.file_id)
            batch.forget(step.forget)
        for step, met in _read(steps, reader, batch, tally):
            batch.keep(step.file_id, _state_after(step, met))
            problems += met
            tally.end_file(step.file_id, step.state.size)
    return problems + list(batch.problems)


def _read(
    steps: Sequence[_Step], reader: _Reader, batch: Changing, tally: _Tally
) -> Iterator[tuple[_Step, list[Problem]]]:
    """Add the articles of each file that is there; gives what could not be read of it."""
    there = {step.file_id: step for step in steps if step.is_there}
    tasks: list[Task] = []
    for file_id, step in there.items():
        try:
            tasks.append(reader.task(step))
        except Exception as error:
            is_passing = isinstance(error, OSError)
            yield step, [Problem(file_id, reason_of(error, file_id), is_passing=is_passing)]
    problems: list[Problem] = []
    for task, found in reader.workers.read_all(tasks, _read_file):
        if found is None:
            yield there[task.file_id], problems
            problems = []
        elif isinstance(found, Problem):
            problems.append(found)
        else:
            problems += _add(batch, task.file_id, found)
            tally.add_article(task.file_id, found.at)


def _state_after(step: _Step, problems: Sequence[Problem]) -> FileState:
    """What the ledger is to remember of a file that was read.

    Of one that the system refused to read it remembers no content, so that the next run reads it.
    """
    state = step.state._replace(problems=tuple(problems))
    if any(problem.is_passing for problem in problems):
        return state._replace(mtime_ns=UNSETTLED, digest=UNREAD)
    return state


def _add(batch: Changing, file_id: str, found: Reading) -> list[Problem]:
    """Add an article; gives what is wrong with it if it cannot be added.

    What is wrong with the index itself would be so for the next article, too: that is raised.
    """
    try:
        batch.add(found.id, file_id, found.article)
    except (IndexFailure, OSError, MemoryError):
        raise
    except Exception as error:
        return [Problem(found.id, reason_of(error, found.id))]
    return []


def _count_unread(report: Report, changes: Changes) -> None:
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


def _report_of(changes: Changes, files: Mapping[str, FileState], again: Set[str]) -> Report:
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
