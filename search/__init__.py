"""Query in, ranked hits out.

    query         what was typed as a tree; never an error
    plan          the tree as what an index can be asked: terms, weights, conditions; with `filters`
    local         the engine over an index folder
    opensearch    the engine over a cluster
    rank          the kernels: top-k, counts, phrases and facets over arrays
    highlight     where a query's words stand in a text, and the passage that shows the most
    words         the words of the index: patterns, fuzzy words, spelling, completion
    similar       more like this
    interface     what any engine can be asked; `result` is what it gives back

This package reads indexes and knows nothing of pages. An engine may be shared by threads.
"""

from search.errors import IndexUnavailable, SearchFailure
from search.facet import FacetValue
from search.highlight.snippet import MARK_END, MARK_START
from search.interface import SORTS, SearchEngine
from search.local.engine import Engine
from search.result import Hit, NearDuplicate, Result, Status, StoredArticle
from search.words.spelling import Suggestion

__all__ = [
    "MARK_END",
    "MARK_START",
    "SORTS",
    "Engine",
    "FacetValue",
    "Hit",
    "IndexUnavailable",
    "NearDuplicate",
    "Result",
    "SearchEngine",
    "SearchFailure",
    "Status",
    "StoredArticle",
    "Suggestion",
]
