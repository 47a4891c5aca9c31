"""The index in an OpenSearch cluster, for archives that one machine is too small for.

The same files in, by the same scans, cleaning and workers; what is different is where the articles
go. A `cluster_url` says where the cluster is, a `connection` speaks to it and says its failures in
words (`errors`). A `template` tells it what indices are made of, `analysis` how text becomes terms.
An article is a `document`, a file a `file_record`; `bulk` sends many of them at the cluster's pace,
a `batch` in the order that makes it safe to be killed. An `index_pair` is which indices count, the
`store` an index that is opened, `run` one reindex or rebuild. `verify` compares it with the corpus,
`statistics` counts it, both `pages` of documents at a time.

Importing this package asks nothing of opensearch-py, which is there only for those who need it.
"""

from index.opensearch.cluster_url import ClusterUrl
from index.opensearch.connection import Connection, connect, failure_of
from index.opensearch.document import article_of, document_id, document_of, sketch_parts
from index.opensearch.errors import (
    ClusterConfused,
    ClusterEmpty,
    ClusterFailure,
    ClusterFull,
    ClusterOutdated,
    ClusterRed,
    ClusterRefused,
    ClusterReplaced,
    ClusterSlow,
    ClusterUnreachable,
    ClusterUnsuitable,
    ClusterUrlMalformed,
    LibraryMissing,
)
from index.opensearch.index_pair import IndexPair, current, meta_of
from index.opensearch.run import articles, rebuild, reindex
from index.opensearch.statistics import ClusterStatistics, statistics
from index.opensearch.store import ClusterStore, Freshness, check, freshness
from index.opensearch.verify import verify

__all__ = [
    "ClusterConfused",
    "ClusterEmpty",
    "ClusterFailure",
    "ClusterFull",
    "ClusterOutdated",
    "ClusterRed",
    "ClusterRefused",
    "ClusterReplaced",
    "ClusterSlow",
    "ClusterStatistics",
    "ClusterStore",
    "ClusterUnreachable",
    "ClusterUnsuitable",
    "ClusterUrl",
    "ClusterUrlMalformed",
    "Connection",
    "Freshness",
    "IndexPair",
    "LibraryMissing",
    "article_of",
    "articles",
    "check",
    "connect",
    "current",
    "document_id",
    "document_of",
    "failure_of",
    "freshness",
    "meta_of",
    "rebuild",
    "reindex",
    "sketch_parts",
    "statistics",
    "verify",
]
