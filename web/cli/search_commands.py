"""The commands that ask an index: for articles, for stories, for what is new."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from search import SORTS
from web.cli.failure import explained_failures, say
from web.cli.option import archive_options, desk_option
from web.settings import Settings

# So many passages plain Python marks as soon as compiled loops would be loaded. What is counted for
# programs is for compiled loops: uncompiled, their numbers are NumPy's, which JSON does not take.
_FEW = 100


@click.command(context_settings={"ignore_unknown_options": True})
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
    archive.make_ready(say, for_one=limit <= _FEW and not as_json)
    from search import NameOptions
    from web.api.json import result_json
    from web.cli.terminal import has_colours, json_line, lines_of_result, width
    from web.left_out import articles_in_left_out
    from web.suggestion import suggestion

    with explained_failures(settings):
        opened = archive.open()
        names = NameOptions(widen=not as_typed)
        asked = " ".join(query)
        result = opened.search(asked, limit, page, sort, names=names, facets=as_json)
        meant = suggestion(opened, result.query)
        left_out = 0 if result.total or as_json else articles_in_left_out(opened, asked, names)
    if as_json:
        click.echo(json_line(result_json(result, meant)))
        return
    for line in lines_of_result(result, meant, width(), left_out):
        click.echo(line, color=has_colours())


@click.command()
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
    archive.make_ready(say)
    from web.api.story_json import headline_json
    from web.cli.stories import lines_of_stories
    from web.cli.terminal import has_colours, json_line, width
    from web.search_params import is_partial_date

    for name, value in (("--from", since), ("--to", until)):
        if value and not is_partial_date(value):
            raise click.BadParameter(
                f"{value!r} is no date; write 2023, 2023-03 or 2023-03-14.", param_hint=name
            )
    with explained_failures(settings):
        engine = archive.open()
        found, ungrouped = engine.stories(since, until, limit), engine.status().ungrouped
    if as_json:
        click.echo(json_line({"stories": list(map(headline_json, found)), "ungrouped": ungrouped}))
        return
    for line in lines_of_stories(found, ungrouped, width()):
        click.echo(line, color=has_colours())


@click.command()
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
    archive.make_ready(say)
    from web.cli.news import lines_of_news, news_of

    settings = replace(settings, desk=desk)
    with explained_failures(settings):
        for news in news_of(archive.open(), settings.desk_file, user, seen=seen):
            for line in lines_of_news(news, as_json=as_json):
                click.echo(line)
