"""The integrity check of a segment: whether it holds to the format of `index.segment`.

Checksums find bytes that changed after they were written. This finds what should never have been
written: numbers out of order or range, and postings that are not those of the stored articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from index.analysis.paragraph import pieces_of
from index.analysis.tokenizer import FORM_NUMBER, SAME_PLACE
from index.analysis.vocabulary import TokenizedTexts, Variant, Vocabulary
from index.errors import Fault, IndexDamaged
from index.schema import FIELDS, STEMMED
from index.segment import Segment
from index.segment.builder import Vocabularies
from index.segment.field_norms import codes_of
from index.segment.form_codes import Text, decode_variants
from index.segment.mention_integrity import faults_of_mentions
from index.segment.name_file import arrays_of_names
from index.segment.postings import entries_of
from index.segment.stored import unpack_facts
from index.segment.term_frequency import EXACT, IN_TITLE, TF_SATURATED, unpack_frequencies

Array = npt.NDArray[Any]

_BATCH = 256  # articles that are analysed at once


def faults_of(segment: Segment) -> Iterator[Fault]:
    """What is wrong with a segment whose checksums are right, up to what cannot be read."""
    try:
        yield from _of_terms(segment)
        yield from _of_postings(segment)
        yield from _of_columns(segment)
        lengths, sums, written = _by_postings(segment)
        yield from _of_lengths(segment, lengths)
        yield from _of_entries(segment)
        yield from _of_forms(segment)
        yield from _of_articles(segment, sums, written)
        yield from faults_of_mentions(segment)
    except (IndexDamaged, IndexError, ValueError) as error:
        yield Fault(segment.entry.name, f"it cannot be read ({error})")


def _of_terms(segment: Segment) -> Iterator[Fault]:
    file = segment.files["terms"]
    if not _ascends(file["field"], 0, len(segment.terms)):
        yield Fault(file.name, "the fields are not one after the other")
    if not _ascends(file["offset"], 0, len(file["blob"])):
        yield Fault(file.name, "the terms are not one after the other")
    for number, field in enumerate(FIELDS):
        terms = segment.terms.all_of_field(number)
        if any(one >= other for one, other in pairwise(terms)):
            yield Fault(file.name, f"the terms of {field} do not ascend")
    for name, end in (("posting", segment.files["postings"]["doc"]), ("position", None)):
        last = len(segment.files["positions"]["data"]) if end is None else len(end)
        if not _ascends(file[name], 0, last):
            yield Fault(file.name, f"each {name} is not behind the one before")


def _of_postings(segment: Segment) -> Iterator[Fault]:
    file, posting = segment.files["postings"], segment.files["terms"]["posting"]
    doc, tf = file["doc"], file["tf"]
    falls = np.flatnonzero(np.diff(doc.astype(np.int32)) <= 0) + 1
    if not np.isin(falls, posting).all():
        yield Fault(file.name, "the articles of a term do not ascend")
    if len(doc) and doc.max() >= segment.documents:
        yield Fault(file.name, f"article {doc.max():,} of {segment.documents:,}")
    if len(tf) and (tf & TF_SATURATED).min() == 0:
        yield Fault(file.name, "a frequency of 0")
    if not np.array_equal(np.flatnonzero(tf & TF_SATURATED == TF_SATURATED), file["big_posting"]):
        yield Fault(file.name, "the list of large frequencies is another")
    if len(file["big_tf"]) != len(file["big_posting"]) or (file["big_tf"] < TF_SATURATED).any():
        yield Fault(file.name, "a large frequency is small")
    yield from _of_titles(segment)


def _of_titles(segment: Segment) -> Iterator[Fault]:
    """A posting of the text is marked exactly where the title has the term."""
    text, title = FIELDS.index("text"), FIELDS.index("title")
    file = segment.files["postings"]
    marked = np.flatnonzero(file["tf"] >= IN_TITLE)
    expected: list[Array] = [np.zeros(0, np.int64)]
    for number in segment.terms.of_field(title):
        same = segment.terms.find(text, segment.terms[number])
        if same is None:
            yield Fault(file.name, "a word of a title is not one of the text")
            return
        start, stop = segment.range_of(same)
        expected.append(
            start + np.flatnonzero(np.isin(file["doc"][start:stop], segment.postings(number).doc))
        )
    if not np.array_equal(np.sort(np.concatenate(expected)), marked):
        yield Fault(file.name, "other words are marked as of a title than are in one")


def _of_columns(segment: Segment) -> Iterator[Fault]:
    file = segment.files["columns"]
    for name, values in (
        ("outlet", segment.outlet),
        ("lang", segment.lang),
        ("file", segment.file),
    ):
        if len(values.code) != segment.documents or (values.code >= len(values)).any():
            yield Fault(file.name, f"{name} has other values")
        if not _ascends(file[f"{name}_offset"], 0, len(file[f"{name}_blob"])):
            yield Fault(file.name, f"the values of {name} are not one after the other")
    for name, rows in (("record", segment.record), ("sketch", segment.sketches)):
        if len(rows) != segment.documents:
            yield Fault(file.name, f"{name} has {len(rows):,} values of {segment.documents:,}")


def _of_lengths(segment: Segment, lengths: Array) -> Iterator[Fault]:
    """`lengths` u8[F, N]: the words of each article's fields by the postings."""
    name = segment.files["lengths"].name
    for number, field in enumerate(FIELDS):
        for doc in np.flatnonzero(codes_of(lengths[number]) != segment.code(field)).tolist():
            yield Fault(segment.id(doc), f"{name} gives {field} another length than its postings")
        if lengths[number].sum() != segment.total[field]:
            yield Fault(name, f"the lengths of {field} have another sum")


