"""What tools that clip pages write at the head of a Markdown file, beside front matter.

author:: [[Ada Byron]]                inline fields (Dataview, older templates of clippers)
[Read Original](https://…)            Omnivore
## Metadata                           Readwise
- Author: [[Ada Byron]]
## Highlights                         the text of an article of which only that was kept
"""

from __future__ import annotations

import re

_HEAD = 40  # lines
_INLINE = re.compile(r"([A-Za-z][\w -]{0,30})::(?:[ \t]+(.*))?")
_LISTED = re.compile(r"[-*] ([A-Z][A-Za-z ]{1,20}): ?(.*)")
_ORIGINAL = re.compile(
    r"\[(?:Read original|Original|View original|Source|Open in browser)\]\((https?://[^\s)]+)\)",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"## metadata", "## highlights", "## full document"})
_BOILERPLATE = (
    re.compile(r"\[(?:Read on Omnivore|View in Readwise|Open in \w+)\]\([^)]*\)", re.IGNORECASE),
    re.compile(r"!\[rw-book-cover\]\([^)]*\)"),
    re.compile(r"(?:#[\w/-]+\s*)+"),  # tags
)
_VIEW = re.compile(
    r"\s*(?:\(\[View Highlight\]\([^)]*\)\)|\[⤴️?\]\([^)]*\)|\(\[Location[^\]]*\]\([^)]*\)\))"
)


def split_clipping(text: str) -> tuple[dict[str, object], str]:
    """The facts that a clipper wrote at the head of a text, and the text without them.

    Without such a head the facts are empty and the text is whole. Never raises.
    """
    lines = text.split("\n")
    facts: dict[str, object] = {}
    kept: list[str] = []
    is_listing = False
    for line in lines[:_HEAD]:
        plain = line.strip()
        field = _INLINE.fullmatch(plain) or (_LISTED.fullmatch(plain) if is_listing else None)
        if plain.lower() in _HEADINGS:
            is_listing = plain.lower() == "## metadata"
        elif field:
            facts.setdefault(field[1].strip().lower(), (field[2] or "").strip())
        elif match := _ORIGINAL.fullmatch(plain):
            facts.setdefault("url", match[1])
        elif not any(other.fullmatch(plain) for other in _BOILERPLATE):
            kept.append(line)
    if not facts:
        return {}, text
    return facts, _VIEW.sub("", "\n".join([*kept, *lines[_HEAD:]]))
