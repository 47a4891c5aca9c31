"""The consonants of a name, by which those that sound like it are found among very many.

Each name has one skeleton: the hash of the classes of its consonants as they are written in Latin
letters (search.rank.name_counts). A name that is asked for is looked up by several: a sound may be
written in several ways (ch, kh or h; w or v), in whatever script, and each way has its classes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index import as_letters, sounds_of
from search.distinct import distinct
from search.names.same_name import run_together, without_particle
from search.rank.name_counts import hash_names

_LATIN = {
    "E": "e", "O": "o", "G": "gh", "x": "kh", "C": "tch", "J": "j", "S": "sh", "Z": "zh",
    "Q": "shtch", "T": "th", "D": "dh", "X": "ch", "c": "ts",
}  # fmt: skip
"""How sounds are written, where they are not letters themselves (index/names/sounds.txt)."""

_OTHERWISE = {
    "x": ("ch", "h"), "h": ("kh", "g", "ch"), "X": ("kh", "h"), "C": ("sh",), "c": ("s", "k"),
    "J": ("g", "dz", "h"), "G": ("h",), "T": ("s",), "D": ("z",), "Q": ("sh",), "y": ("j",),
    "w": ("v",), "v": ("w", "b"), "b": ("v",), "g": ("j", "h"), "n": ("m",), "p": ("f",),
    "z": ("ts",),
}  # fmt: skip
"""How else those that have no letter of their own everywhere are written."""

_SERVANT = re.compile("^abd(?!ul)")  # Abdel Karim is Abd al-Karim
_MOST = 24  # ways in which a name is looked up
_APART = 2  # sounds at once that are written otherwise


def hashes_of(forms: Sequence[str]) -> npt.NDArray[np.uint64]:
    """u8[2, forms] The hashes of forms, and of their consonants as written."""
    hashes = np.zeros((2, len(forms)), np.uint64)
    rows = "".join(f"{form}\t{form}\n" for form in forms)
    hash_names(np.frombuffer(rows.encode(), np.uint8), *hashes)
    return hashes


@lru_cache(maxsize=2**12)
def skeletons_of(form: str) -> npt.NDArray[np.uint64]:
    """u8[] The skeletons by which names that sound like a form are looked up."""
    words = form.split()
    bare = run_together([*map(without_particle, words)])
    joined = sorted({run_together(words), bare, _SERVANT.sub("abdul", bare)})
    ways = [way for one in joined for way in _ways(_sounds(one))]
    return distinct(hashes_of([form, *in_latin(joined), *ways])[1])


def in_latin(forms: Sequence[str]) -> list[str]:
    """Forms of whatever script in Latin letters, by their sounds."""
    return [
        "".join(_LATIN.get(sound, sound) for sound in sounds)
        for sounds in sounds_of(as_letters(forms))
    ]


def _sounds(word: str) -> str:
    return sounds_of(as_letters([word]))[0]


def _ways(sounds: str) -> list[str]:
    """Sounds in Latin letters, with some of them written otherwise."""
    plain = [_LATIN.get(sound, sound) for sound in sounds]
    ways = [(0, plain)]
    for place, sound in enumerate(sounds):
        for other in _OTHERWISE.get(sound, ()):
            ways += [
                (apart + 1, [*way[:place], other, *way[place + 1 :]])
                for apart, way in ways
                if apart < _APART and way[place] == plain[place]
            ]
    ways.sort(key=lambda way: way[0])
    found = ["".join(way) for _, way in ways[:_MOST]]
    return found + [way.replace("ks", "x") for way in found if "ks" in way]
