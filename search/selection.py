"""Sets of articles that a query may name: a reader's collections, tags, and what has a note.

They are no part of any index: whoever asks brings them along, as sets of ids, and a condition of
the query (`in:"Port inquiry"`, `tag:eels`, `has:note`) stands for the articles of one of them. So
the engine need not know where they are kept, and an index that is made anew changes none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from index import fold, tokens

SELECTION_FIELDS = ("in", "tag", "has")
"""What stands before the name of a selection in a query: a collection, a tag, a kind of mark."""

_KINDS = {"in": "collection", "tag": "tag", "has": "kind of mark"}

Named = Mapping[str, frozenset[str]]
"""The ids of the articles of each selection, by its name as it is shown."""


def selection_key(name: str) -> str:
    """What names have in common that a query does not tell apart: case, accents, punctuation."""
    return " ".join(fold(name[token.start : token.end]) for token in tokens(name))


@dataclass(frozen=True)
class Selections:
    """The selections of one reader, for each of SELECTION_FIELDS."""

    named: Mapping[str, Named] = field(default_factory=dict)

    def __post_init__(self) -> None:
        keyed = {
            kind: {selection_key(name): ids for name, ids in sets.items()}
            for kind, sets in self.named.items()
        }
        object.__setattr__(self, "_keyed", keyed)

    def __bool__(self) -> bool:
        return any(self.named.values())

    def find(self, kind: str, text: str) -> frozenset[str] | None:
        """The articles of the selection that a query names by `text`; None when there is none."""
        keyed: dict[str, Named] = self._keyed  # type: ignore[attr-defined]  # set above
        return keyed.get(kind, {}).get(selection_key(text))

    def unknown(self, kind: str, text: str) -> str:
        """The note that there is no such selection."""
        names = list(self.named.get(kind, ()))
        there = f" There is: {', '.join(names[:8])}." if kind == "has" and names else ""
        return f"There is no {_KINDS[kind]} “{text[:60]}” on your desk.{there}"


NO_SELECTIONS = Selections()
