"""A hit's passage as HTML: escaped first, marked last."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from search import MARK_END, MARK_START

_OPENED, _CLOSED = Markup("<mark>"), Markup("</mark>")
_SIGNS = re.compile(f"([{MARK_START}{MARK_END}])")
_PLAIN = f"[^{MARK_START}{MARK_END}]*+"
_PAIRED = re.compile(f"{_PLAIN}(?:{MARK_START}{_PLAIN}{MARK_END}{_PLAIN})*+")


def snippet_markup(snippet: str) -> Markup:
    """`snippet`, hits between U+0002 and U+0003, as safe HTML with the hits in `<mark>`.

    Built here from the plain form, so that the page trusts no HTML made elsewhere. Signs that do
    not pair up are dropped, so that no `<mark>` stays open.
    """
    if _PAIRED.fullmatch(snippet):
        return escape(snippet).replace(MARK_START, _OPENED).replace(MARK_END, _CLOSED)
    parts: list[Markup] = []
    inside = False
    for part in _SIGNS.split(snippet):
        if part == MARK_START and not inside:
            parts.append(_OPENED)
        elif part == MARK_END and inside:
            parts.append(_CLOSED)
        elif part not in (MARK_START, MARK_END):
            parts.append(escape(part))
            continue
        inside = part == MARK_START
    if inside:
        parts.append(_CLOSED)
    return Markup("").join(parts)
