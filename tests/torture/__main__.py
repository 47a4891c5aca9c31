"""`python -m tests.torture`: the whole program, tortured by rule. docs/torture.md says how."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import click

from search.warmup import warm_up
from tests.bench.table import table
from tests.torture import shim
from tests.torture.faults import Faults
from tests.torture.files import Files
from tests.torture.flips import Flips
from tests.torture.kills import Kills
from tests.torture.kind import Kind
from tests.torture.powerloss import PowerLoss
from tests.torture.queries import Queries
from tests.torture.readers import Readers
from tests.torture.requests import Requests
from tests.torture.run import Extent, Tally, torture

KINDS: dict[str, type[Kind]] = {
    "kills": Kills,
    "faults": Faults,
    "flips": Flips,
    "powerloss": PowerLoss,
    "queries": Queries,
    "readers": Readers,
    "requests": Requests,
    "files": Files,
}
_HEAD = ("kind", "tried", "held", "not held", "longest, s")
_SHOWN = 2_000  # characters of a failure
_LINE = 160  # characters of what took longest
_NAMED = 10  # numbers of failures that are alike


@click.command(help=__doc__)
@click.option("--minutes", default=60.0, show_default=True, help="How long, over all kinds.")
@click.option("--tries", default=0, help="So many of each kind instead, however long they take.")
@click.option("--first", default=0, show_default=True, help="The number of the first try.")
@click.option("--seed", type=int, help="The same seed makes the same choices.")
@click.option("--only", default=",".join(KINDS), show_default=True, help="Some kinds.")
def main(minutes: float, tries: int, first: int, seed: int | None, only: str) -> None:
    shim.load()
    seed = random.SystemRandom().randrange(10**6) if seed is None else seed
    if unknown := set(only.split(",")) - KINDS.keys():
        raise click.BadParameter(f"no such kind: {', '.join(sorted(unknown))}")
    kinds = {name: KINDS[name] for name in only.split(",")}
    click.echo(f"seed {seed}")
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        warm_up(Path(folder))  # so that each kind need not load the loops by itself
        tallies = torture(kinds, Extent(minutes * 60, tries, first), seed, Path(folder))
    for tally in tallies:
        _describe(tally, seed)
    click.echo(table(_HEAD, [_row(tally) for tally in tallies]))
    click.echo()
    for tally in tallies:
        click.echo(f"The longest of {tally.kind}: {tally.longest_of[:_LINE]}")
    sys.exit(any(tally.failed for tally in tallies))


def _describe(tally: Tally, seed: int) -> None:
    """The first of each sort of failure, and how to have it again."""
    for alike in tally.failures.values():
        number, why = alike[0]
        click.echo(f"NOT HELD {tally.kind} {number}: {why[:_SHOWN]}")
        if others := [str(number) for number, _ in alike[1:_NAMED]]:
            click.echo(f"    {len(alike)} are alike, also {', '.join(others)}")
        again = f"--only {tally.kind} --first {number} --tries 1 --seed {seed}"
        click.echo(f"    again: .venv/bin/python -m tests.torture {again}\n")
    if tally.left_out:
        click.echo(f"{tally.kind} was left out: it {tally.left_out}")


def _row(tally: Tally) -> tuple[str, ...]:
    held = tally.tried - tally.failed
    return tally.kind, f"{tally.tried:,}", f"{held:,}", f"{tally.failed:,}", f"{tally.longest:.2f}"


if __name__ == "__main__":
    main()
