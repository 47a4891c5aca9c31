"""The state of a search is its URL: what was asked, from which outlet, when, which page.

A bookmark is therefore a saved search. Parameters that have their default value are left out,
and one that cannot be read is ignored with a note, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from urllib.parse import quote, quote_plus

from flask import request

from search import SORTS, NameOptions

# Nobody types a longer question; a longer one is a paragraph pasted by mistake, and every word
# of it costs the engine a list of postings.
MAX_QUERY = 1_000

# An outlet's name or a language's code; longer is not one of the values that we linked to.
MAX_VALUE = 200

OFF = "off"

_PARTIAL_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
# What may stand in a parameter as it is (https://url.spec.whatwg.org/#query-percent-encode-set).
_UNQUOTED = "!$'()*,/:;?@"

_PAGE = re.compile(r"[1-9][0-9]{0,6}")


@dataclass(frozen=True, slots=True)
class SearchParams:
    """What a search URL says. `since` and `until` are `2017`, `2017-06` or `2017-06-09`.

    `ignored` says in words which parameters could not be used; it is no part of the address.
    """

    query: str = ""
    page: int = 1
    sort: str = "relevance"
    outlet: str = ""
    lang: str = ""
    since: str = ""
    until: str = ""
    variants: str = ""
    """`off`: names are sought only as they are typed."""
    without: str = ""
    """Spellings (search.Spelling.form) that are not wanted, with commas between them."""
    ignored: tuple[str, ...] = field(default=(), compare=False)

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set, under the names that the engine and the URL use."""
        named = {"outlet": self.outlet, "lang": self.lang, "from": self.since, "to": self.until}
        return {name: value for name, value in named.items() if value}

    @property
    def names(self) -> NameOptions:
        """How names are to be taken."""
        return NameOptions(self.variants != OFF, frozenset(filter(None, self.without.split(","))))

    @property
    def order(self) -> str:
        """The order the results come in: relevance needs a query to be relevant to."""
        return "newest" if self.sort == "relevance" and not self.query else self.sort

    @property
    def parameters(self) -> dict[str, str]:
        """The URL's parameters in fixed order, defaults left out."""
        named = {
            "q": self.query,
            "page": str(self.page) if self.page > 1 else "",
            "sort": self.sort if self.sort != SORTS[0] else "",
        }
        spelled = {"variants": self.variants, "without": self.without}
        chosen = {name: value for name, value in spelled.items() if value}
        return {name: value for name, value in named.items() if value} | self.filters | chosen

    def change(self, **changes: str) -> SearchParams:
        """The address of another search: whatever changes, it starts on its first page."""
        return replace(self, page=1, ignored=(), **changes)

    def turn(self, page: int) -> SearchParams:
        """Another page of the same search."""
        return replace(self, page=page, ignored=())

    def without_filters(self) -> SearchParams:
        """The same question asked of everything."""
        return self.change(outlet="", lang="", since="", until="")


def parse(arguments: Mapping[str, str]) -> SearchParams:
    """The address that a URL's parameters describe, whatever they hold."""
    query = " ".join(arguments.get("q", "").split())
    since, until = arguments.get("from", "").strip(), arguments.get("to", "").strip()
    sort = arguments.get("sort", "")
    page = arguments.get("page", "")
    return SearchParams(
        query=query[:MAX_QUERY].rstrip(),
        page=int(page) if _PAGE.fullmatch(page) else 1,
        sort=sort if sort in SORTS else SORTS[0],
        outlet=arguments.get("outlet", "").strip()[:MAX_VALUE],
        lang=arguments.get("lang", "").strip()[:MAX_VALUE],
        since=since if is_partial_date(since) else "",
        until=until if is_partial_date(until) else "",
        variants=OFF if arguments.get("variants", "").strip() == OFF else "",
        without=arguments.get("without", "").strip()[:MAX_VALUE],
        ignored=_complaints(query, since, until),
    )


def _complaints(query: str, *dates: str) -> tuple[str, ...]:
    said = [
        f"“{given[:40]}” is not a date: write 2017, 2017-06 or 2017-06-09."
        for given in dates
        if given and not is_partial_date(given)
    ]
    if len(query) > MAX_QUERY:
        said.append(
            f"The question is {len(query):,} characters long; the first {MAX_QUERY:,} were used."
        )
    return tuple(said)


def is_partial_date(text: str) -> bool:
    """Whether `text` is a year, a month or a day that the calendar has."""
    if not _PARTIAL_DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def encodable(text: str) -> str:
    """`text` with what UTF-8 cannot write (lone surrogates, from JSON or file names) as `?`."""
    return text.encode("utf-8", "replace").decode("utf-8")


# What follows gives what url_for does, in a fraction of the time: a page has a hundred links.


def root() -> str:
    """What the paths of all pages begin with: nothing, unless a proxy serves them under one."""
    return quote(request.root_path)


def search_url(address: SearchParams, form: str = "") -> str:
    """Where a search is found; `form` is empty for the page, or `json`, `rss` or `csv`."""
    return f"{root()}/search{'.' * bool(form)}{form}{_query_string(address)}"


def narrowed_urls(address: SearchParams, name: str) -> Callable[[str], str]:
    """Makes of a value of a filter, `outlet` or `lang`, the URL of the search narrowed to it.

    All but the value is the same for all of them, and written once.
    """
    # No other part has these letters: the sign = is encoded in values.
    before, _, after = search_url(address.change(**{name: "x"})).partition(f"{name}=x")
    return lambda value: f"{before}{name}={_quoted(value)}{after}"


def dated_urls(address: SearchParams) -> Callable[[str, str], str]:
    """Makes of two partial dates the URL of the search between them; written once, as above."""
    undated = search_url(address.change(since="", until=""))
    before = undated + ("&" if "?" in undated else "?")
    return lambda since, until: f"{before}from={since}&to={until}"


def article_url(article_id: str, address: SearchParams | None = None, form: str = "") -> str:
    """Where an article is found; with `address` it is read as a result of that search.

    `form` is empty for the page, `.json` for the record, `/original` for the file itself.
    """
    path = quote(article_id + form, safe="/", errors="surrogateescape")
    return f"{root()}/article/{path}{_query_string(address) if address else ''}"


@lru_cache(maxsize=64)  # each of a page's hits is read as a result of the same search
def _query_string(address: SearchParams) -> str:
    """The parameters as a URL ends in them, with the question mark; empty when there are none."""
    parameters = [f"{name}={_quoted(value)}" for name, value in address.parameters.items()]
    return f"?{'&'.join(parameters)}" if parameters else ""


@lru_cache(maxsize=512)  # the same question is in nearly every link of a page, outlets are on all
def _quoted(value: str) -> str:
    return quote_plus(value, _UNQUOTED, errors="replace")
