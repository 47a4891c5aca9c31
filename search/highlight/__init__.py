"""Where a query's words stand in a text, and the passage that shows the most of them.

`mark` knows what to look for, `occurrence` finds words and phrases among the candidates of
index.analysis.term_prefilter. `window` chooses the stretches with the most different words,
`fragment` the sentences around them (`sentence`, by what each `character` is), `passage` puts
them together, and `snippet` writes them: escaped first, marked last. `spans` says where the words
of a typed query are, for titles and whole articles. `apart` finds words that a text has in parts;
`raw` is what no passage shows.
"""
