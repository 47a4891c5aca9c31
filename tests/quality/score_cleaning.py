"""How well and how fast pages are cleaned, beside the libraries that do the same.

    BACKFILE_DATA=… python -m tests.quality.score_cleaning [--every N] [--rounds N]

reads every set of pages whose text is known, prints a table and saves it in
build/bench-cleaning.json. Quality is that of score_pages; `lost` are pages whose article an
extractor hardly found, `failed` those that it raised an error on. Times are CPU milliseconds a
page, HTML already decoded, parsing included: of each fourth page, and of its times in several
rounds, in which all take turns, the best. Ours was tuned on wcxb-dev, which the table says; pages
of one's own, in another folder of the same form, are the better judge.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median, quantiles
from typing import Any

import click

from tests.bench.machine import machine
from tests.bench.table import table
from tests.quality.extractor import Extractor, extractors, missing
from tests.quality.page import PINNED, Page, pages, text_sets
from tests.quality.reading import Reading, readings

REPORT = Path("build/bench-cleaning.json")

_STEP = 4  # each so-many-th page is timed: all would take a quarter of an hour
_SHARES = ("f1", "precision", "recall")


@dataclass(frozen=True, slots=True)
class Entry:
    """An extractor with its figures: the shares by set, times over all sets."""

    extractor: Extractor
    shares: Mapping[str, Mapping[str, float]]
    lost: int
    failed: int
    ms: float
    median: float
    p99: float


def entry(extractor: Extractor, by_set: Mapping[str, Reading]) -> Entry:
    """The figures of an extractor; with several sets also their mean, each counting alike."""
    shares = {
        name: {share: getattr(reading.score, share) for share in _SHARES}
        for name, reading in by_set.items()
    }
    if len(shares) > 1:
        sets = list(shares.values())
        shares["mean"] = {share: fmean(of[share] for of in sets) for share in _SHARES}
    times = [spent for reading in by_set.values() for spent in reading.times]
    return Entry(
        extractor,
        shares,
        lost=sum(len(reading.score.lost) for reading in by_set.values()),
        failed=sum(len(reading.failed) for reading in by_set.values()),
        ms=fmean(times),
        median=median(times),
        p99=quantiles(times, n=100)[-1],
    )


def measured(found: Mapping[str, Sequence[Page]], rounds: int) -> list[Entry]:
    """The figures of all extractors that are installed, over the pages of each set."""
    taking_part = list(extractors())
    by_extractor: list[dict[str, Reading]] = [{} for _ in taking_part]
    for name, of_set in found.items():
        results = readings([taker.extract for taker in taking_part], of_set, rounds, _STEP)
        for by_set, reading in zip(by_extractor, results, strict=True):
            by_set[name] = reading
    return list(map(entry, taking_part, by_extractor))


def shown(entries: Sequence[Entry]) -> str:
    """The entries as a table; `ratio` is the time beside that of the first."""
    head = ["extractor", "version"]
    head += [f"{name} {share}" for name in entries[0].shares for share in ("F1", *_SHARES[1:])]
    head += ["lost", "failed", "ms a page", "median", "p99", "ratio"]
    return table(head, [_cells(entry, entries[0]) for entry in entries], (0, 1))


def report(entries: Sequence[Entry], counts: Mapping[str, int], rounds: int) -> dict[str, Any]:
    """What is saved: all figures, and what they were measured on and with."""
    return {
        "machine": machine(),
        "pages": dict(counts),
        "timed": f"each {_STEP}th page, best of {rounds}",
        "extractors": [
            {
                "name": entry.extractor.name,
                "version": entry.extractor.version,
                "settings": entry.extractor.settings,
                "quality": entry.shares,
                "lost": entry.lost,
                "failed": entry.failed,
                "ms": {"mean": entry.ms, "median": entry.median, "p99": entry.p99},
            }
            for entry in entries
        ],
    }


def _cells(entry: Entry, first: Entry) -> list[str]:
    cells = [entry.extractor.name, entry.extractor.version]
    cells += [f"{share:.3f}" for shares in entry.shares.values() for share in shares.values()]
    cells += [str(entry.lost), str(entry.failed)]
    cells += [f"{spent:.2f}" for spent in (entry.ms, entry.median, entry.p99)]
    return [*cells, f"{entry.ms / first.ms:.1f}"]


@click.command(help="Clean labelled pages with ours and with others; print quality and cost.")
@click.option("--every", default=1, show_default=True, help="Read each so-many-th page only.")
@click.option("--rounds", default=5, show_default=True, help="Of so many times the best counts.")
def main(every: int, rounds: int) -> None:
    found = {name: pages(name, every) for name in text_sets()}
    counts = {name: len(of_set) for name, of_set in found.items()}
    entries = measured(found, rounds)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report(entries, counts, rounds), indent=2) + "\n", "utf-8")
    click.echo(machine())
    click.echo(", ".join(f"{name}: {count} pages" for name, count in counts.items()))
    click.echo(f"\n{shown(entries)}\n")
    for taker in (entry.extractor for entry in entries):
        click.echo(f"{taker.name}: {taker.settings}")
    if PINNED in counts:
        click.echo(f"backfile was tuned on {PINNED}, the others were not")
    for module in missing():
        click.echo(f"{module}: not installed, left out")


if __name__ == "__main__":
    main()
