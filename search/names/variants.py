"""Which words of an archive are spellings of a name, and why.

Sound proposes, company decides. A candidate sounds like what was typed, is one letter away from it,
or is a name of the same place; it is taken when it also keeps the same company, or when it sounds
the same and is long or rare. The constants were chosen on names of which it is known who is who
(`python -m tests.quality.score_names`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from index import as_letters, costs_of, is_abjad, sizes_of
from search.names.company import RARE, SHARED, Company, enough_likeness, likeness, shared
from search.names.places import Places
from search.names.script import are_of_two_scripts

MOST_VARIANTS = 12
"""Spellings that a name is widened by, by their articles."""

YOUNG = 1_000
"""Articles below which an archive tells little of company, and has few names."""

MOST_COST_OF_OTHERS = 0.08
"""What a sound may cost in a script without capitals."""

MOST_COST = 1.2
"""What a candidate's sounds may cost at the most."""

_FURTHEST = 3.0  # costs above are one
LEAST_LETTERS = 5
"""Letters from which words one edit away are candidates: of shorter ones too many are words."""

_COMPANIES = 24  # candidates whose company is looked at, the likeliest
_SURELY_ALIKE = 2  # times as much, where two names of a place sound otherwise: Bombay, Mumbai
_UNLIKE = 0.012  # few spellings of one name have less
_KNOWN = 8  # articles from which the company of a word is known
_IN_ITS_OWN_RIGHT = 24  # articles from which a name with other company is another name
_A_SOUND, _A_SOUND_OF_SHORT, _A_SOUND_ALONE = 0.12, 0.085, 0.06  # what a sound may cost
_SURE = 0.03  # the same where little else speaks for it
_SHORT = 5  # sounds
_SYLLABLE = 0.13  # what a name of up to three sounds may cost
_SAME_SOUND = 0.02
_ANOTHER_SOUND = 0.05  # from which the names of two places are two
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
    """One of KINDS."""
    cost: float
    """Of its sounds (index.names.sounds)."""
    likeness: float = 0.0
    """Of its company."""
    beside: tuple[str, ...] = ()
    """Words beside which both stand."""
    by: str = ""
    """The more frequent spelling through which it was found; empty for none."""


SOUND, SOUND_COMPANY, LETTER_COMPANY, PLACE, SLIP, LISTED = (
    "sound", "sound and company", "letter and company", "place", "slip", "listed",
)  # fmt: skip
KINDS = (SOUND, SOUND_COMPANY, LETTER_COMPANY, PLACE, SLIP, LISTED)


def variants_of(names: Names, form: str, places: Places) -> list[Variant]:
    """The spellings of a name, those with most articles first; also those of the commonest one."""
    found = {variant.form: variant for variant in _direct(names, form, places)}
    main = max(found.values(), key=lambda variant: variant.df, default=None)
    if main is not None and main.df > 2 * names.df(form):
        for variant in _direct(names, main.form, places):
            if variant.form != form and variant.form not in found:
                cost, size = _compare(form, [variant.form])[variant.form]
                if variant.kind == PLACE or cost <= 1.2 * _most_cost(_A_SOUND, size):
                    found[variant.form] = replace(variant, cost=cost, by=main.form)
    for variant in list(found.values()):
        for other in _sounding_the_same(names, form, variant):
            found.setdefault(other.form, other)
    ranked = sorted(found.values(), key=lambda variant: (-variant.df, variant.form))
    return ranked[:MOST_VARIANTS]


def _sounding_the_same(names: Names, form: str, variant: Variant) -> Iterator[Variant]:
    """The names that sound the same as a spelling of the name, and long enough: Qardan, Kardan."""
    for other, (cost, size) in _compare(variant.form, names.sharing_keys(variant.form)).items():
        if cost <= _SAME_SOUND and size >= 6 and other not in (form, variant.form):
            ours, shorter = _compare(form, [other])[other]
            df = names.df(other)
            if df and ours <= 1.2 * _most_cost(_A_SOUND, shorter):
                yield Variant(other, df, SOUND, ours, by=variant.form)


class _Pair(NamedTuple):
    """What is known of the typed name and a candidate."""

    one: str
    other: str
    cost: float
    size: int
    """Sounds of the shorter."""
    is_near: bool
    """One edit away."""
    is_place: bool
    """Both are names of one place."""
    df: tuple[int, int]
    """Of the rarer, and of the more frequent."""
    articles: int
    """Of the archive."""


