"""Where an article stands on the web: its canonical address, and the host in an address or path."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from index.cleaning.metadata.sourced_value import UNKNOWN, SourcedValue, cleaned
from index.cleaning.metadata.structured import Structured

_LONGEST_URL = 2_000
_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}")
# Ends of file names that look like the end of a domain.
_FILE_ENDS = frozenset(
    {"html", "htm", "xhtml", "txt", "text", "md", "markdown", "json", "jsonl", "ndjson", "warc"}
    | {"gz", "zip", "bz", "zst", "xz", "tar", "pdf", "asp", "aspx", "php", "old", "bak"}
)
_NOT_THE_NAME = re.compile(r"(?:www\d?|m|amp|mobile|edition)\.")


def url_of_page(tree: LexborHTMLParser, structured: Structured, fetched: str) -> SourcedValue:
    """The canonical address of a page, else the one where it was fetched."""
    link = tree.css_first('link[rel~="canonical"][href]')
    main = structured.article.get("mainEntityOfPage")
    candidates = (
        (link.attributes.get("href") if link else "", "link canonical"),
        (structured.meta("og:url"), "meta og:url"),
        (structured.article.get("url"), "json-ld url"),
        (main.get("@id") if isinstance(main, dict) else main, "json-ld mainEntityOfPage"),
        (fetched, "address fetched"),
    )
    for value, source in candidates:
        url = absolute_url(value, fetched)
        # A canonical address that is the front page is a mistake of the template.
        if url and (urlsplit(url).path.strip("/") or source == "address fetched"):
            return SourcedValue(url, source)
    return UNKNOWN


def absolute_url(value: object, base: str = "") -> str:
    """`value` as an absolute http(s) address without user or password, or ""."""
    address = cleaned(value, _LONGEST_URL)
    if not address or " " in address:
        return ""
    try:
        address = urljoin(base, address) if base else address
        parts = urlsplit(address)
    except ValueError:
        return ""
    known = parts.scheme in {"http", "https"} and "." in parts.netloc and "@" not in parts.netloc
    return address if known else ""


def host_of(url: str) -> str:
    """The host of an address in lower case, without "www." and the like."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return _NOT_THE_NAME.sub("", host, count=1) if _NOT_THE_NAME.match(host) else host


def host_in_path(path: str) -> str:
    """The domain after which a folder of a corpus path is named, or ""."""
    for folder in path.lower().split("/")[:-1]:
        end = folder.rpartition(".")[2]
        if len(folder) < 100 and _DOMAIN.fullmatch(folder) and end not in _FILE_ENDS:
            return host_of(f"//{folder}")
    return ""
