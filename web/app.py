"""Puts the application together around an engine."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from flask import Flask

from search import SearchEngine
from web import bounds, cache, failure, headers
from web.allowed_hosts import LOOPBACK, admit
from web.api import addressbar, openapi
from web.api import routes as data
from web.in_words import counted
from web.pages import routes as pages
from web.pages import story_routes as stories
from web.password import guard
from web.search_params import root

__all__ = ["LOOPBACK", "create_app"]


def create_app(
    engine: SearchEngine,
    *,
    hosts: Collection[str] | None = LOOPBACK,
    password: str = "",
    index: Path | None = None,
) -> Flask:
    """The pages over `engine`, as a WSGI application.

    `hosts` are the host names it answers to, without ports; None is for a service that is meant
    to be reached under any name, such as one bound to all interfaces. `password` is asked for
    unless it is empty. `index` is the folder in which a run tells how far it has come.
    """
    app = Flask(__name__)
    # Members of a JSON object come in the order in which the documentation lists them.
    app.json.sort_keys = False  # type: ignore[attr-defined]  # of the default provider
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["root"] = root
    app.jinja_env.filters["counted"] = counted
    app.url_map.converters["article"] = pages.ArticleConverter
    app.extensions["engine"] = engine
    app.extensions["index"] = index
    admit(app, hosts)
    bounds.bound(app)
    cache.remember(app)
    if password:
        guard(app, password)
    for part in (addressbar, data, openapi, pages, stories):
        app.register_blueprint(part.blueprint)
    failure.register(app)
    headers.harden(app)
    return app
