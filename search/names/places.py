"""The table of places: which words are names of one place, and which are known as those of two.

`places.npz` is made by `make places` (tools.make_places) from GeoNames (CC BY 4.0) and CLDR; its
arrays are sorted, so that a look-up is a binary search and nothing is built when it is read:

    form_offset u4[F+1], form_blob u1[]   the forms (index.form_of) in UTF-8, ascending
    place_of_form u4[F+1], place u2[]     the places of form f: place[place_of_form[f] : …]
    is_main bool[]                        beside `place`: it is the place's main name, in one word
    form_of_place u4[P+1], form u4[]      the forms of place p, the other way round
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

FILE = Path(__file__).with_name("places.npz")


class Places:
    """The table; any number of threads may share it."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._offset, self._blob = arrays["form_offset"], arrays["form_blob"].tobytes()
        self._place_of_form, self._place = arrays["place_of_form"], arrays["place"]
        self._is_main = arrays["is_main"]
        self._form_of_place, self._form = arrays["form_of_place"], arrays["form"]

    def forms(self, form: str) -> set[str]:
        """The other forms of what a form is a name of, without main names of another place."""
        others = {
            self._text(other)
            for place in self._places(form).tolist()
            for other in self._forms(place).tolist()
        }
        return {other for other in others - {form} if not self.are_two(form, other)}

    def are_one(self, one: str, other: str) -> bool:
        """Whether two forms are names of one place."""
        shared = np.intersect1d(self._places(one), self._places(other))
        return bool(len(shared)) and not self.are_two(one, other)

    def are_two(self, one: str, other: str) -> bool:
        """Whether two forms are the main names of two places: Niger, Nigeria."""
        mine, theirs = self._mains(one), self._mains(other)
        return bool(len(mine) and len(theirs)) and not len(np.intersect1d(mine, theirs))

    def _places(self, form: str) -> Array:
        return self._place[self._range_of(form)]

    def _mains(self, form: str) -> Array:
        span = self._range_of(form)
        return self._place[span][self._is_main[span]]

    def _forms(self, place: int) -> Array:
        first, last = self._form_of_place[place : place + 2].tolist()
        return self._form[first:last]

    def _range_of(self, form: str) -> slice:
        """Where the places of a form stand; an empty range for an unknown one."""
        wanted, forms = form.encode(*_UTF8), range(len(self._offset) - 1)
        at = bisect_left(forms, wanted, key=self._bytes)
        if at not in forms or self._bytes(at) != wanted:
            return slice(0, 0)
        return slice(*self._place_of_form[at : at + 2].tolist())

    def _bytes(self, number: int) -> bytes:
        start, stop = self._offset[number : number + 2].tolist()
        return self._blob[start:stop]

    def _text(self, number: int) -> str:
        return self._bytes(number).decode()


_UTF8 = ("utf-8", "surrogatepass")


@cache
def places() -> Places:
    """The table that comes with the program, read once."""
    with np.load(FILE) as arrays:
        return Places(dict(arrays))


def arrays_of(forms: Iterable[tuple[str, int, bool]]) -> dict[str, Array]:
    """The table's arrays of (form, place, whether it is the main name)."""
    merged: dict[tuple[bytes, int], bool] = {}
    for form, place, is_main in sorted(set(forms)):
        key = form.encode(), place
        merged[key] = merged.get(key, False) or is_main
    rows = sorted(merged)
    names = sorted({form for form, _ in rows})
    number = {form: row for row, form in enumerate(names)}
    form_of = np.array([number[form] for form, _ in rows], np.uint32)
    places_of = np.array([place for _, place in rows], np.uint16)
    by_place = np.argsort(places_of, kind="stable")
    return {
        "form_offset": np.cumsum([0, *map(len, names)], dtype=np.uint32),
        "form_blob": np.frombuffer(b"".join(names), np.uint8),
        "place_of_form": np.searchsorted(form_of, np.arange(len(names) + 1)).astype(np.uint32),
        "place": places_of,
        "is_main": np.array([merged[row] for row in rows], np.bool_),
        "form_of_place": np.searchsorted(
            places_of[by_place], np.arange(int(places_of.max(initial=0)) + 2)
        ).astype(np.uint32),
        "form": form_of[by_place],
    }
