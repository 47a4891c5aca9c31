"""Pages that nest deeper than any browser shows them.

For each element that it opens, a parser may walk through all that are open: a million nested divs
are 10^12 steps. Browsers stop at some depth, too (Chrome at 512), and make what comes below it
siblings. So is done here, in the source: tags below `DEEPEST` are left out, and their text stays.
"""

from __future__ import annotations

import re

DEEPEST = 2_000
"""Open elements; real pages have 20 to 60."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9:-]{0,40})(?=[\s/>])[^<>]*>", re.IGNORECASE)
# Never open, or closed by the next of their kind: unclosed they make no depth.
_FLAT = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "option", "optgroup", "thead",
    "tbody", "tfoot", "colgroup", "html", "head", "body", "script", "style",
})  # fmt: skip
# In drawings these close themselves, and there may be thousands.
_SHAPES = frozenset({
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use", "stop", "image",
    "animate", "set", "g",
})  # fmt: skip


def flattened(html: str) -> str:
    """The page, without the tags that open and close elements below `DEEPEST`."""
    if html.count("<") <= 2 * DEEPEST:  # nearly all
        return html
    pieces: list[str] = []
    depth = at = 0
    for match in _TAG.finditer(html):
        is_end, name = match[1], match[2].lower()
        if name in _FLAT or (name in _SHAPES and match[0].endswith("/>")):
            continue
        is_below = depth > DEEPEST if is_end else depth >= DEEPEST
        depth = max(0, depth - 1) if is_end else depth + 1
        if is_below:
            pieces += html[at : match.start()], " "
            at = match.end()
    return "".join((*pieces, html[at:])) if pieces else html
