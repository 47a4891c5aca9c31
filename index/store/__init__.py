"""The index in its folder: what is committed, by whom, and whether it is whole.

    store          the index: created, opened, written, committed
    manifest       the one file that says what an index is, replaced in one step
    batch          changes that are committed together
    ledger         the files of the corpus that the index holds, as they were read
    generation     what one commit has made, open for reading
    lock           one process at a time writes
    merge_policy   which segments are merged
    id_order       the articles of a generation in the order of their ids
    seal           a checksum beside a file that other code writes
    statistics     what the index holds, counted

A commit replaces the manifest in one step; whoever reads holds a generation and goes on with it.
"""
