"""The state of a search is its URL: what was asked, from which outlet, when, which page.

A bookmark is therefore a saved search. Parameters that have their default value are left out,
and one that cannot be read is said, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from urllib.parse import quote, quote_plus

from flask import request
from werkzeug.datastructures import MultiDict

from search import SORTS, NameOptions, date_ends

# A story told from memory takes a few hundred characters. What is longer is a page pasted by
# mistake, and every word of it costs the engine a list of postings.
MAX_QUERY = 2_000

# An outlet's name or a language's code; longer is not one of the values that we linked to.
MAX_VALUE = 200

OFF = "off"

MAX_VALUES = 50
"""Values of one filter: more outlets than anybody ticks."""

MAX_DATE = 40
"""Letters of a date as it is typed."""

PER_PAGE = (10, 25, 50)
"""How many articles a page may have; the first when nothing is said."""

LISTS = ("full", "compact")
"""How articles are listed: with what was found in them, or a line each."""

_PARTIAL_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
# What may stand in a parameter as it is (https://url.spec.whatwg.org/#query-percent-encode-set).
_UNQUOTED = "!$'()*,/:;?@"

_PAGE = re.compile(r"[1-9][0-9]{0,6}")

_ANY_VALUE = "\U0010ffff"  # stands for a value while the links to many are written; no text has it


@dataclass(frozen=True, slots=True)
class SearchParams:
    """What a search URL says. `since` and `until` are `2017`, `2017-06` or `2017-06-09`.

    One that cannot be read stays as it was typed, and lets nothing by. `ignored` says in words
    which parameters could not be used as they are; it is no part of the address.
    """

    query: str = ""
    page: int = 1
    sort: str = SORTS[0]
    outlets: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    """Names that articles have, all of them."""
    since: str = ""
    until: str = ""
    undated: bool = False
    per_page: int = PER_PAGE[0]
    layout: str = LISTS[0]
    variants: str = ""
    """`off`: names are sought only as they are typed."""
    without: str = ""
    """Spellings (search.Spelling.form) that are not wanted, with commas between them."""
    story: str = ""
    """1: the reports of one event stand together."""
    ignored: tuple[str, ...] = field(default=(), compare=False)

    @property
    def filters(self) -> dict[str, str | tuple[str, ...]]:
        """The filters that are set, under the names that the engine and the URL use."""
        named: dict[str, str | tuple[str, ...]] = {
            "outlet": self.outlets,
            "not_outlet": self.excluded,
            "lang": self.langs,
            "name": self.named,
            "from": self.since,
            "to": self.until,
            "undated": "1" if self.undated else "",
        }
        return {name: value for name, value in named.items() if value}

    @property
    def names(self) -> NameOptions:
        """How names are to be taken."""
        return NameOptions(self.variants != OFF, frozenset(filter(None, self.without.split(","))))

    @property
    def is_readable(self) -> bool:
        """Whether both dates are dates: with one that is none nothing is looked for."""
        return all(is_partial_date(given) for given in (self.since, self.until) if given)

    @property
    def order(self) -> str:
        """The order the results come in: relevance needs a query to be relevant to."""
        return "newest" if self.sort == SORTS[0] and not self.query else self.sort

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """The URL's parameters in fixed order, defaults left out; a name may come again."""
        named: dict[str, str | tuple[str, ...]] = {
            "q": self.query,
            "page": str(self.page) if self.page > 1 else "",
            "sort": self.sort if self.sort != SORTS[0] else "",
            "story": self.story,
            "per": str(self.per_page) if self.per_page != PER_PAGE[0] else "",
            "list": self.layout if self.layout != LISTS[0] else "",
            **self.filters,
            "variants": self.variants,
            "without": self.without,
        }
        return tuple(
            (name, each)
            for name, values in named.items()
            for each in ((values,) if isinstance(values, str) else values)
            if each
        )

    def in_words(self) -> str:
        """What the search is called: its query and the values of its filters."""
        filters = [value for name, value in self.parameters if name in self.filters]
        return ", ".join(filter(None, (self.query, *filters))) or "All articles"

    def change(self, **changes: object) -> SearchParams:
        """The address of another search: whatever changes, it starts on its first page."""
        return replace(self, page=1, ignored=(), **changes)  # type: ignore[arg-type]

    def turn(self, page: int) -> SearchParams:
        """Another page of the same search."""
        if page == self.page and not self.ignored:
            return self
        return replace(self, page=page, ignored=())

    def within(self, since: str, until: str) -> SearchParams:
        """The same search between two dates, which no undated article is."""
        return self.change(since=since, until=until, undated=False)

    def without_filters(self) -> SearchParams:
        """The same question asked of everything."""
        return self.within("", "").change(outlets=(), excluded=(), langs=(), named=())


