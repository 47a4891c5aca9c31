"""The engine over an index folder.

    engine         what is asked of it, for any number of threads
    snapshot       one generation of the index and what is kept for it
    compile        a plan made ready: which kernel answers it, with which arguments
    executor       executes plans: all that match, the best of them, in an order
    ranker         has the kernels of search.rank answer compiled queries
    prepared_query a plan as a kernel takes it; `query_terms` terms that have no row in the cache
    partial        articles with most of the words
    listing        the rows of a page, without copies
    conditions     the articles that columns, groups and ids let through
    article_bits   sets of articles as bits
    term_cache     the terms that were asked for, looked up once in a generation
    blending       several terms of a segment as one: their postings, and where it stands
    facet_counts   results counted by outlet, language and month
    selection_counts  results counted by the reader's selections
    fingerprints   by what the articles of a result are told to be new
    name_columns   the names that articles have, over all segments, spellings taken together
    segment_mentions  the names of one segment as arrays
    name_skeleton  the consonants of a name, by which those that sound alike are looked up
    name_facet     results counted by them
    name_uses      how a name is spelt, and where first

Any number of threads may share an engine.
"""
