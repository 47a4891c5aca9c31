"""What is particular to the names of people: particles, short forms of given names, initials."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from string import ascii_lowercase

from index import is_said_of_many

_SHORT_FORMS = """
abraham abe|albert al bert|alexander alex sandy sasha|andrew andy|anthony tony|arthur art
benjamin ben|charles charlie chuck|christopher chris|daniel dan danny|david dave|dmitry dima
donald don|edward ed ted eddie|elizabeth liz beth betty|eugene gene|francis frank|frederick fred
gerald gerry jerry|gregory greg|henry harry hank|hillary hilary|jacob jake|james jim jimmy
jeffrey jeff|jennifer jen|john jack johnny|jonathan jon|joseph joe|joshua josh|katherine kate kathy
kenneth ken|lawrence larry|leonard len|margaret maggie peggy|matthew matt|maxim max|michael mike
mikhail misha|mohammed mohamed muhammad mohammad|nancy nan|nathaniel nat nate|nicholas nick
patricia pat patty|patrick pat|peter pete|philip phil|rebecca becky|richard dick rick rich
robert bob rob bobby bert|ronald ron|rudolph rudy|samuel sam|stephen steven steve|susan sue
theodore ted teddy|thomas tom|timothy tim|victoria vicky|vladimir volodya|walter walt
william bill will billy|yevgeny zhenya
george georgios giorgos yorgos georgy|peter pyotr petr petro petros|john ioannis yannis
isaac yitzhak itzhak|joseph yosef josef|benjamin binyamin|moses moshe|jacob yaakov
helen elena yelena olena|nicholas nikolai mykola|catherine ekaterina yekaterina kateryna
sergei serhiy sergiy|vladimir volodymyr|andrew andrei andriy|paul pavel pavlo|julia yulia
michael mikhail mykhailo|alexander aleksandr oleksandr|stephen stefan stepan
"""
"""Given names, their short forms in the news, and what they are in other languages of it; a line's
names parted by |."""

_WORDS = """
park pak bak|lee yi rhee|roh noh no|choi choe|chung jung jeong chong|cho jo|kang gang|moon mun
yoon yun|shin sin|ryu yoo yu|lim rim im|kwon gwon|paik baek|chun chon jeon
abu abou abo|bin ibn ben|ras ra|umm um oum|port bur
"""
"""Words of names that are written in ways of which sound says little: Korean surnames in their
romanizations, what begins Arabic names and places (Ra's has lost its s to the possessive)."""


EZAFE = frozenset(("e", "i", "ye", "yi"))
"""Joins the words of Persian and Urdu names, or is not written: Lashkar-e-Taiba."""

_LONGEST_NAME = 5  # words of a person: given names, patronymic, surnames


def given_names(form: str) -> frozenset[str]:
    """The names that a given name is short for, or that are short for it."""
    return _given().get(form, frozenset())


def other_forms(form: str) -> list[str]:
    """The forms of a name that a person may have as well: Joe Biden, Daniel K. Akaka.

    With a short form of the given name, or the long one of it; with one initial in the middle, or
    without.
    """
    given, *rest = form.split()
    found = [" ".join((other, *rest)) for other in sorted(given_names(given))] if rest else []
    if len(rest) == 1:
        found += [f"{given} {initial} {rest[0]}" for initial in ascii_lowercase]
    elif len(rest) == 2 and len(rest[0]) == 1:
        found.append(f"{given} {rest[1]}")
    return found


def written_alike(word: str) -> tuple[str, ...]:
    """A word of a name and its other ways to be written, in the same order for each of them."""
    return _words().get(word, (word,))


@cache
def _words() -> dict[str, tuple[str, ...]]:
    groups = [tuple(group.split()) for group in _WORDS.strip().replace("\n", "|").split("|")]
    return {word: group for group in groups for word in group}


@cache
def _given() -> dict[str, frozenset[str]]:
    others: dict[str, set[str]] = {}
    for group in _SHORT_FORMS.replace("\n", "|").split("|"):
        names = group.split()
        for name in names:
            others.setdefault(name, set()).update(other for other in names if other != name)
    return {name: frozenset(found) for name, found in others.items()}


def ways_of_naming(forms: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Other ways to write the name of a person: (its words, NICKNAME, INITIAL or SHORTER).

    The given name stands first, or last where no other word is one: Biden Joe.
    """
    is_last = len(forms) == 2 and given_names(forms[1]) and not given_names(forms[0])
    given, *rest = reversed(forms) if is_last else forms
    for other in sorted(given_names(given)):
        yield (other, *rest), NICKNAME
        if len(rest) == 1:
            yield (*rest, other), NICKNAME
    if len(given) > 1 and len(rest) == 1:
        yield (given[0], *rest), INITIAL
    yield from ((shorter, SHORTER) for shorter in _shorter(forms))
    if len(rest) == 2:
        for other in sorted(given_names(given)):
            yield (other, rest[1]), SHORTER  # Ted, for Edward M. Kennedy
        yield (given[0], rest[0][0], rest[1]), INITIAL
        yield (given[0] + rest[0][0], rest[1]), INITIAL


def _shorter(forms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A name without what is often left out: initials, what stands between given name and surname.

    Not of a name with a word that is said of many: United States Senate; nor of words that are more
    than a person's names: a headline writes each with a capital.
    """
    words = tuple(form for form in forms if len(form) > 1)
    if len(words) > _LONGEST_NAME or any(map(is_said_of_many, words)):
        return
    if 1 < len(words) < len(forms):
        yield words  # J. Robert Oppenheimer
    if len(words) > 2:
        yield words[0], words[-1]
    if len(words) > 3:
        yield words[0], *words[2:]


NICKNAME, INITIAL, SHORTER = "nickname", "initial", "shorter"


def given_names_by(initial: str, surname: str, texts: Sequence[str]) -> Counter[str]:
    """The given names with an initial that stand before a surname in some texts."""
    row = re.compile(rf"\b({re.escape(initial)}\w+)[ \u00a0]{re.escape(surname)}\b", re.IGNORECASE)
    found: Counter[str] = Counter()
    for text in texts:
        found.update({name for name in row.findall(text) if name[0].isupper()})
    return found
