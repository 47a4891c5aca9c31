"""The browser's and the shell's way in: pages over an engine, and commands.

The pages are plain HTML, complete without scripts. One request walks through these files, top to
bottom:

    app        puts the application together; nothing here is global
    host       the names that are answered to: a stranger's web page is none of them
    bounds     how long an address and its headers may be
    password   whoever comes without the password is asked for it, where one is set
    headers    what every response says to the browser: no foreign scripts, no frames, no referrer
    pages      the routes for people; each asks the engine once and hands a view to a template
    data       the routes for programs; `form` says which is asked for
    address    the state of a search is its URL: parse it, change it, write it
    ask        what an address asks, put to the engine; `suggestion` what was perhaps meant
    cache      what was answered before, for as long as the index stays the same
    front      the front page: what the archive holds, and ways in
    results    a result as the page shows it, with `snippet`, `facets`, `histogram` and `paging`
    rescue     ways on from a search that found little or nothing
    article    an article as its page shows it
    reader     its Markdown as safe HTML, the query's hits marked and numbered by `marks`
    twins      other copies of the same text, beside results and articles
    facts      what is known of it, where that was found, and how to cite it
    status     what is indexed, how fresh it is, and how far a run has come
    failure    error pages: what happened, and a search box to go on with

Results as data are a `record` (JSON, under the public names), a `feed` (RSS, by `xml`) or a `table`
(CSV). `openapi` describes all that for programs, with the shapes in `schema`; `addressbar` is for
the search box that browsers have of their own. static/backfile.js only makes the pages quicker to
use: words while typing, and keys.

The shell's way in is `command`, with `settings` from options and environment, `server` for the
browser (with `connections`), `log` for what went wrong, and `terminal` and `progress` for the eye;
`wsgi` is for a server of one's own.

`day`, `count` and `language` put dates, numbers and languages into words; `period` counts by years
and months; `help` holds the examples of the query language that the help page shows and the tests
run. Two rules keep a saved page from running
code in the reader's browser: text is escaped first and marked last (`Markup` is only ever built
from escaped parts, and no template switches escaping off), and a file of the corpus is only ever
served as a download.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from web.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> object:
    """What makes pages is imported when it is asked for: most commands make none."""
    if name not in __all__:
        raise AttributeError(name)
    from web.app import create_app  # noqa: PLC0415  # as said

    return create_app
