"""Query in, ranked hits out.

One query's way: `query` reads what was typed into a tree, `evaluate` finds the articles that
match it in a `snapshot` of the index and scores them. Those are a `match`, arrays that `filters`
narrow and that are ordered and counted by `columns`. `snippet` cuts the passage of each that `mark`
has found the words in. `engine` is the one object that does it all; `result` is what it gives back.

This package reads indexes and knows nothing of pages. An engine may be shared by threads.
"""

from search.engine import SORTS, Engine
from search.errors import IndexUnavailable, SearchFailure
from search.facet import FacetValue
from search.result import Hit, Result, Status, StoredArticle, Twin
from search.snippet import MARK_END, MARK_START

__all__ = [
    "MARK_END",
    "MARK_START",
    "SORTS",
    "Engine",
    "FacetValue",
    "Hit",
    "IndexUnavailable",
    "Result",
    "SearchFailure",
    "Status",
    "StoredArticle",
    "Twin",
]
