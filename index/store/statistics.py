"""What an index holds, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexUnreadable
from index.schema import FIELDS
from index.segment import FILES
from index.store.ledger import size_of
from index.store.store import Store


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over all segments; `terms` are counted in each segment that has them."""

    articles: int
    deleted: int
    """Articles that are deleted but still take room."""
    segments: int
    files: int
    terms: int
    postings: int
    words: int
    """Words of the articles, titles included, deleted ones too."""
    bytes_of: dict[str, int]
    """The bytes of each kind of file of the segments, and of the ledger."""
    generation: int
    updated: str

    @property
    def bytes(self) -> int:
        """All of them."""
        return sum(self.bytes_of.values())


def statistics(directory: Path) -> Statistics:
    """Count what the index in `directory` holds.

    Raises IndexMissing, IndexOutdated, IndexUnreadable or IndexDamaged.
    """
    store = Store.open(directory)
    generation = store.generation()
    sizes: Counter[str] = Counter()
    for segment in generation.segments:
        sizes.update({kind: segment.files[kind].size for kind in FILES})
    try:
        sizes["ledger"] = sum(size_of(directory, store.manifest.ledger))
    except OSError as error:
        raise IndexUnreadable(directory, error) from error
    return Statistics(
        articles=generation.live,
        deleted=generation.documents - generation.live,
        segments=len(generation.segments),
        files=len(store.files()),
        terms=sum(len(segment.terms) for segment in generation.segments),
        postings=sum(len(segment.files["postings"]["doc"]) for segment in generation.segments),
        words=sum(segment.total[FIELDS[0]] for segment in generation.segments),
        bytes_of=dict(sizes),
        generation=generation.number,
        updated=store.manifest.updated,
    )
