"""Page numbers: which pages there are, and which of them are worth a link."""

from __future__ import annotations

from dataclasses import dataclass

from search import Result
from web.search_params import SearchParams, search_url


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the result; number 0 stands for pages left out."""

    number: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Paging:
    """The links under a result; `previous` and `next` are empty where there is none."""

    previous: str
    next: str
    pages: tuple[PageLink, ...]


def last_page(result: Result) -> int:
    """The number of the last page that has hits; 1 when none has."""
    return max(1, -(-result.listed // result.limit))


def paging(params: SearchParams, last: int) -> Paging:
    """The links to the other pages; none when there is only one."""
    page = params.page
    numbers = page_numbers(page, last) if last > 1 else []
    return Paging(
        previous=_url(params, page - 1) if page > 1 else "",
        next=_url(params, page + 1) if page < last else "",
        pages=tuple(PageLink(number, _url(params, number), number == page) for number in numbers),
    )


def page_numbers(page: int, last: int) -> list[int]:
    """The pages to link to: the first, the last, and two on either side; 0 stands for a gap."""
    near = {1, last, *range(max(1, page - 2), min(last, page + 2) + 1)}
    numbers: list[int] = []
    for number in sorted(near):
        if numbers and number - numbers[-1] == 2:
            numbers.append(number - 1)  # a gap of one page is no shorter than its number
        elif numbers and number - numbers[-1] > 2:
            numbers.append(0)
        numbers.append(number)
    return numbers


def _url(params: SearchParams, page: int) -> str:
    return search_url(params.turn(page))
