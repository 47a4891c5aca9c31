"""One run: bring the index to what the corpus holds now, reading only what changed."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexMisplaced
from index.run.boilerplate_lines import BoilerplateLines, remembered
from index.run.boilerplate_scan import scan_boilerplate
from index.run.corrected import Corrected
from index.run.intake import FileReader, Step, take_in
from index.run.listing import check_corpus
from index.run.partition import Partition
from index.run.progress import Progress, ProgressCounter
from index.run.report import Report, count_unread, report_of
from index.run.scan import Changes, scan
from index.run.target import Target
from index.run.workers import Workers
from index.store.ledger import FileState
from index.store.lock import locked
from index.store.store import Store, open_or_none
from index.stories.grouping import group_stories

BATCH = 2_000
"""Files a commit: an interrupted run loses no more work than that."""

_WHOLE = Partition()


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
        report = report_of(changes, files, again)
        reader = FileReader(corpus, repetition, corrected, workers)
        to_read = {name: files[name] for name in again} | dict(changes.to_read)
        counter = ProgressCounter(progress, {name: state.size for name, state in to_read.items()})
        for chunk in _chunks(changes, files, again):
            report.problems += take_in(chunk, target, reader, counter)
            if publish_early:
                target.publish()
            repetition.cleaned(step.file_id for step in chunk)
    if changes.touched:
        with target.batch() as batch:
            for file_id, state in changes.touched.items():
                batch.keep(file_id, state._replace(problems=files[file_id].problems))
    target.publish(finished=True)
    corrected.cleaned()
    count_unread(report, changes)
    report.articles = target.count()
    report.seconds = time.monotonic() - started
    return report


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector: file states hold no cycles.

    Collecting took a tenth of a run that had nothing to do.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _digests(changes: Changes, files: Mapping[str, FileState]) -> dict[str, str]:
    """The content hash of every file that the index holds at the end of the run."""
    left = changes.gone | {old for old, _ in changes.moved.values()}
    states = {name: state for name, state in files.items() if name not in left}
    return {name: state.digest for name, state in (states | changes.to_read).items()}


def _chunks(
    changes: Changes, files: Mapping[str, FileState], again: Set[str]
) -> Iterator[list[Step]]:
    """The steps of a run, as many together as are committed together.

    `again` are unchanged files that are read once more.
    """
    moved_from = {new: old for new, (old, _) in changes.moved.items()}
    steps = [Step(gone, files[gone], gone, is_there=False) for gone in sorted(changes.gone)]
    steps += [
        Step(file_id, state, moved_from.get(file_id, file_id))
        for file_id, state in changes.to_read.items()
    ]
    steps += [Step(file_id, files[file_id], file_id) for file_id in sorted(again)]
    for start in range(0, len(steps), BATCH):
        yield steps[start : start + BATCH]
