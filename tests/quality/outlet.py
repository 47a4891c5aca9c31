"""Outlets by the domains of their pages: outlets.tsv, which says how it was made."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

_FILE = Path(__file__).with_name("outlets.tsv")


def names_of_outlet(url: str) -> str:
    """The names of the outlet at an address, "|" between them, or "" where nobody knows."""
    return _names().get(domain_of(url), "")


def domain_of(url: str) -> str:
    """The host of an address without "www." and the like."""
    return re.sub(r"^(?:www\d?|m|amp|mobile)\.", "", urlsplit(url).hostname or "")


@cache
def _names() -> dict[str, str]:
    rows = (line.split("\t") for line in _FILE.read_text("utf-8").splitlines() if line[:1] != "#")
    return dict(rows)