def are_spellings(names: Names, one: str, other: str, places: Places) -> bool:
    """Whether two words that articles have are spellings of one name, compared with one another."""
    cost, size = _compare(one, [other])[other]
    df = names.df(one), names.df(other)
    is_near, is_place = _is_one_edit(one, other), other in places.forms(one)
    both = min(df), max(df)
    pair = _Pair(one, other, cost, size, is_near, is_place, both, names.articles)
    if not min(df) or not _may_be(pair, places):
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
    own, pairs = names.df(form), []
    for other, (cost, size) in (alike | priced).items():
        is_near, is_place = other in near, other in places_of
        df = names.df(other) if cost <= MOST_COST or is_near or is_place else 0
        if df:
            both = min(own, df), max(own, df)
            pairs.append(_Pair(form, other, cost, size, is_near, is_place, both, names.articles))
    found: list[Variant | None]
    if own:
        pairs.sort(key=lambda pair: (pair.cost / max(pair.size, 1), -pair.df[1], pair.other))
        likely = [pair for pair in pairs if _may_be(pair, places)][:_COMPANIES]
        mine = names.company(form) if likely else None
        found = [_judged(names, pair, mine) for pair in likely if mine is not None]
    else:
        found = [_unheard(names, pair) for pair in pairs if not _are_two_places(pair, places)]
    return [variant for variant in found if variant is not None]


def priced(form: str, others: Iterable[str]) -> list[tuple[float, str]]:
    """(what a form costs for another, a sound, the other) for some others, the likest first."""
    found = _compare(form, others).items()
    return sorted((cost / max(size, 1), other) for other, (cost, size) in found)


def _compare(
    form: str, others: Iterable[str], most: float = _FURTHEST
) -> dict[str, tuple[float, int]]:
    """(the cost of the sounds, the sounds of the shorter) of a form and each of some others."""
    some = sorted(others)
    word, rest = as_letters([form]), as_letters(some)
    own = int(sizes_of(word)[0])
    costs, sizes = costs_of(word, rest, most).tolist(), sizes_of(rest).tolist()
    return {
        other: (cost, min(own, size)) for other, cost, size in zip(some, costs, sizes, strict=True)
    }


def _unheard(names: Names, pair: _Pair) -> Variant | None:
    """A candidate for a name that no article has, of which nothing is known but its sound."""
    kind = None
    if pair.is_place and pair.cost <= 0.25 * pair.size:
        kind = PLACE
    elif pair.size >= 4 and pair.cost <= _most_cost(_A_SOUND_ALONE, pair.size):
        kind = SOUND
    return Variant(pair.other, names.df(pair.other), kind, pair.cost) if kind else None


def _may_be(pair: _Pair, places: Places) -> bool:
    """Whether a candidate would be a spelling in the best of companies: that is read last."""
    return _kind(pair, 1.0, lambda: True) is not None and not _are_two_places(pair, places)


def _are_two_places(pair: _Pair, places: Places) -> bool:
    return pair.cost > _ANOTHER_SOUND and places.are_two(pair.one, pair.other)


def _judged(names: Names, pair: _Pair, mine: Company) -> Variant | None:
    """A candidate when it is a spelling of the name; None when it is not."""
    theirs = names.company(pair.other)
    common = shared(mine, theirs, _LIKE)
    is_chance = len(common) < SHARED and pair.df[0] >= RARE
    alike = 0.0 if is_chance else likeness(mine, theirs)
    is_foreign = not common and are_of_two_scripts(pair.one, pair.other)
    kind = _kind(pair, alike, lambda: names.stand_together(pair.one, pair.other))
    if is_foreign and kind is None and _is_told_in_another_language(pair):
        kind = SOUND
    if kind is None:
        return None
    beside = tuple(map(names.word, common))
    return Variant(pair.other, names.df(pair.other), kind, pair.cost, alike, beside)


def _kind(pair: _Pair, alike: float, stand_together: Callable[[], bool]) -> str | None:
    """Why a candidate is a spelling of the name, one of KINDS; None when it is none."""
    enough = enough_likeness(pair.df[0])
    is_other_word = pair.cost > _SAME_SOUND and is_inflected(pair.one, pair.other)
    if is_other_word or (pair.df[0] >= _IN_ITS_OWN_RIGHT and alike < enough / 2):
        return None  # the second: Michel, Michael
    if pair.is_place and _is_place(pair, alike, enough):
        return PLACE
    if alike >= enough and (kind := _in_like_company(pair)):
        return kind
    if _may_be_slip(pair) and stand_together():
        return SLIP
    return SOUND if _is_told_by_sound(pair, alike) else None


