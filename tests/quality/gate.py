"""Whether the quality is as high as it was: `BACKFILE_DATA=… python -m tests.quality.gate`.

Prints each figure beside its floor and how far it is from it, and ends with 1 when one is on the
wrong side.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

import click

from tests.bench.table import table
from tests.quality.figures import measure
from tests.quality.floor import Floor, failing, read_floors


def shown(floors: Sequence[Floor], figures: Mapping[str, float]) -> str:
    """Figures, floors and margins as a table."""
    head = ("figure", "measured", "floor", "margin", "verdict")
    return table(head, [_cells(floor, figures.get(floor.name)) for floor in floors], (0, 4))


def _cells(floor: Floor, figure: float | None) -> list[str]:
    least = f"{'at most ' if floor.is_ceiling else ''}{floor.value:g}"
    if figure is None:
        return [floor.name, "-", least, "-", "not measured"]
    margin = floor.margin(figure)
    counts = floor.is_ceiling
    return [
        floor.name,
        f"{figure:g}" if counts else f"{figure:.4f}",
        least,
        f"{margin:+g}" if counts else f"{margin:+.4f}",
        "FAILS" if margin < 0 else "holds",
    ]


@click.command(help="Measure the quality and compare it with the pinned floors.")
def main() -> None:
    floors, figures = read_floors(), measure()
    click.echo(shown(floors, figures))
    if unpinned := sorted(set(figures) - {floor.name for floor in floors}):
        click.echo(f"\nwithout a floor: {', '.join(unpinned)}")
    if names := failing(floors, figures):
        click.echo(f"\n{len(names)} below their floors: {', '.join(names)}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
