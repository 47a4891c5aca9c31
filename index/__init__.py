"""Files in, inverted index out.

    run           one reindex: what changed is found, read by worker processes, and committed
    reading       the articles in a file of the corpus, format by format
    cleaning      an article without the boilerplate around it, with its title, date, outlet …
    analysis      from text to terms: tokens, folding, stems
    corrections   lines that readers have put back
    segment       up to 65,536 articles as arrays: dictionary, postings, positions, stored fields
    stories       which articles are the same text, which tell of one event
    store         the index in its folder: manifest, ledger, batches, generations, lock, merges
    opensearch    the same in a cluster
    jit           compiled loops over arrays, and how they reach them
    whoosh_view   the index as one of Whoosh's, for its queries and collectors
    names         which names an article has, and what they sound like
    article       the record of an article; `schema` the table of its fields in an index
    errors        what can go wrong, with what to do; `problem` what could not be read, in words
    file_id       a file's path as its id; `record_number` the number of a record in a file
    regular_file  opens what was a file when the folder was listed; `atomic_file` replaces one
    json_text     JSON of others; `printable` what a terminal may be sent
    minhash       sketches of texts, by which near-duplicates are recognised; `minhash_kernel`
    audit         what cleaning left out; `verdicts` why, line by line; `put_back` undoes it
    warmup        compiles what builds an index, by building one

An index can always be deleted and made anew from the corpus; the corpus is never written to.
This package knows nothing of queries or pages.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from index.analysis import (
    CAPITAL,
    CAPITALS,
    DEFAULT_LANGUAGE,
    MARK,
    SMALL,
    STOP_WORDS,
    WORD,
    Token,
    fold,
    form_of,
    forms_within,
    joined_word,
    language_of,
    letters_of,
    name_of,
    parted_code,
    query_forms,
    query_terms,
    stretches_of,
    term_of,
    terms_within,
    tokens,
)
from index.analysis.characters import IDEOGRAPHS
from index.article import Article, RemovedLine
from index.audit import Audit, audit
from index.errors import (
    CorpusUnreadable,
    CorrectionsDamaged,
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
from index.minhash import NEAR_DUPLICATE_BITS, SKETCH_BITS
from index.names import NAMES_FILE, PARTICLES
from index.printable import printable
from index.record_number import label_of, parts_of
from index.schema import (
    FIELD,
    FIELDS,
    QUERY_FIELDS,
    STEMMED,
    UNDATED,
    analysis_of,
    date_number,
    date_of_number,
)
from index.segment import Segment
from index.segment.mention_file import form_of_name, form_of_row, text_of_row
from index.segment.name_file import is_uncased
from index.segment.values import Values
from index.store.generation import Generation
from index.store.store import Store

if TYPE_CHECKING:
    from index.analysis.tokenizer import Forms
    from index.cleaning import clean_html, clean_markdown, clean_text
    from index.cleaning.encoding import decode
    from index.corrections import (
        Correction,
        add_correction,
        articles_corrected,
        correction_of,
        put_back_in,
        read_corrections,
        training_rows,
    )
    from index.jit.table import kept_table
    from index.names.sounds import costs_of, keys_of, sizes_of, sounds_of
    from index.names.word import as_letters, is_abjad, word_as_letters
    from index.names.word_kind import (
        is_common_word,
        is_of_people,
        is_said_of_many,
        joins_names,
    )
    from index.problem import Problem, Unreadable
    from index.reading import Reading, read_articles
    from index.reading.original import Original, original_of, originals_of, whole_original
    from index.regular_file import open_regular
    from index.run.inventory import (
        Inventory,
        SkippedKind,
        kinds_of,
        read_inventory,
        write_inventory,
    )
    from index.run.listing import check_corpus
    from index.run.partition import Partition
    from index.run.pending import count_pending
    from index.run.progress import Advance, Progress, Standing, announced, read_standing
    from index.run.report import Report
    from index.run.run import rebuild, reindex
    from index.run.verify import verify
    from index.store.statistics import Statistics, statistics
    from index.verdicts import Verdict, recorded_verdicts
    from index.warmup import warm_up, warm_up_cleaning
    from index.whoosh_view import open_whoosh

__all__ = [
    "CAPITAL",
    "CAPITALS",
    "DEFAULT_LANGUAGE",
    "FIELD",
    "FIELDS",
    "IDEOGRAPHS",
    "MARK",
    "NAMES_FILE",
    "NEAR_DUPLICATE_BITS",
    "PARTICLES",
    "QUERY_FIELDS",
    "SKETCH_BITS",
    "SMALL",
    "STEMMED",
    "STOP_WORDS",
    "UNDATED",
    "WORD",
    "Advance",
    "Article",
    "Audit",
    "CorpusUnreadable",
    "Correction",
    "CorrectionsDamaged",
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
    "Inventory",
    "Original",
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
    "Unreadable",
    "Values",
    "Verdict",
    "WorkersMissing",
    "add_correction",
    "analysis_of",
    "announced",
    "articles_corrected",
    "as_letters",
    "audit",
    "check_corpus",
    "clean_html",
    "clean_markdown",
    "clean_text",
    "correction_of",
    "costs_of",
    "count_pending",
    "date_number",
    "date_of_number",
    "decode",
    "fold",
    "form_of",
    "form_of_name",
    "form_of_row",
    "forms_within",
    "is_abjad",
    "is_common_word",
    "is_of_people",
    "is_said_of_many",
    "is_uncased",
    "joined_word",
    "joins_names",
    "kept_table",
    "keys_of",
    "kinds_of",
    "label_of",
    "language_of",
    "letters_of",
    "name_of",
    "open_regular",
    "open_whoosh",
    "original_of",
    "originals_of",
    "parted_code",
    "parts_of",
    "path_of",
    "printable",
    "put_back_in",
    "query_forms",
    "query_terms",
    "read_articles",
    "read_corrections",
    "read_inventory",
    "read_standing",
    "rebuild",
    "recorded_verdicts",
    "reindex",
    "sizes_of",
    "sounds_of",
    "statistics",
    "stretches_of",
    "term_of",
    "terms_within",
    "text_of_row",
    "tokens",
    "training_rows",
    "verify",
    "warm_up",
    "warm_up_cleaning",
    "whole_original",
    "word_as_letters",
    "write_inventory",
]

# Imported when it is asked for: what runs, reads and cleans files, which whoever searches does not
# need; and what is compiled, since a compiler takes a third of a second to import.
_HOMES = {
    "index.corrections": (
        "Correction",
        "add_correction",
        "articles_corrected",
        "correction_of",
        "put_back_in",
        "read_corrections",
        "training_rows",
    ),
    "index.run.inventory": (
        "Inventory",
        "SkippedKind",
        "kinds_of",
        "read_inventory",
        "write_inventory",
    ),
    "index.run.listing": ("check_corpus",),
    "index.run.partition": ("Partition",),
    "index.run.pending": ("count_pending",),
    "index.run.progress": (
        "Advance",
        "Progress",
        "Standing",
        "announced",
        "read_standing",
    ),
    "index.store.statistics": (
        "Statistics",
        "statistics",
    ),
    "index.analysis.tokenizer": ("Forms",),
    "index.jit.table": ("kept_table",),
    "index.names.sounds": ("costs_of", "keys_of", "sizes_of", "sounds_of"),
    "index.names.word": ("as_letters", "is_abjad", "word_as_letters"),
    "index.names.word_kind": ("is_common_word", "is_of_people", "is_said_of_many", "joins_names"),
    "index.cleaning": ("clean_html", "clean_markdown", "clean_text"),
    "index.cleaning.encoding": ("decode",),
    "index.whoosh_view": ("open_whoosh",),
    "index.problem": ("Problem", "Unreadable"),
    "index.regular_file": ("open_regular",),
    "index.reading": ("Reading", "read_articles"),
    "index.reading.original": ("Original", "original_of", "originals_of", "whole_original"),
    "index.run.verify": ("verify",),
    "index.verdicts": ("Verdict", "recorded_verdicts"),
    "index.warmup": ("warm_up", "warm_up_cleaning"),
    "index.run.report": ("Report",),
    "index.run.run": ("rebuild", "reindex"),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(name)
