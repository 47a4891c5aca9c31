"""Ranking kernels: compiled loops over an index's arrays, and exact.

A term is looked up once in a generation and becomes records, one for each segment: pointers to its
postings, its weights and their upper bounds (`search.local.term_cache`). Kernels are given tables
of these by pointers, and write into memory that the caller owns: results into what their
docstrings name, intermediate ones into the scratch memory of the thread.

    Tables
        term_record          one term in one segment: pointers, weights, search for a posting
        segment_view         one segment: its dates, its order of ids, filter, windows and blocks
        index_tables         all segments and terms, behind one array of pointers
        workspace            the query and the scratch memory of a thread, behind another
    Scores
        bm25                 the weight of a term in an article
        top_k                the best articles so far, as a heap whose root is the threshold
    Kernels
        block_max_or         top k of a disjunction: MaxScore over windows, blocks and bitsets
        block_max_and        top k of a conjunction or a phrase
        boolean              top k of any combination of terms and sets, window by window
        count                how many articles match, and which; the newest of them
        match_collector      where all matches are written, when not only the best are wanted
        bitset               the articles of a segment as bits
        facets               how often each value of a column occurs among the matches
        coverage             which articles have most of the terms, by their weight
        name_counts          names of articles: looked up by hash, counted
    Positions
        phrase               whether terms follow one another
        second_look          the best articles again: where in them the terms stand
        position_signature   positions modulo 24 as bits, which rule most articles out
        position_reader      positions, decoded one by one
    Terms
        blend                several terms as one: synonyms, patterns and fuzzy words

Scores are summed as integers: each addend is the float32 product of a term's factor and its
weight in the article, times a power of two, truncated. Sums of integers do not depend on their
order, so that every kernel, whatever it skips, gives the same scores and breaks ties alike; the
power of two is chosen so that truncation costs less than a ten-millionth of a score.
"""
