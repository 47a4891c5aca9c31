"""Europresse and Eureka: HTML, each article an element with a head of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from index.cleaning.metadata.dates import dates_in
from index.reading.entry import Entry
from index.reading.exports.export import Export, key_of
from index.reading.exports.lines import is_page, lines_of_node, tree_of

_TITLE = ".titreArticleVisu, .rdp__articletitle, .titreArticle, .TitreArticleVisu"
_BODY = ".docOccurContainer, .DocText, section"
_NAMES = ".docAuthors, .sm-margin-bottomNews, .DocAuthors"
_NUMBER = re.compile(r"\w+·\d{8}·\w+·\S+")
_ISSUE = re.compile(r",?\s*(?:(?:no|n°|nº|Vol)\.?\s.*|\((?:site web|web site)[^)]*\).*)", re.DOTALL)


def _tells(content: str) -> bool:
    return is_page(content) and "DocPublicationName" in content and "DocHeader" in content


def _entries(content: str) -> Iterator[Entry]:
    tree = tree_of(content)
    for node in tree.css("article") or tree.css("div.doc"):
        if node.css_first(".DocPublicationName") is not None:
            yield _entry(node)


def _entry(node: LexborNode) -> Entry:
    header = _text(node, ".DocHeader")
    dates = dates_in(header) or dates_in(_text(node, "header"))
    facts = {
        "title": _text(node, _TITLE),
        "outlet": _ISSUE.sub("", _first_line(node, ".DocPublicationName")),
        "date": dates[0].iso if dates else "",
        "byline": _text(node, _NAMES),
    }
    number = _NUMBER.search(node.text())
    body = node.css_first(_BODY)
    lines = [line for line in lines_of_node(body) if line] if body is not None else []
    key = number[0] if number else key_of(*facts.values())
    return Entry("\n".join(lines), facts=facts, key=key, original=node.html or "")


def _text(node: LexborNode, selector: str) -> str:
    found = node.css_first(selector)
    return " ".join(found.text(separator=" ").split()) if found is not None else ""


def _first_line(node: LexborNode, selector: str) -> str:
    found = node.css_first(selector)
    lines = [line for line in lines_of_node(found) if line] if found is not None else []
    return lines[0] if lines else ""


EXPORTS = (Export("Europresse", _tells, _entries, ".html"),)
