"""Pin the quality where it stands: `BACKFILE_DATA=… python -m tests.quality.update [--lower NAME]`.

Raises each floor to what is measured, rounded down. When a figure is below its floor nothing is
changed, unless `--lower` names it: what got worse should be known to whoever lowers its floor.
"""

from __future__ import annotations

import sys

import click

from tests.quality.figures import measure
from tests.quality.floor import Floor, WouldLower, raised, read_floors, write_floors


def changes(old: list[Floor], new: list[Floor]) -> list[str]:
    """A line for each floor that is not as it was."""
    before = {floor.name: f"{floor.value:g}" for floor in old}
    after = {floor.name: f"{floor.value:g}" for floor in new}
    return [
        f"{name}: {before.get(name, 'none')} -> {after.get(name, 'none')}"
        for name in sorted(before | after)
        if before.get(name) != after.get(name)
    ]


@click.command(help="Raise the pinned floors to what is measured.")
@click.option("--lower", multiple=True, metavar="NAME", help="Lower this floor too.")
def main(lower: tuple[str, ...]) -> None:
    old = read_floors()
    if unknown := set(lower) - {floor.name for floor in old}:
        raise click.BadParameter(f"no such floor: {', '.join(sorted(unknown))}")
    figures = measure()
    try:
        new = raised(old, figures, lower)
    except WouldLower as refused:
        for name in refused.names:
            figure = figures.get(name)
            click.echo(f"{name}: {'not measured' if figure is None else f'{figure:.4f}'}", err=True)
        click.echo(
            "These are below their floors; nothing was changed. Make them better, or lower each "
            "by its name: --lower NAME",
            err=True,
        )
        sys.exit(1)
    write_floors(new)
    click.echo("\n".join(changes(old, new)) or "every floor is where it was")


if __name__ == "__main__":
    main()
