"""How well spellings of a name are found: `BACKFILE_DATA=… python -m tests.quality.score_names`.

names/ of the data folder has groups of spellings of one name, and pairs of different names. They
are laid over news (`names_corpus`), and each spelling is asked for.

    recall     of all pairs of spellings of a name of which one at least is in Latin letters, how
               many are found by the one when the other is asked for
    merged     of the pairs of different names, how many are taken for one
    added      words outside its group by which a name is widened, a name
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import click
import numpy as np

from index import PARTICLES, form_of
from search.names.phrases import are_one_phrase
from search.names.places import places
from search.names.variants import Names, variants_of
from tests.quality.data import folder
from tests.quality.names_corpus import HostedNames, corpus, hosted

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
    seconds: list[float] = field(default_factory=list)

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
    for _, spellings in groups:
        _ask_phrases(result, spellings)
    for source, one, other in pairs:
        result.pairs[source] += 1
        if _are_merged(names, one, other):
            result.merged.append((" ".join(one), " ".join(other)))
    return result


def core(spelling: str) -> Spelling:
    """The forms of a spelling, without particles, unless it is nothing else."""
    words = [form_of(word) for word in re.findall(r"[^\W\d_]+(?:['’ʽ`][^\W\d_]+)*", spelling)]
    return tuple(word for word in words if word not in PARTICLES or len(words) == 1) or tuple(words)


def _rows(name: str) -> list[list[str]]:
    text = (folder() / "names" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip()]


def _single(spellings: Sequence[Spelling]) -> list[str]:
    return list(dict.fromkeys(spelling[0] for spelling in spellings if len(spelling) == 1))


def _ask(result: Score, names: Names, source: str, spellings: Sequence[str]) -> None:
    for asked in spellings:
        started = time.perf_counter()
        found = {variant.form for variant in variants_of(names, asked, places())}
        result.seconds.append(time.perf_counter() - started)
        for other in spellings:
            if other != asked and (asked.isascii() or other.isascii()):
                for kind in (source, "all"):
                    result.asked[kind] += 1
                    result.found[kind] += other in found
                if other not in found:
                    result.missed.append((asked, other))
    result.names += 1
    result.added += len(found - set(spellings))


def _ask_phrases(result: Score, spellings: Sequence[Spelling]) -> None:
    for one in spellings:
        for other in spellings:
            is_asked = one != other and (len(one) > 1 or len(other) > 1)
            if is_asked and ("".join(one).isascii() or "".join(other).isascii()):
                result.asked["phrases"] += 1
                if are_one_phrase(one, other):
                    result.found["phrases"] += 1
                else:
                    result.missed.append((" ".join(one), " ".join(other)))


def _are_merged(names: Names, one: Spelling, other: Spelling) -> bool:
    if len(one) > 1 or len(other) > 1:
        return are_one_phrase(one, other)
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
    click.echo(f"added {result.added_words:.2f} words a name")
    milliseconds = np.quantile(result.seconds, (0.5, 0.95)) * 1000
    click.echo("a name's first query: {:.1f} ms, 95 % within {:.1f}".format(*milliseconds))
    if show:
        for title, rows in (("missed", result.missed), ("merged", result.merged)):
            click.echo(f"{title}: " + "; ".join("/".join(row) for row in rows))


if __name__ == "__main__":
    sys.exit(main())
