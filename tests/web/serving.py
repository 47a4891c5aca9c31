"""An application over some articles: asked directly, or by a browser on a free port."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from index import reindex
from search import Engine
from tests.folder import Folder
from web import create_app


def client_over(corpus: Folder) -> FlaskClient:
    """Index a folder, beside it, and open the application over it."""
    index = corpus.folder.parent / "index"
    reindex(corpus.folder, index)
    return create_app(Engine.open(index)).test_client()


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address of the application, while it is served by a thread."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
