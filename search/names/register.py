"""The user's own register of names: `names.txt`, beside the index or in the corpus.

    Hezbollah, Hizballah, Hizbullah, حزب الله      spellings of one name, with commas between them
    not: Barak, Barack                             names that are never one
    # a note                                       what follows # counts for nothing

It wins over every rule. The one beside the index may be written to by the program (`add_apart`);
that of the corpus never is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, permutations
from pathlib import Path

from index import NAMES_FILE, STOP_WORDS, form_of

_APART = "not:"
_LARGEST = 4 * 2**20  # bytes that are read of a file


@dataclass(frozen=True, slots=True)
class Register:
    """Which forms are spellings of one name, and which never are."""

    listed: dict[str, dict[str, str]] = field(default_factory=dict)
    """By form: the forms of its other spellings, and each as it is written."""
    apart: dict[str, frozenset[str]] = field(default_factory=dict)
    """By form: the forms that are other names."""

    def are_one(self, one: str, other: str) -> bool | None:
        """Whether two forms are spellings of one name; None where nothing is said of them."""
        if other in self.apart.get(one, ()):
            return False
        return True if other in self.listed.get(one, {}) else None


def read_register(folders: Iterable[Path]) -> Register:
    """The registers of some folders together; a folder without one has none."""
    listed: dict[str, dict[str, str]] = {}
    apart: dict[str, set[str]] = {}
    for line in _lines(folders):
        is_apart = line.lower().startswith(_APART)
        names = _names(line[len(_APART) :] if is_apart else line)
        for one, other in permutations(names, 2):
            if is_apart:
                apart.setdefault(one, set()).add(other)
            else:
                for typed in {one, _without_stop_words(one)}:
                    listed.setdefault(typed, {})[other] = names[other]
    return Register(listed, {form: frozenset(others) for form, others in apart.items()})


def add_apart(folder: Path, one: str, other: str) -> None:
    """Write down for good that two names are never one. Raises OSError."""
    if _form(other) in read_register([folder]).apart.get(_form(one), ()):
        return
    with (folder / NAMES_FILE).open("a+", encoding="utf-8") as file:
        file.seek(max(0, file.tell() - 1))
        begins = "" if file.read(1) in ("", "\n") else "\n"
        file.write(f"{begins}{_APART} {one}, {other}\n")
        file.flush()
        os.fsync(file.fileno())


def apart_in(folder: Path) -> list[tuple[str, str]]:
    """The pairs of names that are never one by the register of a folder, in its order."""
    return [
        pair
        for line in _lines([folder])
        if line.lower().startswith(_APART)
        for pair in combinations(_names(line[len(_APART) :]).values(), 2)
    ]


def remove_apart(folder: Path, one: str, other: str) -> None:
    """Take back that two names are never one. Raises OSError."""
    file = folder / NAMES_FILE
    try:
        lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except FileNotFoundError:
        return
    wanted = {_form(one), _form(other)}
    kept: list[str] = []
    for line in lines:
        code = line.partition("#")[0].strip()
        names = _names(code[len(_APART) :]) if code.lower().startswith(_APART) else {}
        if wanted <= set(names):
            pairs = combinations(names, 2)
            kept += [f"{_APART} {names[a]}, {names[b]}" for a, b in pairs if {a, b} != wanted]
        else:
            kept.append(line)
    _replace(file, "".join(f"{line}\n" for line in kept))


def _replace(file: Path, text: str) -> None:
    """Write a file anew: whoever reads meanwhile has all of the old one or all of the new."""
    fresh = file.with_name(f"{file.name}.new")
    with fresh.open("w", encoding="utf-8") as written:
        written.write(text)
        written.flush()
        os.fsync(written.fileno())
    fresh.replace(file)


def stamp_of(folders: Iterable[Path]) -> tuple[tuple[int, int], ...]:
    """What tells whether a register has changed."""
    return tuple(map(_stamp, folders))


def _stamp(folder: Path) -> tuple[int, int]:
    try:
        found = os.stat(os.path.join(folder, NAMES_FILE))  # noqa: PTH116, PTH118  # for every query
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _lines(folders: Iterable[Path]) -> Iterator[str]:
    for folder in folders:
        try:
            with (folder / NAMES_FILE).open("rb") as file:
                text = file.read(_LARGEST).decode("utf-8-sig", "replace")
        except OSError:
            continue
        yield from filter(None, (line.partition("#")[0].strip() for line in text.splitlines()))


def _names(line: str) -> dict[str, str]:
    """The names of a line by their forms; those of several words are forms with blanks."""
    names = [" ".join(name.split()) for name in line.split(",")]
    return {_form(name): name for name in names if name}


def _without_stop_words(form: str) -> str:
    """What is left of a name's form in a query, unless it is one word: party god."""
    words = [word for word in form.split() if word not in STOP_WORDS]
    return " ".join(words) if len(words) > 1 else form


def _form(name: str) -> str:
    return " ".join(map(form_of, name.split()))