def _in_like_company(pair: _Pair) -> str | None:
    """Why two words that keep the same company are one name."""
    a_sound = _A_SOUND_OF_SHORT if pair.df[0] >= _IN_ITS_OWN_RIGHT else _A_SOUND
    if pair.cost <= _most_cost(a_sound, pair.size):
        return SOUND_COMPANY
    is_rarer = 10 * pair.df[0] <= pair.df[1]
    return LETTER_COMPANY if pair.is_near and (is_rarer or pair.size >= 8) else None


def _may_be_slip(pair: _Pair) -> bool:
    """Whether the rarer may be a slip of the pen, if it stands beside the right spelling."""
    fewer, more = pair.df
    if fewer > 3 or not 10 * fewer <= more < 0.02 * pair.articles:
        return False
    alone = _most_cost(_A_SOUND_ALONE, pair.size)
    return pair.cost <= alone or (pair.is_near and pair.size >= 6)


def _is_told_by_sound(pair: _Pair, alike: float) -> bool:
    """Whether the sound says enough: the same and long, rare, or in a young archive."""
    fewer, cost, size = pair.df[0], pair.cost, pair.size
    alone = _most_cost(_A_SOUND_ALONE, size)
    if cost <= _SAME_SOUND and size >= 6:
        return True
    if alike >= _UNLIKE and size >= (6 if cost else 5):
        most = alone if fewer < _KNOWN else _SURE * size
        if cost <= most:
            return True
    has_vowels = is_abjad(pair.one) == is_abjad(pair.other)
    certain = alone if has_vowels else _SURE * size
    if pair.articles < YOUNG and size >= 4 + (not has_vowels) and cost <= certain:
        return True
    is_rare = fewer < RARE or (fewer < _KNOWN and alike >= _UNLIKE)
    return is_rare and cost <= _most_cost_of_rare(size)


def _is_told_in_another_language(pair: _Pair) -> bool:
    """Whether the sound says enough where company says nothing: its texts share no words.

    A rare word has no company in any language.
    """
    if pair.df[0] < _KNOWN:
        return False
    has_vowels = is_abjad(pair.one) == is_abjad(pair.other)
    a_sound = _A_SOUND_ALONE if has_vowels else _SURE
    if pair.is_place and pair.cost <= 0.1 * pair.size:
        return True
    return pair.size > _SHORT and pair.cost <= a_sound * pair.size


def _is_place(pair: _Pair, alike: float, enough: float) -> bool:
    """Whether two names of a place are that here: in some language or other they may be words."""
    fewer, cost = pair.df[0], pair.cost
    if not (pair.one + pair.other).isascii():
        return fewer < _KNOWN or alike >= _UNLIKE / 2
    is_rare = fewer < RARE or (fewer < _KNOWN and alike >= _UNLIKE / 2)
    if is_rare and cost <= 0.1 * pair.size:
        return True
    return alike >= enough and (cost <= 0.2 * pair.size or alike >= _SURELY_ALIKE * enough)


def _most_cost(a_sound: float, size: int) -> float:
    """What so many sounds may cost, `a_sound` each; those of short names less."""
    if size < 4 and a_sound < _A_SOUND:
        return _SYLLABLE if a_sound == _A_SOUND_OF_SHORT else 0.0
    return min(MOST_COST, size * (min(a_sound, _A_SOUND_OF_SHORT) if size <= _SHORT else a_sound))


def _most_cost_of_rare(size: int) -> float:
    """What a rare name of so many sounds may cost, whatever its company."""
    if size <= 5:
        return -1.0
    return {6: 0.05, 7: 0.3, 8: 0.4}.get(size, 0.5)


_ENDINGS = frozenset(
    ("n", "s", "an", "ian", "i", "a", "er", "ese", "ns", "is", "in", "o", "y", "ov", "ova")
)


def is_inflected(one: str, other: str) -> bool:
    """Whether a word is the other with an ending that makes another word of it: Cuba, Cuban."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long[len(short) :] in _ENDINGS
