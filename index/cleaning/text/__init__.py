"""A saved text: which of its lines are the article.

`line` and `marks` read the lines, `phrases` (with its lists by language), `stamp`, `signature`
and `caption` know the boilerplate that a line shows by itself, `cue` that of long paragraphs;
`finding` gathers what they found, `title_line` the headline, `span` the stretch of lines that is
the article. `text` decides. `fingerprint` says which lines may come back under other articles.
"""
