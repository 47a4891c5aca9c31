"""Files in, inverted index out.

One file's way: `scan` finds it new or changed, `reading` takes the articles out of it,
`cleaning` strips what is not the article, `analysis` makes terms of its words, `segment` arrays
of these, `store` commits them. `run` does so for all that changed; `survey` and `repetition` know
the lines that come back, `ledger` remembers what was read, `manifest` says what the index is. A
`generation` is what readers open; `codec` shows it to Whoosh.

An index can always be deleted and made anew from the corpus; the corpus is never written to.
This package knows nothing of queries or pages.
"""

from index.analysis import STOP_WORDS, WORD, Token, fold, name_of, term_of, tokens
from index.analysis.characters import IDEOGRAPHS
from index.article import Article, RemovedLine
from index.audit import Audit, audit
from index.cleaning import clean_html, clean_markdown, clean_text
from index.codec import reader_of
from index.errors import (
    CorpusUnreadable,
    IndexDamaged,
    IndexFailure,
    IndexLocked,
    IndexMisplaced,
    IndexMissing,
    IndexOutdated,
    IndexUnwritable,
    WorkersMissing,
)
from index.fault import Fault
from index.file_id import path_of
from index.generation import Generation
from index.progress import Standing, announced, read_standing
from index.reading import Problem, Reading, read_articles
from index.run import Progress, Report, rebuild, reindex
from index.schema import UNDATED, date_number, iso_date
from index.segment import FIELDS, Segment
from index.segment.values import Values
from index.share import Share
from index.sketch import ALIKE, BITS, alike_to
from index.skipped import SkippedKind, kinds_of, read_skipped, write_skipped
from index.statistics import Statistics, statistics
from index.store import Store
from index.verify import verify

__all__ = [
    "ALIKE",
    "BITS",
    "FIELDS",
    "IDEOGRAPHS",
    "STOP_WORDS",
    "UNDATED",
    "WORD",
    "Article",
    "Audit",
    "CorpusUnreadable",
    "Fault",
    "Generation",
    "IndexDamaged",
    "IndexFailure",
    "IndexLocked",
    "IndexMisplaced",
    "IndexMissing",
    "IndexOutdated",
    "IndexUnwritable",
    "Problem",
    "Progress",
    "Reading",
    "RemovedLine",
    "Report",
    "Segment",
    "Share",
    "SkippedKind",
    "Standing",
    "Statistics",
    "Store",
    "Token",
    "Values",
    "WorkersMissing",
    "alike_to",
    "announced",
    "audit",
    "clean_html",
    "clean_markdown",
    "clean_text",
    "date_number",
    "fold",
    "iso_date",
    "kinds_of",
    "name_of",
    "path_of",
    "read_articles",
    "read_skipped",
    "read_standing",
    "reader_of",
    "rebuild",
    "reindex",
    "statistics",
    "term_of",
    "tokens",
    "verify",
    "write_skipped",
]
