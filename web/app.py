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
from web.deliver import routes as deliver
from web.desk import routes as desk_pages
from web.desk.desks import Desks
from web.desk.put_back import lines_put_back
from web.desk.view import desk_bar
from web.in_words import counted
from web.pages import routes as pages
from web.pages import story_routes as stories
from web.pages import update
from web.password import guard
from web.search_params import root
from web.update import Updater

__all__ = ["LOOPBACK", "create_app"]


def create_app(
    engine: SearchEngine,
    *,
    hosts: Collection[str] | None = LOOPBACK,
    password: str = "",
    index: Path | None = None,
    updater: Updater | None = None,
    desk: Path | None = None,
) -> Flask:
    """The pages over `engine`, as a WSGI application.

    `hosts` are the host names it answers to, without ports; None is for a service that is meant
    to be reached under any name, such as one bound to all interfaces. `password` is asked for
    unless it is empty. `index` is the folder in which a run tells how far it has come, `updater`
    starts one where the service may; `desk` is the file that keeps what readers collect and note,
    each under his own name where there is a password. Without one nothing can be kept.
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
    app.extensions["updater"] = updater
    if desk is not None:
        app.extensions["desk"] = Desks(desk, engine, named=bool(password))
    app.jinja_env.globals["desk_bar"] = desk_bar
    app.jinja_env.globals["lines_put_back"] = lines_put_back
    admit(app, hosts)
    bounds.bound(app)
    cache.remember(app)
    if password:
        guard(app, password)
    for part in (addressbar, data, openapi, pages, update, desk_pages, deliver, stories):
        app.register_blueprint(part.blueprint)
    failure.register(app)
    headers.harden(app)
    return app
