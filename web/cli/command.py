"""The command line.

Exit codes: 0 done; 1 done, but some files failed (each is named); 2 wrong usage; 3 it cannot be
done, and the message says what to do; 130 it was stopped with Ctrl-C.
"""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from index import (
    IndexFailure,
    Partition,
    Problem,
    Progress,
    Report,
    Store,
    announced,
    read_articles,
    statistics,
    write_skipped,
)
from index import audit as audit_articles
from index import opensearch as cluster
from index import rebuild as rebuild_index
from index import reindex as reindex_corpus
from index import verify as verify_index
from index.opensearch import ClusterUrl
from search import SORTS, SearchFailure
from web import server
from web.api.json import result_json
from web.cli.option import corpus_options, verbose_option, worker_option
from web.cli.progress_bar import progress_bar
from web.cli.terminal import (
    has_colours,
    json_line,
    lines_of_article,
    lines_of_audit,
    lines_of_cluster,
    lines_of_report,
    lines_of_result,
    lines_of_statistics,
    lines_of_trouble,
    width,
)
from web.engine import open_engine
from web.password import NoPassword, read_password
from web.search_service import suggestion
from web.settings import HOST, PORT, Settings, default_index

DONE_WITH_FAILURES = 1
CANNOT = 3
STOPPED = 130


class Cannot(click.ClickException):
    """A failure that the user can do something about: a message, no traceback, exit code 3."""

    exit_code = CANNOT


@contextmanager
def _explained() -> Iterator[None]:
    """Failures of the packages below, as messages."""
    try:
        yield
    except (IndexFailure, SearchFailure, server.AddressTaken, NoPassword) as failure:
        raise Cannot(str(failure)) from failure
    except MemoryError as failure:
        raise Cannot(
            "There is not enough memory. Close other programs and run again; what was finished "
            "before is kept."
        ) from failure


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="backfile", message="%(prog)s %(version)s")
def main() -> None:
    """Search a folder of saved news articles.

    Begin with `backfile reindex --corpus FOLDER`, then `backfile serve --corpus FOLDER` and open
    the address it prints. Run reindex again whenever files were added.
    """
    logging.basicConfig(format="%(message)s", level=logging.ERROR)


