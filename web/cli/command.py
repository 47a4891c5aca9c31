"""The command line.

Exit codes: 0 done; 1 done, but some files failed (each is named); 2 wrong usage; 3 it cannot be
done, and the message says what to do; 70 the program has a fault, and a file says which; 130 it was
stopped with Ctrl-C.

Each command imports what it needs: help comes at once, and a search waits for nothing else.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from search import SORTS
from web.cli.option import archive_options, desk_option, run_options
from web.settings import HOST, PORT, Settings

if TYPE_CHECKING:
    from index import Progress, Report
    from search import Archive

DONE_WITH_FAILURES = 1
CANNOT = 3
FAULT = 70  # EX_SOFTWARE of sysexits.h
STOPPED = 130

_FEW = 100  # articles whose passages plain Python marks as soon as compiled loops would be loaded


class Cannot(click.ClickException):
    """A failure that the user can do something about: a message, no traceback, exit code 3."""

    exit_code = CANNOT


@contextmanager
def _explained(settings: Settings | None = None) -> Iterator[None]:
    """Failures of the packages below, as messages; what they log is told as it should be.

    Commands in messages are given the folders of `settings`: so none takes others.
    """
    from index import IndexFailure, printable
    from search import SearchFailure
    from web import log
    from web.desk.errors import DeskFailure
    from web.hint import explained

    log.set_up()
    try:
        yield
    except (IndexFailure, SearchFailure, DeskFailure) as failure:
        said = explained(failure, settings) if settings else str(failure)
        raise Cannot(printable(said)) from failure
    except MemoryError as failure:
        raise Cannot(
            "There is not enough memory. Close other programs and run again; what was finished "
            "before is kept."
        ) from failure


def _announce(line: str) -> None:
    click.echo(line, err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="backfile", message="%(prog)s %(version)s")
def main() -> None:
    """Search a folder of saved news articles.

    Begin with `backfile reindex --corpus FOLDER`, then `backfile serve --corpus FOLDER` and open
    the address it prints. Run reindex again whenever files were added.
    """


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
        from index import printable

        shown = io.StringIO()
        failure.show(shown)
        for line in shown.getvalue().splitlines():
            click.echo(printable(line), err=True)
        sys.exit(failure.exit_code)
    except Exception as fault:  # of the program: whoever uses it sees no traceback
        from web.log import set_up, told

        set_up()
        click.echo(told(fault, sys.argv[1:]), err=True)
        sys.exit(FAULT)


@main.command()
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


@main.command()
@run_options
def rebuild(archive: Archive, *, verbose: bool) -> None:
    """Make the index anew from the folder.

    For an index that is damaged or was written by another version. The old index answers until
    the new one is complete; with several workers, when all have done their share.
    """
    _run(archive, archive.rebuild, "Rebuilding", verbose=verbose)


@main.command()
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
        settings.archive().make_ready(_announce)
        with _explained(settings):
            server.serve(settings, announce=lambda line: click.echo(printable(line)))
    except (server.AddressTaken, NoPassword) as failure:
        raise Cannot(printable(str(failure))) from failure


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(0, 1000),
              help="How many articles to show.")  # fmt: skip
@click.option("--page", default=1, show_default=True, type=click.IntRange(1),
              help="Which page of them.")  # fmt: skip
@click.option("--sort", default=SORTS[0], show_default=True, type=click.Choice(SORTS),
              help="Their order.")  # fmt: skip
@click.option("--as-typed", is_flag=True, help="Search names in no other spelling.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")
@archive_options
def search(
    settings: Settings, query: tuple[str, ...], limit: int, page: int, sort: str,
    *, as_typed: bool, as_json: bool,
) -> None:  # fmt: skip
    r"""Search from the terminal.

    \b
    backfile search drone strike               both words
    backfile search '"air strikes" -iraq'      a phrase, and a word that may not occur
    backfile search 'ferry OR ship after:2023' either word, since 2023
    """
    archive = settings.archive()
    archive.make_ready(_announce, for_one=limit <= _FEW)
    from search import NameOptions
    from web.api.json import result_json
    from web.cli.terminal import has_colours, json_line, lines_of_result, width
    from web.suggestion import suggestion

    with _explained(settings):
        opened = archive.open()
        names = NameOptions(widen=not as_typed)
        asked = " ".join(query)
        result = opened.search(asked, limit, page, sort, names=names, facets=as_json)
        meant = suggestion(opened, result.query)
    if as_json:
        click.echo(json_line(result_json(result, meant)))
        return
    for line in lines_of_result(result, meant, width()):
        click.echo(line, color=has_colours())


@main.command()
@click.option("--from", "since", default="", metavar="DATE",
              help="The first day: 2023, 2023-03 or 2023-03-14.")  # fmt: skip
@click.option("--to", "until", default="", metavar="DATE", help="The last day, written so too.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000),
              help="How many stories to show.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")
@archive_options
def stories(settings: Settings, since: str, until: str, limit: int, *, as_json: bool) -> None:
    """List the events with the most reports, those with most first.

    A digest of a month: backfile stories --from 2023-03 --to 2023-03
    """
    archive = settings.archive()
    archive.make_ready(_announce, for_one=True)
    from web.api.story_json import headline_json
    from web.cli.stories import lines_of_stories
    from web.cli.terminal import has_colours, json_line, width
    from web.search_params import is_partial_date

    for name, value in (("--from", since), ("--to", until)):
        if value and not is_partial_date(value):
            raise click.BadParameter(
                f"{value!r} is no date; write 2023, 2023-03 or 2023-03-14.", param_hint=name
            )
    with _explained(settings):
        engine = archive.open()
        found, ungrouped = engine.stories(since, until, limit), engine.status().ungrouped
    if as_json:
        click.echo(json_line({"stories": list(map(headline_json, found)), "ungrouped": ungrouped}))
        return
    for line in lines_of_stories(found, ungrouped, width()):
        click.echo(line, color=has_colours())


@main.command()
@archive_options
@desk_option
@click.option("--user", default="", help="Whose saved searches: the name given with the password.")
@click.option("--seen", is_flag=True, help="Count what is printed as seen, as for a daily mail.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a search.")
def new(settings: Settings, desk: Path | None, user: str, *, seen: bool, as_json: bool) -> None:
    r"""Print what saved searches have found since you last looked.

    Nothing is printed when nothing is new, so that cron sends no mail then:

    \b
    0 7 * * *  backfile reindex --corpus FOLDER >/dev/null; backfile new --corpus FOLDER --seen
    """
    archive = settings.archive()
    archive.make_ready(_announce, for_one=True)
    from web.cli.news import lines_of_news, news_of

    settings = replace(settings, desk=desk)
    with _explained(settings):
        for news in news_of(archive.open(), settings.desk_file, user, seen=seen):
            for line in lines_of_news(news, as_json=as_json):
                click.echo(line)


@main.command()
@archive_options
def verify(settings: Settings) -> None:
    """Check the whole index: every byte, every number, and that it holds what the folder holds.

    What is wrong is named, and what cannot be read. Files that have changed since the last reindex
    are mended by `backfile reindex`, all else of the index by `backfile rebuild`. The bytes of a
    cluster's index are checked by the cluster; here whether its parts are there, and hold what the
    folder holds.
    """
    from index import printable
    from web.hint import with_folders

    faults = 0
    with _explained(settings):
        for fault in settings.archive().verify():
            faults += 1
            click.echo(printable(str(fault)))
    if faults:
        mend = "Run: backfile reindex; if they stay: backfile rebuild"
        raise Cannot(f"{faults:,} faults. {printable(with_folders(mend, settings))}")
    click.echo("The index is whole, and holds what the folder holds.")


@main.command()
@archive_options
def stats(settings: Settings) -> None:
    """Count what the index holds, and the room that it takes."""
    from web.cli.terminal import lines_of_statistics

    with _explained(settings):
        counted = settings.archive().statistics()
    for line in lines_of_statistics(counted):
        click.echo(line)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def explain(file: Path) -> None:
    """Show what is taken from FILE, line by line, and why the rest is left out.

    Where a judge was asked, what the rules said and how likely it finds the line to be the
    article's stand behind it.
    """
    from index import Problem, printable, read_articles, recorded_verdicts
    from web.cli.terminal import lines_of_article

    problems = 0
    with _explained(), recorded_verdicts() as verdicts:
        for found in read_articles(file, file.name):
            if isinstance(found, Problem):
                problems += 1
                click.echo(f"failed: {printable(str(found))}", err=True)
            else:
                for line in lines_of_article(found.id, found.article, verdicts):
                    click.echo(line)
            verdicts.clear()
    if problems:
        sys.exit(DONE_WITH_FAILURES)


@main.command()
@archive_options
@click.option("--most", default=20, show_default=True, type=click.IntRange(1, 1000),
              help="How many lines, and how many articles, to show.")  # fmt: skip
@click.option("--export", type=click.Path(dir_okay=False, path_type=Path),
              help="Write the articles in which lines were put back, for: make model")  # fmt: skip
def audit(settings: Settings, most: int, export: Path | None) -> None:
    """List the lines left out most often, the articles that lost most, and what was put back."""
    import json

    import index
    from index import printable
    from web.cli.terminal import lines_of_audit

    with _explained(settings):
        archive, corrections = settings.archive(), index.read_corrections(settings.index)
        if export:
            rows = index.training_rows(corrections, archive.articles())
            lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
            export.write_text("".join(lines), "utf-8")
            click.echo(f"{len(lines):,} corrected articles written to {printable(str(export))}")
            return
        found = index.audit(archive.articles(), most, corrections)
    for line in lines_of_audit(found):
        click.echo(line)


def _run(
    archive: Archive, run: Callable[[Progress | None], Report], label: str, *, verbose: bool
) -> None:
    """Index with a progress bar, then say what was done."""
    from index import Inventory, announced, write_inventory
    from search import compile_once
    from web.cli.progress_bar import progress_bar
    from web.cli.terminal import lines_of_emptiness, lines_of_report, lines_of_trouble

    compile_once("runs", _announce)
    with (
        _explained(Settings(archive.corpus, archive.directory)),
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
