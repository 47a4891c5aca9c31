"""The browser's and the shell's way in: pages over an engine, and commands.

The pages are plain HTML without scripts. One request walks through these files, top to bottom:

    app        puts the application together; nothing here is global
    host       the names that are answered to: a stranger's web page is none of them
    headers    what every response says to the browser: no scripts, no frames, no referrer
    pages      the routes; each asks the engine once and hands a view to a template
    address    the state of a search is its URL: parse it, change it, write it
    front      the front page: what the archive holds, and ways in
    results    a result as the page shows it; its parts are `snippet`, `facets` and `paging`
    rescue     ways out of a search that found nothing
    article    an article as its page shows it
    reader     its Markdown as safe HTML, the query's hits marked and numbered by `marks`
    twins      other copies of the same text, beside results and articles
    facts      what is known of it, where that was found, and how to cite it
    record     results and articles as JSON, under the public names
    failure    error pages: what happened, and a search box to go on with

The shell's way in is `command`, with `settings` from options and environment, `server` for the
browser, and `terminal` and `progress` for the eye.

`day` and `language` put dates and languages into words; `help` holds the examples of the query
language that the help page shows and the tests run. Two rules keep a saved page from running
code in the reader's browser: text is escaped first and marked last (`Markup` is only ever built
from escaped parts, and no template switches escaping off), and a file of the corpus is only ever
served as a download.
"""

from __future__ import annotations

from web.app import create_app

__all__ = ["create_app"]
