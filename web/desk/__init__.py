"""A reader's desk: what was collected, marked, noted and asked before, kept beside the index.

    errors          what can go wrong with a desk, in words
    database        the one file: opened, brought to the present form, kept aside when damaged
    schema          its tables, and the way from each form to the next
    shelf           what a request reads and writes: one reader's part of the file
    articles        the articles of a desk: taken in, found again, forgotten
    collection      named collections of them
    marks           stars and tags
    note            notes on an article or on a passage of it
    saved_search    searches that are asked again, and what they found since
    selection       the desk as what a query may name: in:, tag:, has:
    exchange        a desk as JSON, out and in
    desks           the desks of an application: whose desk a request means, and its guard
    left_behind     desks of folders that are no longer there
    reader_engine   the engine, as a reader with a desk asks it
    forms           what a form may hold; `token` guards them against other web pages
    put_back        lines that readers put back
    routes          the desk's own pages: `collection_routes`, `article_routes`, `names_routes` and
                    `saved_search_routes` have theirs; `page` what all share, `view` the records

A desk is no part of an index and of no corpus: both can be made anew or moved. An article is told
by the content hash of its file and its place in it, and by its id where the file has changed, so
that a note follows its article; what is known of an article is kept with it, for when it is gone.

The file is a SQLite database without a write-ahead log: between two changes it is one file, whole,
that anybody can copy, on a network drive too. Changes take a lock for milliseconds, which is
plenty for people.
"""
