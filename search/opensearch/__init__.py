"""The same questions, put to an OpenSearch cluster.

The query is read as ever and becomes the same plan (`search.plan`). `clause` (`likeness`: its
patterns) says a plan in OpenSearch's query language, `search_source` adds order, filters and counts
to make one request of it, `depth` goes where a result is deeper than a cluster lets one page. What
comes back becomes the records of `search.result` in `search_response`: passages are cut and marked
here, by the code that does so for a folder. `lexicon` knows the cluster's words, `completion` what
is being typed, `relation` articles like one and its copies, `same_text` which are copies, `desk`
what a reader's selections ask. `cluster` puts requests to it; `engine` is the one object that does
it all.

Whatever a cluster cannot be asked is said in the result's notes; so are parts of the index that
did not answer. How an index is laid out in a cluster is `index.opensearch`'s to know.
"""

from search.opensearch.engine import ClusterEngine

__all__ = ["ClusterEngine"]
