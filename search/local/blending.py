"""Blends terms of a segment into one: its postings, and where it stands.

What counts as one term (search.plan.Form, Pattern, Synonyms) becomes arrays in memory of the same
layout as a term's own, so that every kernel runs over them unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index import CAPITALS, FIELDS, MARK, STEMMED, Segment
from index.jit.kernel_api import (
    EXACT,
    MARKED,
    MAX_DOCUMENTS,
    pack_frequencies,
    unpack_frequencies,
)
from search.distinct import distinct
from search.plan import Form, Pattern, Term
from search.rank.blend import (
    LONGEST_NUMBER,
    SegmentPostings,
    Selection,
    add_positions,
    add_terms,
    encode_positions,
    list_sums,
)
from search.words.expansion import fitting_forms, fitting_terms

Array = npt.NDArray[Any]

_TEXT, _TITLE = FIELDS.index("text"), FIELDS.index("title")
_MANY = 256  # terms to find among those of titles, from which a table of all is sooner made


class TermPostings(NamedTuple):
    """The postings of a term in a segment, mapped or in memory (index.segment.term_frequency)."""

    doc: Array
    tf: Array
    big_posting: Array
    """Counted from `base`."""
    big_tf: Array
    base: int = 0


def postings_of(segment: Segment, number: int) -> TermPostings:
    """The postings of a term, mapped; their pages are verified."""
    start, stop = segment.range_of(number)
    file = segment.files["postings"]
    first, last = np.searchsorted(segment.big_posting, (start, stop)).tolist()
    return TermPostings(
        file["doc"][start:stop],
        file["tf"][start:stop],
        segment.big_posting[first:last],
        file["big_tf"][first:last],
        start,
    )


def most_frequent(ways: Sequence[TermPostings | None]) -> TermPostings | None:
    """The postings of ways to write one word, each as often as the way that occurs most."""
    there = [postings for postings in ways if postings is not None]
    if len(there) < 2:
        return there[0] if there else None
    most, marks = np.zeros((2, MAX_DOCUMENTS), np.uint32)
    for doc, tf, big_posting, big_tf, base in there:
        marked = unpack_frequencies(tf, big_posting - base, big_tf)
        most[doc] = np.maximum(most[doc], marked & EXACT)
        marks[doc] |= marked & MARKED
    docs = np.flatnonzero(most)
    return TermPostings(docs.astype(np.uint16), *pack_frequencies(most[docs] | marks[docs]))


class Blend(NamedTuple):
    """Terms of a segment that count as one, or those of their occurrences that do."""

    segment: Segment
    chosen: Selection
    of_titles: bool
    postings: TermPostings

    @property
    def whole_term(self) -> bytes | None:
        """The term that it is nothing else than; None when there is none."""
        chosen = self.chosen
        is_whole = len(chosen.number) == 1 and chosen.start[0] < 0
        return self.segment.terms[int(chosen.number[0])] if is_whole else None

    def positions(self) -> npt.NDArray[np.uint8]:
        """Where they stand, encoded, in the order of their postings."""
        segment, chosen, of_titles, postings = self
        terms, file = segment.files["terms"], segment.files["positions"]
        for first, last in _runs(_read(chosen, of_titles)):
            terms.touch("position", first, last + 2)
            file.touch("data", int(terms["position"][first]), int(terms["position"][last + 1]))
        tf = unpack_frequencies(postings.tf, postings.big_posting, postings.big_tf) & EXACT
        starts = np.zeros(len(tf) + 1, np.int64)
        np.cumsum(tf, out=starts[1:])
        next_of = np.zeros(MAX_DOCUMENTS, np.int64)
        next_of[postings.doc] = starts[:-1]
        positions = np.empty(starts[-1], np.uint32)
        encoded = terms["position"], file["data"]
        add_positions(chosen, _all_postings(segment), of_titles, *encoded, next_of, positions)
        data = np.empty(LONGEST_NUMBER * len(positions), np.uint8)
        return data[: encode_positions(starts, positions, data)].copy()


def blend_of(
    segment: Segment, field: int, members: Iterable[Term | Form | Pattern]
) -> Blend | None:
    """What a segment has of the members, as one; None when it has none of them."""
    chosen = _selected(segment, field, members)
    if not len(chosen.number):
        return None
    of_titles = field == _TITLE
    postings = _summed(segment, chosen, of_titles)
    return Blend(segment, chosen, of_titles, postings) if len(postings.doc) else None


def _selected(segment: Segment, field: int, members: Iterable[Term | Form | Pattern]) -> Selection:
    """The terms that any of the members is, whole or some of their variants."""
    is_stemmed = FIELDS[field] in STEMMED
    whole: list[Array] = [np.zeros(0, np.int64)]
    variants: list[Array] = [np.zeros(0, np.int64)]
    for member in members:
        if isinstance(member, Term):
            number = segment.terms.find(_TEXT if is_stemmed else field, _encoded(member.text))
            whole.append(np.array([] if number is None else [number], np.int64))
        elif isinstance(member, Form):
            variants.append(_variants(segment, member))
        elif is_stemmed:
            variants.append(fitting_forms(segment, member))
        else:
            whole.append(fitting_terms(segment, member))
    terms = distinct(np.concatenate(whole))
    chosen = distinct(np.concatenate(variants))
    return _with_titles(segment, field, _joined(segment, terms, chosen))


def _variants(segment: Segment, form: Form) -> Array:
    """The variants that are a form, all or only those in capitals, or in some languages."""
    forms = segment.forms
    found = forms.find(_encoded(form.text))
    if form.languages:
        ends = tuple(_encoded(f"{MARK}{language}") for language in form.languages)
        terms = [segment.terms[number] for number in forms.term[found].tolist()]
        found = found[[term.endswith(ends) or term[:1].isdigit() for term in terms]]
    return found[forms.letters[found] == CAPITALS] if form.capitals else found


def _joined(segment: Segment, terms: Array, variants: Array) -> Selection:
    """Whole terms and variants; terms of which all variants are there are whole."""
    forms = segment.forms
    if len(variants):
        variants = variants[~np.isin(forms.term[variants], terms)]
    if not len(variants):
        nothing = np.zeros(len(terms), np.int64)
        return Selection(terms, nothing - 1, nothing - 1, nothing, nothing, np.zeros(0, np.uint8))
    own, row, count = np.unique(forms.term[variants], return_inverse=True, return_counts=True)
    ways, starts = forms.ways(own)
    begins = np.zeros(len(own) + 1, np.int64)
    np.cumsum(ways, out=begins[1:])
    allowed = np.zeros(begins[-1], np.uint8)
    allowed[begins[row] + forms.number[variants]] = 1
    starts = np.where(count == ways, -1, starts)
    number = np.concatenate([terms, own])
    order, none = np.argsort(number), np.zeros(len(terms), np.int64)
    return Selection(
        number[order],
        np.full(len(number), -1, np.int64),
        np.concatenate([none - 1, starts])[order],
        np.concatenate([none, ways])[order],
        np.concatenate([none, begins[:-1]])[order],
        allowed,
    )


def _with_titles(segment: Segment, field: int, chosen: Selection) -> Selection:
    """The numbers of terms among those of titles, where they are needed."""
    if FIELDS[field] not in STEMMED:
        return chosen
    rows = np.flatnonzero((chosen.start >= 0) | (field == _TITLE)).tolist()
    number_of = _finding_titles(segment, len(rows))
    for row in rows:
        number = number_of(segment.terms[int(chosen.number[row])])
        chosen.title[row] = -1 if number is None else number
    if field == _TEXT:
        return chosen
    has_title = chosen.title >= 0
    columns = (array[has_title] for array in chosen[:-1])
    return Selection(*columns, chosen.allowed)  # type: ignore[call-arg]  # five columns


def _finding_titles(segment: Segment, count: int) -> Callable[[bytes], int | None]:
    """What finds the numbers of so many terms among those of titles."""
    terms = segment.terms
    if count < _MANY:
        return partial(terms.find, _TITLE)
    return dict(zip(terms.all_of_field(_TITLE), terms.of_field(_TITLE), strict=True)).get


def _read(chosen: Selection, of_titles: bool) -> Array:
    """The terms whose postings are read, ascending."""
    titles = chosen.title[chosen.title >= 0]
    numbers = chosen.number[chosen.start >= 0] if of_titles else chosen.number
    return distinct(np.concatenate([titles, numbers]))


def _summed(segment: Segment, chosen: Selection, of_titles: bool) -> TermPostings:
    """The postings of what is chosen."""
    terms, file = segment.files["terms"], segment.files["postings"]
    for first, last in _runs(_read(chosen, of_titles)):
        terms.touch("posting", first, last + 2)
        start, stop = int(terms["posting"][first]), int(terms["posting"][last + 1])
        file.touch("doc", start, stop)
        file.touch("tf", start, stop)
    segment.forms.touch(chosen.number[chosen.start >= 0])
    sums = np.zeros(MAX_DOCUMENTS, np.int64)
    df = add_terms(chosen, _all_postings(segment), of_titles, sums)
    doc, tf = np.empty(df, np.uint16), np.empty(df, np.uint8)
    big_posting, big_tf = np.empty(df, np.uint32), np.empty(df, np.uint32)
    count = list_sums(sums, doc, tf, big_posting, big_tf)
    return TermPostings(doc, tf, big_posting[:count].copy(), big_tf[:count].copy())


def _all_postings(segment: Segment) -> SegmentPostings:
    file = segment.files["postings"]
    return SegmentPostings(
        segment.files["terms"]["posting"],
        file["doc"],
        file["tf"],
        segment.big_posting,
        file["big_tf"],
        segment.files["forms"]["code"],
    )


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _runs(numbers: Array) -> list[tuple[int, int]]:
    """The (first, last) of each run of numbers without a gap."""
    edges = np.flatnonzero(np.diff(numbers) != 1)
    firsts = numbers[np.concatenate([[0], edges + 1])]
    lasts = numbers[np.concatenate([edges, [len(numbers) - 1]])]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
