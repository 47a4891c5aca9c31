"""The loops that rank: over arrays, compiled, and exact.

A query's words are looked up once and become `record`s: where in memory the postings of a word
stand, segment by segment. The loops are given a table of these.

    record      what a loop knows of one term in one segment
    place       what it knows of a segment, and in which order it goes through one
    room        what is asked, and the memory that a loop works in
    heap        the best articles so far
    any_of      the best articles with any of some words        (windowed MaxScore)
    all_of      the best articles with all of some words, or with them as a phrase
    found       what is kept of all articles that are found, when not only the best are wanted
    phrase      where words follow one another: by their signs, and by the streams of positions
    union       which articles there are, as bits, and how many
    program     any other combination, window by window
    facets      how often each value of a column occurs among them

Scores are summed as integers: each addend is the float32 product of a word's factor and its
weight in the article, cut off. Sums of integers do not depend on their order, so that every way
to an answer, whatever it passes over, gives the same scores and breaks ties alike; `Scale` is
chosen so finely that the cut is below a ten-millionth of a score.
"""
