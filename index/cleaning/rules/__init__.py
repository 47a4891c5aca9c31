"""The rules that pages and saved texts share: what single lines and paragraphs say they are.

`phrases` (with its lists by language), `byline_line`, `date_line` and `caption` know a line by its
words; `months` has the names of months in many languages; `reasons` are the words in which a reader
is told why a line was left out.
"""