def _of_entries(segment: Segment) -> Iterator[Fault]:
    file, postings, terms = (segment.files[kind] for kind in ("entries", "postings", "terms"))
    tf = unpack_frequencies(postings["tf"], postings["big_posting"], postings["big_tf"])
    right = entries_of(terms["posting"], terms["position"], tf, segment.files["positions"]["data"])
    for name, array in right.items():
        if not np.array_equal(array, file[name]):
            yield Fault(file.name, f"{name} does not follow from the postings")


def _of_forms(segment: Segment) -> Iterator[Fault]:
    """Whether the dictionary of forms is in order, and codes are those of variants."""
    file, forms, terms = segment.files["forms"], segment.forms, segment.terms
    others = [forms[number] for number in range(len(forms))]
    if not _ascends(file["offset"], 0, len(file["blob"])):
        yield Fault(file.name, "the forms are not one after the other")
    pairs = list(zip(others, file["term"].tolist(), strict=True))
    if any(one >= other for one, other in pairwise(pairs)):
        yield Fault(file.name, "the forms do not ascend")
    count = np.bincount(forms.term, minlength=len(terms.of_field(0)))
    if len(count) != len(terms.of_field(0)) or (count == 0).any():
        yield Fault(file.name, "a term has no form, or a form no term")
        return
    order = np.lexsort((forms.number, forms.term))
    first = np.cumsum(count) - count
    if not np.array_equal(forms.number[order], np.arange(len(order)) - np.repeat(first, count)):
        yield Fault(file.name, "the variants of a term are not numbered from 0")
    is_coded = np.array_equal(np.flatnonzero(count > 1), file["coded"])
    if not is_coded or not np.array_equal(count[count > 1], file["ways"]):
        yield Fault(file.name, "other terms have codes than have several variants")
        return
    variants = variants_of(segment)
    if variants is None:
        yield Fault(file.name, "a code is that of no variant")
    elif not _are_names(segment, np.bincount(variants, minlength=len(forms.term))):
        name = segment.files["names"].name
        yield Fault(name, "its names do not follow from the forms")


