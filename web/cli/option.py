"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Command = Callable[..., Any]


def _share(_: click.Context, __: click.Parameter, text: str) -> object:
    from index import Partition

    try:
        return Partition.parse(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _address(_: click.Context, __: click.Parameter, text: str | None) -> object:
    """A wrong one is not shown, for it may hold a password; the reason is."""
    if not text:
        return None
    from index.opensearch import ClusterUrl, ClusterUrlMalformed

    try:
        return ClusterUrl.parse(text)
    except ClusterUrlMalformed as error:
        raise click.BadParameter(str(error)) from error


def corpus_options(command: Command) -> Command:
    """--corpus, --index and --engine, which every command has that looks at an index."""
    for option in (_ENGINE, _INDEX, _CORPUS):
        command = option(command)
    return command


worker_option = click.option(
    "--worker",
    callback=_share,
    default="1/1",
    metavar="I/N",
    help="With --engine: the share of this machine when n of them fill one index, such as 2/3.",
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
    callback=_address,
    metavar="ADDRESS",
    envvar="BACKFILE_ENGINE",
    show_envvar=True,
    help="An OpenSearch cluster that has the index instead: opensearch+https://host:9200/name. "
    "An address with a password in it belongs in the variable.",
)
