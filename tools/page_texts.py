"""Saved texts made of pages whose article is known, for the judge of saved texts to learn from.

A page is written as people save pages: copied whole, with or without blank lines, by a text browser
in lines of 79 characters, by a converter to Markdown. A line is the article's if half of its runs
of four words stand in what is known of it; a shorter one if it is a line of it. Of a page in which
so far less or more is found than is known, nothing is learnt.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from html import unescape
from typing import Any

from index.cleaning.html.outline import Paragraph
from index.cleaning.html.parse import parse
from index.cleaning.html.tree import outline_of
from tests.quality.page import PINNED, Page, pages

# The sets whose licence is stated, and of which each so-many-th page is read.
_SETS = {PINNED: 2, "fundus-dev": 1, "waddle": 2, "newspaper4k": 1}
_RUN = 4
_FOUND = range(88, 113)  # percent of the known words
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>')
_TAG = re.compile(r"<[^>]*>")
_WIDTH = 79
_STYLES = ("spaced", "bare", "lynx", "markdown")


def page_texts() -> Iterator[dict[str, Any]]:
    """Labelled texts in the form of tests.quality.score_text, one of each page."""
    for name, every in _SETS.items():
        for page in pages(name, every):
            blocks = outline_of(parse(page.html)).paragraphs
            labels = labels_of(blocks, page)
            if labels:
                style = _STYLES[blake2b(page.id.encode(), digest_size=1).digest()[0] % 4]
                yield {
                    "id": f"{name}:{page.id}:{style}",
                    "url": page.url,
                    **_as(style, blocks, labels),
                }


def labels_of(blocks: Sequence[Paragraph], page: Page) -> list[str]:
    """For each block keep, strip, or title where nobody can tell; empty if the page is no use."""
    lines = [_words(line) for line in page.text.split("\n")]
    known = {tuple(line) for line in lines}
    words = [word for line in lines for word in line]
    runs = set(zip(*(words[i:] for i in range(_RUN)), strict=False))
    title = _words(page.facts.get("title", ""))
    labels, found = [], 0
    for block in blocks:
        said = _words(block.text)
        own = list(zip(*(said[i:] for i in range(_RUN)), strict=False))
        if said == title or not said:
            labels.append("title")
        elif own:
            is_kept = 2 * sum(run in runs for run in own) >= len(own)
            labels.append("keep" if is_kept else "strip")
            found += len(said) if is_kept else 0
        else:
            labels.append("keep" if tuple(said) in known else "strip")
    is_whole = words and round(100 * found / len(words)) in _FOUND
    return labels if is_whole else []


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _as(style: str, blocks: Sequence[Paragraph], labels: Sequence[str]) -> dict[str, Any]:
    """The text and the label of each of its lines."""
    lines: list[str] = []
    of_lines: list[str] = []
    before = ""
    for block, label in zip(blocks, labels, strict=True):
        is_listed = block.kind == before == "li"
        if lines and style != "bare" and not is_listed:
            lines.append("")
            of_lines.append("blank")
        written = _written(style, block)
        lines += written
        of_lines += [label] * len(written)
        before = block.kind
    return {"text": "\n".join(lines), "labels": of_lines}


def _written(style: str, block: Paragraph) -> list[str]:
    text = " ".join(block.text.split()) or "-"
    if style == "lynx":
        first = "     * " if block.kind == "li" else "" if block.kind[0] == "h" else "   "
        rest = "       " if block.kind == "li" else "   "
        return textwrap.wrap(
            text, _WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False
        )
    if style == "markdown":
        marked = " ".join(unescape(_TAG.sub("", _LINK.sub(r"[\2](\1)", block.markup))).split())
        level = int(block.kind[1]) if block.kind[0] == "h" else 0
        return [
            f"{'#' * level} {text}"
            if level
            else f"* {marked or text}"
            if block.kind == "li"
            else marked or text
        ]
    return [text]
