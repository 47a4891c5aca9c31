"""Whoosh's way into our segments: readers shaped like one of its codecs.

Whoosh reads an index through a codec, and a codec is two readers: `terms` (which terms there are,
and who has them) and `documents` (what there is of each document). These are over our segments,
so that Whoosh's own SegmentReader, MultiReader and Searcher answer any of its query types from
the same arrays that the compiled kernels use. That makes Whoosh both what answers where there is
no kernel, and the judge of the kernels where there is one.

    field       the terms of one field: written ones, and those that columns stand for
    matcher     walks the postings of one term
    terms       the terms of all fields
    documents   lengths, columns, stored articles, deletions

Nothing here keeps a place in a file, so one reader serves any number of threads. Nothing is
written through it: index.store.store does that. Whoosh's TermInfo and query objects are made anew
for each question, because Whoosh changes them while it works.
"""

from index.whoosh_view.reader import reader_of

__all__ = ["reader_of"]
