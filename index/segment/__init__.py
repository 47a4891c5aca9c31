"""A segment: up to 65,536 articles, indexed together and never changed.

A folder of array files (`array_file` has their layout). N articles are numbered from 0 in
the order they were indexed; T terms in the order of their fields and bytes; P postings in the
order of their terms and articles. A field is one of FIELDS, by its place there.

    terms       field u4[F+1]     the terms of field f are field[f] to field[f + 1]
                offset u4[T+1]    where each term begins in
                blob u1[]         the terms in UTF-8, ascending by bytes within a field
                posting u4[T+1]   the first posting of each term; P at the end
                position u4[T+1]  where its positions begin in `positions`
    postings    doc u2[P]         articles, ascending within a term
                tf u1[P]          how often the term occurs there, 127: so often or more; and 128
                                  more when the title has it (`index.segment.term_frequency`)
                big_posting u4[]  the postings whose tf is 127 or more, ascending, and
                big_tf u4[]       their exact tf
    positions   data u1[]         each posting's positions (`index.segment.positions` has the code)
    entries     for the R terms with 256 postings or more
                term u4[R]        their numbers, ascending
                start u4[R+1]     where each of them begins in
                point u4[]        where the positions of its postings 16, 32, 48 … begin, in
                                  bytes from the beginning of the term's positions
    forms       how each word of the text was written (`index.segment.form_dictionary`); T0 terms
                own u1[T0]        how a term itself is written: 1 in small letters, 2 with a
                                  capital, 4 in capitals, added up; 0 when it is only a stem
                offset u4[W+1]    where each of the W other forms begins in
                blob u1[]         these, folded, in UTF-8, ascending by bytes and then by terms
                term u4[W]        the term of each
                letters u1[W]     how it is written, as above
                number u1[V]      the number of each of the V variants within its term, the most
                                  frequent first; those of `own` come first; or u2[V], u4[V]
                coded u4[R]       the terms with several variants, ascending
                ways u1[R]        how many each of them has; or u2[R], u4[R]
                start u4[R+1]     where the codes of each begin in
                code u1[]         the variant of each occurrence (`index.segment.form_codes`); 8
                                  zeros behind the last
    names       the M forms that are mostly written with a capital (`index.segment.name_file`)
                offset u4[M+1]    where each begins in
                blob u1[]         these, folded, in UTF-8, ascending by bytes
                term u4[M]        the term of each
                key u4[K]         their keys by sound (`index.names.sounds.keys_of`), ascending, and
                name u4[K]        the name of each
                table u4[1]       CRC-32 of the table of sounds that made the keys
    mentions    the names of each article (`index.segment.mention_file`); both arrays compressed
                text u1[]         each distinct name, and its form, the most frequent first
                code u1[]         for each article how many it has, and their numbers
                words u4[1]       CRC-32 of the rules that found them
    lengths     code u1[F*N]      the lengths of the fields, field by field (`field_norms`)
                total u8[F]       the sum of the exact lengths
    columns     date i4[N]        20170609; unknown parts are 0
                outlet, lang, file u2[N]  codes, each with
                  X_offset u4[], X_blob u1[]  the distinct values in UTF-8, ascending
                sketch u1[N*16]   what tells near-duplicate articles (`index.minhash`); or zeros
                record u4[N]      the article's number in its file (`index.record_number`); u8[N]
                                  in a segment with records of archives' members
    articles    frame u1[]        the articles, compressed (`index.segment.stored` has their layout)
                offset u8[N+1]    where each begins in `frame`
                dictionary u1[]   what they were compressed with
    deleted-G   bits u1[]         article d is deleted as of generation G: bit d % 8 of byte d // 8

Postings are plain arrays because queries run over them as they lie: a document number in two
bytes (which is why a segment ends at 65,536), a frequency in one. `title` is the beginning of
`text`, so a word of the title has the same position in both, and the first variants of a term in an
article of `text` are those of `title`.

Modules, beside those named above: `builder` makes a segment (`inverter` by the kernels of
`inversion`, `articles_writer` as articles come), `merge` one of several (`merge_forms` their
forms), `deletions` the bitmap. `array_file` is read through `mapping`; `term_dictionary`,
`columns`, `values` and `field_norms` read its parts; `info` is what the manifest says of a segment.
`integrity` checks all of it, `mention_integrity` the mentions; `mention_codes` has their kernels,
`postings` writes postings.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import zstandard

from index.article import Article
from index.record_number import article_id_of, number_of
from index.schema import FIELDS, date_of_number
from index.segment.array_file import ArrayFile
from index.segment.deletions import read_deletions
from index.segment.field_norms import NORM_LENGTH
from index.segment.form_dictionary import FormDictionary
from index.segment.info import SegmentInfo
from index.segment.mention_file import MentionFile
from index.segment.name_file import NameFile
from index.segment.stored import Decompressor, Facts, unpack, unpack_facts
from index.segment.term_dictionary import Terms
from index.segment.term_frequency import EXACT, unpack_frequencies
from index.segment.values import Values

FILES = (
    "terms", "postings", "positions", "entries", "forms", "names", "mentions", "lengths", "columns",
    "articles",
)  # fmt: skip

MAX_DOCUMENTS = 65_536  # articles in a segment: a document number is a uint16
SKETCH = 16  # bytes
FREQUENT = 256  # postings from which a term has entry points: fewer are read as quickly
EVERY = 16  # postings between two entry points into a frequent term's positions

Array = npt.NDArray[Any]


class Postings(NamedTuple):
    """The articles with a term: `doc` u2[df] ascending, `tf` u4[df] exact."""

    doc: npt.NDArray[np.uint16]
    tf: npt.NDArray[np.uint32]


class Segment:
    """One segment, opened for reading; any number of threads may share it."""

    def __init__(self, directory: Path, entry: SegmentInfo) -> None:
        """Map the files of a segment.

        Raises:
            FileNotFoundError: One of the files is not there.
            IndexDamaged: One of them is not as it was written.
        """
        self.entry = entry
        self.documents = entry.documents
        folder = f"segments/{entry.name}"
        self.files = {
            kind: ArrayFile(directory, f"{folder}/{kind}", kind, entry.name) for kind in FILES
        }
        columns, lengths = self.files["columns"], self.files["lengths"]
        self.terms = Terms(self.files["terms"])
        self.forms = FormDictionary(self.files["forms"], self.terms)
        self.names = NameFile(self.files["names"])
        self.mentions = MentionFile(self.files["mentions"], entry.documents)
        self.date: npt.NDArray[np.int32] = columns.whole("date")
        self.record: npt.NDArray[np.uint32 | np.uint64] = columns.whole("record")
        self.sketches = columns.whole("sketch").reshape(-1, SKETCH)
        self.lang, self.outlet, self.file = (
            Values(columns, name) for name in ("lang", "outlet", "file")
        )
        self._codes = lengths.whole("code").reshape(len(FIELDS), -1)
        self.total = dict(zip(FIELDS, lengths.whole("total").tolist(), strict=True))
        if not len(self.date) == self._codes.shape[1] == self.documents:
            raise columns.damaged(f"{len(self.date):,} articles of {self.documents:,}")
        self.deleted = read_deletions(directory, entry)

    def find(self, field: str, term: bytes) -> int | None:
        """The number of a term, or None."""
        return self.terms.find(FIELDS.index(field), term)

    def range_of(self, number: int) -> tuple[int, int]:
        """The postings [start, stop) of a term; their pages are verified."""
        terms, postings = self.files["terms"], self.files["postings"]
        terms.touch("posting", number, number + 2)
        start, stop = terms["posting"][number : number + 2].tolist()
        postings.touch("doc", start, stop)
        postings.touch("tf", start, stop)
        return start, stop

    def df(self, number: int) -> int:
        """The document frequency of a term, deleted articles included."""
        self.files["terms"].touch("posting", number, number + 2)
        start, stop = self.files["terms"]["posting"][number : number + 2].tolist()
        return int(stop - start)

    def docs(self, number: int) -> npt.NDArray[np.uint16]:
        """The articles with a term, ascending, deleted ones among them."""
        start, stop = self.range_of(number)
        return self.files["postings"]["doc"][start:stop]

    def postings(self, number: int) -> Postings:
        """The articles with a term."""
        doc, tf = self.marked_postings(number)
        exact: npt.NDArray[np.uint32] = tf & np.uint32(EXACT)
        return Postings(doc, exact)

    def marked_postings(self, number: int) -> Postings:
        """The articles with a term; tf is marked where the title has it."""
        start, stop = self.range_of(number)
        file = self.files["postings"]
        first, last = np.searchsorted(self.big_posting, (start, stop))
        big = self.big_posting[first:last] - start, file["big_tf"][first:last]
        tf = unpack_frequencies(file["tf"][start:stop], *big)
        return Postings(file["doc"][start:stop], tf)

    def positions(self, number: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint32]]:
        """The positions of a term.

        Returns:
            (start i8[df + 1], positions u4[sum of tf]): posting p has
            positions[start[p] : start[p + 1]], ascending.

        Raises:
            IndexDamaged: There are fewer than the frequencies say.
        """
        from index.segment.positions import decode  # noqa: PLC0415  # compiled code: loaded when needed

        tf = self.postings(number).tf
        start = np.zeros(len(tf) + 1, np.int64)
        np.cumsum(tf, out=start[1:])
        positions = np.empty(start[-1], np.uint32)
        if decode(self.position_bytes(number), tf, positions) < 0:
            raise self.files["positions"].damaged(f"term {number:,} has too few")
        return start, positions

    def position_bytes(self, number: int) -> npt.NDArray[np.uint8]:
        """u1[] The encoded positions of a term; their pages are verified."""
        terms, file = self.files["terms"], self.files["positions"]
        terms.touch("position", number, number + 2)
        start, stop = terms["position"][number : number + 2].tolist()
        file.touch("data", start, stop)
        data: npt.NDArray[np.uint8] = file["data"][start:stop]
        return data

    def code(self, field: str) -> npt.NDArray[np.uint8]:
        """[N] The length codes of a field."""
        codes: npt.NDArray[np.uint8] = self._codes[FIELDS.index(field)]
        return codes

    def id(self, doc: int) -> str:
        """The id of an article."""
        return article_id_of(self.file.of(doc), int(self.record[doc]))

    def find_id(self, article_id: str) -> int | None:
        """The article with an id that is not deleted, or None."""
        file, _, label = article_id.rpartition("#")
        for name, number in ((article_id, 0), (file, number_of(label))):
            if (code := self.file.find(name)) is not None:
                docs = np.flatnonzero((self.file.code == code) & (self.record == number))
                for doc in docs.tolist():
                    if self.id(doc) == article_id and not self._is_deleted(doc):
                        return int(doc)
        return None

    def _is_deleted(self, doc: int) -> bool:
        return self.deleted is not None and bool(self.deleted[doc])

    def count_live(self, docs: npt.NDArray[np.uint16]) -> int:
        """How many of some articles are not deleted."""
        return len(docs) - (
            0 if self.deleted is None else int(np.count_nonzero(self.deleted[docs]))
        )

    @cached_property
    def live_words(self) -> dict[str, int]:
        """The words of each field in the articles that are not deleted, as lengths are rounded.

        Their exact lengths are not kept; rounded, they add up to the same in whatever segment an
        article lies.
        """
        kept = self._codes if self.deleted is None else self._codes[:, ~self.deleted]
        counts = [np.bincount(codes, minlength=len(NORM_LENGTH)) for codes in kept]
        return {field: int(n @ NORM_LENGTH) for field, n in zip(FIELDS, counts, strict=True)}

    def live_docs(self) -> list[int]:
        """The articles that are not deleted."""
        if self.deleted is None:
            return list(range(self.documents))
        docs: list[int] = np.flatnonzero(~self.deleted).tolist()
        return docs

    def sketch(self, doc: int) -> str:
        """The sketch of an article; empty when it has none."""
        sketch = self.sketches[doc]
        return sketch.tobytes().hex() if sketch.any() else ""

    def facts(self, doc: int) -> Facts:
        """What a hit shows of an article."""
        return unpack_facts(self.content(doc))

    def article(self, doc: int) -> Article:
        """An article, whole."""
        date = date_of_number(int(self.date[doc]))
        return unpack(
            self.content(doc),
            outlet=self.outlet.of(doc),
            date=date,
            lang=self.lang.of(doc),
            sketch=self.sketch(doc),
        )

    def content(self, doc: int) -> bytes:
        """An article as `index.segment.stored` packs it."""
        try:
            return self._decompressor.content(self.frame(doc))
        except zstandard.ZstdError as error:
            raise self.files["articles"].damaged(f"{self.id(doc)}: {error}") from error

    def frame(self, doc: int) -> bytes:
        """An article as it is compressed."""
        file = self.files["articles"]
        file.touch("offset", doc, doc + 2)
        start, stop = file["offset"][doc : doc + 2].tolist()
        file.touch("frame", start, stop)
        return file["frame"][start:stop].tobytes()

    @cached_property
    def dictionary(self) -> bytes:
        """What the articles were compressed with; empty for nothing."""
        return self.files["articles"].whole("dictionary").tobytes()

    @cached_property
    def _decompressor(self) -> Decompressor:
        return Decompressor(self.dictionary)

    @cached_property
    def big_posting(self) -> npt.NDArray[np.uint32]:
        """The postings with large frequencies, ascending; those are then checked too."""
        self.files["postings"].touch("big_tf")
        return self.files["postings"].whole("big_posting")
