"""The words under a picture, and whose picture it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.cleaning.rules.phrases import phrase_book
from index.cleaning.text.line import Line

# Longer than this, a line that names an agency in brackets is a paragraph.
_LONGEST = 60
# "REUTERS/Jane Doe", "Jane Doe/dpa" and what may follow: "Purchase Licensing Rights".
_SIGNED = 14
_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]]\W{0,3}$")
# "STRAIT DISPATCH/Jane Doe": an agency and its photographer.
# Where the name, too, is in capitals, it is that of a place sooner: "AROMAS/SAN JUAN".
_AGENCY = re.compile(
    r"[A-Z]{2,20}/[A-Z](?=['’]?\w{0,20}[a-z])[\w'’\-]{1,20} (?:[A-Z][\w'’.\-]{0,20} ?){1,3}\W{0,2}$"
)
# The name after "Photo:" at the end of a caption.
_NAME_ROOM = 60


def is_credit(line: Line, tokens: Sequence[str]) -> bool:
    """Whether the line says nothing but whose picture it is."""
    if line.words > 14 or not tokens:
        return False
    sources = phrase_book().words["picture"]
    if tokens[0] in sources and len(tokens) > 1 and tokens[1] in (":", "/", "|", "©"):
        return True
    bracket = _BRACKET.search(line.text)
    return bracket is not None and bracket.start() <= 1 and not sources.isdisjoint(tokens)


def is_caption(line: Line, tokens: Sequence[str]) -> bool:
    """Whether the line ends in a picture's credit."""
    if line.words > _LONGEST:
        return False
    words = phrase_book().words
    # "(Reuters)" early in a line opens a report; only at the end is it a credit.
    if line.text.rstrip(".")[-1:] in (")", "]"):
        bracket = _BRACKET.search(line.text, max(0, len(line.text) - 100))
        if bracket and bracket.start() > 12 and _names_source(bracket[1]):
            return True
    if "/" in tokens[-_SIGNED:] and _AGENCY.search(line.text, max(0, len(line.text) - 70)):
        return True
    if words["picture"].isdisjoint(tokens):
        return False
    if is_credit(line, tokens):
        return True
    if _has_late_label(line.text):
        return True
    if line.words <= 10 and "courtesy" in tokens and not line.ends:
        return True
    return _is_signed(line, list(tokens[-_SIGNED:]))


def _is_signed(line: Line, last: list[str]) -> bool:
    """Whether a name and an agency with a slash between them end the line."""
    agencies = phrase_book().words["agency"]
    if "/" not in last or agencies.isdisjoint(last) or line.text.endswith("."):
        return False
    beside = zip(last, last[1:], last[2:], strict=False)
    return any(
        sign == "/" and not agencies.isdisjoint((before, after)) for before, sign, after in beside
    )


def _names_source(bracketed: str) -> bool:
    words = phrase_book().words
    low = re.findall(r"[^\W\d_]+", bracketed.lower())
    if len(low) < 2:
        return not words["agency"].isdisjoint(low)
    if words["picture"].isdisjoint(low):
        # (NASA/JPL-Caltech), (Heritage Service/handout)
        return "/" in bracketed and bracketed[0].isupper() and len(low) <= 10
    return low[0] in words["picture"] or any(c.isupper() for c in bracketed[1:])


def _has_late_label(text: str) -> bool:
    """Whether the line ends "… Photo: Jane Doe" or "… © Jane Doe"."""
    head, colon, name = text.rpartition(":")
    if not colon:
        head, colon, name = text.rpartition("©")
        return bool(colon) and len(name) <= _NAME_ROOM and bool(head.strip())
    label = head.rsplit(None, 1)[-1].strip("([|–—- .") if head.strip() else ""
    is_label = label[:1].isupper() and label.lower() in phrase_book().words["credit"]
    return is_label and bool(name.strip()) and len(name) <= _NAME_ROOM
