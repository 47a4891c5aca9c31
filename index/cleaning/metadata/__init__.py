"""What an article says of itself, each fact with the place where it was found.

`structured`, `headline`, `neighbourhood`, `publication_date`, `byline`, `outlet`, `masthead` and
`address` read it off a page; `front_matter` and `given` from what came with a text, `saved_facts`
from its lines; `dates` (with `months` and `calendars`) and `language` know the forms. `metadata`
puts them in order.
"""
