"""What a passage is not to show: the headline once more, and signs that were meant for a program.

A saved text may hold Markdown, character references and the words of a button. It is searched as
it is; only the passage that is shown is rid of them.
"""

from __future__ import annotations

import html
import re

_LABEL = r"(?:\\[\[\]]|\[[^\[\]\n]*\]|[^\[\]\\\n])*"  # no part begins with the ] that must follow
_IMAGE_OR_LINK = re.compile(rf"!?\[({_LABEL})\](?:\([^()\s]*\)|\[[^\[\]\n]*\])")
_CUT_LINK = re.compile(r"\]?\](?:\((?:https?:|/)[^()\s]*\)?|\[[0-9]+\])")
_ESCAPED = re.compile(r"\\([\[\]*_#`])")
_BRACKETED = re.compile(r"\[([^\[\]\n]*)\]")
_STRONG = re.compile(r"\*\*|(?<![^\W_])__(?=\S)|(?<=\S)__(?![^\W_])")
_EMPHASIS = re.compile(r"(?<!\w)_(?=\S)([^_\n]*)(?<=\S)_(?!\w)")
_HEADING = re.compile(r"(^|\n|… ?)#{1,6} ")
_REFERENCE = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{1,6}|#x[0-9A-Fa-f]{1,5});")
_AROUND = 80  # letters that may stand before a headline in its text

_BUTTON = re.compile(r"\b(?:Show|Hide|Toggle) Caption\b ?")


def without_headline(text: str, title: str) -> str:
    """A text behind its own headline, where it begins with that; a text of nothing else whole."""
    if not title:
        return text
    # Some texts have it twice, with the name of a section or a date around it.
    place = text.rfind(title, 0, 2 * len(title) + _AROUND)
    return text[place + len(title) :] if place >= 0 and len(text) > place + len(title) else text


def readable(passages: str) -> str:
    """Passages, a line each, without what was meant for a program; hits stay marked."""
    # Each sign is looked for first, which takes far less than its pattern: most are nowhere.
    if "[" in passages or "](" in passages:
        passages = _CUT_LINK.sub("", _IMAGE_OR_LINK.sub(_words, passages))
    if "\\" in passages:
        passages = _ESCAPED.sub(r"\1", passages)
    if "# " in passages:
        passages = _HEADING.sub(r"\1", passages)
    if "**" in passages or "_" in passages:
        passages = _EMPHASIS.sub(r"\1", _STRONG.sub("", passages))
    if "&" in passages:
        passages = _REFERENCE.sub(_character, passages)
    return _BUTTON.sub("", passages) if " Caption" in passages else passages


def _words(match: re.Match[str]) -> str:
    """What a reader sees of an image or a link."""
    return _BRACKETED.sub(r"\1", _ESCAPED.sub(r"\1", match[1]))


def _character(match: re.Match[str]) -> str:
    character = html.unescape(match[0])
    return character if character.isprintable() else " "