def start() -> None:
    """The entry point: as `main`, but Ctrl-C has an exit code of its own (130, as in shells)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a letter that it cannot show is no failure
            stream.reconfigure(errors="replace")
    try:
        sys.exit(main(standalone_mode=False))
    except BrokenPipeError:  # whoever read along has seen enough: `| head`
        sys.stdout = None  # or closing it would fail once more
        sys.exit(0)
    except click.Abort:
        click.echo("Stopped. What was finished before is kept.", err=True)
        sys.exit(STOPPED)
    except click.ClickException as failure:
        failure.show()
        sys.exit(failure.exit_code)


@main.command()
@corpus_options
@worker_option
@click.option("--thorough", is_flag=True,
              help="Look into every file, also where size and time are as they were: for what a "
              "repair, a copy or a sync has changed behind them.")  # fmt: skip
@verbose_option
def reindex(  # as many as there are options
    corpus: Path,
    index: Path | None,
    engine: ClusterUrl | None,
    worker: Partition,
    *,
    thorough: bool,
    verbose: bool,
) -> None:
    """Bring the index up to date with the folder.

    Only files that are new or have changed are read; files that are gone leave the index. A
    server that is running shows the result at once.
    """
    run = reindex_corpus if engine is None else partial(cluster.reindex, engine, worker)
    settings = _settings(corpus, index, engine)
    _run(partial(run, thorough=thorough), "Indexing", settings, worker, verbose=verbose)


@main.command()
@corpus_options
@worker_option
@verbose_option
def rebuild(
    corpus: Path, index: Path | None, engine: ClusterUrl | None, worker: Partition, *, verbose: bool
) -> None:
    """Make the index anew from the folder.

    For an index that is damaged or was written by another version. The old index answers until
    the new one is complete; with several workers, when all have done their share.
    """
    run = rebuild_index if engine is None else partial(cluster.rebuild, engine, worker)
    _run(run, "Rebuilding", _settings(corpus, index, engine), worker, verbose=verbose)


@main.command()
@corpus_options
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
def serve(  # as many as there are options
    corpus: Path,
    index: Path | None,
    engine: ClusterUrl | None,
    host: str,
    port: int,
    name: str,
    password_file: Path | None,
) -> None:
    """Serve the search page to a browser, until Ctrl-C.

    With a password the browser asks for it once; the user name does not matter. It is sent as it
    is: on a network, put the service behind a proxy that speaks https.
    """
    with _explained():
        password = read_password(password_file, os.environ)
        place = index or default_index(corpus)
        settings = Settings(corpus, place, host, port, name, password, engine)
        server.serve(settings, announce=click.echo)


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(0, 1000),
              help="How many articles to show.")  # fmt: skip
@click.option("--page", default=1, show_default=True, type=click.IntRange(1),
              help="Which page of them.")  # fmt: skip
@click.option("--sort", default=SORTS[0], show_default=True, type=click.Choice(SORTS),
              help="Their order.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")
@corpus_options
def search(  # noqa: PLR0913, PLR0917  # as many as there are options
    query: tuple[str, ...],
    limit: int,
    page: int,
    sort: str,
    as_json: bool,
    corpus: Path,
    index: Path | None,
    engine: ClusterUrl | None,
) -> None:
    r"""Search from the terminal.

    \b
    backfile search drone strike               both words
    backfile search '"air strikes" -iraq'      a phrase, and a word that may not occur
    backfile search 'ferry OR ship after:2023' either word, since 2023
    """
    with _explained():
        opened = open_engine(_settings(corpus, index, engine))
        result = opened.search(" ".join(query), limit=limit, page=page, sort=sort)
        meant = suggestion(opened, result.query, result.total)
    if as_json:
        click.echo(json_line(result_json(result, meant)))
        return
    for line in lines_of_result(result, meant, width()):
        click.echo(line, color=has_colours())


@main.command()
@corpus_options
def verify(corpus: Path, index: Path | None, engine: ClusterUrl | None) -> None:
    """Check the whole index: every byte, every number, and that it holds what the folder holds.

    What is wrong is named. Files that have changed since the last reindex are mended by
    `backfile reindex`, all else by `backfile rebuild`. The bytes of a cluster's index are checked
    by the cluster; here whether its parts are there, and hold what the folder holds.
    """
    faults = 0
    with _explained():
        place = index or default_index(corpus)
        for fault in cluster.verify(corpus, engine) if engine else verify_index(place):
            faults += 1
            click.echo(str(fault))
    if faults:
        raise Cannot(f"{faults:,} faults. Run: backfile reindex; if they stay: backfile rebuild")
    click.echo("The index is whole, and holds what the folder holds.")


@main.command()
@corpus_options
def stats(corpus: Path, index: Path | None, engine: ClusterUrl | None) -> None:
    """Count what the index holds, and the room that it takes."""
    with _explained():
        lines = list(
            lines_of_cluster(cluster.statistics(engine))
            if engine
            else lines_of_statistics(statistics(index or default_index(corpus)))
        )
    for line in lines:
        click.echo(line)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def explain(file: Path) -> None:
    """Show what is taken from FILE, line by line, and why the rest is left out."""
    problems = 0
    for found in read_articles(file, file.name):
        if isinstance(found, Problem):
            problems += 1
            click.echo(f"failed: {found}", err=True)
        else:
            for line in lines_of_article(found.id, found.article):
                click.echo(line)
    if problems:
        sys.exit(DONE_WITH_FAILURES)


@main.command()
@corpus_options
@click.option("--most", default=20, show_default=True, type=click.IntRange(1, 1000),
              help="How many lines, and how many articles, to show.")  # fmt: skip
def audit(corpus: Path, index: Path | None, engine: ClusterUrl | None, most: int) -> None:
    """List the lines left out most often, and the articles that lost most."""
    with _explained():
        place = index or default_index(corpus)
        articles = cluster.articles(engine) if engine else Store.open(place).articles()
        found = audit_articles(articles, most)
    for line in lines_of_audit(found):
        click.echo(line)


def _settings(corpus: Path, index: Path | None, engine: ClusterUrl | None) -> Settings:
    return Settings(corpus, index or default_index(corpus), engine=engine)


def _run(
    run: Callable[[Path, Path, Progress | None], Report],
    label: str,
    settings: Settings,
    worker: Partition,
    *,
    verbose: bool,
) -> None:
    """Index with a progress bar, then say what was done."""
    if settings.engine is None and not worker.is_whole:
        raise click.UsageError(
            "--worker is for a cluster that several machines fill: name it with --engine."
        )
    with (
        _explained(),
        progress_bar(label) as bar,
        announced(settings.index, bar) as progress,
    ):
        report = run(settings.corpus, settings.index, progress)
    write_skipped(settings.index, report.skipped, report.problems)
    for line in lines_of_trouble(report, verbose=verbose):
        click.echo(line, err=True)
    for line in lines_of_report(report):
        click.echo(line)
    if report.problems:
        sys.exit(DONE_WITH_FAILURES)
