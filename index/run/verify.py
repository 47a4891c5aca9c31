"""Whether an index is whole, and holds what the corpus holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from index.errors import Fault, IndexFailure, IndexUnreadable
from index.regular_file import NOT_A_FILE
from index.run.boilerplate_lines import faults_of as faults_of_memory
from index.run.scan import scan
from index.segment import FILES, Segment
from index.segment.array_file import ArrayFile
from index.segment.deletions import read_deletions
from index.segment.info import SegmentInfo
from index.store.ledger import FileState, read_ledger
from index.store.manifest import Manifest, read_manifest
from index.stories.story_file import StoryFile


def verify(directory: Path) -> Iterator[Fault]:
    """Check every byte, every number, every article and every file; returns all that is wrong.

    Nothing is given for an index that is whole and of its corpus as it is. What cannot be read is
    given too: of it nobody can say that it is well. Raises IndexMissing, IndexOutdated,
    IndexUnreadable or IndexDamaged when there is no manifest to go by, CorpusUnreadable.
    """
    manifest = read_manifest(directory)
    for entry in manifest.segments:
        yield from _of_segment(directory, entry)
    yield from _of_stories(directory, manifest)
    yield from faults_of_memory(directory / manifest.memory)
    try:
        files = read_ledger(directory, manifest.ledger)
    except (IndexFailure, FileNotFoundError) as error:
        yield Fault("files", str(error))
        return
    yield from differences(Path(manifest.corpus), files)
    yield from _unknown(directory, manifest, files)


def _of_segment(directory: Path, entry: SegmentInfo) -> Iterator[Fault]:
    from index.segment.integrity import faults_of  # noqa: PLC0415  # compiled code: loaded when needed

    whole = True
    for kind in FILES:
        name = f"segments/{entry.name}/{kind}"
        try:
            ArrayFile(directory, name, kind, entry.name).touch_all()
        except (IndexFailure, OSError) as error:
            whole = False
            yield Fault(name, _reason(error))
    try:
        read_deletions(directory, entry)
        if whole:
            yield from faults_of(Segment(directory, entry))
    except (IndexFailure, OSError) as error:
        yield Fault(f"segments/{entry.name}", _reason(error))


def _of_stories(directory: Path, manifest: Manifest) -> Iterator[Fault]:
    """Whether the articles are grouped as they would be now.

    Groups of an earlier commit are no fault: the next run makes them anew.
    """
    if not manifest.stories:
        return
    try:
        file = StoryFile(directory, manifest.stories)
        if file.is_of(manifest.segments):
            from index.stories.integrity import faults_of  # noqa: PLC0415  # as above

            yield from faults_of(directory, manifest, file)
    except IndexUnreadable as error:
        yield Fault(manifest.stories, _reason(error))
    except (IndexFailure, OSError, KeyError):
        how = "it is missing or not as it was written; run: backfile reindex"
        yield Fault(manifest.stories, how)


def differences(corpus: Path, files: Mapping[str, FileState]) -> Iterator[Fault]:
    """Where the corpus is no longer what was indexed, or cannot be read."""
    changes = scan(corpus, files, thorough=True)
    for kind, names in (
        ("is new since the last reindex", changes.new),
        ("has moved since the last reindex", changes.moved),
        ("is no longer in the corpus", changes.gone),
    ):
        yield from (Fault(name, f"it {kind}") for name in sorted(names))
    for name, state in sorted(changes.changed.items()):
        if files[name].matches(state.size, state.mtime_ns):
            how = "but not its size and time; run: backfile reindex --thorough"
            yield Fault(name, f"it has changed, {how}")
        else:
            yield Fault(name, "it has changed since the last reindex")
    for name, reason in sorted(changes.unreadable.items()):
        if not reason.endswith(NOT_A_FILE):  # a run has named it; it holds no article to be missed
            yield Fault(name, f"it cannot be read ({reason})")


def _unknown(directory: Path, manifest: Manifest, files: dict[str, FileState]) -> Iterator[Fault]:
    """Articles of files that the ledger does not know, which no reindex would ever remove."""
    for entry in manifest.segments:
        try:
            segment = Segment(directory, entry)
        except (IndexFailure, OSError):
            continue  # it has been named already
        for doc in segment.live_docs():
            if segment.file.of(doc) not in files:
                yield Fault(segment.id(doc), "its file is not in the ledger")


def _reason(error: Exception) -> str:
    if isinstance(error, IndexUnreadable):
        return f"it cannot be read ({error.reason})"
    return str(error) if isinstance(error, IndexFailure) else "it is missing"
