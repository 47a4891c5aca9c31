"""An HTML page: which of its blocks are the article.

`parse` makes the tree, `tree` and `outline` flatten it to boxes and paragraphs, `element` reads
the names that markup carries (boilerplate/names.txt), `container` finds where the article stands,
`headline` where it begins, `surroundings` what stands about it, `genre` whether it is a forum or
a list of headlines. `page` proposes and the learned `judge` decides. `nesting` flattens what nests
deeper than any browser shows.
"""
