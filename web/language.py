"""Languages by their ISO 639-1 codes: what they are called and which way they run."""

from __future__ import annotations

from search import LANGUAGE_NAMES

# The pages themselves are in English, so an English article needs no label.
HOME = "en"

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


def language_name(code: str) -> str:
    """The language's English name, or the code itself where we know no name."""
    return LANGUAGE_NAMES.get(code, code)


def foreign_name(code: str) -> str:
    """The language's name where it is worth saying: known, and not that of the pages."""
    return language_name(code) if code not in {"", HOME} else ""


def direction(code: str) -> str:
    """The HTML `dir` of text in that language; `auto` where the language is not known."""
    if not code:
        return "auto"
    return "rtl" if code in _RIGHT_TO_LEFT else "ltr"
