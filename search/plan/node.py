"""What a plan is made of: words that score, and conditions that only say which articles."""

from __future__ import annotations

from dataclasses import dataclass

from index import DEFAULT_LANGUAGE, FIELDS

FIELD_NUMBERS = {name: number for number, name in enumerate(FIELDS)}
"""Of each field: its place in FIELDS."""

TEXT = FIELD_NUMBERS["text"]

Languages = tuple[str, ...]
"""Languages that articles are analysed in (`index.language_of`)."""

ENGLISH: Languages = (DEFAULT_LANGUAGE,)

LANG = "lang"
"""The field that has a column and no postings: what is asked of it is a condition."""

WEAK_BOOST = 0.25
"""What a weak word counts for beside others (search.query.weak_words)."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of FIELDS[field]. One that is weak adds to scores, and an All does not demand it."""

    field: int
    text: str
    boost: float = 1.0
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A word of the text or of titles as it is written: folded, and not stemmed.

    With `capitals`, only where it is all in capitals, as no other word of two letters or more is.
    With `languages`, only in text that is in one of these.
    """

    field: int
    text: str
    capitals: bool = False
    boost: float = 1.0
    is_weak: bool = False
    languages: Languages = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """All forms that fit: `text` with * and ? in it, or within `edits` of it.

    A `text` that ends with a letter stands for its plural too (search.words.pattern.PLURALS).
    Of a form within `edits` the first `prefix` letters are those of `text`, or a neighbour of the
    first on the keyboard, which is an edit; when there is none, any letters, unless it is `strict`.
    A small word (the, being) is no slip of another. `capital` ones are only what is written with a
    capital, wherever that is, so that it does not depend on how articles lie in segments; when
    there is none, anything, unless it is `strict`.
    Names are not stemmed: of their fields it is terms that fit. They count as one, that occurs as
    often as they do together.
    """

    field: int
    text: str
    edits: int = 0
    prefix: int = 0
    boost: float = 1.0
    strict: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Terms, forms and patterns of one field that count as one term (Lucene's SynonymQuery).

    It stands where any of them does, as often as they do together, and its document frequency is
    that of their union. The members' own boosts mean nothing. Weak is what Term says it is.
    """

    members: tuple[Term | Form | Pattern, ...]
    boost: float = 1.0
    is_weak: bool = False

    @property
    def field(self) -> int:
        """The field of all members, of which there is one at the least."""
        return self.members[0].field


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands one behind the other, each at most `slop` places behind the one before.

    At each place is a term, or a Form or Synonyms of the same field.
    """

    field: int
    terms: tuple[str | Form | Synonyms, ...]
    slop: int = 1
    boost: float = 1.0


Place = str | Form | Synonyms
"""What is looked for at a place: a term, or what counts as one."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways to write one thing, some of them of several words: `wi-fi`, `wifi`.

    They count as one term, whose document frequency is that of their union, and which occurs as
    often as the way that occurs most: a place may be found by several. The members' own boosts
    mean nothing; they are of one field, and there is one at the least.
    """

    members: tuple[Term | Form | Pattern | Synonyms | Phrase, ...]
    boost: float = 1.0

    @property
    def field(self) -> int:
        """The field of all members."""
        return self.members[0].field


@dataclass(frozen=True, slots=True)
class Dates:
    """Articles of a range of dates, as numbers; scores nothing."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Value:
    """Articles with a whole value of a column, `outlet` or `lang`; scores nothing."""

    column: str
    value: str


@dataclass(frozen=True, slots=True)
class ValuePattern:
    """Articles whose value of a column fits: `text` with * and ? in it, or within `edits` of it.

    Of a value within `edits` the first `prefix` letters are those of `text`. Scores nothing.
    """

    column: str
    text: str
    edits: int = 0
    prefix: int = 0


@dataclass(frozen=True, slots=True)
class GroupedWith:
    """Articles that are grouped with one, itself among them; scores nothing.

    `group` is "story" (on the same event) or "copies" (the same text).
    """

    group: str
    article_id: str


@dataclass(frozen=True, slots=True)
class Naming:
    """Articles that have a name (`Segment.mentions`), in whatever spelling; scores nothing."""

    name: str


@dataclass(frozen=True, slots=True)
class Selected:
    """Articles of a selection (search.selection), `kind` one of its fields; scores nothing.

    Before it is put to an index, `resolved` puts Articles in its place.
    """

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles with these ids; scores nothing."""

    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles; scores nothing."""


@dataclass(frozen=True, slots=True)
class All:
    """Articles that all parts match, weak words aside; their scores are added."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Articles that any part matches; the scores of those that do are added."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that a part does not match; scores nothing."""

    part: Plan


Plan = (
    Term | Form | Pattern | Synonyms | Phrase | Ways | Dates | Value | ValuePattern | GroupedWith
    | Naming | Selected | Articles | Everything | All | Any | Not
)  # fmt: skip

Word = Term | Form | Synonyms
"""What a word as typed is looked for as."""

Counted = Term | Form | Pattern | Synonyms | Phrase | Ways
"""What has postings, and counts as one term where articles are scored."""

NOTHING = Any(())
"""Matches no article."""

_CONDITIONS = (
    Dates, Value, ValuePattern, GroupedWith, Naming, Selected, Articles, Everything, Not,
)  # fmt: skip


def is_condition(plan: Plan) -> bool:
    """Whether a plan only says which articles, and scores nothing."""
    if isinstance(plan, All | Any):
        return bool(plan.parts) and all(map(is_condition, plan.parts))
    return isinstance(plan, _CONDITIONS)


def is_optional(plan: Plan) -> bool:
    """Whether a part of an All only adds to scores."""
    return isinstance(plan, Word) and plan.is_weak


def parts_of(plan: Plan) -> tuple[Plan, ...]:
    """What an All demands together; any other plan is its own one part."""
    return plan.parts if isinstance(plan, All) else (plan,)
