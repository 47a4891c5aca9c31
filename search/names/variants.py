"""Which words of an archive are spellings of a name, and why.

Candidates are the names that share a key with it, those one letter away, and those of the same
place; which of them are spellings, `search.names.same_word` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from index import STOP_WORDS, as_letters, costs_of, form_of, word_as_letters
from search.names.chinese import are_two_in_chinese
from search.names.company import RARE, SHARED, Company, likeness, shared
from search.names.places import Places
from search.names.same_name import with_article, without_particle
from search.names.same_word import (
    MOST_COST,
    PLACE,
    SOUND,
    Pair,
    are_known_as_two,
    kind_of,
    kind_of_foreign,
    kind_of_unheard,
    may_be_one,
    sound_alike,
    sound_the_same,
)
from search.names.script import are_of_two_scripts

MOST_VARIANTS = 12
"""Spellings that a name is widened by, by their articles."""

MOST_COST_OF_OTHERS = 0.08
"""What a sound may cost in a script without capitals."""

LEAST_LETTERS = 5
"""Letters from which words one edit away are candidates: of shorter ones too many are words."""

LISTED = "listed"
"""Beside the kinds of `search.names.same_word`: the register has it."""

_FURTHEST = 3.0  # costs above are one
_COMPANIES = 24  # candidates whose company is looked at, the likeliest
_LIKE = 3  # words that are named as those beside which both stand


class Names(Protocol):
    """What can be asked about the names of an archive, as forms (index.form_of)."""

    @property
    def articles(self) -> int:
        """How many articles there are."""

    def df(self, form: str) -> int:
        """How many articles have a form."""

    def sharing_keys(self, form: str) -> list[str]:
        """The names that share a key with a form (index.names.sounds.keys_of)."""

    def one_edit_from(self, form: str) -> list[str]:
        """The names that are one letter more, less or other away, or two swapped."""

    def company(self, form: str) -> Company:
        """The company of a form; empty when no article has it."""

    def word(self, number: int) -> str:
        """The word with a number in companies."""

    def stand_together(self, one: str, other: str) -> bool:
        """Whether some article has both forms."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A spelling of a name, and why it is one."""

    form: str
    df: int
    kind: str
    """Of `search.names.same_word`, LISTED, or another that `search.names.why` knows."""
    cost: float
    """Of its sounds (index.names.sounds)."""
    likeness: float = 0.0
    """Of its company."""
    beside: tuple[str, ...] = ()
    """Words beside which both stand."""
    by: str = ""
    """The more frequent spelling through which it was found; empty for none."""


def variants_of(names: Names, form: str, places: Places) -> list[Variant]:
    """The spellings of a name, those with most articles first; also those of the commonest one."""
    found = {variant.form: variant for variant in _direct(names, form, places)}
    main = max(found.values(), key=lambda variant: variant.df, default=None)
    if main is not None and main.df > 2 * names.df(form):
        for variant in _direct(names, main.form, places):
            if variant.form != form and variant.form not in found:
                cost, size = _compare(form, [variant.form])[variant.form]
                if variant.kind == PLACE or sound_alike(cost, size):
                    found[variant.form] = replace(variant, cost=cost, by=main.form)
    for variant in list(found.values()):
        for other in _sounding_the_same(names, form, variant):
            found.setdefault(other.form, other)
    kept = (one for one in found.values() if not are_two_in_chinese(form, one.form))
    ranked = sorted(kept, key=lambda variant: (-variant.df, variant.form))
    return ranked[:MOST_VARIANTS]


def _sounding_the_same(names: Names, form: str, variant: Variant) -> Iterator[Variant]:
    """The names that sound the same as a spelling of the name, and long enough: Qardan, Kardan."""
    for other, (cost, size) in _compare(variant.form, names.sharing_keys(variant.form)).items():
        if sound_the_same(cost, size) and other not in (form, variant.form):
            ours, shorter = _compare(form, [other])[other]
            df = names.df(other)
            if df and sound_alike(ours, shorter):
                yield Variant(other, df, SOUND, ours, by=variant.form)


