"""Character references that have stayed in a text: Sen. Paul&#39;s, It&amp;#8217;s.

Whoever saved it took HTML for text, once or several times; they become the characters that their
author wrote. They stay where the author may have written them so: in a line of code, in one that
speaks of markup, and by themselves in quotes or brackets. An & that begins none (AT&T, R&D;) is
an &.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import name2codepoint

# As many levels as anybody has met, and all the digits that a character may need.
_REFERENCE = re.compile(r"&(?:amp;){0,9}(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,7});")
_NAMES = frozenset((*name2codepoint, "apos"))
_NONE = ("", "\ufffd")  # what unescape makes of numbers that are no character

_MARKUP = frozenset("&<>")
_TAG = re.compile(r"(?:<|&(?:amp;){0,9}lt;)[/!?]?[A-Za-z]")
_SPEAKS_OF_IT = re.compile(r"`|(?<![./\w])(?:X?HTML|XML|SGML|ampersands?)(?!\w)", re.IGNORECASE)
_OF_CODE, _ENDS_OF_CODE = ("=", "{", "()"), (";", "{", "}")
_FENCES = ("```", "~~~")
_OPENING, _CLOSING = "\"'“‘«„([", "\"'”’»“)]"


def read_references(text: str) -> str:
    """A text with the characters that its references stand for."""
    if "&" not in text or not _REFERENCE.search(text):
        return text
    lines = text.split("\n")
    is_fenced = False
    for place, line in enumerate(lines):
        if line.lstrip().startswith(_FENCES):
            is_fenced = not is_fenced
        elif "&" in line and not is_fenced and not _is_code(line):
            lines[place] = _REFERENCE.sub(_character, line)
    return "\n".join(lines)


def _is_code(line: str) -> bool:
    """Whether the references of a line may be the author's own."""
    if _TAG.search(line) or _SPEAKS_OF_IT.search(line):
        return True
    bare = _REFERENCE.sub("", line).rstrip()
    if bare.endswith(_ENDS_OF_CODE) and any(sign in bare for sign in _OF_CODE):
        return True
    signs = {sign for found in _REFERENCE.finditer(line) if (sign := _read(found[1])) in _MARKUP}
    return len(signs) > 1


def _character(found: re.Match[str]) -> str:
    """What a reference stands for; itself where it is none, or is spoken of."""
    line, start, stop = found.string, found.start(), found.end()
    before, behind = line[start - 1 : start] or " ", line[stop : stop + 1] or " "
    if before in _OPENING and behind in _CLOSING:
        return found[0]
    return _read(found[1]) or found[0]


def _read(said: str) -> str:
    """The character with a number or a name; "" where there is none."""
    if said[0] != "#" and said not in _NAMES:
        return ""
    character = unescape(f"&{said};")
    return "" if character in _NONE else character
