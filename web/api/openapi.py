"""What programs may ask, described for programs: OpenAPI 3.1, at `/openapi.json`.

The description is `openapi.json`, beside this file. The tests hold it to the routes, to the limits
and names in the code, and to thousands of answers to requests made from it.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, jsonify, request

blueprint = Blueprint("openapi", __name__)

_FILE = Path(__file__).with_suffix(".json")


@blueprint.get("/openapi.json")
def document() -> Response:
    """The description, with the address below which the service was reached."""
    return jsonify(description(request.root_path or "/"))


def description(server: str) -> dict[str, Any]:
    """The whole document, for the service at an address."""
    written = _written()
    info = written["info"] | {"version": version("backfile")}
    return written | {"info": info, "servers": [{"url": server}]}


@cache
def _written() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    return document
