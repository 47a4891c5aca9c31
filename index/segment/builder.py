"""Builds segments: articles in, a segment's files out.

Articles are tokenized a few hundred at a time, and their words kept as numbers of four bytes; their
contents are compressed and written as they come. The builder is full when the segment is, or at
MAX_WORDS words, so that memory is bounded whatever the corpus (measured: 0.5 GB at the most). An
article that cannot be indexed, whatever the reason, is recorded in `refused` and leaves an empty
article under its number: the others are as they would be without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis import FORM_ANALYZER, NAME_ANALYZER, TEXT_ANALYZER
from index.analysis.paragraph import pieces_of
from index.analysis.vocabulary import Piece, Scan, TokenizedTexts, Vocabulary
from index.article import Article
from index.errors import IndexFailure
from index.names.recognizer import Recognizer, Scanned
from index.problem import reason_of
from index.schema import NAMES
from index.segment import MAX_DOCUMENTS
from index.segment.array_file import write_arrays
from index.segment.articles_writer import ArticlesWriter
from index.segment.columns import Columns, Row, row_of
from index.segment.info import MAX_WORDS, SegmentInfo
from index.segment.inversion import Words
from index.segment.inverter import FieldWords, invert
from index.segment.mention_file import Rows, arrays_of_mentions, rows_of
from index.stories.features import Features, concatenated, features_of, read_as, write_features
from index.stories.words import WordTable

Array = npt.NDArray[Any]

_MAX_FORMS = 1_500_000  # forms that are remembered; beyond, most are codes rather than words
_BATCH = 256  # articles that are tokenized at once: their characters fit a cache
_BATCH_CHARACTERS = 1_000_000


class Vocabularies:
    """The forms of words met lately and their terms; outlives the segments of a run."""

    def __init__(self) -> None:
        self.stemmed = Vocabulary(TEXT_ANALYZER, FORM_ANALYZER)
        self.folded = Vocabulary(NAME_ANALYZER)
        self.recognizer = Recognizer(self.stemmed.words)
        self.story_words = WordTable(self.stemmed.words)

    @property
    def is_full(self) -> bool:
        """Whether more than _MAX_FORMS forms are kept, so that new ones should be begun."""
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


class _Prepared(NamedTuple):
    """Some articles, ready to be kept.

    Their rows, their words by field, their names, and what tells their copies and stories.
    """

    rows: list[Row]
    words: list[TokenizedTexts]
    names: list[list[bytes]]
    features: Features


class SegmentBuilder:
    """Builds one segment in a new folder, which is complete when `finish` returns."""

    def __init__(self, folder: Path, vocabularies: Vocabularies, dictionary: bytes) -> None:
        self._folder = folder
        self._vocabularies = vocabularies
        self._columns = Columns()
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
        return (
            self.documents >= MAX_DOCUMENTS or self.words >= MAX_WORDS or self._vocabularies.is_full
        )

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
        invert(self._field_words(), self.documents).write(self._folder)
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
        rows = [row_of(*one) for one in waiting]
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
        vocabularies = self._vocabularies
        words = [
            vocabularies.stemmed.tokenize(text, titles, pieces),
            vocabularies.folded.tokenize(names),
        ]
        scanned = list(_scanned(vocabularies.stemmed.scans, pieces, titles))
        articles = [(one.article.text, one.article.lang) for one in waiting]
        named = vocabularies.recognizer.names(articles, scanned)
        reports = [read_as(one.article) for one in waiting]
        features = features_of(reports, vocabularies.story_words, scanned)
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

    def _field_words(self) -> list[FieldWords]:
        """The words of each field, in the order of FIELDS."""
        stemmed, folded = self._vocabularies.stemmed, self._vocabularies.folded
        text, names = self._found
        step = len(NAMES)  # the names of an article stand together, in the order of their fields
        return [
            FieldWords(stemmed, [Words(f.forms, f.starts, f.inner, f.stops) for f in text]),
            FieldWords(stemmed, [Words.untitled(f.forms, f.starts, f.inner) for f in text]),
            *(
                FieldWords(
                    folded,
                    [Words.untitled(f.forms, f.starts[n::step], f.stops[n::step]) for f in names],
                )
                for n in range(step)
            ),
        ]


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
