"""Results, articles, runs and audits as a person reads them at a terminal.

Hits stand out on a terminal only: `click.echo` leaves styles out of a file or a pipe, and
`has_colours` heeds NO_COLOR (https://no-color.org).
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from index import printable
from search import MARK_END, MARK_START, Hit, Result, Suggestion
from web.in_words import counted

if TYPE_CHECKING:  # a search needs none of it
    from pathlib import Path

    from index import Article, Audit, Report, Statistics, Verdict
    from index.opensearch import ClusterStatistics

_WIDTH = 96
"""Longer lines are hard to read, however wide the terminal is."""
_NARROWEST = 20
_MOST_NAMED = 20  # failed files of a run; the rest is counted
_INDENT = "    "
_MARKS = MARK_START + MARK_END


def width() -> int:
    """How many columns a line may take; COLUMNS overrules the terminal."""
    return max(_NARROWEST, min(_WIDTH, shutil.get_terminal_size((_WIDTH, 24)).columns))


def has_colours() -> bool | None:
    """False when the user wants none; None leaves it to where the lines go."""
    return False if os.environ.get("NO_COLOR") else None


def lines_of_result(
    result: Result, meant: Suggestion | None = None, columns: int = _WIDTH, left_out: int = 0
) -> Iterator[str]:
    """A result, line by line; `meant` is the query that was perhaps meant.

    `left_out` articles have what was asked for in the lines that were left out of them.
    """
    first = (result.page - 1) * result.limit
    articles = counted(result.total, "article")
    if result.partial:
        articles += f" with all words, {result.partial:,} with most"
    understood = printable(result.understood) or "all"
    yield from wrap(f"{articles} · {result.took_ms:.0f} ms · {understood}", columns)
    for note in result.notes:
        yield from (click.style(line, fg="yellow") for line in wrap(printable(note), columns))
    if result.spellings:
        names = ", ".join(spelling.in_words() for spelling in result.spellings)
        yield from wrap(f"Also searched: {printable(names)}", columns)
    if meant:
        for each in (meant, *meant.others):
            found = counted(each.total, "article")
            yield from wrap(f"Did you mean: {printable(each.text)} ({found})", columns)
    if left_out:
        have = "1 article has" if left_out == 1 else f"{left_out:,} articles have"
        there = f"{have} it in lines that were left out: in:removed {result.query}"
        yield from wrap(printable(there), columns)
    heading = f"With {'all or most' if result.is_mixed else 'most'} of these words"
    for place, hit in enumerate(result.hits, first + 1):
        yield ""
        if heading and (hit.without or result.is_mixed):
            yield click.style(heading, bold=True)
            yield ""
            heading = ""
        yield from _lines_of_hit(place, hit, columns)


def lines_of_reading(result: Result) -> Iterator[str]:
    """How a query was read, line by line: each spelling of its names, and why it is one."""
    yield f"{counted(result.total, 'article')} · {printable(result.understood) or 'all'}"
    yield from map(printable, result.notes)
    for spelling in result.spellings:
        said = f"{spelling.typed} ({spelling.typed_articles:,}): {spelling.text}"
        numbers = f"sound {spelling.cost}, company {spelling.likeness}"
        yield printable(f"  {said} ({spelling.articles:,}) – {spelling.why} [{numbers}]")


def lines_of_article(
    article_id: str,
    article: Article,
    verdicts: Sequence[Verdict] = (),
    put_back: Collection[str] = (),
) -> Iterator[str]:
    """What is known of an article, then its page line by line: kept, or the reason why not.

    Beside it stands what a judge made of the line, where one was asked; lines that were put back
    are said to be.
    """
    yield click.style(printable(article_id), bold=True)
    if article.is_list:
        yield f"{'kind':>24}  {article.provenance['text']}"
    for name in ("title", "date", "outlet", "byline", "lang", "url"):
        if value := getattr(article, name):
            source = printable(article.provenance.get(name, ""))
            yield f"{name:>24}  {printable(value)}" + click.style(f"  ({source})", dim=True)
    yield ""
    judged: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        judged.setdefault(verdict.line, []).append(verdict)
    for line, reason in article.page():
        state = reason or ("put back" if line in put_back else "kept")
        text = f"{state:>24}  {printable(line)}"
        found = judged.get(line)
        said = _of_verdict(found.pop(0)) if found else ""
        yield (click.style(text, dim=True) if reason else text) + click.style(said, dim=True)
    yield ""


def _of_verdict(verdict: Verdict) -> str:
    return f"  (rules: {verdict.by_rules or 'kept'}; judge: {verdict.probability:.0%} article)"


def lines_of_audit(audit: Audit) -> Iterator[str]:
    """What cleaning has left out, most first."""
    yield f"{audit.articles:,} articles"
    yield ""
    yield click.style("Left out most often", bold=True)
    for line, reason, articles in audit.lines:
        yield f"{articles:>8,}  {reason:<24}  {printable(line)[:_WIDTH]}"
    yield ""
    yield click.style("Lost most", bold=True)
    for article_id, title, share in audit.losses:
        yield f"{share:>8.0%}  {printable(title)[:_WIDTH]}  ({printable(article_id)})"
    if audit.put_back:
        yield ""
        yield click.style("Put back by readers", bold=True)
    for correction, ids, is_there in audit.put_back:
        state = "in the text" if is_there else "not yet in the text; run: backfile reindex"
        if not ids:
            state = "waits, since no file in the folder has the content that it had then"
        yield f"{correction.when}  {printable(correction.line)[:_WIDTH]}"
        places = ", ".join(map(printable, ids or [correction.id]))
        yield f"            {printable(correction.title)[:_WIDTH]}  ({places}): {state}"


def lines_of_statistics(held: Statistics | ClusterStatistics) -> Iterator[str]:
    """What an index holds, number by number, then the room that it takes."""
    from index import Statistics

    if isinstance(held, Statistics):
        yield from _lines_of_folder(held)
    else:
        yield from _lines_of_cluster(held)
    yield f"{held.generation:>16,}  generation, {held.updated or 'no run has ended yet'}"


def _lines_of_folder(held: Statistics) -> Iterator[str]:
    for name in ("articles", "deleted", "files", "segments", "terms", "postings", "words"):
        yield f"{getattr(held, name):>16,}  {name}"
    yield f"{held.bytes:>16,}  bytes"
    for kind, size in sorted(held.bytes_of.items(), key=lambda item: -item[1]):
        yield click.style(f"{size:>16,}    {kind}", dim=True)


def _lines_of_cluster(held: ClusterStatistics) -> Iterator[str]:
    for name in ("articles", "deleted", "files", "segments", "shards", "copies", "missing"):
        yield f"{getattr(held, name):>16,}  {name}"
    yield f"{held.bytes:>16,}  bytes"
    yield f"{held.health:>16}  health, {held.nodes} nodes"


def _lines_of_hit(place: int, hit: Hit, columns: int) -> Iterator[str]:
    number, room = f"{place:>2}  ", columns - len(_INDENT)
    for line in wrap(printable(hit.title or hit.id), room):
        yield number + click.style(line, bold=True)
        number = _INDENT
    facts = " · ".join(printable(f) for f in (hit.outlet, hit.date, hit.byline, hit.id) if f)
    if hit.is_list:
        facts += " · a list of headlines"
    if hit.without:
        facts += f" · without: {printable(', '.join(hit.without))}"
    for line in wrap(facts, room):
        yield _INDENT + click.style(line, dim=True)
    # Wrapped while marks are single characters without width; styled after.
    snippet = printable(" ".join(hit.snippet.split()), keep=_MARKS)
    for line in _closed(wrap(snippet, room)):
        yield _INDENT + _styled(line)


def wrap(text: str, columns: int) -> list[str]:
    """`text` in lines of a width in columns, broken at blanks where there are any."""
    lines: list[str] = []
    line, room = "", columns
    for word in text.split():
        needed = columns_of(word)
        if line and needed + 1 <= room:
            line, room = f"{line} {word}", room - needed - 1
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, columns)
        lines += full
        room = columns - columns_of(line)
    return [*lines, line] if line else lines


def _pieces(word: str, columns: int) -> list[str]:
    """A word cut up where it is wider than a line: an address, or a script without blanks."""
    pieces, taken = [""], 0
    for sign in word:
        needed = columns_of(sign)
        if taken + needed > columns:
            pieces.append("")
            taken = 0
        pieces[-1] += sign
        taken += needed
    return pieces


def columns_of(text: str) -> int:
    """The columns that a terminal shows `text` in: Chinese takes two each, accents none."""
    if text.isascii():
        return len(text) - sum(map(text.count, _MARKS))
    return sum(map(_columns_of_sign, text))


def _columns_of_sign(sign: str) -> int:
    if sign in _MARKS or unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _closed(lines: list[str]) -> Iterator[str]:
    """The lines with each mark closed where its line ends."""
    is_open = False
    for line in lines:
        opened = MARK_START * is_open + line
        is_open = opened.rfind(MARK_START) > opened.rfind(MARK_END)
        yield opened + MARK_END * is_open


def _styled(line: str) -> str:
    before, *marked = line.split(MARK_START)
    parts = [before]
    for part in marked:
        hit, _, after = part.partition(MARK_END)
        parts += [click.style(hit, bold=True, fg="yellow"), after]
    return "".join(parts)


def lines_of_trouble(report: Report, *, verbose: bool = False) -> Iterator[str]:
    """The files of a run that failed, by name, and those that were passed over, by kind.

    With `verbose` those by name too, and all of them.
    """
    named = len(report.problems) if verbose else _MOST_NAMED
    for problem in report.problems[:named]:
        yield f"failed: {printable(str(problem))}"
    if len(report.problems) > named:
        yield f"failed: {len(report.problems) - named:,} more (--verbose names all)"
    if report.skipped:
        from index import kinds_of

        kinds = ", ".join(
            f"{kind.count:,} {printable(kind.kind)}" for kind in kinds_of(report.skipped)
        )
        hint = "" if verbose else "; --verbose names them"
        yield f"skipped: {kinds} (no articles in these{hint})"
    if verbose:
        for kind, files in sorted(report.skipped.items()):
            for file in files:
                yield f"skipped: {printable(file)} ({printable(kind)})"


def lines_of_report(report: Report) -> Iterator[str]:
    """What a run did, in a line; and which workers it still waits for.

    Each file of the folder that may hold articles is counted once, so that the sum is theirs.
    """
    moved = f"{report.moved:,} moved, " if report.moved else ""
    records = report.failed - report.unread
    others = f", and {counted(records, 'record')} of other files" if records else ""
    yield (
        f"{report.added:,} added, {report.changed:,} changed, {moved}{report.removed:,} removed, "
        f"{report.unchanged:,} unchanged, {report.unread:,} failed{others}; "
        f"{counted(report.articles, 'article')} in the index ({report.seconds:.1f} s)"
    )
    if report.missing:
        others = ", ".join(map(str, report.missing))
        yield f"The new index is searched when these workers are done too: {others}"


def lines_of_emptiness(report: Report, corpus: Path) -> Iterator[str]:
    """Where no article is in the index after a run: why, and what to do."""
    if report.articles or report.missing:
        return
    files = report.unread + sum(map(len, report.skipped.values()))
    held = f"none of its {files:,} files gave an article" if files else "it holds no files"
    yield (
        f"There is nothing to search: {printable(str(corpus.absolute()))} was read, and {held}. "
        "Put articles into it (text, pages, PDF, Word and more), or name another folder with "
        "--corpus, and run again."
    )


def json_line(record: dict[str, Any]) -> str:
    """One line; letters as they are, unless the terminal or the file cannot hold them."""
    line = json.dumps(record, ensure_ascii=False)
    if not line.isprintable():  # JSON itself escapes only what is below 32
        line = "".join(s if s.isprintable() else json.dumps(s)[1:-1] for s in line)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:  # also a file name that is not UTF-8
        return json.dumps(record)
    return line
