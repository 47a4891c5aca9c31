"""The lines of an export, whether it is a text or a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from index.cleaning.html.parse import parse
from index.reading.exports.export import words

_BLOCKS = words(
    "p div tr table h1 h2 h3 h4 h5 h6 li ul ol br hr section article header footer title "
    "dt dd blockquote pre body center"
)
_SILENT = words("script style head template noscript")
_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body|div|!--|meta|\?xml)", re.IGNORECASE)
_MOST_NODES = 2_000_000


def is_page(content: str) -> bool:
    """Whether a content is the source of a page."""
    return _PAGE.match(content) is not None


def lines_of(content: str) -> list[str]:
    """Its lines; those of a page are its blocks, each followed by a blank line."""
    if not is_page(content):
        return content.splitlines()
    tree = parse(content)
    return lines_of_node(tree.body) if tree.body is not None else []


def lines_of_node(node: LexborNode) -> list[str]:
    """The blocks of a part of a page, each followed by a blank line."""
    lines: list[str] = []
    inline: list[str] = []
    for piece in _pieces(node):
        if piece is not None:
            inline.append(piece)
        elif line := " ".join("".join(inline).split()):
            lines += [line, ""]
            inline = []
        else:
            inline = []
    return lines


def _pieces(node: LexborNode) -> Iterator[str | None]:
    """Texts in their order; None where a block begins or ends."""
    stack: list[LexborNode | None] = [node]
    for _ in range(_MOST_NODES):
        if not stack:
            break
        current = stack.pop()
        if current is None:
            yield None
            continue
        name = current.tag
        if name == "-text":
            yield current.text_content or ""
        elif name not in _SILENT:
            is_block = name in _BLOCKS
            if is_block:
                yield None
                stack.append(None)
            elif name == "td":
                yield " "
            stack.extend(reversed(list(current.iter(include_text=True))))
    yield None


def tree_of(content: str) -> LexborHTMLParser:
    """The parsed page."""
    return parse(content)
