"""A result as a table in CSV, for spreadsheets: RFC 4180, in UTF-8.

A spreadsheet runs a cell that looks like a formula, and the cells are other people's text: such
a cell gets an apostrophe in front, which spreadsheets do not show
(https://owasp.org/www-community/attacks/CSV_Injection). All cells are quoted, so that none is
cut up where a semicolon separates. The file begins with a byte order mark: without it Excel reads
UTF-8 as the machine's old code page, and other programs skip it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from search import MARK_END, MARK_START, Hit, Result

ROWS = 2_000
"""Articles of one table; the next ones are its page 2."""

COLUMNS = (
    "id", "title", "outlet", "date", "byline", "lang", "url", "score", "snippet", "copy_of",
    "story", "copies", "without",
)  # fmt: skip

# Line ends and other control characters, blanks, and what UTF-8 cannot write.
_BLANK = re.compile("[\\s\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_MARKS = re.compile(f"[{MARK_START}{MARK_END}]")
# Wide ones too, which Japanese spreadsheets take; and behind invisible characters.
_FORMULA = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\\-@＝＋－＠]")

Row = tuple[str, ...]


def table(result: Result) -> bytes:
    """The rows of a result; each copy of an article has one of its own, below the article's.

    Rows without an id, at the end, are remarks: what was ignored, and how much is left out.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for hit in result.hits:
        writer.writerows(tuple(map(cell, row)) for row in _rows(hit))
    writer.writerows(("", remark, *[""] * (len(COLUMNS) - 2)) for remark in remarks(result))
    return file.getvalue().encode("utf-8-sig")


def cell(text: str) -> str:
    """`text` on one line, as no program takes it for a formula."""
    plain = _BLANK.sub(" ", text).strip()
    return f"'{plain}" if _FORMULA.match(plain) else plain


def remarks(result: Result) -> Iterator[str]:
    """What must be known to read the table right."""
    yield from map(cell, result.notes)
    first = (result.page - 1) * result.limit
    last = first + result.limit
    if result.listed > last and result.hits:
        yield (
            f"These are articles {first + 1:,} to {last:,} of {result.listed:,}. The others are "
            f"page {result.page + 1} of this table; or narrow the search."
        )


def _rows(hit: Hit) -> Iterator[Row]:
    snippet = _MARKS.sub("", hit.snippet)
    yield (
        hit.id, hit.title, hit.outlet, hit.date, hit.byline, hit.lang, hit.url,
        f"{hit.score:.3f}", snippet, "", hit.story, hit.copies, ", ".join(hit.without),
    )  # fmt: skip
    for near_duplicate in hit.near_duplicates:
        yield (
            near_duplicate.id,
            near_duplicate.title,
            near_duplicate.outlet,
            near_duplicate.date,
            "",
            "",
            "",
            "",
            "",
            hit.id,
            hit.story,
            hit.copies,
            "",
        )
