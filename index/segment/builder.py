"""Articles in, a segment out: what a segment is made in.

Words are found a few hundred articles at a time and kept as numbers, four bytes each; articles
are compressed and written as they come. The builder is full when the segment is, or at MAX_WORDS
words, so that memory is bounded whatever the corpus (measured: 0.5 GB at the most). An article
that cannot be taken in, whatever the reason, leaves an empty place and is told of: the others are
as they would be without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from inspect import unwrap
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis import name_of, term_of
from index.analysis.vocabulary import NO_TERM, Found, Vocabulary
from index.article import Article
from index.errors import IndexFailure
from index.problem import reason_of
from index.schema import date_number
from index.segment import FIELDS, LARGEST, SKETCH
from index.segment.array_file import write_arrays
from index.segment.articles_writer import ArticlesWriter
from index.segment.info import MAX_WORDS, SegmentInfo
from index.segment.inversion import BYTES, POSTINGS, count, fill, fresh_state
from index.segment.postings import Inverted
from index.segment.stored import pack
from index.segment.term_frequency import MOST
from index.segment.values import arrays_of, blob_of

Array = npt.NDArray[Any]

_FORMS = 1_500_000  # forms that are remembered; more are more likely codes than words
_TOGETHER = 256  # articles that words are found in at once: their characters fit a cache
_CHARACTERS = 1_000_000


class Lexicon:
    """Every form of a word met lately and its terms; outlives the segments of a run."""

    def __init__(self) -> None:
        self.stemmed = Vocabulary(unwrap(term_of))  # a vocabulary remembers its terms itself
        self.folded = Vocabulary(name_of)

    @property
    def is_full(self) -> bool:
        """Whether so many forms are remembered that a new lexicon should be begun."""
        return len(self.stemmed) + len(self.folded) > _FORMS


class Refused(NamedTuple):
    """An article that could not be taken in: its number in the segment, its file, and why."""

    doc: int
    file_id: str
    record: int
    reason: str


class _Waiting(NamedTuple):
    """An article on its way in."""

    file_id: str
    record: int
    article: Article


_NOBODY = _Waiting("", 0, Article("", ""))
"""Takes the place of an article that was refused; nothing of that remains."""


class _Row(NamedTuple):
    """What is kept of an article besides its words, ready to be written."""

    date: int
    outlet: str
    lang: str
    file: str
    record: int
    sketch: bytes
    content: bytes


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
        self._found: tuple[list[Found], ...] = ([], [])
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
        """Whether the next article belongs into another segment."""
        return self.documents >= LARGEST or self.words >= MAX_WORDS or self._lexicon.is_full

    def add(self, file_id: str, record: int, article: Article) -> int:
        """Take in an article; gives its number in the segment."""
        self._waiting.append(_Waiting(file_id, record, article))
        self._characters += len(article.text)
        number = self.documents - 1
        if len(self._waiting) >= _TOGETHER or self._characters >= _CHARACTERS:
            self._take_in()
        return number

    def finish(self) -> SegmentInfo:
        """Write what is not written yet."""
        self._take_in()
        self._articles.finish()
        self._invert().write(self._folder)
        write_arrays(self._folder / "columns", "columns", self._folder.name, self._columns.arrays())
        return SegmentInfo(self._folder.name, self.documents)

    def abandon(self) -> None:
        """Leave it unfinished."""
        self._articles.abandon()

    def _take_in(self) -> None:
        """Take in those that wait, together or else one by one."""
        waiting, self._waiting, self._characters = self._waiting, [], 0
        try:
            self._keep(*self._prepared(waiting))
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
            prepared = self._prepared([_NOBODY])
        self._keep(*prepared)

    def _prepared(self, waiting: Sequence[_Waiting]) -> tuple[list[_Row], list[Found]]:
        """The rows and the words of articles. Whatever an article can raise is raised here."""
        rows = [_row(one) for one in waiting]
        text = [f"{one.article.title}\n{one.article.text}" for one in waiting]
        titles = [len(one.article.title) for one in waiting]
        names = [
            piece
            for file_id, _, article in waiting
            for piece in (article.outlet, article.byline, file_id, article.url)
        ]
        lexicon = self._lexicon
        return rows, [lexicon.stemmed.find(text, titles), lexicon.folded.find(names)]

    def _keep(self, rows: Iterable[_Row], words: Iterable[Found]) -> None:
        for row in rows:
            self._columns.add(row)
            self._articles.add(row.content)
        for batches, found in zip(self._found, words, strict=True):
            batches.append(found)
            self.words += len(found.forms)

    def _sources(self) -> list[_Source]:
        """Where the words of each field are."""
        stemmed, folded = self._lexicon.stemmed, self._lexicon.folded
        text, names = self._found
        return [
            _Source(stemmed, [_Words(f.forms, f.starts, f.inner, f.stops) for f in text]),
            _Source(stemmed, [_Words.untitled(f.forms, f.starts, f.inner) for f in text]),
            *(
                _Source(
                    folded, [_Words.untitled(f.forms, f.starts[n::4], f.stops[n::4]) for f in names]
                )
                for n in range(4)
            ),
        ]

    def _invert(self) -> Inverted:
        lengths = np.zeros((len(FIELDS), self.documents), np.uint32)
        sources = self._sources()
        ranked = [_ranked(source, lengths[field]) for field, source in enumerate(sources)]
        counts = np.concatenate([state[:, [POSTINGS, BYTES]] for _, _, state in ranked])
        begins = np.zeros((len(counts) + 1, 2), np.int64)
        np.cumsum(counts, axis=0, out=begins[1:])
        doc, tf = np.empty(begins[-1, 0], np.uint16), np.empty(begins[-1, 0], np.uint8)
        data = np.empty(begins[-1, 1], np.uint8)
        big_posting, big_tf = np.empty((2, 2 * self.words // MOST + 1), np.uint32)
        first = big = 0
        for (terms, term_of_form, state), source in zip(ranked, sources, strict=True):
            state[:, [POSTINGS, BYTES]] = begins[first : first + len(terms)]
            first += len(terms)
            base = 0
            for words in source.batches:
                big = fill(
                    *words, base, term_of_form, state, doc, tf, data, big_posting, big_tf, big
                )
                base += len(words.starts)
        ascending = np.argsort(big_posting[:big])
        blob = blob_of("terms", [term for terms, _, _ in ranked for term in terms])
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
        )


def _row(one: _Waiting) -> _Row:
    article = one.article
    return _Row(
        date=date_number(article.date),
        outlet=article.outlet,
        lang=article.lang,
        file=one.file_id,
        record=one.record,
        sketch=bytes.fromhex(article.sketch).rjust(SKETCH, b"\0"),
        content=pack(article),
    )


class _Words(NamedTuple):
    """The words of a field in a batch of articles.

    Those of article i are forms[starts[i] : stops[i]]; of these forms[starts[i] : titles[i]] are
    its title's.
    """

    forms: Array
    starts: Array
    titles: Array
    stops: Array

    @classmethod
    def untitled(cls, forms: Array, starts: Array, stops: Array) -> _Words:
        """Those of a field that has no title in it."""
        return cls(forms, starts, starts, stops)


@dataclass(frozen=True, slots=True)
class _Source:
    """The words of a field, batch by batch."""

    vocabulary: Vocabulary
    batches: list[_Words]


def _ranked(source: _Source, lengths: Array) -> tuple[list[bytes], Array, Array]:
    """The terms of a field in order: (terms, each form's term by its place there, their state)."""
    vocabulary = source.vocabulary
    state, base = fresh_state(len(vocabulary.terms)), 0
    for forms, starts, _, stops in source.batches:
        count(forms, starts, stops, base, vocabulary.of_form, state, lengths)
        base += len(starts)
    used = np.flatnonzero(state[:, POSTINGS]).tolist()
    used.sort(key=vocabulary.terms.__getitem__)
    rank = np.full(len(vocabulary.terms) + 1, NO_TERM, np.int32)  # the last place: for no term
    rank[used] = np.arange(len(used), dtype=np.int32)
    ranked = fresh_state(len(used))
    ranked[:, [POSTINGS, BYTES]] = state[used][:, [POSTINGS, BYTES]]
    terms = vocabulary.terms
    return [terms[number] for number in used], rank[vocabulary.of_form], ranked
