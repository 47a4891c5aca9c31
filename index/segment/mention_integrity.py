"""Whether the names of a segment's articles (`index.segment.mention_file`) are those they have."""

from __future__ import annotations

from collections.abc import Iterator

from index.errors import Fault
from index.names.recognizer import Recognizer
from index.names.word_kind import words_checksum
from index.segment import Segment
from index.segment.mention_file import Rows, rows_of
from index.segment.stored import unpack_facts

_BATCH = 256  # articles that are looked through at once


def faults_of_mentions(segment: Segment) -> Iterator[Fault]:
    """What is wrong with the names of articles, which are found once more in the stored texts.

    Names that other rules have found are only read. Raises IndexDamaged when they cannot be.
    """
    rows, (start, name, *_) = segment.mentions.rows, segment.mentions.mentions
    if rows != sorted(set(rows)):
        yield Fault(segment.files["mentions"].name, "its names do not ascend")
    if segment.mentions.words != words_checksum():
        return
    recognizer, known = Recognizer(), Rows()
    for first in range(0, segment.documents, _BATCH):
        docs = range(first, min(first + _BATCH, segment.documents))
        texts = [(unpack_facts(segment.content(doc)).text, segment.lang.of(doc)) for doc in docs]
        for doc, names in zip(docs, recognizer.names(texts), strict=True):
            kept = {rows[one] for one in name[start[doc] : start[doc + 1]].tolist()}
            if kept != set(rows_of(names, known)):
                yield Fault(segment.id(doc), "it has other names than are kept of it")
