"""A saved text: which of its lines are the article.

`line` and `markdown_inline` read the lines, `line_classifier` knows the boilerplate that a line
shows by itself (by the rules in index.cleaning.rules), `boilerplate_paragraph` that of long
paragraphs, `title_line` the headline, `span` the stretch of lines that is the article.
`saved_text` decides. `fingerprint` says which lines may come back under other articles.
"""
