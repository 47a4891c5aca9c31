"""The columns of a segment that is built: what is known of each article besides its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.article import Article
from index.schema import date_number
from index.segment import SKETCH
from index.segment.stored import pack
from index.segment.values import arrays_of

Array = npt.NDArray[Any]


class Row(NamedTuple):
    """An article's columns and content, ready to be written."""

    date: int
    outlet: str
    lang: str
    file: str
    record: int
    sketch: bytes
    content: bytes


def row_of(file_id: str, record: int, article: Article) -> Row:
    """What is written of an article. What an article can raise is raised here."""
    return Row(
        date=date_number(article.day),
        outlet=article.outlet,
        lang=article.lang,
        file=file_id,
        record=record,
        sketch=bytes.fromhex(article.sketch).rjust(SKETCH, b"\0"),
        content=pack(article),
    )


@dataclass(slots=True)
class Columns:
    """The columns of the segment so far."""

    date: list[int] = field(default_factory=list)
    outlet: list[str] = field(default_factory=list)
    lang: list[str] = field(default_factory=list)
    file: list[str] = field(default_factory=list)
    record: list[int] = field(default_factory=list)
    sketch: list[bytes] = field(default_factory=list)

    def add(self, row: Row) -> None:
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
