"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from index import Partition
from index.opensearch import ClusterUrl, ClusterUrlMalformed

Command = Callable[..., Any]


def _parsed(
    parse: Callable[[str], object],
) -> Callable[[click.Context, click.Parameter, str | None], object]:
    """A callback that makes of a text what `parse` does.

    A wrong one is wrong usage; the reason is shown, the text is not: it may hold a password.
    """

    def callback(_: click.Context, __: click.Parameter, text: str | None) -> object:
        try:
            return parse(text) if text else None
        except (ClusterUrlMalformed, ValueError) as error:
            raise click.BadParameter(str(error)) from error

    return callback


def corpus_options(command: Command) -> Command:
    """--corpus, --index and --engine, which every command has that looks at an index."""
    for option in (_ENGINE, _INDEX, _CORPUS):
        command = option(command)
    return command


worker_option = click.option(
    "--worker",
    callback=_parsed(Partition.parse),
    default="1/1",
    metavar="I/N",
    help="With --engine: the share of this machine when n of them fill one index, such as 2/3.",
)

verbose_option = click.option(
    "--verbose",
    is_flag=True,
    help="Name every file that failed or that holds no articles.",
)

_CORPUS = click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    default="corpus",
    show_default=True,
    envvar="BACKFILE_CORPUS",
    show_envvar=True,
    help="The folder of articles.",
)

_INDEX = click.option(
    "--index",
    type=click.Path(path_type=Path),
    envvar="BACKFILE_INDEX",
    show_envvar=True,
    help="The folder of the index.  [default: one for each corpus, in your data folder]",
)

_ENGINE = click.option(
    "--engine",
    callback=_parsed(ClusterUrl.parse),
    metavar="ADDRESS",
    envvar="BACKFILE_ENGINE",
    show_envvar=True,
    help="An OpenSearch cluster that has the index instead: opensearch+https://host:9200/name. "
    "An address with a password in it belongs in the variable.",
)
