"""A query's names widened by their spellings, visibly.

Only plain words are widened: what stands in quotes, behind = or NOT, or in another field is meant
as it is written. A word and its spellings become `Spellings`, which count as one word; each of them
is sought as it is written, not by its stem (Hims is not him).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from whoosh import query as ast

from index import STOP_WORDS, tokens
from index.names.word import form_of
from search.names.archive_names import ArchiveNames
from search.names.people import PARTICLES
from search.names.variants import Variant
from search.query import TEXT_FIELD
from search.query.tree import Spellings
from search.result import Spelling

LEAST_LETTERS, LEAST_OTHER_LETTERS = 4, 3
"""Letters of a word that is widened: in ASCII, and in other scripts."""


@dataclass(frozen=True, slots=True)
class Widened:
    """A tree with its names widened, and by what."""

    tree: ast.Query | None
    spellings: tuple[Spelling, ...] = ()


@dataclass(slots=True)
class Widener:
    """Widens trees by the names of one generation.

    `count` says how many articles match a tree; `without` are forms that are not wanted.
    """

    names: ArchiveNames
    count: Callable[[ast.Query], int]
    without: frozenset[str] = frozenset()
    _found: list[Spelling] = field(default_factory=list)

    def widen(self, tree: ast.Query | None) -> Widened:
        """The tree with the names in it widened."""
        if tree is None:
            return Widened(None)
        wider = self._widen(tree)
        return Widened(wider, tuple(self._found)) if self._found else Widened(tree)

    def _widen(self, node: ast.Query) -> ast.Query:
        kind = type(node)
        if kind is ast.Term and node.fieldname == TEXT_FIELD:
            return self._word(node)
        if kind is ast.And or kind is ast.Or:
            return kind([self._widen(child) for child in node.subqueries], boost=node.boost)
        return node

    def _word(self, node: ast.Term) -> ast.Query:
        """A word as typed, with its spellings when it is a name."""
        core, has_particle = _core(node.text)
        if not core:
            return node
        asked = [ast.Term(TEXT_FIELD, node.text)]
        typed = form_of(core)
        if has_particle:
            asked += self._as_written(core, node.text, Variant(typed, 0, PARTICLE, 0.0))
        for variant in self.names.variants(typed):
            asked += self._as_written(self.names.written(variant.form), node.text, variant)
        return Spellings(asked, boost=node.boost) if len(asked) > 1 else node

    def _as_written(self, word: str, typed: str, variant: Variant) -> list[ast.Query]:
        """What a spelling is sought as; nothing when it is not wanted or no article has it."""
        if variant.form in self.without:
            return []
        node = ast.Phrase(TEXT_FIELD, [word])
        articles = self.count(node)
        if not articles:
            return []
        self._found.append(_spelling(typed, word, articles, variant, self.names))
        return [node]


PARTICLE = "particle"


def _core(text: str) -> tuple[str, bool]:
    """(the word of a name without its particle, whether it had one); empty for no name."""
    words = [text[token.start : token.end] for token in tokens(text)]
    has_particle = len(words) == 2 and form_of(words[0]) in PARTICLES
    if len(words) != 1 and not has_particle:
        return "", False
    word, form = words[-1], form_of(words[-1])
    least = LEAST_LETTERS if form.isascii() else LEAST_OTHER_LETTERS
    is_word = len(form) >= least and not any(map(str.isdigit, form))
    return (word, has_particle) if is_word and form not in STOP_WORDS else ("", False)


def _spelling(
    typed: str, word: str, articles: int, variant: Variant, names: ArchiveNames
) -> Spelling:
    return Spelling(
        typed=typed,
        text=word,
        form=variant.form,
        articles=articles,
        kind=variant.kind,
        why=why(variant, names),
        cost=round(variant.cost, 2),
        likeness=round(variant.likeness, 3),
        beside=variant.beside,
    )


_WHY = {
    "sound": "sounds alike",
    "sound and company": "sounds alike",
    "letter and company": "one letter apart",
    "place": "a name of the same place",
    "slip": "a slip: one letter apart, in an article with the right spelling",
    "listed": "in your names.txt",
    PARTICLE: "the same name without its article",
}


def why(variant: Variant, names: ArchiveNames) -> str:
    """Why a spelling is one, in words."""
    said = [_WHY[variant.kind]]
    if variant.by:
        said.append(f"by {names.written(variant.by)}")
    if variant.beside and variant.kind != "listed":
        said.append(f"both beside {', '.join(variant.beside)}")
    return "; ".join(said)
