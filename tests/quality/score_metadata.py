"""Score the facts of pages and saved texts where they are known; ours beside others.

    BACKFILE_DATA=… python -m tests.quality.score_metadata [SET ...] [--wrong FIELD]

Each set by its name, on the way that a user's file takes: `clean_html`, and `clean_text` for
`texts`, the saved forms of pages. `outlets` has one page of each domain in outlets.tsv. All systems
are compared under one normalisation: NFKC, case folded, white space collapsed, curly quotes and
long dashes made plain, what nobody sees left out; authors as the set of the names between
commas, semicolons, "&", "and" and "|", without "By"; outlets by letters and digits, without an
article before. A date must be equal to the day. `given` counts values where nobody knows any,
`wrong` dates that are not the known one.
`--wrong` prints what is not right of one fact.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import click

from index import clean_html, clean_text
from index.article import Article
from tests.bench.table import table
from tests.quality.data import lines
from tests.quality.outlet import domain_of, names_of_outlet
from tests.quality.page import PINNED, facts_of, pages
from tests.quality.wide import wide, wide_sets

FIELDS = ("title", "date", "byline", "outlet", "lang")
Facts = Mapping[str, str]
Reader = Callable[[str, str], Facts]

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


class Known(NamedTuple):
    """A page or text, where it was fetched, and its facts; one that nobody knows is empty."""

    content: str
    url: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Score:
    """How often a reader was right, of the `known` of each field; what nobody knows; the cost.

    `given` counts the values of a field where no value is known, `wrong_dates` those that are
    not the known one; `ms` are CPU milliseconds a page.
    """

    right: Mapping[str, float]
    known: Mapping[str, int]
    given: Mapping[str, int]
    wrong_dates: int
    ms: float


def names() -> list[str]:
    """The sets of which a fact is known."""
    of_pages = [PINNED, *(name for name in wide_sets() if name != "cleanportal")]
    return [*of_pages, "outlets", "texts"]


def known(name: str) -> Iterator[Known]:
    """What is known of a set."""
    if name == "texts":
        return _known_texts()
    return _known_outlets() if name == "outlets" else _known_pages(name)


def _known_pages(name: str) -> Iterator[Known]:
    for page in pages(name):
        yield Known(page.html, page.url, {"outlet": "", **page.facts})


def _known_outlets() -> Iterator[Known]:
    seen: set[str] = set()
    for name in (PINNED, *wide_sets()):
        for page in pages(name):
            if (outlets := names_of_outlet(page.url)) and domain_of(page.url) not in seen:
                seen.add(domain_of(page.url))
                yield Known(page.html, page.url, {"outlet": outlets})


def _known_texts() -> Iterator[Known]:
    """Saved texts, with the facts of the pages that they were made of."""
    of_pages = {
        f"{name}:{record['id']}": facts_of(record)
        for name in wide_sets()
        for record in lines(wide() / name / "gold.jsonl")
    }
    for part in ("dev", "guards"):
        for record in lines(wide() / "plaintext" / f"{part}.jsonl"):
            facts = of_pages.get(":".join(record["id"].split(":")[:2]), {})
            facts = {**facts, "title": record.get("title") or ""} if part == "dev" else {}
            # "za" is the country of texts in Zulu and Xhosa.
            lang = record["lang"] if record["lang"] != "za" else ""
            yield Known(record["text"], "", {**facts, "lang": lang})


def score(read: Reader, cases: Iterable[Known]) -> Score:
    """Read all and compare; parsing counts as part of reading."""
    right, known, given = (dict.fromkeys(FIELDS, 0) for _ in range(3))
    seconds, count, wrong_dates = 0.0, 0, 0
    for case in cases:
        start = time.process_time()
        found = read(case.content, case.url)
        seconds += time.process_time() - start
        count += 1
        for field in FIELDS:
            value, truth = found.get(field) or "", case.facts.get(field, "")
            known[field] += bool(truth)
            given[field] += bool(value) and not truth
            if truth and same(field, value, truth):
                right[field] += 1
            elif field == "date":
                wrong_dates += bool(value and truth)
    rates = {field: right[field] / known[field] for field in FIELDS if known[field]}
    return Score(rates, known, given, wrong_dates, 1000 * seconds / max(1, count))


def same(field: str, value: str, truth: str) -> bool:
    """Whether two values of a field are equal under the normalisation."""
    if field == "byline":
        return _names(value) == _names(truth)
    if field == "outlet":
        return _outlet(value) in map(_outlet, truth.split(" | "))
    return _normal(value) == _normal(truth)


def _normal(text: str) -> str:
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", seen).casefold().translate(_PLAIN).split())


def _names(text: str) -> frozenset[str]:
    text = re.sub(r"^\W*(?:written by|by)\b", "", _normal(text))
    parts = re.split(r"[,;&|]|\band\b", text)
    return frozenset(" ".join(re.findall(r"[\w'.-]+", part)).strip(". ") for part in parts) - {""}


def _outlet(text: str) -> str:
    return re.sub(r"^(?:the|der|die|das|le|la|el) |[\W_]", "", _normal(text))


def read_here(html: str, url: str) -> Facts:
    """The facts of a page as it is indexed."""
    return _facts_of_article(clean_html(html, url=url))


def read_text_here(text: str, url: str) -> Facts:
    """The facts of a saved text as it is indexed; where it was fetched nobody says."""
    return _facts_of_article(clean_text(text))


def _facts_of_article(article: Article) -> Facts:
    return {field: getattr(article, field) for field in FIELDS}


def score_here(name: str) -> Score:
    """How often we are right about a set."""
    return score(read_text_here if name == "texts" else read_here, known(name))


def others() -> Iterator[tuple[str, Reader]]:
    """The readers to compare with that are installed here."""
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415 (may be missing)
    except ImportError:
        pass
    else:
        yield (
            "trafilatura",
            lambda html, url: _facts_of(bare_extraction(html, url or None, with_metadata=True)),
        )
    try:
        from htmldate import find_date  # noqa: PLC0415 (may be missing)
    except ImportError:
        return
    yield "htmldate", lambda html, _: {"date": find_date(html, original_date=True) or ""}


def _facts_of(document: object) -> Facts:
    names = {"title": "title", "date": "date", "byline": "author", "outlet": "sitename"}
    return {field: str(getattr(document, name, None) or "") for field, name in names.items()}


@click.command(help="Read the facts of pages and texts with ours and with others.")
@click.argument("wanted", nargs=-1, metavar="[SET]...")
@click.option("--wrong", type=click.Choice(FIELDS), help="Print what is not right of this fact.")
def main(wanted: tuple[str, ...], wrong: str | None) -> None:
    if wrong:
        for name in wanted or names():
            _print_wrong(name, wrong)
        return
    rows = []
    for name in wanted or names():
        rows.append([name, "backfile", *_cells(score_here(name))])
        if name != "texts":
            rows.extend(
                [name, other, *_cells(score(read, known(name)))] for other, read in others()
            )
    head = ("set", "", *FIELDS, "dates wrong", "dates nobody knows", "authors", "ms")
    click.echo(f"\n{table(head, rows, (0, 1))}")


def _cells(result: Score) -> list[str]:
    rates = [f"{result.right[f]:.3f}" if f in result.right else "-" for f in FIELDS]
    made_up = [str(result.given[field]) for field in ("date", "byline")]
    return [*rates, str(result.wrong_dates), *made_up, f"{result.ms:.2f}"]


def _print_wrong(name: str, field: str) -> None:
    for case in known(name):
        article = (
            clean_text(case.content) if name == "texts" else clean_html(case.content, url=case.url)
        )
        value, truth = getattr(article, field), case.facts.get(field, "")
        if not same(field, value, truth) if truth else value:
            source = article.provenance.get(field, "nothing")
            click.echo(f"{name}\t{truth or 'nobody knows'}\t{value}\t{source}\t{case.url}")


if __name__ == "__main__":
    main()
