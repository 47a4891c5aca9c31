"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from web.settings import Settings, default_index

if TYPE_CHECKING:
    from index import Partition
    from index.opensearch import ClusterUrl

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


def archive_options(command: Command) -> Command:
    """--corpus, --index and --engine: the command is given the `settings` that they make."""

    @wraps(command)
    def with_settings(
        corpus: Path, index: Path | None, engine: ClusterUrl | None, **others: object
    ) -> object:
        settings = Settings(corpus, index or default_index(corpus), engine=engine)
        return command(settings, **others)

    for option in (_ENGINE, _INDEX, _CORPUS):
        with_settings = option(with_settings)
    return with_settings


def run_options(command: Command) -> Command:
    """The options of an archive, --worker and --verbose: the command is given the `archive`."""

    @wraps(command)
    def with_archive(settings: Settings, worker: Partition, **others: object) -> object:
        if settings.engine is None and not worker.is_whole:
            raise click.UsageError(
                "--worker is for a cluster that several machines fill: name it with --engine."
            )
        return command(settings.archive(worker), **others)

    return archive_options(_WORKER(_VERBOSE(with_archive)))


desk_option = click.option(
    "--desk",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="BACKFILE_DESK",
    show_envvar=True,
    help="The file of collections, notes and saved searches.  [default: beside the index]",
)

_WORKER = click.option(
    "--worker",
    callback=_share,
    default="1/1",
    metavar="I/N",
    help="With --engine: the share of this machine when n of them fill one index, such as 2/3.",
)

_VERBOSE = click.option(
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
    callback=_address,
    metavar="ADDRESS",
    envvar="BACKFILE_ENGINE",
    show_envvar=True,
    help="An OpenSearch cluster that has the index instead: opensearch+https://host:9200/name. "
    "An address with a password in it belongs in the variable.",
)
