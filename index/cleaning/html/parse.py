"""From HTML to a tree, by lexbor, as browsers do it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from index.cleaning.html.nesting import flattened

# Lexbor looks through all attributes of a tag for each that it adds: 17,000 take half a second,
# 100,000 seventeen. What is longer than this is a picture written into the page, or an attack;
# neither says anything about the article, so the tag loses its attributes.
_LONGEST_TAG = 50_000
_LONG_TAG = re.compile(rf"(<[A-Za-z][A-Za-z0-9-]{{0,30}})[\s/][^<>]{{{_LONGEST_TAG},}}")


def parse(html: str) -> LexborHTMLParser:
    """The tree of a page. Never raises; NULs, which end strings in many places, are left out."""
    return LexborHTMLParser(flattened(_LONG_TAG.sub(r"\1", html.replace("\0", ""))))
