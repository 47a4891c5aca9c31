"""The text of the article as some pages state it for programs: JSON-LD's articleBody."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from index.json_text import value_of

_KEY = '"articleBody"'
# A page has one article and a few teasers; more records are a list of articles.
_MOST_SCRIPTS = 20


def json_ld_body(tree: LexborHTMLParser) -> str:
    """The longest articleBody of the page, a paragraph a line; empty if there is none."""
    texts = [""]
    for script in tree.css('script[type*="ld+json"]')[:_MOST_SCRIPTS]:
        source = script.text()
        if _KEY in source:
            try:
                texts.extend(_bodies(value_of(source, strict=False)))
            except (ValueError, RecursionError):
                continue
    lines = (" ".join(line.split()) for line in re.split(r"[\r\n]+", max(texts, key=len)))
    return "\n".join(line for line in lines if line)


def _bodies(record: object) -> list[str]:
    found: list[str] = []
    waiting = [record]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            body = value.get("articleBody")
            if isinstance(body, str):
                found.append(body)
            waiting.extend(inner for inner in value.values() if isinstance(inner, dict | list))
    return found
