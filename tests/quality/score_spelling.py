"""How well did-you-mean knows what was meant.

`BACKFILE_DATA=… python -m tests.quality.score_spelling` prints:

    words      the words of a judged collection's queries, each with one mistake that makes a word
               which no article has: how many lead to the right word first
    names      spellings of names by other people, asked of an archive that has the usual one
    letters    the same names in Cyrillic and Greek letters
    alarm      the collection's words as they are: how many lead elsewhere, which none should

The mistakes are made by chance and not by our own table of what is likely: a letter left out, one
too many, two exchanged, one for any other, all equally often. A right word in another form counts.
"""

from __future__ import annotations

import random
import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from index import STOP_WORDS, fold, term_of, tokens
from search import Engine
from search.names.options import AS_TYPED
from tests.bench.record import Record
from tests.quality.data import folder
from tests.quality.score_ranking import collection, indexed

COLLECTIONS = ("time", "fnc1_headlines", "cranfield")

_SHORTEST = 4  # letters of a word that is misspelt
_MOST = 400  # words of a collection
_SEED = 17
_LATIN = "LATIN"
_OTHERS = ("CYRILLIC", "GREEK")


def score() -> Mapping[str, float]:
    """The figures: shares of one, and the number of false alarms."""
    figures: dict[str, float] = {}
    for name in COLLECTIONS:
        with TemporaryDirectory() as place:
            figures |= _of_collection(name, Path(place, "index"))
    with TemporaryDirectory() as place:
        figures |= _of_names(Path(place, "index"))
    return figures


def _of_collection(name: str, place: Path) -> Iterator[tuple[str, float]]:
    read = collection(name)
    archive = indexed(read.articles, place)
    words = sorted(
        {
            word.lower()
            for query in read.queries.values()
            for token in tokens(query)
            if _may_be_misspelt(word := query[token.start : token.end]) and _df(archive, word)
        }
    )
    rng = random.Random(_SEED)
    asked = rng.sample(words, min(_MOST, len(words)))
    wrong = [(_with_mistake(word, archive, rng), word) for word in asked]
    yield f"{name}.words", _share(meant(archive, typed) == term_of(word) for typed, word in wrong)
    yield f"{name}.alarm.ceiling", sum(meant(archive, word) is not None for word in asked)


def _may_be_misspelt(word: str) -> bool:
    is_long = len(word) >= _SHORTEST and word.lower() not in STOP_WORDS
    return is_long and word.isascii() and word.isalpha()


def _of_names(place: Path) -> Iterator[tuple[str, float]]:
    groups = [line.split("\t")[1:] for line in _lines(folder() / "names" / "positive.tsv")]
    single = [[name for name in group if name.isalpha()] for group in groups]
    known = [group for group in single if group and _script(group[0]) == _LATIN]
    records = [
        Record(f"names.jsonl#{number}", "", f"Said {group[0]} today", date="", outlet="", url="")
        for number, group in enumerate(known, 1)
    ]
    archive = indexed(records, place)
    for figure, scripts in (("names", (_LATIN,)), ("letters", _OTHERS)):
        asked = [
            (name, group[0])
            for group in known
            for name in group[1:]
            if _script(name) in scripts and not _df(archive, name)
        ]
        yield figure, _share(meant(archive, name) == term_of(usual) for name, usual in asked)


def meant(archive: Engine, typed: str) -> str | None:
    """The term of the word that is offered first for one; None when nothing is."""
    found = archive.suggest(typed)
    return term_of(found.text) if found else None


def _with_mistake(word: str, archive: Engine, rng: random.Random) -> str:
    """A word with one mistake, such that no article has it."""
    while True:
        at, letter = rng.randrange(1, len(word)), rng.choice(string.ascii_lowercase)
        typed = rng.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
                word[:at] + letter + word[at + 1 :],
            )
        )
        if not _df(archive, typed):
            return typed


def _df(archive: Engine, word: str) -> int:
    return archive.search(word, limit=0, names=AS_TYPED).total


def _script(name: str) -> str:
    return unicodedata.name(fold(name)[0], "").partition(" ")[0]


def _share(right: Iterable[bool]) -> float:
    found: Sequence[bool] = list(right)
    return sum(found) / len(found)


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


@click.command(help="Measure did-you-mean.")
def main() -> None:
    for name, share in score().items():
        click.echo(f"{name:32}{share:g}" if name.endswith(".ceiling") else f"{name:32}{share:.3f}")


if __name__ == "__main__":
    main()