def are_spellings(names: Names, one: str, other: str, places: Places) -> bool:
    """Whether two words that articles have are spellings of one name, compared with one another."""
    cost, size = _compare(one, [other])[other]
    df = names.df(one), names.df(other)
    is_near, is_place = _is_one_edit(one, other), other in places.forms(one)
    both = min(df), max(df)
    pair = Pair(one, other, cost, size, is_near, is_place, both, names.articles)
    if not min(df) or not may_be_one(pair, places):
        return False
    return _judged(names, pair, names.company(one)) is not None


def _is_one_edit(one: str, other: str) -> bool:
    """Whether one letter is more, less or other, or two are swapped (Names.one_edit_from)."""
    if len(one) < LEAST_LETTERS or abs(len(one) - len(other)) > 1:
        return False
    pairs = enumerate(zip(one, other, strict=False))
    at = next(
        (place for place, (mine, theirs) in pairs if mine != theirs), len(min(one, other, key=len))
    )
    rest, others = one[at:], other[at:]
    is_swapped = rest[:2] == others[1::-1] and rest[2:] == others[2:]
    return rest[1:] in (others, others[1:]) or rest == others[1:] or is_swapped


def _direct(names: Names, form: str, places: Places) -> list[Variant]:
    """The spellings of a name that are found by itself."""
    near, places_of = set(names.one_edit_from(form)), places.forms(form)
    priced = _compare(form, near | places_of - {form}, _FURTHEST)
    alike = _compare(form, set(names.sharing_keys(form)) - {form}, MOST_COST)
    same = with_article(form) or (without_particle(form),)
    alike |= {other: (0.0, size) for other, (_, size) in _compare(form, {*same} - {form}).items()}
    own, pairs = names.df(form), []
    for other, (cost, size) in (alike | priced).items():
        is_near, is_place = other in near, other in places_of
        df = names.df(other) if cost <= MOST_COST or is_near or is_place else 0
        if df:
            both = min(own, df), max(own, df)
            pairs.append(Pair(form, other, cost, size, is_near, is_place, both, names.articles))
    found: list[Variant | None]
    if own:
        pairs.sort(key=_likeliest_first)
        likely = [pair for pair in pairs if may_be_one(pair, places)][:_COMPANIES]
        mine = names.company(form) if likely else None
        found = [_judged(names, pair, mine) for pair in likely if mine is not None]
    else:
        found = [_unheard(names, pair) for pair in pairs if not are_known_as_two(pair, places)]
    return [variant for variant in found if variant is not None]


def _likeliest_first(pair: Pair) -> tuple[bool, float, int, str]:
    """Names of the same place, then by sound."""
    return not pair.is_place, pair.cost / max(pair.size, 1), -pair.df[1], pair.other


def priced(form: str, others: Iterable[str]) -> list[tuple[float, str]]:
    """(what a form costs for another, a sound, the other) for some others, the likest first."""
    found = _compare(form, others).items()
    return sorted((cost / max(size, 1), other) for other, (cost, size) in found)


def _compare(
    form: str, others: Iterable[str], most: float = _FURTHEST
) -> dict[str, tuple[float, int]]:
    """(the cost of the sounds, the sounds of the shorter) of a form and each of some others."""
    some = sorted(others)
    costs, sizes = costs_of(word_as_letters(form), as_letters(some), most)
    pairs = zip(costs.tolist(), sizes.tolist(), strict=True)
    return dict(zip(some, pairs, strict=True))


def _unheard(names: Names, pair: Pair) -> Variant | None:
    """A candidate for a name that no article has."""
    kind = kind_of_unheard(pair)
    return Variant(pair.other, names.df(pair.other), kind, pair.cost) if kind else None


def _judged(names: Names, pair: Pair, mine: Company) -> Variant | None:
    """A candidate when it is a spelling of the name; None when it is not."""
    theirs = names.company(pair.other)
    common = shared(mine, theirs, _LIKE + 2)
    is_chance = len(common) < SHARED and pair.df[0] >= RARE
    alike = 0.0 if is_chance else likeness(mine, theirs)
    kind = kind_of(pair, alike, lambda: names.stand_together(pair.one, pair.other))
    if kind is None and not common and are_of_two_scripts(pair.one, pair.other):
        kind = kind_of_foreign(pair)
    if kind is None:
        return None
    untold = {pair.one, pair.other, *STOP_WORDS}
    words = (word for word in map(names.word, common) if form_of(word) not in untold)
    beside = tuple(islice(words, _LIKE))
    return Variant(pair.other, names.df(pair.other), kind, pair.cost, alike, beside)
