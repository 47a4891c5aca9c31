"""What an element of a page says it is, when it is not the article: by tag, state and names."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from index.cleaning.html.outline import HEADINGS
from index.cleaning.rules import reasons

HIDDEN: Final = "hidden"
ABOUT: Final = "about the outlet"
FIRM_TAGS: Final = {
    "nav": reasons.NAVIGATION,
    "menu": reasons.NAVIGATION,
    "search": reasons.NAVIGATION,
    "footer": "footer",
    "aside": "sidebar",
    "marquee": "sidebar",
    "figcaption": reasons.CAPTION,
    "dialog": "dialog",
}

_ARTICLE = "article"
_NAMES_FILE = Path(__file__).with_name("boilerplate") / "names.txt"
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
# "has-sidebar", "no-comments", "with-ads": the state of a layout, not the thing.
_STATES = frozenset({"has", "no", "with", "without", "hide", "show", "enable", "js"})
# "sidebar-enabled--false" says the same at its end.
_ENDING_STATES = frozenset({"enabled", "disabled", "true", "false"})
# "[--modalMinWidth:400px]" sets a variable: what it is called says nothing of the element.
_VARIABLE = re.compile(r"[\[(]|^-{2}")
# What a reader sees is not hidden, whatever is said to those who listen.
_SEEN = HEADINGS | {"p", "li", "blockquote", "pre", "td", "th"}
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


@lru_cache(maxsize=1 << 15)
def reason_of_element(tag: str, start_tag: str) -> str:
    """Why an element is boilerplate, or "" if nothing says so.

    `start_tag` is what stands between the name and the ">" of a start tag as lexbor writes it:
    ` class="byline" hidden=""`. Pages repeat their start tags, and sites theirs on every page.
    """
    attributes = _ATTRIBUTE.findall(start_tag)
    names = ""
    for attribute, value in attributes:
        if attribute in {"class", "role"}:
            names = f"{names} {value}"
        # The id of a heading is often its text ("how-to-share-photos").
        elif attribute == "id":
            names = names if tag in HEADINGS else f"{names} {value}"
        elif attribute == "aria-hidden" and tag in _SEEN:
            continue
        elif _hides(attribute, value) and not _FOLD.search(start_tag):
            return HIDDEN
    if tag in FIRM_TAGS:
        return FIRM_TAGS[tag]
    if "-" in tag:  # an element of the page's own says what it is: <cookie-consent>, <amp-sidebar>
        names = f"{tag} {names}"
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


def is_named_after(heading: str, start_tag: str, fewest: int = 3) -> bool:
    """Whether the only name of an element is made of the words of a heading.

    `<section id="share-of-the-cost"><h2>Share of the cost</h2>` names no kind of box.
    A name of one word or two is no heading's ("comments", "related-articles"), unless `fewest`
    says so.
    """
    names: dict[str, str] = dict(_ATTRIBUTE.findall(start_tag))
    words = [word.lower() for word in _WORD.findall(names.get("id", ""))]
    if len(words) < fewest or reason_of_names(f"{names.get('class', '')} {names.get('role', '')}"):
        return False
    return set(words) <= {word.lower() for word in re.findall(r"[^\W_]+", heading)}


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
    if _VARIABLE.search(name):
        return ""
    if name.islower():
        words = name.replace("_", "-").replace(":", "-").split("-")
    else:
        words = [word.lower() for word in _WORD.findall(name)]
    if not words or words[0] in _STATES or words[-1] in _ENDING_STATES:
        return ""
    known, reason = _known_names(), ""
    if len(words) == 1:
        words.append(f"={words[0]}")
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
