"""The commands that bring an index up to date, and serve it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli.failure import DONE_WITH_FAILURES, Cannot, explained_failures, say
from web.cli.option import archive_options, desk_option, run_options
from web.settings import HOST, PORT, Settings

if TYPE_CHECKING:
    from index import Progress, Report
    from search import Archive


@click.command()
@run_options
@click.option("--thorough", is_flag=True,
              help="Look into every file, also where size and time are as they were: for what a "
              "repair, a copy or a sync has changed behind them.")  # fmt: skip
def reindex(archive: Archive, *, thorough: bool, verbose: bool) -> None:
    """Bring the index up to date with the folder.

    Only files that are new or have changed are read; files that are gone leave the index. A
    server that is running shows the result at once.
    """
    run = partial(archive.reindex, thorough=thorough)
    _run(archive, run, "Indexing", verbose=verbose)


@click.command()
@run_options
def rebuild(archive: Archive, *, verbose: bool) -> None:
    """Make the index anew from the folder.

    For an index that is damaged or was written by another version. The old index answers until
    the new one is complete; with several workers, when all have done their share.
    """
    _run(archive, archive.rebuild, "Rebuilding", verbose=verbose)


def _run(
    archive: Archive, run: Callable[[Progress | None], Report], label: str, *, verbose: bool
) -> None:
    """Index with a progress bar, then say what was done."""
    from index import Inventory, announced, check_corpus, write_inventory
    from search import compile_once
    from web.cli.progress_bar import progress_bar
    from web.cli.terminal import lines_of_emptiness, lines_of_report, lines_of_trouble

    settings = Settings(archive.corpus, archive.directory)
    with explained_failures(settings):
        check_corpus(archive.corpus)  # before a minute of compiling; the run checks it again
    compile_once("runs", say)
    with (
        explained_failures(settings),
        progress_bar(label) as bar,
        announced(archive.directory, bar) as progress,
    ):
        report = run(progress)
    write_inventory(archive.directory, Inventory.of(report))
    for line in lines_of_trouble(report, verbose=verbose):
        click.echo(line, err=True)
    for line in (*lines_of_report(report), *lines_of_emptiness(report, archive.corpus)):
        click.echo(line)
    if report.problems:
        sys.exit(DONE_WITH_FAILURES)


@click.command()
@archive_options
@click.option("--host", default=HOST, show_default=True, envvar="BACKFILE_HOST", show_envvar=True,
              help="The address to listen on.")  # fmt: skip
@click.option("--port", default=PORT, show_default=True, envvar="BACKFILE_PORT", show_envvar=True,
              type=click.IntRange(0, 65535),
              help="The port to listen on; 0 takes a free one.")  # fmt: skip
@click.option("--name", default="", envvar="BACKFILE_NAME", show_envvar=True,
              help="The host name by which a proxy in front is reached; several with commas.",
              )  # fmt: skip
@click.option("--password-file", type=click.Path(dir_okay=False, path_type=Path),
              envvar="BACKFILE_PASSWORD_FILE", show_envvar=True,
              help="A file with the password that all pages ask for in its first line; the "
              "variable BACKFILE_PASSWORD may hold the password itself.")  # fmt: skip
@click.option("--watch", is_flag=True, envvar="BACKFILE_WATCH", show_envvar=True,
              help="Take in what changes in the folder while the service runs.")  # fmt: skip
@desk_option
def serve(  # as many as there are options
    settings: Settings,
    *,
    host: str,
    port: int,
    name: str,
    password_file: Path | None,
    watch: bool,
    desk: Path | None,
) -> None:
    """Serve the search page to a browser, until Ctrl-C.

    With a password the browser asks for it once; under each user name there is a desk of its own,
    for collections and notes. The password is sent as it
    is: on a network, put the service behind a proxy that speaks https.
    """
    from index import printable
    from web import server
    from web.password import NoPassword, read_password

    try:
        password = read_password(password_file, os.environ)
        settings = replace(settings, host=host, port=port, name=name, password=password)
        settings = replace(settings, desk=desk, watch=watch)
        if watch and settings.engine is not None:
            raise click.UsageError("--watch is for an index in a folder, not for --engine.")
        settings.archive().make_ready(say)
        with explained_failures(settings):
            server.serve(settings, announce=lambda line: click.echo(printable(line)))
    except (server.AddressTaken, NoPassword) as failure:
        raise Cannot(printable(str(failure))) from failure
