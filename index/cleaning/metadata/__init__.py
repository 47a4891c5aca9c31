"""What an article says of itself, each fact with the place where it was found.

`structured`, `headline`, `headline_context`, `publication_date` (with `dated_element`, `local_day`
and, for pages that mark no date, `unmarked_date`), `byline`, `outlet`, `masthead` and
`canonical_url` read it off a page; `front_matter` and `supplied` from what came with a text,
`text_metadata` from its lines; `dates` (with `calendars`) and `language` know the forms. `metadata`
puts them in order.
"""
