"""Builds segments: articles in, a segment's files out.

Articles are tokenized a few hundred at a time, and their words kept as numbers of four bytes; their
contents are compressed and written as they come. The builder is full when the segment is, or at
MAX_WORDS words, so that memory is bounded whatever the corpus (measured: 0.5 GB at the most). An
article that cannot be indexed, whatever the reason, is recorded in `refused` and leaves an empty
article under its number: the others are as they would be without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis import FORM_ANALYZER, NAME_ANALYZER, TEXT_ANALYZER
from index.analysis.paragraph import pieces_of
from index.analysis.tokenizer import FORM_NUMBER
from index.analysis.vocabulary import NO_TERM, Piece, Scan, TokenizedTexts, Vocabulary
from index.article import Article
from index.errors import IndexFailure
from index.names.recognizer import Recognizer, Scanned
from index.problem import reason_of
from index.schema import FIELDS, NAMES, date_number
from index.segment import MAX_DOCUMENTS, SKETCH
from index.segment.array_file import write_arrays
from index.segment.articles_writer import ArticlesWriter
from index.segment.form_codes import begin_codes, fill_codes
from index.segment.form_dictionary import arrays_of as arrays_of_forms
from index.segment.info import MAX_WORDS, SegmentInfo
from index.segment.inversion import (
    BYTES,
    POSTINGS,
    PostingArrays,
    Words,
    count,
    fill,
    fresh_state,
)
from index.segment.mention_file import Rows, arrays_of_mentions, rows_of
from index.segment.name_file import arrays_of_names
from index.segment.postings import Inverted
from index.segment.stored import pack
from index.segment.term_frequency import TF_SATURATED
from index.segment.values import arrays_of, blob_of
from index.stories.features import Features, concatenated, features_of, read_as, write_features
from index.stories.words import WordTable

Array = npt.NDArray[Any]

_MAX_FORMS = 1_500_000  # forms that are remembered; beyond, most are codes rather than words
_BATCH = 256  # articles that are tokenized at once: their characters fit a cache
_BATCH_CHARACTERS = 1_000_000


class Lexicon:
    """The forms of words met lately and their terms; outlives the segments of a run."""

    def __init__(self) -> None:
        self.stemmed = Vocabulary(TEXT_ANALYZER, FORM_ANALYZER)
        self.folded = Vocabulary(NAME_ANALYZER)
        self.recognizer = Recognizer(self.stemmed.words)
        self.story_words = WordTable(self.stemmed.words)

    @property
    def is_full(self) -> bool:
        """Whether so many forms are remembered that a new lexicon should be begun."""
        return len(self.stemmed) + len(self.folded) > _MAX_FORMS


class Refused(NamedTuple):
    """An article that could not be indexed: its number in the segment, its file, and why."""

    doc: int
    file_id: str
    record: int
    reason: str


class _Waiting(NamedTuple):
    """An article that was added and is not tokenized yet."""

    file_id: str
    record: int
    article: Article


_PLACEHOLDER = _Waiting("", 0, Article("", ""))
"""Stands in for an article that was refused, of which nothing remains."""


class _Row(NamedTuple):
    """An article's columns and content, ready to be written."""

    date: int
    outlet: str
    lang: str
    file: str
    record: int
    sketch: bytes
    content: bytes


class _Prepared(NamedTuple):
    """Some articles, ready to be kept.

    Their rows, their words by field, their names, and what tells their copies and stories.
    """

    rows: list[_Row]
    words: list[TokenizedTexts]
    names: list[list[bytes]]
    features: Features


