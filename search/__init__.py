"""Query in, ranked hits out.

One query's way: `query` reads what was typed into a tree; `plan` is the tree as what an index can
be asked, narrowed by `filters`. Over one generation of the index, a `snapshot`, `ranking` has the
loops of `rank` find, count and order the articles; `columns` count them by outlet, language and
month. `highlight` cuts the passage of each that shows the most of the query. `engine` is the one
object that does it all; `result` is what it gives back. Beside the way stand `words` (what was
perhaps meant, what is being typed) and `similar` (articles like one). What an engine can be asked
is its `interface`; the other one, over a cluster, is `opensearch`.

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
