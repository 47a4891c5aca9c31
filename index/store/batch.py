"""Changes to an index that become visible together."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.article import Article
from index.atomic_file import sync_folder
from index.problem import Problem
from index.record_number import article_id_of, record_of
from index.segment import Segment
from index.segment.deletions import Deleted, write_deletions
from index.segment.info import SegmentInfo
from index.store.generation import Generation
from index.store.ledger import FileState, LedgerChanges, read_ledger, size_of, write_part
from index.store.manifest import Manifest
from index.store.merge_policy import Size, is_large, to_merge

if TYPE_CHECKING:  # they load compiled code, which a run with nothing to do can spare
    from index.segment.builder import SegmentBuilder, Vocabularies

_HALF = 2  # the ledger is written anew when what came after its first part is half as large


@dataclass(slots=True)
class _Part:
    """A segment, and what is deleted of it by now."""

    segment: Segment
    deleted: Deleted
    is_changed: bool = False

    @classmethod
    def of(cls, segment: Segment) -> _Part:
        deleted = segment.deleted
        none = np.zeros(segment.documents, np.bool_)
        return cls(segment, none if deleted is None else deleted.copy())

    @property
    def live(self) -> int:
        return self.segment.documents - int(self.deleted.sum())

    @property
    def size(self) -> Size:
        segment = self.segment
        return Size(segment.documents, self.live, sum(segment.total.values()))

    def delete(self, file_id: str, records: Iterable[int] | None = None) -> None:
        """Delete the articles of a file; only those records, if they are given."""
        code = self.segment.file.find(file_id)
        if code is None:
            return
        docs = np.flatnonzero(self.segment.file.code == code)
        if records is not None:
            docs = docs[np.isin(self.segment.record[docs], np.fromiter(records, np.uint64))]
        self.is_changed |= not self.deleted[docs].all()
        self.deleted[docs] = True


@dataclass(slots=True)
class _Growing:
    """The segment that is being built: article `record` of a file is `places[file][record]`."""

    builder: SegmentBuilder
    places: dict[str, dict[int, int]] = field(default_factory=dict)
    deleted: list[int] = field(default_factory=list)


class Batch(LedgerChanges):
    """Articles and files to add and to remove; nothing is changed before `finish`."""

    def __init__(
        self,
        directory: Path,
        manifest: Manifest,
        generation: Generation,
        vocabularies: Callable[[], Vocabularies],
    ) -> None:
        super().__init__()
        self._directory = directory
        self._manifest = manifest
        self._number = manifest.generation + 1
        self._parts = [_Part.of(segment) for segment in generation.segments]
        self._vocabularies = vocabularies
        self._growing: _Growing | None = None
        self._refused: list[tuple[str, Problem]] = []
        self.problems: list[Problem] = []

    def drop(self, file_id: str) -> None:
        """Remove all articles of a file."""
        for part in self._parts:
            part.delete(file_id)
        if self._growing:
            self._growing.deleted += self._growing.places.pop(file_id, {}).values()

    def add(self, article_id: str, file_id: str, article: Article) -> None:
        """Add an article, instead of the one with the same id if there is one.

        The id is the file's, or for one of its records as `index.record_number` has it. Adds
        nothing when it raises.
        """
        record = record_of(article_id, file_id)
        if self._growing is None or self._growing.builder.is_full:
            self._complete()
            self._growing = _Growing(self._begin())
        growing = self._growing
        places = growing.places.setdefault(file_id, {})
        if record in places:
            growing.deleted.append(places[record])
        places[record] = growing.builder.add(file_id, record, article)

    def finish(self) -> Manifest:
        """Write everything; returns the manifest that makes it the index."""
        self._complete()
        self._note_refusals()
        self._parts = [part for part in self._parts if part.live]
        self._merge()
        entries = tuple(self._written(part) for part in self._parts)
        ledger = self._ledger()
        folders = [self._directory / "segments" / entry.name for entry in entries]
        for folder in (*folders, self._directory / "segments", self._directory):
            if folder.exists():
                sync_folder(folder)
        return replace(self._manifest, generation=self._number, segments=entries, ledger=ledger)

    def cancel(self) -> None:
        """Change nothing."""
        if self._growing:
            self._growing.builder.abandon()

    def _begin(self) -> SegmentBuilder:
        from index.segment.builder import SegmentBuilder  # noqa: PLC0415  # see the imports above

        return SegmentBuilder(self._new_folder(), self._vocabularies(), self._dictionary())

    def _complete(self) -> None:
        """Finish the segment that is growing; it replaces what earlier ones have of its ids."""
        growing = self._growing
        if growing is None:
            return
        for file_id, places in growing.places.items():
            for part in self._parts:
                part.delete(file_id, places)
        part = _Part.of(Segment(self._directory, growing.builder.finish()))
        self._growing = None
        for refused in growing.builder.refused:
            article_id = article_id_of(refused.file_id, refused.record)
            self._refused.append((refused.file_id, Problem(article_id, refused.reason)))
            growing.deleted.append(refused.doc)
        part.deleted[growing.deleted] = True
        part.is_changed = bool(growing.deleted)
        self._parts.append(part)

    def _note_refusals(self) -> None:
        """What a segment could not take in is a problem of its file, named in the ledger."""
        for file_id, problem in self._refused:
            self.problems.append(problem)
            if state := self._files.get(file_id):
                self._files[file_id] = state._replace(problems=(*state.problems, problem))

    def _merge(self) -> None:
        """Merge segments until the policy is content."""
        while found := to_merge([part.size for part in self._parts]):
            from index.segment.merge import merge  # noqa: PLC0415  # see the imports above
            from index.stories.features import carry_features  # noqa: PLC0415  # likewise

            parts = [(p.segment, ~p.deleted) for p in self._parts[found.start : found.stop]]
            merged = Segment(self._directory, merge(self._new_folder(), parts))
            carry_features(self._directory, merged, parts)
            self._parts[found.start : found.stop] = [_Part.of(merged)]

    def _written(self, part: _Part) -> SegmentInfo:
        """What the manifest is to say of a segment; its deletions are on the disk then."""
        if not part.is_changed:
            return part.segment.entry
        return write_deletions(self._directory, part.segment.entry, part.deleted, self._number)

    def _ledger(self) -> tuple[str, ...]:
        """The parts of the ledger, with what this batch has changed."""
        if not self._files and not self._gone:
            return self._manifest.ledger
        parts = self._manifest.ledger
        files: Mapping[str, FileState] = self._files
        gone: Iterable[str] = self._gone
        sizes = size_of(self._directory, parts)
        if len(sizes) > 1 and sum(sizes[1:]) * _HALF > sizes[0]:
            files = read_ledger(self._directory, parts)
            files = {n: s for n, s in files.items() if n not in self._gone} | self._files
            parts, gone = (), ()
        name = f"files-{self._number}-{secrets.token_hex(4)}"
        write_part(self._directory / name, files, gone)
        return (*parts, name)

    def _new_folder(self) -> Path:
        """Where to make a segment; its name was never used before and never will be again."""
        name = f"{self._number}-{secrets.token_hex(4)}"
        return self._directory / "segments" / name

    def _dictionary(self) -> bytes:
        """What a new segment is to compress with: what those have that it may be merged with."""
        for part in reversed(self._parts):
            if not is_large(part.live) and (dictionary := part.segment.dictionary):
                return dictionary
        return b""
