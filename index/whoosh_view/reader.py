"""One generation of the index as a Whoosh reader."""

from __future__ import annotations

from typing import cast

from whoosh.codec.base import Codec
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.fields import Schema
from whoosh.matching import Matcher
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader, TermNotFound
from whoosh.scoring import BaseScorer

from index.schema import schema
from index.segment import Segment
from index.store.generation import Generation
from index.whoosh_view.documents import Documents
from index.whoosh_view.terms import Terms


def reader_of(generation: Generation) -> IndexReader:
    """The articles of a generation in their order, deleted ones included, for any thread.

    Document numbers are those of `Generation.locate`. Closing the reader is not needed.
    """
    fields = schema()
    readers = [LiveReader(part, fields, generation.number) for part in generation.segments]
    if not readers:
        return EmptyReader(fields)
    return readers[0] if len(readers) == 1 else MultiReader(readers, generation.number)


class LiveReader(SegmentReader):  # type: ignore[misc]  # Whoosh carries no annotations
    """Whoosh's reader of one segment, over ours."""

    def __init__(self, segment: Segment, fields: Schema, generation: int) -> None:
        part, codec = _Part(segment.entry.name), _Codec(segment, fields)
        super().__init__(None, fields, part, generation=generation, codec=codec)

    def postings(
        self, fieldname: str, text: str | bytes, scorer: BaseScorer | None = None
    ) -> Matcher:
        """The postings of a term that are of articles not deleted. Raises TermNotFound.

        Whoosh's own method gathers all deletions into a set at each call, and then passes over
        the deleted articles one by one; here they are taken out of the arrays.
        """
        if fieldname not in self.schema:
            raise TermNotFound(f"No field {fieldname!r}")
        term = self._text_to_bytes(fieldname, text)
        return self._terms.live_matcher(fieldname, term, self.schema[fieldname].format, scorer)

    def live_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many articles a term is that are not deleted."""
        return cast(int, self._terms.live_frequency(fieldname, text))


class _Part(WhooshSegment):  # type: ignore[misc]  # as above
    """What SegmentReader asks of a segment before it turns to the codec's readers."""

    def __init__(self, name: str) -> None:
        super().__init__("backfile")
        self.segid = name


class _Codec(Codec):  # type: ignore[misc]  # as above
    """Hands out our readers; it can write nothing."""

    def __init__(self, segment: Segment, fields: Schema) -> None:
        self._segment = segment
        self._schema = fields

    def terms_reader(self, _storage: None, _part: WhooshSegment) -> Terms:
        return Terms(self._segment, self._schema)

    def per_document_reader(self, _storage: None, _part: WhooshSegment) -> Documents:
        return Documents(self._segment)
