"""The browser's and the shell's way in: pages over an engine, and commands.

    app               puts the application together; nothing here is global
    allowed_hosts     the names that are answered to: a stranger's web page is none of them
    bounds            how long a request may be
    password          whoever comes without the password is asked for it, where one is set
    headers           what every response says to the browser: no foreign scripts, no frames
    search_params     the state of a search is its URL: parse it, change it, write it
    search_service    what a URL asks, put to the engine; `suggestion` what was perhaps meant
    cache             answers, kept for as long as the index stays the same
    pages             the pages for people: their routes, and the records that templates lay out
    api               the routes for programs: JSON, RSS, CSV, OpenAPI, the browser's address bar
    desk              what readers collect, note and save, and their pages
    deliver           collections and results handed on: originals, texts, references
    failure           error pages: what happened, and a search box to go on with
    cli               the command line
    update            runs that the service starts itself, on a button or since files have changed
    left_out          what a search finds in the lines that were left out
    hint              commands in messages, with the folders that are meant
    list_preference   how a reader likes results listed: the only cookie
    settings          what can be set, by options and environment
    server            the server for browsers, with its `connections`; `wsgi` is for another one
    log               what went wrong: a line on the terminal, and all of it in a file
    in_words          dates and numbers in words; `language` has the names of languages

The pages are plain HTML, complete without scripts; static/backfile.js only makes them quicker to
use. Two rules keep a saved page from running code in the reader's browser: text is escaped first
and marked last (`Markup` is only ever built from escaped parts, and no template switches escaping
off), and a file of the corpus is only ever served as a download, or looked at in a sandboxed frame
without what runs or fetches.
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
