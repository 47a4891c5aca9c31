"""The original of an article to look at: what was saved, and nothing that runs or fetches.

The document stands in a frame of its own. Its policy (headers.SAVED_POLICY) forbids scripts and
every request; what policies do not reach, such as names looked up in advance, is taken out.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser, LexborNode

from index import Original

_TAKEN_OUT = (
    "script, iframe, frame, frameset, object, embed, applet, portal, link, meta, base, template, "
    "audio, video, source, track, dialog"
)
_REQUESTING = frozenset(
    {"src", "srcset", "poster", "background", "ping", "action", "formaction", "data", "srcdoc",
     "longdesc", "cite", "profile", "manifest", "imagesrcset", "xlink:href", "http-equiv"}
)  # fmt: skip
_CHARSET = '<!doctype html><meta charset="utf-8">'
_WRAPPED = "<style>pre { white-space: pre-wrap; overflow-wrap: anywhere }</style>"


@dataclass(frozen=True, slots=True)
class View:
    """The page around the document, whose address is empty where there is none to look at."""

    title: str
    name: str
    is_page: bool
    document_url: str
    article_url: str
    original_url: str


def document(original: Original) -> str:
    """A document for a browser: a page without what runs or asks, any other text as it stands."""
    if original.is_page:
        return _CHARSET + _tame(original.text)
    body = Markup("<pre>{}</pre>").format(escape(original.text))
    return f"{_CHARSET}{_WRAPPED}{body}"


def _tame(page: str) -> str:
    tree = LexborHTMLParser(page)
    for node in tree.css(_TAKEN_OUT):
        node.decompose()
    for node in tree.css("*"):
        for name in [name for name in node.attributes if _is_requesting(node, name)]:
            del node.attrs[name]
    return tree.html or ""


def _is_requesting(node: LexborNode, name: str) -> bool:
    """Whether an attribute runs something, or may have something asked for."""
    lowered, value = name.lower(), (node.attributes[name] or "").strip()
    if lowered in {"href", "xlink:href"}:
        return not value.startswith("#")
    if lowered in _REQUESTING:
        return not value.lower().startswith("data:image/")
    return lowered.startswith("on")
