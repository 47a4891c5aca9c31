"""What an element of a page says it is, when it is not the article: by tag, state and names."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from index.cleaning.rules import reasons

HIDDEN: Final = "hidden"
FIRM_TAGS: Final = {
    "nav": reasons.NAVIGATION,
    "menu": reasons.NAVIGATION,
    "search": reasons.NAVIGATION,
    "footer": "footer",
    "aside": "sidebar",
    "figcaption": reasons.CAPTION,
    "dialog": "dialog",
}
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_ARTICLE = "article"
_NAMES_FILE = Path(__file__).with_name("boilerplate") / "names.txt"
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
# "has-sidebar", "no-comments", "with-ads": the state of a layout, not the thing.
_STATES = frozenset({"has", "no", "with", "without", "hide", "show", "enable", "js"})
# The names of these tell the page's template or topic ("post tag-share category-ads").
_UNNAMED = frozenset({"body", "main", "article"})
_NO_DISPLAY = re.compile(r"display:\s{0,3}none|visibility:\s{0,3}hidden")
_ATTRIBUTE = re.compile(r' (class|id|role|hidden|aria-hidden|style)="([^"]*)"')
_MOST_NAMES = 1 << 14
# Folded away until the reader opens it, but part of the article.
# (React sends parts of an article late, in hidden boxes named S:1, and moves them into place.)
_FOLD = re.compile(
    r' (?:class|id)="(?:S:|[^"]{0,300}?(?:accordion|collaps|faq|answer|panel|expand|toggle|tab))',
    re.IGNORECASE,
)


def reason_of_element(tag: str, start_tag: str) -> str:
    """Why an element is boilerplate, or "" if nothing says so.

    `start_tag` is what stands between the name and the ">" of a start tag as lexbor writes it:
    ` class="byline" hidden=""`.
    """
    attributes = _ATTRIBUTE.findall(start_tag)
    names = ""
    for attribute, value in attributes:
        if attribute in {"class", "role"}:
            names = f"{names} {value}"
        # The id of a heading is often its text ("how-to-share-photos").
        elif attribute == "id":
            names = names if tag in HEADINGS else f"{names} {value}"
        elif _hides(attribute, value) and not _FOLD.search(start_tag):
            return HIDDEN
    if tag in FIRM_TAGS:
        return FIRM_TAGS[tag]
    if tag == "button":
        return "control"
    return reason_of_names(names) if names and tag not in _UNNAMED else ""


def reason_of_names(names: str) -> str:
    """The reason that the words of these names (class, id, role) give, or ""."""
    reason = ""
    for name in names.split():
        found = _REASONS[name]
        if found:
            if found == _ARTICLE:
                return ""
            reason = reason or found
    return reason


def _hides(attribute: str, value: str) -> bool:
    if attribute == "style":
        return _NO_DISPLAY.search(value) is not None
    return attribute == "hidden" or value == "true"


class _Reasons(dict[str, str]):
    """The reason that each name gives, found when the name is first met."""

    def __missing__(self, name: str) -> str:
        # A site has some hundred names, and its pages come together; a hostile page has many.
        if len(self) >= _MOST_NAMES:
            self.clear()
        self[name] = reason = _reason_of_name(name)
        return reason


_REASONS = _Reasons()


def _reason_of_name(name: str) -> str:
    if name.islower():
        words = name.replace("_", "-").replace(":", "-").split("-")
    else:
        words = [word.lower() for word in _WORD.findall(name)]
    if not words or words[0] in _STATES:
        return ""
    known, reason = _known_names(), ""
    for i, word in enumerate(words):
        for phrase, meaning in known.get(word, ()):
            if phrase == tuple(words[i : i + len(phrase)]):
                if meaning == _ARTICLE:
                    return _ARTICLE
                reason = reason or meaning
    return reason


@cache
def _known_names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The names of the list as their words, with the reason each gives, by the first word."""
    known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in _NAMES_FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            reason, _, names = line.partition(":")
            for name in names.split():
                words = tuple(name.split("-"))
                known.setdefault(words[0], []).append((words, reason))
    return known
