"""What a reader is told about his query: what was left out, cut or understood otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from whoosh import query as ast

from search.query import limits
from search.query.unparse import understood

_SHOWN = 60  # characters of what was typed; the reader has the rest before his eyes


@dataclass(slots=True)
class Diagnostics:
    """Plain sentences, each once, in the order they came up."""

    said: dict[str, None] = field(default_factory=dict)
    small: dict[str, None] = field(default_factory=dict)

    def all(self) -> tuple[str, ...]:
        """All notes; the small words of the whole query are one."""
        if self.small:
            self.add(small_words(self.small))
        return tuple(self.said)

    def add(self, sentence: str) -> None:
        """A note that needs no more than its words."""
        self.said[sentence] = None

    def left_out(self, word: str) -> None:
        """A stop word beside others."""
        self.small[word] = None

    def stranded(self, operator: str) -> None:
        """An operator with nothing to join."""
        self.add(f"{operator} has nothing to join there, and was left out.")

    def optional(self) -> None:
        """A `+` beside OR."""
        self.add("+ has no effect beside OR: either word will do.")

    def as_words(self, typed: str, reason: str) -> None:
        """An instruction that was taken for words."""
        self.add(f"{quoted(typed)} {reason}; it was searched as words.")

    def no_field(self, name: str, typed: str) -> None:
        """A word that looks as if it named a field."""
        self.add(f"There is no field “{name}:”; {quoted(typed)} was searched as words.")

    def read_as(self, typed: str, node: ast.Query, reason: str) -> None:
        """An instruction that was bent to what can be done."""
        self.add(f"{quoted(typed)} was read as {understood(node)}: {reason}.")

    def instead(self, typed: str, read: str, reason: str) -> None:
        """What another system writes, as it is written here."""
        self.add(f"{quoted(typed)} was read as {quoted(read)}: {reason}.")

    def ignored(self, typed: str, name: str) -> None:
        """A part of an article or a condition that another system knows."""
        self.add(
            f"{quoted(typed)} was ignored: nothing here is called {name}; its words were searched."
        )

    def near(self, typed: str, places: int, *, is_ordered: bool) -> None:
        """How near words were searched."""
        how = "side by side" if places == 1 else f"at most {places} places apart"
        order = "in this order" if is_ordered else "in either order"
        self.add(f"{quoted(typed)} was read as {how}, {order}.")

    def anywhere(self, typed: str) -> None:
        """Nearness of what is neither a word nor a phrase, or of too many of them."""
        self.add(
            f"{quoted(typed)} joins words and phrases of one field, and {limits.MOST_LOOSE // 2} "
            "pairs at most; both sides were searched anywhere in the article."
        )

    def mark_ignored(self, typed: str, reason: str) -> None:
        """A wildcard or `~` that says nothing there."""
        self.add(f"{quoted(typed)} {reason}; the mark was ignored.")

    def weighed(self, typed: float, weight: float) -> None:
        """A weight beyond the limits."""
        between = f"{limits.LIGHTEST:g} and {limits.HEAVIEST:g}"
        self.add(f"^{typed:g} was read as ^{weight:g}: a weight is between {between}.")

    def nearer(self) -> None:
        """A phrase whose words may be too far apart."""
        self.add(f"Words of a phrase were searched up to {limits.FARTHEST} places apart.")

    def too_loose(self) -> None:
        """Phrases beyond the limit whose words may be apart."""
        self.add(
            f"Only the first {limits.MOST_LOOSE} phrases were searched loosely; of the others the "
            "words must stand side by side."
        )

    def too_many_varied(self) -> None:
        """Words beyond the limit of which similar ones were wanted."""
        self.add(
            f"Only of the first {limits.MOST_VARIED} words marked ~ were similar ones searched; "
            "the others were searched as typed."
        )

    def too_many_open(self) -> None:
        """Patterns beyond the limit whose beginning is open."""
        self.add(
            f"Only of the first {limits.MOST_OPEN_PATTERNS} patterns that begin with * or ? were "
            "all words sought; the others were searched as words."
        )

    def too_many_words(self) -> None:
        """Words beyond the limit."""
        self.add(f"Only the first {limits.MOST_WORDS} words were searched.")

    def too_long(self) -> None:
        """Characters beyond the limit."""
        self.add(f"Only the first {limits.LONGEST:,} characters of the words were searched.")

    def too_deep(self) -> None:
        """Parentheses beyond the limit."""
        self.add(f"Parentheses were followed {limits.DEEPEST} deep; those further in were ignored.")


def small_words(words: Iterable[str]) -> str:
    """The note that stop words were left out, each named once."""
    named = dict.fromkeys(words)
    meant = " and ".join(word.upper() for word in ("or", "not") if word in named)
    hint = f" In capitals, {meant} would say what you want." if meant else ""
    return f"Small words were left out: {', '.join(named)}.{hint}"


def quoted(typed: str) -> str:
    """What was typed, in quotation marks, its end left out when it is long."""
    bare = typed.strip('"') if typed.startswith('"') else typed
    return f"“{bare}”" if len(bare) <= _SHOWN else f"“{bare[:_SHOWN]}…”"
