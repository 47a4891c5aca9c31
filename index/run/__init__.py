"""One run: the index is brought to what the corpus holds now.

    run                 the whole of it, into any target
    intake              files read and added, a batch at a time
    report              what a run did
    target              what a run writes to: an index in a folder, or in a cluster
    listing             the files that may hold articles, and what all others are
    scan                which files are new, changed, moved or gone
    inventory           what was read and what was not, written to a file
    pending             how many files differ from the index, by their sizes and times
    boilerplate_scan    looks through new texts for lines that come back in their folder
    boilerplate_lines   remembers these lines, and which articles must be cleaned of them
    corrected           the files to read again since lines were put back
    workers             processes that read and clean; a file that kills one costs itself
    partition           the part of the corpus that one of several workers does
    progress            how far a run has come, written to a file; `pace` how long the rest takes
    verify              whether an index is whole, and holds what the corpus holds

Only what changed is read. One file that cannot be read costs itself and is named.
"""