def parse(arguments: Mapping[str, str], listed: tuple[int, str] | None = None) -> SearchParams:
    """The address that a URL's parameters describe, whatever they hold.

    `listed` is how the reader likes results listed (articles of a page, one of LISTS). It holds
    for the first page only: a later one holds other articles if pages are shorter or longer.
    """
    given = MultiDict(arguments)
    query = " ".join(given.get("q", "").split())
    ignored: list[str] = []
    since, until = _dates(given, ignored)
    undated = bool(given.get("undated", ""))
    if undated and (since or until):
        ignored.append("Articles without a date lie in no range of dates: the range was left out.")
        since = until = ""
    if len(query) > MAX_QUERY:
        ignored.append(
            f"The question is {len(query):,} characters long; the first {MAX_QUERY:,} were used."
        )
    page, sort = given.get("page", ""), given.get("sort", "")
    per_page, form = listed if listed and "page" not in given else (PER_PAGE[0], LISTS[0])
    said = stated_list(given)
    return SearchParams(
        query=query[:MAX_QUERY].rstrip(),
        page=int(page) if _PAGE.fullmatch(page) else 1,
        sort=sort if sort in SORTS else SORTS[0],
        outlets=_values(given, "outlet"),
        excluded=_values(given, "not_outlet"),
        langs=_values(given, "lang"),
        named=_values(given, "name"),
        since=since,
        until=until,
        undated=undated,
        per_page=said[0] or per_page,
        layout=said[1] or form,
        variants=OFF if given.get("variants", "").strip() == OFF else "",
        without=given.get("without", "").strip()[:MAX_VALUE],
        story="1" if given.get("story", "") == "1" else "",
        ignored=tuple(ignored),
    )


def stated_list(arguments: Mapping[str, str]) -> tuple[int, str]:
    """What a URL says itself of how results are listed; 0 and empty where it says nothing."""
    per_page = next((n for n in PER_PAGE if arguments.get("per") == str(n)), 0)
    form = arguments.get("list", "")
    return per_page, form if form in LISTS else ""


def _values(given: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """The different values of a parameter, in their order."""
    if name not in given:
        return ()
    values = (value.strip()[:MAX_VALUE] for value in given.getlist(name))
    return tuple(islice(dict.fromkeys(filter(None, values)), MAX_VALUES))


def _dates(given: Mapping[str, str], ignored: list[str]) -> tuple[str, str]:
    """The ends of the range of dates, in ISO where they can be read, the earlier one first."""
    if "from" not in given and "to" not in given:
        return "", ""
    since, until = (" ".join(given.get(name, "").split())[:MAX_DATE] for name in ("from", "to"))
    starts, ends = date_ends(since), date_ends(until)
    if starts and ends and starts[0] > ends[1] and not starts[0].startswith(ends[1]):
        starts, ends = ends, starts
        ignored.append(f"The range ends before it begins; it was turned round: {until} to {since}.")
    return _end(since, starts, 0), _end(until, ends, 1)


def _end(typed: str, read: tuple[str, str] | None, which: int) -> str:
    return read[which] if read else "" if typed == "*" else typed


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
    path = request.root_path
    return quote(path) if path else ""


def search_url(params: SearchParams, form: str = "") -> str:
    """Where a search is found; `form` is empty for the page, or `json`, `rss` or `csv`."""
    return f"{root()}/search{'.' * bool(form)}{form}{_query_string(params)}"


def deliver_url(params: SearchParams) -> str:
    """Where all of a result is handed on."""
    return f"{root()}/deliver{_query_string(params)}"


def stated_url(params: SearchParams, **stated: str) -> str:
    """The first page of a search, with parameters that are said even if they are the usual ones."""
    kept = [pair for pair in params.turn(1).parameters if pair[0] not in stated]
    pairs = [f"{name}={_quoted(value)}" for name, value in (*kept, *stated.items())]
    return f"{root()}/search?{'&'.join(pairs)}"


def outlets_url(params: SearchParams) -> str:
    """Where all outlets of a search are listed."""
    return f"{root()}/outlets{_query_string(params.turn(1))}"


def narrowed_urls(params: SearchParams, name: str) -> Callable[[str], str]:
    """Makes of a value the URL of the search with that value too among `outlets`, say.

    All but the value is the same for all of them, and written once.
    """
    values = (*getattr(params, name), _ANY_VALUE)
    before, _, after = search_url(params.change(**{name: values})).partition(_quoted(_ANY_VALUE))
    return lambda value: f"{before}{_quoted(value)}{after}"


def dated_urls(params: SearchParams) -> Callable[[str, str], str]:
    """Makes of two partial dates the URL of the search between them; written once, as above."""
    unbounded = search_url(params.within("", ""))
    before = unbounded + ("&" if "?" in unbounded else "?")
    return lambda since, until: f"{before}from={since}&to={until}"


def article_url(article_id: str, params: SearchParams | None = None, form: str = "") -> str:
    """Where an article is found; with `params` it is read as a result of that search.

    `form` is empty for the page, `.json` for the record, `/original` for the file itself.
    """
    path = quote(article_id + form, safe="/", errors="surrogateescape")
    return f"{root()}/article/{path}{_query_string(params) if params else ''}"


def name_url(name: str, form: str = "") -> str:
    """Where the page of a name is found; `form` is empty for the page, `.json` for the record."""
    return f"{root()}/name/{_in_path(name + form)}"


@lru_cache(maxsize=64)  # each of a page's hits is read as a result of the same search
def _query_string(params: SearchParams) -> str:
    """The parameters as a URL ends in them, with the question mark; empty when there are none."""
    parameters = [f"{name}={_quoted(value)}" for name, value in params.parameters]
    return f"?{'&'.join(parameters)}" if parameters else ""


@lru_cache(maxsize=512)  # the names beside one result are mostly those beside the next
def _in_path(name: str) -> str:
    return quote(name, safe="", errors="replace")


@lru_cache(maxsize=512)  # the same question is in nearly every link of a page, outlets are on all
def _quoted(value: str) -> str:
    return quote_plus(value, _UNQUOTED, errors="replace")
