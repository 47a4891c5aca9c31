"""A saved text: which of its lines are the article.

`line` and `markdown_inline` read the lines, `line_classifier` knows the boilerplate that a line
shows by itself (by the rules in index.cleaning.rules; `line_words` says which of their phrases it
may be, by the `phrase_kernel` over a `hash_table`) and `listing` what is content for the lines of
its kind around it, `boilerplate_paragraph` that of long paragraphs, `title_line` the headline,
`span` the stretch of lines that is the article. `dump` knows what text browsers and mail programs
add. Of a text that shows boilerplate the learned `judge` decides line by line; `saved_text` puts it
all together. `fingerprint` says which lines may come back under other articles.
"""
