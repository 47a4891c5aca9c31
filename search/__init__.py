"""Query in, ranked hits out.

    archive       articles and their index as one object: run, verified, counted, opened
    query         what was typed as a tree; never an error
    plan          the tree as what an index can be asked: terms, weights, conditions; with `filters`
    capitals      words that in capitals are another word than in small letters
    local         the engine over an index folder
    opensearch    the engine over a cluster
    rank          the kernels: top-k, counts, phrases and facets over arrays
    highlight     where a query's words stand in a text, and the passage that shows the most
    stories       the reports of one event, and how they differ
    words         the words of the index: patterns, fuzzy words, spelling, completion
    similar       more like this
    selection     a reader's own sets of articles, which a query may name
    fingerprint   by what the articles of a result are told later, to say which are new
    names         the other spellings of a name
    demand        what of a query an article must have; `near_duplicates` are shown once
    dates         dates in a query; `relative_date` those told from today
    facet         counts by value; `sort` the orders; `language_names` what languages are called
    search_request  one question, read and checked; `errors` what can go wrong
    warmup        compiles what answers, by asking; `distinct` values of an array
    interface     what any engine can be asked; `result` is what it gives back

This package reads indexes and knows nothing of pages. An engine may be shared by threads.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from search.sort import SORTS

if TYPE_CHECKING:
    from search.archive import Archive, archive_of
    from search.dates import date_ends
    from search.errors import IndexUnavailable, SearchFailure, StoriesUnavailable
    from search.facet import FacetValue
    from search.filters import FilterValues
    from search.fingerprint import Fingerprints
    from search.interface import SearchEngine
    from search.language_names import LANGUAGE_NAMES
    from search.local.engine import Engine
    from search.names.options import NameOptions
    from search.result import (
        MARK_END,
        MARK_START,
        Completions,
        FirstUse,
        Headline,
        Hit,
        NameRecord,
        NameSpelling,
        NearDuplicate,
        Result,
        Spelling,
        Status,
        StoredArticle,
    )
    from search.selection import NO_SELECTIONS, SELECTION_FIELDS, Selections, selection_key
    from search.stories.story import Report, Story
    from search.warmup import compile_once
    from search.words.spelling import Suggestion

__all__ = [
    "LANGUAGE_NAMES",
    "MARK_END",
    "MARK_START",
    "NO_SELECTIONS",
    "SELECTION_FIELDS",
    "SORTS",
    "Archive",
    "Completions",
    "Engine",
    "FacetValue",
    "FilterValues",
    "Fingerprints",
    "FirstUse",
    "Headline",
    "Hit",
    "IndexUnavailable",
    "NameOptions",
    "NameRecord",
    "NameSpelling",
    "NearDuplicate",
    "Report",
    "Result",
    "SearchEngine",
    "SearchFailure",
    "Selections",
    "Spelling",
    "Status",
    "StoredArticle",
    "StoriesUnavailable",
    "Story",
    "Suggestion",
    "archive_of",
    "compile_once",
    "date_ends",
    "selection_key",
]

# Imported when they are asked for: a command that shows its help needs none of them, and a search
# on a cluster none of the loops that rank here.
_HOMES = {
    "search.archive": ("Archive", "archive_of"),
    "search.language_names": ("LANGUAGE_NAMES",),
    "search.local.engine": ("Engine",),
    "search.names.options": ("NameOptions",),
    "search.errors": ("IndexUnavailable", "SearchFailure", "StoriesUnavailable"),
    "search.dates": ("date_ends",),
    "search.facet": ("FacetValue",),
    "search.filters": ("FilterValues",),
    "search.fingerprint": ("Fingerprints",),
    "search.interface": ("SearchEngine",),
    "search.result": (
        "MARK_END",
        "MARK_START",
        "Completions",
        "FirstUse",
        "Headline",
        "Hit",
        "NameRecord",
        "NameSpelling",
        "NearDuplicate",
        "Result",
        "Spelling",
        "Status",
        "StoredArticle",
    ),
    "search.selection": ("NO_SELECTIONS", "SELECTION_FIELDS", "Selections", "selection_key"),
    "search.stories.story": ("Report", "Story"),
    "search.warmup": ("compile_once",),
    "search.words.spelling": ("Suggestion",),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(name)
