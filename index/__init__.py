"""Files in, inverted index out.

One file's way: `scan` finds it new or changed, `reading` takes the articles out of it,
`cleaning` strips what is not the article, `analysis` makes terms of its words, `store` commits
it. `run` does so for all that changed, `ledger` remembers what was read, `manifest` says
what the index is.

An index can always be deleted and made anew from the corpus; the corpus is never written to.
This package knows nothing of queries or pages.
"""

from index.analysis import STOP_WORDS, Token, fold, name_of, term_of, tokens
from index.article import Article, RemovedLine
from index.audit import Audit, audit
from index.cleaning import clean_html, clean_markdown, clean_text
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
from index.reading import Problem, Reading, read_articles
from index.run import Progress, Report, rebuild, reindex
from index.scan import path_of
from index.schema import UNDATED, date_number
from index.sketch import are_alike
from index.store import Store, stored_article

__all__ = [
    "STOP_WORDS",
    "UNDATED",
    "Article",
    "Audit",
    "CorpusUnreadable",
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
    "Store",
    "Token",
    "WorkersMissing",
    "are_alike",
    "audit",
    "clean_html",
    "clean_markdown",
    "clean_text",
    "date_number",
    "fold",
    "name_of",
    "path_of",
    "read_articles",
    "rebuild",
    "reindex",
    "stored_article",
    "term_of",
    "tokens",
]
