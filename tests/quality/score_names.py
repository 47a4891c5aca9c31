"""How well spellings of a name are found: `BACKFILE_DATA=… python -m tests.quality.score_names`.

names/ of the data folder has groups of spellings of one name, and pairs of different names. They
are laid over news (`names_corpus`), and each spelling is asked for.

    recall     of all pairs of spellings of a name of which one at least is in Latin letters, how
               many are found by the one when the other is asked for
    phrases    the same of names of several words, asked of an archive that has all of them
               (`names_archive`), by halves: rules are made by the first, the second is held out
    merged     of the pairs of different names, how many are taken for one
    near       the same where both stand behind the same given name: more are, as in any archive
               that has both
    added      words outside its group by which a name is widened, a name
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle, permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import click
import numpy as np

from index import PARTICLES, form_of
from search.names.places import places
from search.names.variants import Names, variants_of
from tests.quality.data import folder
from tests.quality.names_archive import NamesArchive, names_archive
from tests.quality.names_corpus import HostedNames, corpus, hosted

_GIVEN_NAMES = ("Anna", "Karim", "Peter", "Leila", "Viktor", "Maria", "David", "Fatima")

Spelling = tuple[str, ...]
"""The forms of a spelling, without particles."""


@dataclass(slots=True)
class Score:
    """What was asked, found and merged, by the source of the names."""

    asked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    merged: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)
    names: int = 0
    added: int = 0
    near_pairs: int = 0
    near: list[tuple[str, str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    """CPU that the first query of each name took,"""
    in_archive: list[float] = field(default_factory=list)
    """and of each of several words."""

    def recall(self, source: str) -> float:
        """The share that was found of what was asked."""
        return self.found[source] / self.asked[source]

    @property
    def merged_share(self) -> float:
        """The share of different names that are taken for one."""
        return len(self.merged) / self.pairs.total()

    @property
    def added_words(self) -> float:
        """Words added that are not of the name, a name."""
        return self.added / self.names


def score() -> Score:
    """Ask for every spelling and for both of every pair."""
    groups = [(source, list(map(core, some))) for source, *some in _rows("positive.tsv")]
    single = [(source, _single(spellings)) for source, spellings in groups]
    single = [(source, words) for source, words in single if len(words) > 1]
    pairs = [(source, core(one), core(other)) for source, one, other in _rows("negative.tsv")]
    words = [(one[0], other[0]) for _, one, other in pairs if len(one) == len(other) == 1]
    news = corpus()
    names = HostedNames(news, hosted(news, [some for _, some in single], words))
    result = Score()
    for source, some in single:
        _ask(result, names, source, some)
    for source, one, other in pairs:
        result.pairs[source] += 1
        if _are_merged(names, one, other):
            result.merged.append((" ".join(one), " ".join(other)))
    _score_phrases(result)
    return result


def _score_phrases(result: Score) -> None:
    """Ask an archive for names of several words, and for those that are near one another."""
    names = [row for _, *row in _rows("positive.tsv") if any(len(core(one)) > 1 for one in row)]
    pairs = [pair for source, *pair in _rows("negative.tsv") if source == "hand"]
    near = [
        [f"{given} {one}" for one in pair]
        for pair, given in zip(pairs, cycle(_GIVEN_NAMES), strict=False)
    ]
    with TemporaryDirectory() as folder:
        archive = names_archive(
            Path(folder) / "index", [*names, *([one] for row in near for one in row)]
        )
        for spellings in names:
            _ask_phrases(result, archive, spellings)
        for one, other in near:
            result.near_pairs += 1
            if archive.finds(one, other) or archive.finds(other, one):
                result.near.append((one, other))


def core(spelling: str) -> Spelling:
    """The forms of a spelling, without particles, unless it is nothing else."""
    words = list(map(form_of, re.findall(r"\w(?:[\w\u0300-\u036f'’‘ʻʹ`]*\w)?", spelling)))
    return tuple(word for word in words if word not in PARTICLES or len(words) == 1) or tuple(words)


def _rows(name: str) -> list[list[str]]:
    text = (folder() / "names" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip()]


def _single(spellings: Sequence[Spelling]) -> list[str]:
    return list(dict.fromkeys(spelling[0] for spelling in spellings if len(spelling) == 1))


def _ask(result: Score, names: Names, source: str, spellings: Sequence[str]) -> None:
    for asked in spellings:
        started = time.process_time()
        found = {variant.form for variant in variants_of(names, asked, places())}
        result.seconds.append(time.process_time() - started)
        for other in spellings:
            if other != asked and (asked.isascii() or other.isascii()):
                for kind in (source, "all"):
                    result.asked[kind] += 1
                    result.found[kind] += other in found
                if other not in found:
                    result.missed.append((asked, other))
    result.names += 1
    result.added += len(found - set(spellings))


def _ask_phrases(result: Score, archive: NamesArchive, spellings: Sequence[str]) -> None:
    half = "phrases held out" if crc32(spellings[0].encode()) % 2 else "phrases"
    forms = {spelling: core(spelling) for spelling in spellings}
    for one in spellings:
        if len(forms[one]) > 1:
            started = time.process_time()
            archive.finds(one, one)
            result.in_archive.append(time.process_time() - started)
    for one, other in permutations(spellings, 2):
        is_phrase = forms[one] != forms[other] and max(len(forms[one]), len(forms[other])) > 1
        if is_phrase and ("".join(forms[one]).isascii() or "".join(forms[other]).isascii()):
            result.asked[half] += 1
            if archive.finds(one, other):
                result.found[half] += 1
            else:
                result.missed.append((one, other))


def _are_merged(names: Names, one: Spelling, other: Spelling) -> bool:
    if len(one) > 1 or len(other) > 1:
        return False  # of these there are none
    return any(
        theirs in {variant.form for variant in variants_of(names, mine, places())}
        for mine, theirs in ((one[0], other[0]), (other[0], one[0]))
    )


@click.command(help="Score the spellings of names.")
@click.option("--show", is_flag=True, help="Name what is missed and what is merged.")
def main(*, show: bool) -> None:
    result = score()
    for source in sorted(result.asked):
        share = f"{result.found[source]:,} of {result.asked[source]:,}"
        click.echo(f"recall {source:16} {result.recall(source):.3f}  {share}")
    click.echo(f"merged {len(result.merged)} of {result.pairs.total()}: {result.merged_share:.2%}")
    click.echo(f"near merged {len(result.near)} of {result.near_pairs}")
    click.echo(f"added {result.added_words:.2f} words a name")
    for kind, seconds in (("name", result.seconds), ("name of several words", result.in_archive)):
        median, most = np.quantile(seconds, (0.5, 0.95)) * 1000
        click.echo(f"first query of a {kind}: {median:.1f} ms of CPU, 95 % within {most:.1f}")
    if show:
        rows_of = {"missed": result.missed, "merged": result.merged, "near": result.near}
        for title, rows in rows_of.items():
            click.echo(f"{title}: " + "; ".join("/".join(row) for row in rows))


if __name__ == "__main__":
    sys.exit(main())
