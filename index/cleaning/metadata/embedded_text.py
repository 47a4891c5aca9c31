"""The text of a page that a program writes in the browser, from the data that the program is given.

A page of a framework (Next, Nuxt, Arc) that was fetched and not rendered shows a spinner; its
article is the list of paragraphs somewhere in a script's JSON:

    <script id="__NEXT_DATA__" type="application/json">{"props": {… "body": [{"text": "…"}, …]}}
    window.__PRELOADED_STATE__ = {…}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from selectolax.lexbor import LexborHTMLParser

_ENOUGH_SHOWN = 1_000
"""Characters in paragraphs with which a page has been rendered."""
_SAYS_WHAT = 60
"""Characters of a paragraph that is shown, by which the text of a page is told from another's."""
_LEAST = 300
"""Bytes of an article in a script; with fewer it is a notice or a teaser."""
_LEAST_PARAGRAPH = 40
"""Bytes; a sentence in Chinese has a third as many signs."""
_MOST_SCRIPTS = 40
_LONGEST_SCRIPT = 4_000_000
_MOST_NODES = 50_000
_DEEPEST = 60
_STATE = re.compile(r"(?:=|^)\s*(?=\{)")
_UNDEFINED = re.compile(r"(?<=[:,\[\s])undefined(?=\s*[,}\]])")
_TEXTS = ("text", "content", "contents", "value", "body", "html", "markup", "children", "paragraph",
          "data", "copy")  # fmt: skip
# What leads elsewhere is a teaser, a picture or a promotion.
_ELSEWHERE = frozenset({"url", "href", "link", "src", "permalink", "slug"})
_PARAGRAPH_END = re.compile(r"</(?:p|h[1-6]|li|blockquote|div)>|<br\s?/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,2000}>")


def embedded_text(tree: LexborHTMLParser) -> str:
    """The longest list of paragraphs in a page's scripts, a paragraph a line.

    "" where the page shows a text itself, or no script has one. Where it shows the beginning of an
    article the text must have that: what stands in a page without one is a notice. Never raises.
    """
    shown, beginning = 0, ""
    shows_article = tree.css_first("h1, article") is not None
    for paragraph in tree.css("p, li, blockquote"):
        text = " ".join(paragraph.text().split())
        if shows_article and not beginning and len(text) >= _SAYS_WHAT:
            beginning = text
        shown += len(text)
        if shown >= _ENOUGH_SHOWN:
            return ""
    best = ""
    for script in tree.css("script")[:_MOST_SCRIPTS]:
        source = script.text()
        if _LEAST // 3 <= len(source) <= _LONGEST_SCRIPT and '":' in source:
            for value in _values(source):
                best = max(best, *_candidates(value), key=len)
    return best if len(best.encode("utf-8", "ignore")) >= _LEAST and beginning in best else ""


def _values(source: str) -> Iterator[object]:
    """The first JSON object of a script: its whole content, or what it sets a variable to."""
    start = _STATE.search(source)
    if start is None:
        return
    try:
        source = _UNDEFINED.sub("null", source[start.end() :])
        yield json.JSONDecoder(strict=False).raw_decode(source)[0]
    except (ValueError, RecursionError):
        return


def _candidates(value: object) -> Iterator[str]:
    """The text of each list of paragraphs and of each string of HTML; "" at the least."""
    yield ""
    pending = [(value, 0)]
    for _ in range(_MOST_NODES):
        if not pending:
            return
        node, depth = pending.pop()
        if isinstance(node, str):
            if len(node) >= _LEAST and len(_PARAGRAPH_END.findall(node)) > 1:
                yield _lines(node)
            continue
        if isinstance(node, Sequence) and len(node) > 1:
            yield "\n".join(filter(_is_paragraph, map(_paragraph_of, node)))
        if depth < _DEEPEST and isinstance(node, Mapping | Sequence):
            inner = node.values() if isinstance(node, Mapping) else node
            pending += [(child, depth + 1) for child in inner if not isinstance(child, int | float)]


def _paragraph_of(item: object) -> str:
    """The text of one element of a list, its parts joined; "" for what leads elsewhere."""
    if isinstance(item, Mapping) and not _ELSEWHERE.isdisjoint(item):
        return ""
    return " ".join(_lines(_text_of(item)).split())


def _text_of(node: object, depth: int = 0) -> str:
    if isinstance(node, str):
        return node
    if depth > 6:
        return ""
    if isinstance(node, Mapping):
        return next(filter(None, (_text_of(node.get(key), depth + 1) for key in _TEXTS)), "")
    if isinstance(node, Sequence):
        return "".join(_text_of(item, depth + 1) for item in node)
    return ""


def _is_paragraph(text: str) -> bool:
    """Whether a text is prose: long enough, and of words."""
    return len(text.encode("utf-8", "ignore")) >= _LEAST_PARAGRAPH and (
        " " in text or not text.isascii()
    )


def _lines(text: str) -> str:
    lines = _TAG.sub("", _PARAGRAPH_END.sub("\n", text)) if "<" in text else text
    kept = (" ".join(line.split()) for line in lines.splitlines())
    return "\n".join(filter(None, kept))
