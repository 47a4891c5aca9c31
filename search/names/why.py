"""Why a name is a spelling of another, in words."""

from __future__ import annotations

from search.names.archive_names import ArchiveNames
from search.names.people import INITIAL, NICKNAME, SHORTER
from search.names.same_word import LETTER_COMPANY, PLACE, SLIP, SOUND, SOUND_COMPANY
from search.names.variants import LISTED, Variant

PARTICLE, ABBREVIATION, JOINED = "particle", "abbreviation", "joined"
"""Kinds of spellings beside those of `same_word`, `variants` and `people`."""

_WHY = {
    SOUND: "sounds alike",
    SOUND_COMPANY: "sounds alike",
    LETTER_COMPANY: "one letter apart",
    PLACE: "a name of the same place",
    SLIP: "a slip, in an article with the right spelling",
    LISTED: "in your names.txt",
    PARTICLE: "the same name without its article",
    JOINED: "the same name, its words joined or parted",
    ABBREVIATION: "an article says so in brackets",
    NICKNAME: "a form of the same given name",
    INITIAL: "the same name with an initial",
    SHORTER: "the same name without some of it",
}


def why(variant: Variant, names: ArchiveNames) -> str:
    """Why a spelling is one, in words."""
    said = [_WHY[variant.kind]]
    if variant.by:
        said.append(f"by {names.written(variant.by)}")
    if variant.beside and variant.kind != LISTED:
        said.append(f"both beside {', '.join(variant.beside)}")
    return "; ".join(said)
