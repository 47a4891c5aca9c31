"""The commands that look an index over: whether it is whole, what it holds, what was left out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from web.cli.failure import DONE_WITH_FAILURES, Cannot, explained_failures
from web.cli.option import archive_options
from web.settings import Settings


@click.command()
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
    with explained_failures(settings):
        for fault in settings.archive().verify():
            faults += 1
            click.echo(printable(str(fault)))
    if faults:
        mend = "Run: backfile reindex; if they stay: backfile rebuild"
        raise Cannot(f"{faults:,} faults. {printable(with_folders(mend, settings))}")
    click.echo("The index is whole, and holds what the folder holds.")


@click.command()
@archive_options
def stats(settings: Settings) -> None:
    """Count what the index holds, and the room that it takes."""
    from web.cli.terminal import lines_of_statistics

    with explained_failures(settings):
        counted = settings.archive().statistics()
    for line in lines_of_statistics(counted):
        click.echo(line)


@click.command()
@click.argument("file", required=False)
@click.option("--query", help="Show instead how a query is read, and in what other spellings.")
@archive_options
def explain(settings: Settings, file: str | None, query: str | None) -> None:
    """Show what is taken from FILE, line by line, and why the rest is left out.

    FILE is a file, or an article as results name it: its path below --corpus, with #N one of many.
    Where a judge was asked, what the rules said and how likely it finds the line to be the
    article's stand behind it; lines that readers of the archive have put back are named as such.
    """
    if (file is None) == (query is None):
        raise click.UsageError("Give the FILE of an article, or a query with --query.")
    if file is not None:
        _explain_file(settings, file)
        return
    from web.cli.terminal import lines_of_reading

    archive = settings.archive()
    archive.make_ready(lambda _: None, for_one=True)
    with explained_failures(settings):
        result = archive.open().search(query or "", limit=0, facets=False)
    for line in lines_of_reading(result):
        click.echo(line)


def _file_of(corpus: Path, name: str) -> tuple[Path, str]:
    """(the file that `name` is or is the id of, the number of the one record that is meant)."""
    from index import label_of, parts_of, path_of

    if Path(name).is_file():
        return Path(name), ""
    for file_id, label in ((name, ""), (parts_of(name)[0], label_of(name))):
        if (path := path_of(corpus, file_id)) is not None:
            return path, label
    raise click.UsageError(f"There is no file {name!r}, here or in {str(corpus)!r}.")


def _explain_file(settings: Settings, name: str) -> None:
    from index import Problem, label_of, printable, put_back_in, read_articles, recorded_verdicts
    from web.cli.terminal import lines_of_article

    problems = 0
    file, label = _file_of(settings.corpus, name)
    with explained_failures(settings), recorded_verdicts() as verdicts:
        put_back = put_back_in(settings.index, file)
        for found in read_articles(file, file.name, put_back=put_back):
            if isinstance(found, Problem):
                problems += 1
                click.echo(f"failed: {printable(str(found))}", err=True)
            elif label in {"", label_of(found.id)}:
                lines = put_back.get(label_of(found.id), frozenset())
                for line in lines_of_article(found.id, found.article, verdicts, lines):
                    click.echo(line)
            verdicts.clear()
    if problems:
        sys.exit(DONE_WITH_FAILURES)


@click.command()
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

    with explained_failures(settings):
        archive = settings.archive()
        corrections = archive.corrections()
        if export:
            rows = index.training_rows(corrections, archive.articles())
            lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
            export.write_text("".join(lines), "utf-8")
            click.echo(f"{len(lines):,} corrected articles written to {printable(str(export))}")
            return
        found = index.audit(archive.articles(), most, corrections)
    for line in lines_of_audit(found):
        click.echo(line)