@dataclass(slots=True)
class _Columns:
    """The columns of the segment so far."""

    date: list[int] = field(default_factory=list)
    outlet: list[str] = field(default_factory=list)
    lang: list[str] = field(default_factory=list)
    file: list[str] = field(default_factory=list)
    record: list[int] = field(default_factory=list)
    sketch: list[bytes] = field(default_factory=list)

    def add(self, row: _Row) -> None:
        """Add an article's row."""
        self.date.append(row.date)
        self.outlet.append(row.outlet)
        self.lang.append(row.lang)
        self.file.append(row.file)
        self.record.append(row.record)
        self.sketch.append(row.sketch)

    def arrays(self) -> dict[str, Array]:
        """As `index.segment` describes them."""
        record = np.uint32 if max(self.record, default=0) < 2**32 else np.uint64
        return {
            "date": np.array(self.date, np.int32),
            "record": np.array(self.record, record),
            "sketch": np.frombuffer(b"".join(self.sketch), np.uint8),
            **arrays_of("outlet", self.outlet),
            **arrays_of("lang", self.lang),
            **arrays_of("file", self.file),
        }


class SegmentBuilder:
    """Builds one segment in a new folder, which is complete when `finish` returns."""

    def __init__(self, folder: Path, lexicon: Lexicon, dictionary: bytes) -> None:
        self._folder = folder
        self._lexicon = lexicon
        self._columns = _Columns()
        self._waiting: list[_Waiting] = []
        self._characters = 0
        self._found: tuple[list[TokenizedTexts], ...] = ([], [])
        self._names: list[list[bytes]] = []
        self._known_names = Rows()
        self._features: list[Features] = []
        self.words = 0
        self.refused: list[Refused] = []
        folder.mkdir(mode=0o700, parents=True)
        self._articles = ArticlesWriter(folder, dictionary)

    @property
    def documents(self) -> int:
        """How many articles it holds."""
        return len(self._columns.date) + len(self._waiting)

    @property
    def is_full(self) -> bool:
        """Whether the next article belongs to another segment."""
        return self.documents >= MAX_DOCUMENTS or self.words >= MAX_WORDS or self._lexicon.is_full

    def add(self, file_id: str, record: int, article: Article) -> int:
        """Add an article.

        Returns:
            Its number in the segment.

        Raises:
            IndexFailure: The index cannot be written.
            OSError: As above.
        """
        self._waiting.append(_Waiting(file_id, record, article))
        self._characters += len(article.text)
        number = self.documents - 1
        if len(self._waiting) >= _BATCH or self._characters >= _BATCH_CHARACTERS:
            self._take_in()
        return number

    def finish(self) -> SegmentInfo:
        """Write what is not written yet; returns what the manifest says of it."""
        self._take_in()
        self._articles.finish()
        self._invert().write(self._folder)
        for kind, arrays in (
            ("columns", self._columns.arrays()),
            ("mentions", arrays_of_mentions(self._names)),
        ):
            write_arrays(self._folder / kind, kind, self._folder.name, arrays)
        write_features(self._folder, concatenated(self._features))
        return SegmentInfo(self._folder.name, self.documents)

    def abandon(self) -> None:
        """Leave it unfinished."""
        self._articles.abandon()

    def _take_in(self) -> None:
        """Index the articles that wait, together, or one by one when that fails."""
        waiting, self._waiting, self._characters = self._waiting, [], 0
        try:
            self._keep(self._prepared(waiting))
        except (IndexFailure, OSError, MemoryError):
            raise
        except Exception:
            for one in waiting:
                self._take_in_alone(one)

    def _take_in_alone(self, one: _Waiting) -> None:
        try:
            prepared = self._prepared([one])
        except MemoryError:
            raise
        except Exception as error:
            reason = reason_of(error, one.file_id)
            self.refused.append(Refused(len(self._columns.date), one.file_id, one.record, reason))
            prepared = self._prepared([_PLACEHOLDER])
        self._keep(prepared)

    def _prepared(self, waiting: Sequence[_Waiting]) -> _Prepared:
        """What is kept of articles. What an article can raise is raised here."""
        rows = [_row(one) for one in waiting]
        text = [f"{one.article.title}\n{one.article.text}" for one in waiting]
        titles = [len(one.article.title) for one in waiting]
        names = [
            piece
            for file_id, _, article in waiting
            for piece in (field.value(file_id, article) for field in NAMES)
        ]
        pieces = [
            pieces_of(whole, one.article.lang) for whole, one in zip(text, waiting, strict=True)
        ]
        lexicon = self._lexicon
        words = [
            lexicon.stemmed.tokenize(text, titles, pieces),
            lexicon.folded.tokenize(names),
        ]
        scanned = list(_scanned(lexicon.stemmed.scans, pieces, titles))
        articles = [(one.article.text, one.article.lang) for one in waiting]
        named = lexicon.recognizer.names(articles, scanned)
        reports = [read_as(one.article) for one in waiting]
        features = features_of(reports, lexicon.story_words, scanned)
        return _Prepared(
            rows, words, [rows_of(each, self._known_names) for each in named], features
        )

    def _keep(self, prepared: _Prepared) -> None:
        for row in prepared.rows:
            self._columns.add(row)
            self._articles.add(row.content)
        for batches, found in zip(self._found, prepared.words, strict=True):
            batches.append(found)
            self.words += len(found.forms)
        self._names += prepared.names
        self._features.append(prepared.features)

    def _field_words(self) -> list[_FieldWords]:
        """The words of each field, in the order of FIELDS."""
        stemmed, folded = self._lexicon.stemmed, self._lexicon.folded
        text, names = self._found
        step = len(NAMES)  # the names of an article stand together, in the order of their fields
        return [
            _FieldWords(stemmed, [Words(f.forms, f.starts, f.inner, f.stops) for f in text]),
            _FieldWords(stemmed, [Words.untitled(f.forms, f.starts, f.inner) for f in text]),
            *(
                _FieldWords(
                    folded,
                    [Words.untitled(f.forms, f.starts[n::step], f.stops[n::step]) for f in names],
                )
                for n in range(step)
            ),
        ]

    def _invert(self) -> Inverted:
        """Invert all words: the postings of each term of each field.

        Counting sort. A first pass counts each term's postings and the bytes of its positions
        (`_sorted_terms`); the running sums over all terms, sorted, are where each term's begin;
        a second pass over the same words writes every posting at its term's next free place.

        Example:
            The terms goat and wall, with 2 and 3 postings in 5 and 4 bytes, begin at (0, 0) and
            (2, 5); the arrays have 5 postings and 9 bytes. When an article with "wall goat" comes,
            its wall goes to posting 2, its goat to 0; the next article's wall to 3.
        """
        lengths = np.zeros((len(FIELDS), self.documents), np.uint32)
        sources = self._field_words()
        ranked = [_sorted_terms(source, lengths[field]) for field, source in enumerate(sources)]
        counts = np.concatenate([state[:, [POSTINGS, BYTES]] for _, _, state in ranked])
        begins = np.zeros((len(counts) + 1, 2), np.int64)
        np.cumsum(counts, axis=0, out=begins[1:])
        doc, tf = np.empty(begins[-1, 0], np.uint16), np.empty(begins[-1, 0], np.uint8)
        data = np.empty(begins[-1, 1], np.uint8)
        big_posting, big_tf = np.empty((2, 2 * self.words // TF_SATURATED + 1), np.uint32)
        out = PostingArrays(doc, tf, data, big_posting, big_tf)
        first = big = 0
        for (terms, term_of_form, state), source in zip(ranked, sources, strict=True):
            state[:, [POSTINGS, BYTES]] = begins[first : first + len(terms)]
            first += len(terms)
            base = 0
            for words in source.batches:
                big = fill(words, base, term_of_form, state, out, big)
                base += len(words.starts)
        ascending = np.argsort(big_posting[:big])
        blob = blob_of("terms", [term for terms, _, _ in ranked for term in terms])
        forms, names = _forms_of(sources[0], *ranked[0][:2])
        return Inverted(
            field=np.cumsum([0, *(len(terms) for terms, _, _ in ranked)], dtype=np.uint32),
            terms=(blob["terms_offset"], blob["terms_blob"]),
            posting=begins[:, 0].astype(np.uint32),
            position=begins[:, 1].astype(np.uint32),
            doc=doc,
            tf=tf,
            big_posting=big_posting[:big][ascending],
            big_tf=big_tf[:big][ascending],
            data=data,
            lengths=lengths,
            forms=forms,
            names=names,
        )


def _scanned(
    scans: Sequence[Scan], pieces: Sequence[Sequence[Piece]], titles: Sequence[int]
) -> Iterator[Scanned]:
    """The articles of one piece, without their titles, as they were scanned."""
    first = np.cumsum([0, *map(len, pieces)])
    for scan in scans:
        article = np.searchsorted(first, scan.pieces, "right") - 1
        rows = [row for row, place in enumerate(article.tolist()) if len(pieces[place]) == 1]
        places = article[rows].tolist()
        begins = scan.begins[rows]
        ends = begins + [len(pieces[place][0].text) for place in places]
        begins = begins + [titles[place] + 1 for place in places]
        yield Scanned(places, scan.text, np.stack([begins, ends], axis=1), scan.words, scan.starts)


def _row(one: _Waiting) -> _Row:
    article = one.article
    return _Row(
        date=date_number(article.day),
        outlet=article.outlet,
        lang=article.lang,
        file=one.file_id,
        record=one.record,
        sketch=bytes.fromhex(article.sketch).rjust(SKETCH, b"\0"),
        content=pack(article),
    )


@dataclass(frozen=True, slots=True)
class _FieldWords:
    """The words of a field, batch by batch."""

    vocabulary: Vocabulary
    batches: list[Words]


def _forms_of(
    source: _FieldWords, terms: list[bytes], term_of_form: Array
) -> tuple[dict[str, Array], dict[str, Array]]:
    """The arrays of the files `forms` and `names`.

    `terms` and `term_of_form` are those of `_sorted_terms`.
    """
    vocabulary = source.vocabulary
    variants, variant_of = vocabulary.variants, vocabulary.variant_of
    count = np.zeros(len(variants) + 1, np.int64)  # the first is that of NO_TERM, -1
    for words in source.batches:
        count += np.bincount(variant_of[words.forms & FORM_NUMBER] + 1, minlength=len(count))
    count = count[1:]
    used = np.flatnonzero(count)
    rank = np.full(len(vocabulary.terms) + 1, NO_TERM, np.int64)  # NO_TERM takes the last
    rank[vocabulary.of_form] = term_of_form
    term = rank[[variants[variant].term for variant in used.tolist()]] if len(used) else used
    forms = [variants[variant].form for variant in used.tolist()]
    letters = np.array([variants[variant].letters for variant in used.tolist()], np.uint8)
    arrays, number, ways = arrays_of_forms(terms, term, forms, letters, count[used])
    cursors, code = begin_codes(arrays, term, number, count[used], ways)
    row_of = np.full(len(variants) + 1, NO_TERM, np.int32)
    row_of[used] = np.arange(len(used), dtype=np.int32)
    for words in source.batches:
        fill_codes(words, row_of[variant_of], term, number, ways, cursors, code)
    return {**arrays, "code": code}, arrays_of_names(term, forms, letters, count[used])


def _sorted_terms(source: _FieldWords, lengths: Array) -> tuple[list[bytes], Array, Array]:
    """Count what the terms of a field need, and sort them.

    Returns:
        (the terms in order, i4[forms] each form's term as a number in that order, i8[terms, 4]
        their state with what was counted). Writes `lengths` u4[articles].
    """
    vocabulary = source.vocabulary
    state, base = fresh_state(len(vocabulary.terms)), 0
    for words in source.batches:
        count(words, base, vocabulary.of_form, state, lengths)
        base += len(words.starts)
    used = np.flatnonzero(state[:, POSTINGS]).tolist()
    used.sort(key=vocabulary.terms.__getitem__)
    rank = np.full(len(vocabulary.terms) + 1, NO_TERM, np.int32)  # NO_TERM, -1, takes the last
    rank[used] = np.arange(len(used), dtype=np.int32)
    ranked = fresh_state(len(used))
    ranked[:, [POSTINGS, BYTES]] = state[used][:, [POSTINGS, BYTES]]
    terms = vocabulary.terms
    return [terms[number] for number in used], rank[vocabulary.of_form], ranked
