"""A hit's passage as HTML: escaped first, marked last."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from search import MARK_END, MARK_START

_SIGNS = re.compile(f"([{MARK_START}{MARK_END}])")
_PLAIN = f"[^{MARK_START}{MARK_END}]*+"
_PAIRED = re.compile(f"{_PLAIN}(?>(?:{MARK_START}{_PLAIN}{MARK_END}{_PLAIN})*)")


def snippet_markup(snippet: str) -> Markup:
    """`snippet`, hits between U+0002 and U+0003, as safe HTML with the hits in `<mark>`.

    Built here from the plain form, so that the page trusts no HTML made elsewhere. Signs that do
    not pair up are dropped, so that no `<mark>` stays open.
    """
    if _PAIRED.fullmatch(snippet):
        opened = str.replace(escape(snippet), MARK_START, "<mark>")
        return Markup(opened.replace(MARK_END, "</mark>"))  # noqa: S704  # escaped and marked
    parts: list[str] = []
    inside = False
    for part in _SIGNS.split(snippet):
        if part == MARK_START and not inside:
            parts.append("<mark>")
        elif part == MARK_END and inside:
            parts.append("</mark>")
        elif part not in (MARK_START, MARK_END):
            parts.append(escape(part))
            continue
        inside = part == MARK_START
    if inside:
        parts.append("</mark>")
    return Markup("".join(parts))  # noqa: S704  # each part is escaped, or a mark