def _are_names(segment: Segment, count: Array) -> bool:
    """Whether the file `names` is what follows from the forms; `count` i8[V] their occurrences."""
    forms, file = segment.forms, segment.files["names"]
    variants = [forms.form(number) for number in range(len(forms.term))]
    wanted = arrays_of_names(forms.term, variants, forms.letters, count)
    if not segment.names.is_of_this_table:
        wanted = {name: wanted[name] for name in ("offset", "blob", "term")}
    return all(np.array_equal(file[name], array) for name, array in wanted.items())


def variants_of(segment: Segment) -> Array | None:
    """i8[occurrences] The variant of each word of the text, term by term; None for a wrong code."""
    postings, codes = segment.files["postings"], segment.forms.codes
    tf = unpack_frequencies(postings["tf"], postings["big_posting"], postings["big_tf"]) & EXACT
    posting = segment.files["terms"]["posting"][: len(codes.ways) + 1].astype(np.int64)
    found = np.empty(int(tf[: posting[-1]].sum(dtype=np.int64)), np.int64)
    order = np.lexsort((segment.forms.number, segment.forms.term))
    text = Text(posting, postings["doc"], tf)
    return order[found] if decode_variants(text, codes, found) else None


def _of_articles(segment: Segment, sums: Array, written: Array) -> Iterator[Fault]:
    """Whether the postings of each article are those of its stored words.

    Each (term, position) is mixed into 64 bits, and an article's field is the sum of these: equal
    sets have equal sums in whatever order they are met. `sums` u8[F, N] are those of the postings;
    they are compared with those of the stored articles, analysed once more. `written` u8[N] are
    the sums of (variant, position) by the codes of the forms.

    Example:
        The text "goat wall" sums mix(goat, 0) + mix(wall, 1). If the posting of wall says
        position 2, or is missing, or belongs to another article, the sums differ, but by a chance
        of 2^-64.
    """
    vocabularies, variants = Vocabularies(), _variant_numbers(segment)
    for start in range(0, segment.documents, _BATCH):
        docs = range(start, min(start + _BATCH, segment.documents))
        langs = [segment.lang.of(doc) for doc in docs]
        for field, texts in enumerate(_stored_texts(segment, docs)):
            is_text = FIELDS[field] in STEMMED
            vocabulary = vocabularies.stemmed if is_text else vocabularies.folded
            pieces = [pieces_of(*text) for text in zip(texts, langs, strict=True) if is_text]
            words = vocabulary.tokenize(texts, pieces=pieces)
            stored, forms = _sums_of_words(segment, field, words, vocabulary, variants)
            if field == 0:
                for row in np.flatnonzero(forms != written[start : docs.stop]).tolist():
                    yield Fault(segment.id(docs[row]), "its text is written in other forms")
            for row in np.flatnonzero(stored != sums[field, start : docs.stop]).tolist():
                fault = f"its {FIELDS[field]} has other words than are indexed"
                yield Fault(segment.id(docs[row]), fault)


def _stored_texts(segment: Segment, docs: Sequence[int]) -> Iterator[list[str]]:
    """What each field of some articles holds, in the order of FIELDS."""
    facts = [unpack_facts(segment.content(doc)) for doc in docs]
    yield [f"{fact.title}\n{fact.text}" for fact in facts]
    yield [fact.title for fact in facts]
    yield [segment.outlet.of(doc) for doc in docs]
    yield [fact.byline for fact in facts]
    yield [segment.file.of(doc) for doc in docs]
    yield [fact.url for fact in facts]


