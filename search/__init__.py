"""Query in, ranked hits out.

One query's way: `query` reads what was typed into a tree; `plan` is the tree as what an index can
be asked, narrowed by `filters`. Over one generation of the index, a `snapshot`, `ranking` has the
loops of `rank` find, count and order the articles; `columns` count them by outlet, language and
month. `snippet` cuts the passage of each that `mark` has found the words in. `engine` is the one
object that does it all; `result` is what it gives back. Beside the way stand `spelling` (what was
perhaps meant), `completion` (what is being typed) and `similar` (articles like one).

What an engine can be asked is written down in `interface`; `opensearch` answers the same from a
cluster. This package reads indexes and knows nothing of pages. An engine may be shared by threads.
"""

from search.engine import Engine
from search.errors import IndexUnavailable, SearchFailure
from search.facet import FacetValue
from search.interface import SORTS, SearchEngine
from search.result import Hit, Result, Status, StoredArticle, Twin
from search.snippet import MARK_END, MARK_START
from search.spelling import Suggestion

__all__ = [
    "MARK_END",
    "MARK_START",
    "SORTS",
    "Engine",
    "FacetValue",
    "Hit",
    "IndexUnavailable",
    "Result",
    "SearchEngine",
    "SearchFailure",
    "Status",
    "StoredArticle",
    "Suggestion",
    "Twin",
]
