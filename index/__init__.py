"""Files in, inverted index out.

    run           one reindex: what changed is found, read by worker processes, and committed
    reading       the articles in a file of the corpus, format by format
    cleaning      an article without the boilerplate around it, with its title, date, outlet …
    analysis      from text to terms: tokens, folding, stems
    segment       up to 65,536 articles as arrays: dictionary, postings, positions, stored fields
    store         the index in its folder: manifest, ledger, batches, generations, lock, merges
    opensearch    the same in a cluster
    jit           compiled loops over arrays, and how they reach them
    whoosh_view   the index as one of Whoosh's, for its queries and collectors

An index can always be deleted and made anew from the corpus; the corpus is never written to.
This package knows nothing of queries or pages.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from index.analysis import (
    CAPITALS,
    STOP_WORDS,
    WORD,
    Token,
    fold,
    form_of,
    letters_of,
    name_of,
    term_of,
    tokens,
)
from index.analysis.characters import IDEOGRAPHS
from index.article import Article, RemovedLine
from index.audit import Audit, audit
from index.errors import (
    CorpusUnreadable,
    Fault,
    IndexDamaged,
    IndexFailure,
    IndexLocked,
    IndexMisplaced,
    IndexMissing,
    IndexOutdated,
    IndexUnreadable,
    IndexUnwritable,
    WorkersMissing,
)
from index.file_id import path_of
from index.minhash import NEAR_DUPLICATE_BITS, SKETCH_BITS, near_duplicates_of
from index.names import NAMES_FILE
from index.printable import printable
from index.run.partition import Partition
from index.run.progress import Standing, announced, read_standing
from index.run.skipped import SkippedKind, kinds_of, read_skipped, write_skipped
from index.schema import (
    FIELD,
    FIELDS,
    QUERY_FIELDS,
    STEMMED,
    UNDATED,
    analysis_of,
    date_number,
    iso_date,
)
from index.segment import Segment
from index.segment.values import Values
from index.store.generation import Generation
from index.store.statistics import Statistics, statistics
from index.store.store import Store

if TYPE_CHECKING:
    from index.analysis.tokenizer import Forms
    from index.cleaning import clean_html, clean_markdown, clean_text
    from index.names.sounds import costs_of, keys_of, sizes_of
    from index.names.word import as_letters, is_abjad
    from index.problem import Problem
    from index.reading import Reading, read_articles
    from index.run.run import Progress, Report, rebuild, reindex
    from index.run.verify import verify
    from index.warmup import warm_up
    from index.whoosh_view import open_whoosh

__all__ = [
    "CAPITALS",
    "FIELD",
    "FIELDS",
    "IDEOGRAPHS",
    "NAMES_FILE",
    "NEAR_DUPLICATE_BITS",
    "QUERY_FIELDS",
    "SKETCH_BITS",
    "STEMMED",
    "STOP_WORDS",
    "UNDATED",
    "WORD",
    "Article",
    "Audit",
    "CorpusUnreadable",
    "Fault",
    "Forms",
    "Generation",
    "IndexDamaged",
    "IndexFailure",
    "IndexLocked",
    "IndexMisplaced",
    "IndexMissing",
    "IndexOutdated",
    "IndexUnreadable",
    "IndexUnwritable",
    "Partition",
    "Problem",
    "Progress",
    "Reading",
    "RemovedLine",
    "Report",
    "Segment",
    "SkippedKind",
    "Standing",
    "Statistics",
    "Store",
    "Token",
    "Values",
    "WorkersMissing",
    "analysis_of",
    "announced",
    "as_letters",
    "audit",
    "clean_html",
    "clean_markdown",
    "clean_text",
    "costs_of",
    "date_number",
    "fold",
    "form_of",
    "is_abjad",
    "iso_date",
    "keys_of",
    "kinds_of",
    "letters_of",
    "name_of",
    "near_duplicates_of",
    "open_whoosh",
    "path_of",
    "printable",
    "read_articles",
    "read_skipped",
    "read_standing",
    "rebuild",
    "reindex",
    "sizes_of",
    "statistics",
    "term_of",
    "tokens",
    "verify",
    "warm_up",
    "write_skipped",
]

# Imported when it is asked for: what reads and cleans files, which whoever searches does not need;
# and what is compiled, since a compiler takes a third of a second to import.
_HOMES = {
    "index.analysis.tokenizer": ("Forms",),
    "index.names.sounds": ("costs_of", "keys_of", "sizes_of"),
    "index.names.word": ("as_letters", "is_abjad"),
    "index.cleaning": ("clean_html", "clean_markdown", "clean_text"),
    "index.whoosh_view": ("open_whoosh",),
    "index.problem": ("Problem",),
    "index.reading": ("Reading", "read_articles"),
    "index.run.verify": ("verify",),
    "index.warmup": ("warm_up",),
    "index.run.run": ("Progress", "Report", "rebuild", "reindex"),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(name)
