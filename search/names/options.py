"""How the names of a query are to be taken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameOptions:
    """Whether names are widened by their other spellings, and by which not."""

    widen: bool = True
    without: frozenset[str] = frozenset()
    """Forms (`search.result.Spelling.form`)."""


ALL_SPELLINGS = NameOptions()
AS_TYPED = NameOptions(widen=False)
