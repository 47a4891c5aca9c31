"""The terms of a segment that begin alike: they stand together, and so do their postings.

One run of the array `doc` therefore says how many of any articles have each of them. In the text
and the titles they are stems of a language: a word that begins so may have one that does not
(`policy` has `polici`, `ran` has `run`), so the terms of all forms that begin so are looked at too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from index import DEFAULT_LANGUAGE, FIELDS, STEMMED, Segment
from search.distinct import distinct
from search.query import TEXT_FIELD
from search.words.lexicon import terms_of

Mask = npt.NDArray[np.bool_]
"""[N] Some of a segment's articles."""

_ENDING = 7  # letters that stemming takes off (`ization`)


def terms_from(segment: Segment, field: str, beginning: str) -> range:
    """The numbers of the terms that begin so."""
    place, encoded = FIELDS.index(field), beginning.encode()
    first_from = segment.terms.first_from
    return range(first_from(place, encoded), first_from(place, encoded + b"\xff"))


def other_terms(segment: Segment, field: str, beginning: str) -> list[int]:
    """The numbers of terms that begin otherwise, but have a form that begins so."""
    if field not in STEMMED:
        return []
    forms, encoded = segment.forms, beginning.encode()
    first, last = (bisect_left(forms, edge) for edge in (encoded, encoded + b"\xff"))
    numbers = distinct(forms.term[forms.of_forms(first, last)])
    begun = terms_from(segment, TEXT_FIELD, beginning)
    others = numbers[(numbers < begun.start) | (numbers >= begun.stop)]
    found = (segment.find(field, segment.terms[number]) for number in others.tolist())
    return sorted(number for number in found if number is not None)


def stems_of(beginning: str) -> Iterator[str]:
    """The stems, shorter or ending otherwise, that words which begin so may have."""
    for length in range(len(beginning) - 1, max(1, len(beginning) - _ENDING), -1):
        yield beginning[:length]
        if beginning[length] == "y":
            yield f"{beginning[:length]}i"


def docs_of(segment: Segment, numbers: range) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64]]:
    """The articles of terms that stand together, one term's after the other's.

    The second array, one longer than `numbers`, says where each begins. Raises IndexDamaged.
    """
    terms, postings = segment.files["terms"], segment.files["postings"]
    terms.touch("posting", numbers.start, numbers.stop + 1)
    starts = terms["posting"][numbers.start : numbers.stop + 1].astype(np.int64)
    first, last = int(starts[0]), int(starts[-1])
    postings.touch("doc", first, last)
    return postings["doc"][first:last], starts - first


def counts_of(segment: Segment, numbers: range, wanted: Mask | None) -> npt.NDArray[np.int64]:
    """[len(numbers)] How many of the wanted articles have each term; None wants all."""
    doc, starts = docs_of(segment, numbers)
    if wanted is None or not len(doc):
        return np.diff(starts)
    return np.add.reduceat(wanted[doc], starts[:-1], dtype=np.int64)


def articles_with(
    segment: Segment,
    field: str,
    words: Sequence[str],
    languages: tuple[str, ...] = (DEFAULT_LANGUAGE,),
) -> Mask | None:
    """The articles that have these words and are not deleted; None when that is all there are."""
    if segment.deleted is None and not words:
        return None
    wanted = np.ones(segment.documents, np.bool_) if segment.deleted is None else ~segment.deleted
    for word in words:
        having = np.zeros(segment.documents, np.bool_)
        for term in terms_of(field, word, languages):
            number = segment.find(field, term.encode())
            if number is not None:
                having[segment.postings(number).doc] = True
        wanted &= having
    return wanted


def articles_from(segment: Segment, field: str, beginning: str) -> Mask:
    """The articles with a term or a form that begins so; deleted ones too."""
    having = np.zeros(segment.documents, np.bool_)
    having[docs_of(segment, terms_from(segment, field, beginning))[0]] = True
    for number in other_terms(segment, field, beginning):
        having[segment.postings(number).doc] = True
    return having
