"""The loops that rank: over arrays, compiled, and exact.

A term is looked up once in a generation and becomes records, one for each segment: pointers to its
postings, its weights and their upper bounds. The kernels are given a table of these.

    term_record          what a kernel knows of one term in one segment
    segment_view         what it knows of a segment, and in which order it goes through one
    workspace            the query, and the memory that a kernel works in, one for each thread
    bm25                 the weight of a term in an article
    top_k                the best articles so far, as a heap
    block_max_or         top k of a disjunction: MaxScore over windows and blocks
    block_max_and        top k of a conjunction or a phrase
    phrase               whether terms follow one another: by signatures, then by positions
    position_signature   which positions modulo 24 a term has in an article, as bits
    position_reader      positions, decoded one by one
    match_collector      what is kept of all matches, when not only the best are wanted
    bitset               the articles of a segment as bits
    count                how many articles match, and which
    boolean              any other combination of terms and conditions, window by window
    blend                several terms as one: patterns and fuzzy words
    facets               how often each value of a column occurs among the matches

Scores are summed as integers: each addend is the float32 product of a word's factor and its
weight in the article, times a power of two, truncated. Sums of integers do not depend on their
order, so that every kernel, whatever it skips, gives the same scores and breaks ties alike; the
power of two is chosen so that truncation costs less than a ten-millionth of a score.
"""
