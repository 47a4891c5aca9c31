"""Our index as one of Whoosh's: its readers, searchers, queries and collectors, over our segments.

    >>> from whoosh.qparser import QueryParser
    >>> from index.whoosh_view import open_whoosh
    >>> archive = open_whoosh(directory)
    >>> query = QueryParser("text", archive.schema).parse("harbour strik*")
    >>> with archive.searcher() as searcher:
    ...     for hit in searcher.search(query, sortedby="date"):
    ...         print(hit["date"], hit["title"])
    20170600 Ferry delayed
    20190302 Harbour strike ends

Whoosh reads an index through a codec, whose parts have the names here that its own have:

    index           `open_whoosh`, and what it gives: an Index that cannot be written to
    codec           hands out the readers of a segment
    per_doc_reader  lengths, columns, stored fields, deletions
    terms_reader    which terms there are, and who has them
    leaf_matcher    walks the postings of one term
    field           the terms of one field: written ones, and those that columns stand for

So Whoosh answers any of its query types from the same arrays that our compiled kernels use, which
makes it their judge. Our own searches do not go this way, which takes a hundred times as long, and
its scores (BM25F unless told otherwise) are not ours.

Nothing here keeps a place in a file, so one reader serves any number of threads. Whoosh's TermInfo
and query objects are made anew for each question, because Whoosh changes them while it works.
"""

from index.whoosh_view.index import WhooshIndex, open_whoosh

__all__ = ["WhooshIndex", "open_whoosh"]
