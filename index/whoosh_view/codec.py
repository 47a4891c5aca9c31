"""A segment of ours as Whoosh's SegmentReader, and the codec that hands it our readers."""

from __future__ import annotations

from typing import cast

from whoosh.codec.base import Codec
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.fields import Schema
from whoosh.matching import Matcher
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.scoring import BaseScorer

from index.segment import Segment
from index.whoosh_view.per_doc_reader import BackfilePerDocReader
from index.whoosh_view.terms_reader import BackfileTermsReader


class LiveReader(SegmentReader):  # type: ignore[misc]  # Whoosh carries no annotations
    """Whoosh's reader of one segment, over ours."""

    def __init__(self, segment: Segment, fields: Schema, generation: int) -> None:
        part, codec = BackfileSegment(segment.entry.name), BackfileCodec(segment, fields)
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


class BackfileSegment(WhooshSegment):  # type: ignore[misc]  # as above
    """What SegmentReader asks of a segment before it turns to the codec's readers."""

    def __init__(self, name: str) -> None:
        super().__init__("backfile")
        self.segid = name


class BackfileCodec(Codec):  # type: ignore[misc]  # as above
    """Hands out our readers; it can write nothing."""

    def __init__(self, segment: Segment, fields: Schema) -> None:
        self._segment = segment
        self._schema = fields

    def terms_reader(self, _storage: None, _part: WhooshSegment) -> BackfileTermsReader:
        return BackfileTermsReader(self._segment, self._schema)

    def per_document_reader(self, _storage: None, _part: WhooshSegment) -> BackfilePerDocReader:
        return BackfilePerDocReader(self._segment)
