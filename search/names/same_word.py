"""Whether two names of one word are spellings of one: sound proposes, company decides.

A candidate sounds like what was typed, is one letter away from it, or is a name of the same place.
It is a spelling when it also keeps the same company, or when it sounds the same and is long or
rare. The constants were chosen on names of which it is known who is who
(`python -m tests.quality.score_names`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from index import is_abjad, is_of_people
from search.names.chinese import are_two_in_chinese
from search.names.company import RARE, enough_likeness
from search.names.places import Places

YOUNG = 1_000
"""Articles below which an archive tells little of company, and has few names."""

MOST_COST = 1.2
"""What the sounds of a candidate may cost at the most."""

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

SOUND, SOUND_COMPANY, LETTER_COMPANY, PLACE, SLIP = (
    "sound", "sound and company", "letter and company", "place", "slip",
)  # fmt: skip
"""Why a name is a spelling of another."""


class Pair(NamedTuple):
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


def kind_of(pair: Pair, alike: float, stand_together: Callable[[], bool]) -> str | None:
    """Why a candidate is a spelling of the name, one of the above; None when it is none."""
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


def kind_of_unheard(pair: Pair) -> str | None:
    """Why it is one of a name that no article has, of which nothing is known but its sound."""
    if pair.is_place and pair.cost <= 0.25 * pair.size:
        return PLACE
    a_sound = _SURE if pair.size <= _SHORT else _A_SOUND_ALONE  # Mali, Molly
    return SOUND if pair.size >= 4 and pair.cost <= a_sound * pair.size else None


def kind_of_foreign(pair: Pair) -> str | None:
    """Why it is one where company says nothing: texts of two languages share no words.

    A rare word has no company in any language.
    """
    if pair.df[0] < _KNOWN:
        return None
    has_vowels = is_abjad(pair.one) == is_abjad(pair.other)
    a_sound = _A_SOUND_ALONE if has_vowels else _SURE
    if pair.is_place and pair.cost <= 0.1 * pair.size:
        return SOUND
    return SOUND if pair.size > _SHORT and pair.cost <= a_sound * pair.size else None


def may_be_one(pair: Pair, places: Places) -> bool:
    """Whether a candidate would be a spelling in the best of companies: that is read last."""
    return kind_of(pair, 1.0, lambda: True) is not None and not are_known_as_two(pair, places)


def are_known_as_two(pair: Pair, places: Places) -> bool:
    """Whether two names are two words, or those of two places that sound otherwise."""
    if are_two_words(pair.one, pair.other, pair.cost, pair.size):
        return True
    return pair.cost > _ANOTHER_SOUND and places.are_two(pair.one, pair.other)


def are_two_words(one: str, other: str, cost: float, size: int) -> bool:
    """Whether two words are two whatever their company: syllables of Chinese, Korean and Koran."""
    if are_two_in_chinese(one, other):
        return True
    is_short = size <= _SHORT and cost > _SAME_SOUND and one.isascii() and other.isascii()
    return is_short and is_of_people(one) != is_of_people(other)


def sound_the_same(cost: float, size: int) -> bool:
    """Whether two names of so many sounds are the same to the ear, and long enough to tell."""
    return cost <= _SAME_SOUND and size >= 6


def sound_alike(cost: float, size: int) -> bool:
    """Whether two names may be one through a third, which is a spelling of both."""
    return cost <= 1.2 * _most_cost(_A_SOUND, size)


def _in_like_company(pair: Pair) -> str | None:
    """Why two words that keep the same company are one name."""
    a_sound = _A_SOUND_OF_SHORT if pair.df[0] >= _IN_ITS_OWN_RIGHT else _A_SOUND
    if pair.cost <= _most_cost(a_sound, pair.size):
        return SOUND_COMPANY
    is_rarer = 10 * pair.df[0] <= pair.df[1]
    return LETTER_COMPANY if pair.is_near and (is_rarer or pair.size >= 8) else None


def _may_be_slip(pair: Pair) -> bool:
    """Whether the rarer may be a slip of the pen, if it stands beside the right spelling."""
    fewer, more = pair.df
    if fewer > 3 or not 10 * fewer <= more < 0.02 * pair.articles:
        return False
    alone = _most_cost(_A_SOUND_ALONE, pair.size)
    return pair.cost <= alone or (pair.is_near and pair.size >= 6)


def _is_told_by_sound(pair: Pair, alike: float) -> bool:
    """Whether the sound says enough: the same and long, rare, or in a young archive."""
    fewer, cost, size = pair.df[0], pair.cost, pair.size
    alone = _most_cost(_A_SOUND_ALONE, size)
    if sound_the_same(cost, size):
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
    most = _most_cost_of_rare(size)
    return is_rare and cost <= (most if has_vowels else min(most, certain))


def _is_place(pair: Pair, alike: float, enough: float) -> bool:
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
