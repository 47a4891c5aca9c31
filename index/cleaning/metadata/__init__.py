"""What an article says of itself, each fact with the place where it was found.

`structured`, `headline`, `headline_context`, `publication_date` (with `dated_element`, `local_day`
and, for pages that mark no date, `unmarked_date`), `byline`, `outlet`, `masthead` and
`canonical_url` read it off a page; `front_matter` and `supplied` from what came with a text,
`clipping` from the heads that clipping tools write, `text_metadata` from its lines; `dates` (with
`calendars` and `time_of_day`), `language` (`language_kernel` counts its words) and `site_key` know
the forms. `embedded_text` is the text in the data of a page that a program writes. Each fact is a
`sourced_value`; `metadata` puts them in order.
"""
