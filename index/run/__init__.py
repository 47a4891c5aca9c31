"""One run: the index is brought to what the corpus holds now.

    run                 the whole of it, into any target
    target              what a run writes to: an index in a folder, or in a cluster
    listing             the files that may hold articles, and what all others are
    scan                which files are new, changed, moved or gone
    skipped             what was not read, told in a file
    boilerplate_scan    looks through new texts for lines that come back in their folder
    boilerplate_lines   remembers these lines, and which articles must be cleaned of them
    workers             processes that read and clean; a file that kills one costs itself
    partition           the part of the corpus that one of several workers does
    progress            how far a run has come, told in a file
    verify              whether an index is whole, and holds what the corpus holds

Only what changed is read. One file that cannot be read costs itself and is named.
"""
