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
_TEMPLATE = re.compile(r"<(/?)template(?=[\s>])([^<>]{0,2000})>", re.IGNORECASE)
# What programs that save pages make of an element with a tree of its own: browsers show it.
_SHADOW = re.compile(r"\sshadowroot(?:mode)?\s{0,3}=", re.IGNORECASE)


def parse(html: str) -> LexborHTMLParser:
    """The tree of a page. Never raises; NULs, which end strings in many places, are left out."""
    html = html.replace("\0", "")
    html = _LONG_TAG.sub(r"\1", html) if _may_have_long_tag(html) else html
    return LexborHTMLParser(flattened(_opened(html) if "<template" in html else html))


def _may_have_long_tag(html: str) -> bool:
    """Whether so many characters stand anywhere without a "<" among them."""
    at = 0
    while at + _LONGEST_TAG < len(html):
        sign = html.rfind("<", at, at + _LONGEST_TAG)
        if sign < 0:
            return True
        at = sign + 1
    return False


def _opened(html: str) -> str:
    """The page with the templates whose text is for readers as plain elements.

    That of a shadow tree is; and one that is never closed would take the rest of the page with it.
    """
    plain: set[int] = set()
    opened: list[tuple[int, bool]] = []
    for match in _TEMPLATE.finditer(html):
        if not match[1]:
            opened.append((match.start(), _SHADOW.search(match[2]) is not None))
        elif opened:
            start, is_shadow = opened.pop()
            plain |= {start, match.start()} if is_shadow else set()
    plain |= {start for start, _ in opened}
    return _TEMPLATE.sub(lambda tag: f"<{tag[1]}div>" if tag.start() in plain else tag[0], html)
