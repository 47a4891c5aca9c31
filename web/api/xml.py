"""XML for programs: built as a tree, so that every text in it is escaped, and written out."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

# What XML 1.0 cannot hold, even escaped: most control characters, surrogates, U+FFFE and U+FFFF.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A new last child of `parent`; what XML cannot hold of its text is left out."""
    legal = {name.rstrip("_"): _ILLEGAL.sub("", value) for name, value in attributes.items()}
    child = SubElement(parent, tag, legal)
    child.text = _ILLEGAL.sub("", text) or None
    return child


def written(root: Element) -> bytes:
    """The document as UTF-8, with its declaration."""
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document
