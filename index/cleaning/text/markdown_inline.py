"""The marks of Markdown: what kind of block a line is, and what its inline marks mean.

Lines are read one by one, as they were saved. In a file that is not Markdown only headings
(`# `), bullets and `[text](address)` count as marks: a star there is a star.
"""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple

FENCE = ("```", "~~~")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
# The last are those of w3m; lynx sets an "o", far from the edge.
_BULLET = re.compile(r"[-*+•▪◦‣·□☆○●■]\s+(?=\S)")
_LETTER_BULLET = re.compile(r"\s{4,40}o (?=\S)")
# Lengths are bounded, so that ten thousand open brackets cost ten thousand short looks.
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\(([^()\s]{0,600})(?:\s+\"[^\"]{0,200}\")?\)")
_INLINE = re.compile(
    r"`(?P<code>[^`]{1,300})`"
    r"|\*\*(?P<strong>[^*\s](?:[^*]{0,600}))\*\*|__(?P<strong_>[^_\s](?:[^_]{0,600}))__"
    r"|\*(?P<em>[^*\s](?:[^*]{0,600}))\*|(?<!\w)_(?P<em_>[^_\s](?:[^_]{0,600}))_(?!\w)"
)
_SIGNS = ("*", "_", "`")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|[/#.?]|\w[\w.\-]*(?:[/?#]|$))", re.IGNORECASE)


class Mark(NamedTuple):
    """The kind of block a line is (an HTML element's name) and the line without its mark."""

    kind: str
    rest: str


def mark_of(raw: str, is_markdown: bool) -> Mark:
    """What kind of block the line is. A first-level heading is an h2: h1 is the article's title."""
    line = raw.strip()
    if line[0].isalnum():
        is_item = line[0] == "o" and _LETTER_BULLET.match(raw)
        return Mark("li", line[2:]) if is_item else Mark("p", line)
    if found := _HEADING.match(line):
        return Mark(f"h{max(2, found.end(1))}", line[found.end() :].rstrip("# ") or line)
    if found := _BULLET.match(line):
        return Mark("li", line[found.end() :])
    if not is_markdown:
        return Mark("p", line)
    if line[0] == ">" and line.strip("> "):
        return Mark("blockquote", line.lstrip("> "))
    if line[0] == "|" and line.count("|") >= 2:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        return Mark("tr", " | ".join(cells))
    if raw.startswith(("    ", "\t")):
        return Mark("pre", raw)
    return Mark("p", line)


def plain_of(text: str, is_markdown: bool) -> str:
    """The text without inline marks; a link is its words, an image its description."""
    # A single sign is found thirty times as fast as two.
    if "]" in text and "](" in text:
        text = _LINK.sub(r"\1", text)
        if "](" in text:  # an image that is a link
            text = _LINK.sub(r"\1", text)
    if not is_markdown:
        return text
    if any(sign in text for sign in _SIGNS):
        # Twice, for emphasis within strong words.
        text = _INLINE.sub(_inner, _INLINE.sub(_inner, text))
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def html_of(text: str, is_markdown: bool) -> str:
    """The text escaped, its inline marks as a, strong, em and code."""
    parts: list[str] = []
    end = 0
    for link in _LINK.finditer(text):
        parts.append(_emphasis(text[end : link.start()], is_markdown))
        label = _emphasis(link[1], is_markdown)
        is_link = not link[0].startswith("!") and _SAFE_ADDRESS.match(link[2])
        parts.append(f'<a href="{escape(link[2])}">{label}</a>' if is_link else label)
        end = link.end()
    parts.append(_emphasis(text[end:], is_markdown))
    return " ".join("".join(parts).split())


def _emphasis(text: str, is_markdown: bool) -> str:
    # Escaped first: no mark is a character that escaping changes.
    text = escape(text, quote=False)
    if is_markdown:
        text = _ESCAPED.sub(r"\1", _INLINE.sub(_tagged, _INLINE.sub(_tagged, text)))
    return text


def _inner(found: re.Match[str]) -> str:
    return str(found[found.lastgroup or 0])


def _tagged(found: re.Match[str]) -> str:
    tag = (found.lastgroup or "em").rstrip("_")
    return f"<{tag}>{_inner(found)}</{tag}>"


def is_only_links(raw: str) -> bool:
    """Whether the line is nothing but links or images (and signs between them)."""
    if "]" not in raw or "](" not in raw:
        return False
    links = len(_LINK.findall(raw))
    is_image = raw.lstrip(" *_").startswith("![")
    return (links >= 2 or (links == 1 and is_image)) and not any(
        sign.isalnum() for sign in _LINK.sub("", raw)
    )
