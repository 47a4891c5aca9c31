"""The other ways to write a name of several words that an archive has.

As the register says, abbreviated, with a short form of the given name or an initial, without some
of its words, and in other spellings (search.names.phrases).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from index import PARTICLES, STOP_WORDS, form_of, joins_names
from search.names.archive_names import ArchiveNames
from search.names.company import enough_likeness
from search.names.people import EZAFE, INITIAL, NICKNAME, SHORTER, ways_of_naming
from search.names.phrases import rows_like
from search.names.same_name import Row, are_one, without_particles
from search.names.same_word import SOUND
from search.names.variants import LISTED
from search.names.why import ABBREVIATION, JOINED

_PATRONYMICS = ("ovich", "evich", "ovych", "ovna", "evna", "ivna", "ович", "евич", "овна", "евна")


def other_ways(
    names: ArchiveNames, words: Sequence[str], heads: Sequence[str]
) -> Iterator[tuple[Row, str]]:
    """The other ways to write a name of several words, and of which kind each is.

    Whether it is a name, its `heads` say: the first word of each that was typed with hyphens.
    """
    forms = tuple(map(form_of, words))
    for name in names.listed(" ".join(forms)):
        yield tuple(name.split()), LISTED
    if not _may_be_name(names, forms, heads):
        return
    for short in names.abbreviations(words):
        yield (short,), ABBREVIATION
    for way, kind in ways_of_naming(forms):
        if kind == NICKNAME or (
            _is_shorter(names, forms, way) if kind == SHORTER else _are_one(names, forms, way)
        ):
            yield way, kind
    if len(forms) == 2 and len(forms[0]) == 1:
        yield from _given(names, forms)
    ways = (forms, *_without_patronymic(forms))
    for row, _ in chain.from_iterable(sounding(names, way) for way in ways):
        yield row, SOUND if len(row) > 1 else JOINED
        initial = (row[0][:1], row[-1])
        if len(row) == len(forms) == 2 and _are_one(names, forms, initial):
            yield initial, INITIAL


def _given(names: ArchiveNames, forms: Row) -> Iterator[tuple[Row, str]]:
    """The names that an initial may stand for, and how else these are spelt: J. Biden."""
    for given in names.given_names(*forms):
        row = form_of(given), forms[1]
        if _are_one(names, forms, row):
            yield row, INITIAL
            yield from ways_of_naming(row)
            yield from ((other, INITIAL) for other, _ in sounding(names, row))


def _are_one(names: ArchiveNames, one: Row, other: Row) -> bool:
    """Whether archive has two names of a person and their company is alike."""
    if len(one[-1]) == 1 or not names.has(other):
        return False  # a letter is no surname: Ph.D. is not P. D.
    initial = min(one[0], other[0], key=len)
    if len(initial) == 1 and len(names.given_names(initial, one[-1])) == 1:
        return True  # nobody else with it has the surname
    said = names.evidence(" ".join(one), " ".join(other))
    return said.fewer == 0 or said.likeness >= enough_likeness(said.fewer) / 2


def _is_shorter(names: ArchiveNames, forms: Row, way: Row) -> bool:
    """Whether a name without some of its words is the same name, and a name at all."""
    if not names.is_known(" ".join(way)):
        return False
    if way in _without_patronymic(forms):
        return True
    said = names.evidence(" ".join(without_particles(forms)), " ".join(way))
    return said.fewer == 0 or said.likeness >= enough_likeness(said.fewer)


def _may_be_name(names: ArchiveNames, forms: Row, heads: Sequence[str]) -> bool:
    """Whether words may be a name: each may be a part of one, or articles have it (Port Said)."""
    if any(map(names.is_name, forms)) and all(_may_be_part(names, head) for head in heads):
        return True
    return names.is_known(" ".join(without_particles(forms)))  # of words that are none elsewhere


def _may_be_part(names: ArchiveNames, word: str) -> bool:
    """Whether a word may be one of a name, by how it is typed or how articles write it."""
    form = form_of(word)
    is_small = form in STOP_WORDS or form in PARTICLES or form in EZAFE or joins_names(form)
    return word[:1].isupper() or is_small or names.is_name(form)


def sounding(names: ArchiveNames, forms: Row) -> Iterator[tuple[Row, float]]:
    """The rows of words that articles have and that are the same name: (row, its cost)."""
    core = without_particles(forms)
    typed = " ".join(core)
    for price, row in rows_like(names, forms):
        if not names.has(row):
            continue
        if row == core or are_one(price, names.evidence(typed, " ".join(row))):
            ways = names.ways_written(row) if len(row) > 1 else [row]
            yield from ((way, price.cost) for way in ways if way != forms)


def _without_patronymic(forms: Row) -> Iterator[Row]:
    """A name of three words without the Russian patronymic in its middle, if it has one."""
    if len(forms) == 3 and forms[1].endswith(_PATRONYMICS):
        yield forms[0], forms[2]