def _sums_of_words(
    segment: Segment, field: int, words: TokenizedTexts, vocabulary: Vocabulary,
    variants: Mapping[Variant, int],
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:  # fmt: skip
    """[texts] The sums of the mixed (term, position) of each text, and of (variant, position)."""
    edges = zip(words.starts, words.stops, strict=True)
    word = np.concatenate([np.arange(start, stop, dtype=np.int64) for start, stop in edges])
    text_of = np.repeat(np.arange(len(words.starts)), words.stops - words.starts)
    place = np.cumsum(words.forms < SAME_PLACE)
    position = place[word] - place[words.starts[text_of]]
    numbered = words.forms[word] & FORM_NUMBER
    terms = vocabulary.of_form[numbered]
    numbers = _numbers(segment, field, terms, vocabulary.terms)
    sums, forms = np.zeros((2, len(words.starts)), np.uint64)
    kept = numbers != _NO_TERM
    np.add.at(sums, text_of[kept], _mixed(numbers[kept], position[kept]))
    if field == 0:
        known = _known_variants(vocabulary, variants, numbered[kept], numbers[kept])
        np.add.at(forms, text_of[kept], _mixed(known, position[kept]))
    return sums, forms


def _variant_numbers(segment: Segment) -> dict[Variant, int]:
    """The variants of a segment, by its numbers of terms."""
    forms = segment.forms
    rows = zip(forms.term.tolist(), forms.letters.tolist(), strict=True)
    return {
        Variant(term, forms.form(number), letters): number
        for number, (term, letters) in enumerate(rows)
    }


def _known_variants(
    vocabulary: Vocabulary, variants: Mapping[Variant, int], forms: Array, terms: Array
) -> Array:
    """The segment's numbers of the variants of some words, whose terms have these numbers."""
    distinct, first, inverse = np.unique(
        vocabulary.variant_of[forms], return_index=True, return_inverse=True
    )
    met = vocabulary.variants
    numbers = [
        variants.get(met[variant]._replace(term=term), _NOT_INDEXED)
        for variant, term in zip(distinct.tolist(), terms[first].tolist(), strict=True)
    ]
    return np.array(numbers, np.int64)[inverse]


_NO_TERM, _NOT_INDEXED = -1, -2


def _numbers(segment: Segment, field: int, terms: Array, names: list[bytes]) -> Array:
    """The segment's numbers of terms, given by a vocabulary's numbers and its `names`."""
    distinct, inverse = np.unique(terms, return_inverse=True)
    numbers = [
        _NO_TERM if term < 0 else segment.terms.find(field, names[term])
        for term in distinct.tolist()
    ]
    known = [_NOT_INDEXED if number is None else number for number in numbers]
    return np.array(known, np.int64)[inverse]


def _by_postings(segment: Segment) -> tuple[Array, Array, Array]:
    """What the postings say of each article: (lengths u8[F, N], sums u8[F, N], written u8[N])."""
    lengths, sums = np.zeros((2, len(FIELDS), segment.documents), np.uint64)
    written = np.zeros(segment.documents, np.uint64)
    variants, at = variants_of(segment), 0
    for field in range(len(FIELDS)):
        for term in segment.terms.of_field(field):
            postings = segment.postings(term)
            _, position = segment.positions(term)
            doc = np.repeat(postings.doc, postings.tf)
            lengths[field, postings.doc] += postings.tf
            np.add.at(sums[field], doc, _mixed(np.full(len(doc), term), position))
            if field == 0 and variants is not None:
                np.add.at(written, doc, _mixed(variants[at : at + len(doc)], position))
                at += len(doc)
    return lengths, sums, written


def _mixed(term: Array, position: Array) -> npt.NDArray[np.uint64]:
    """A term at a position, mixed into 64 bits."""
    mixed = term.astype(np.uint64) << np.uint64(32) | position.astype(np.uint64)
    for factor in (0xBF58476D1CE4E5B9, 0x94D049BB133111EB):  # of SplitMix64 (Steele et al. 2014)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))


def _ascends(numbers: Array, first: int, last: int) -> bool:
    return bool(
        len(numbers)
        and numbers[0] == first
        and numbers[-1] == last
        and (np.diff(numbers.astype(np.int64)) >= 0).all()
    )
