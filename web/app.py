"""Puts the application together around an engine."""

from __future__ import annotations

from collections.abc import Collection

from flask import Flask

from search import Engine
from web import failure, headers, pages
from web.host import LOOPBACK, admit

__all__ = ["LOOPBACK", "create_app"]


def create_app(engine: Engine, *, hosts: Collection[str] | None = LOOPBACK) -> Flask:
    """The pages over `engine`, as a WSGI application.

    `hosts` are the host names it answers to, without ports; None is for a service that is meant
    to be reached under any name, such as one bound to all interfaces.
    """
    app = Flask(__name__)
    # Members of a JSON object come in the order in which the documentation lists them.
    app.json.sort_keys = False  # type: ignore[attr-defined]  # of the default provider
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.converters["article"] = pages.ArticleConverter
    app.extensions["engine"] = engine
    app.register_blueprint(pages.blueprint)
    failure.register(app)
    headers.harden(app)
    if hosts is not None:
        admit(app, hosts)
    return app
