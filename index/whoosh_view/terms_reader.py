"""The terms of a segment, as Whoosh asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.fields import FieldType, Schema
from whoosh.formats import Format
from whoosh.reading import TermInfo, TermNotFound
from whoosh.scoring import BaseScorer

from index.schema import FIELDS
from index.segment import Segment
from index.whoosh_view.field import ColumnField, Field, WrittenField
from index.whoosh_view.leaf_matcher import BackfileLeafMatcher, Term


class BackfileTermsReader(TermsReader):  # type: ignore[misc]  # Whoosh carries no annotations
    """Whoosh's TermsReader over a segment."""

    def __init__(self, segment: Segment, schema: Schema) -> None:
        self._segment = segment
        self._names = sorted(name for name, field in schema.items() if field.indexed)
        # Filled as fields are asked for; threads that do so at once make the same thing twice.
        self._fields: dict[str, Field] = {}

    def field(self, name: str) -> Field:
        """A field of the schema. Raises TermNotFound when it is not one that has terms."""
        found = self._fields.get(name)
        if found is None:
            if name not in self._names:
                raise TermNotFound(f"No field {name!r}")
            written = name in FIELDS
            made = WrittenField if written else ColumnField.of
            found = self._fields[name] = made(self._segment, name)
        return found

    def indexed_field_names(self) -> list[str]:
        return self._names

    def __contains__(self, term: Term) -> bool:
        name, text = term
        return name in self._names and self.field(name).find(text) is not None

    def terms(self) -> Iterator[Term]:
        return chain.from_iterable(self.terms_from(name, b"") for name in self._names)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """The terms of one field from a place on, in order."""
        field = self.field(fieldname)
        for number in range(field.first_from(prefix), len(field)):
            yield fieldname, field[number]

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Statistics of a term, in an object of their own: MultiReader changes it."""
        field, number = self._found(fieldname, text)
        documents, tf = field.postings(number)
        lengths = field.lengths(documents)
        return TermInfo(
            weight=float(tf.sum()),
            df=len(documents),
            minlength=None if lengths is None else int(lengths.min()),
            maxlength=0 if lengths is None else int(lengths.max()),
            maxweight=float(tf.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many articles a term is, deleted ones included; 0 when in none."""
        field = self.field(fieldname)
        number = field.find(text)
        return 0 if number is None else field.df(number)

    def live_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many articles a term is that are not deleted; 0 when in none."""
        field = self.field(fieldname)
        number = field.find(text)
        return 0 if number is None else self._segment.count_live(field.postings(number).doc)

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term occurs; 0 when it does not."""
        field = self.field(fieldname)
        number = field.find(text)
        return 0.0 if number is None else float(field.postings(number).tf.sum())

    def matcher(
        self, fieldname: str, text: bytes, format_: Format, scorer: BaseScorer | None = None
    ) -> BackfileLeafMatcher:
        """All postings of a term. Raises TermNotFound."""
        field, number = self._found(fieldname, text)
        return BackfileLeafMatcher((fieldname, text), field, number, format_, scorer)

    def live_matcher(
        self, fieldname: str, text: bytes, format_: Format, scorer: BaseScorer | None
    ) -> BackfileLeafMatcher:
        """The postings of a term without those of deleted articles. Raises TermNotFound."""
        field, number = self._found(fieldname, text)
        deleted = self._segment.deleted
        return BackfileLeafMatcher((fieldname, text), field, number, format_, scorer, deleted)

    def cursor(self, fieldname: str, fieldobj: FieldType) -> BackfileFieldCursor:
        return BackfileFieldCursor(self, fieldname, fieldobj)

    def _found(self, name: str, text: bytes) -> tuple[Field, int]:
        field = self.field(name)
        number = field.find(text)
        if number is None:
            raise TermNotFound(f"No term {name}:{text!r}")
        return field, number


class BackfileFieldCursor(FieldCursor):  # type: ignore[misc]  # as above
    """A place among the terms of a field, for Whoosh's fuzzy search."""

    def __init__(self, terms: BackfileTermsReader, name: str, fieldobj: FieldType) -> None:
        self._terms = terms
        self._name = name
        self._type = fieldobj
        self._field = terms.field(name)
        self._number = 0

    def first(self) -> str | None:
        self._number = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that is not before this one."""
        wanted = term if isinstance(term, bytes) else self._type.to_bytes(term)
        self._number = self._field.first_from(wanted)
        return self.text()

    def next(self) -> str | None:
        self._number += 1
        return self.text()

    def is_valid(self) -> bool:
        return self._number < len(self._field)

    def text(self) -> str | None:
        """The present term as text, None after the last."""
        return self._type.from_bytes(self._field[self._number]) if self.is_valid() else None

    term = text  # what MultiReader's cursor calls it

    def term_info(self) -> TermInfo | None:
        return (
            self._terms.term_info(self._name, self._field[self._number])
            if self.is_valid()
            else None
        )
