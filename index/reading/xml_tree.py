"""XML from strangers, through defusedxml: no entities that grow, nothing fetched from outside."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from index.cleaning.encoding import decode
from index.problem import Unreadable

_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
_BARE = re.compile(r"&(?!#?\w{1,31};)")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def tree_of(content: bytes | str) -> Element:
    """The root of an XML document; raises Unreadable when it is none.

    Entities that only HTML knows, ampersands that stand for themselves and control characters,
    which feeds are full of, are forgiven.
    """
    text = content if isinstance(content, str) else decode(content)
    text = _DECLARATION.sub("", _CONTROLS.sub("", text))
    text = _BARE.sub("&amp;", _NAMED.sub(_resolved, text))
    try:
        root: Element = fromstring(text)
    except (ParseError, ValueError, DefusedXmlException, RecursionError) as error:
        raise Unreadable(f"not well-formed XML ({error})") from error
    return root


def _resolved(match: re.Match[str]) -> str:
    text = html.unescape(match[0])
    return text if text != match[0] else f"&amp;{match[1]};"


def name_of(element: Element) -> str:
    """An element's name without its namespace, in lower case."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def text_of(element: Element | None) -> str:
    """All text in an element, in one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Its children of these names, in the order of the names."""
    for name in names:
        yield from (child for child in element if name_of(child) == name)


def find(element: Element, *names: str) -> Element | None:
    """The first element below it of the first of these names that there is."""
    for name in names:
        for below in element.iter():
            if below is not element and name_of(below) == name:
                return below
    return None
