"""All outlets of a search on a page of their own: to find one, to tick some, to leave some out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index import fold
from search import FacetValue
from web.pages.facets import FacetLink, outlet_links
from web.search_params import MAX_VALUE, SearchParams, search_url


@dataclass(frozen=True, slots=True)
class View:
    """All that the page shows.

    `kept` are the parameters that the forms keep; `hidden` the outlets that are chosen or left out
    and do not fit what is looked for.
    """

    find: str
    links: tuple[FacetLink, ...]
    total: int
    kept: tuple[tuple[str, str], ...]
    hidden: tuple[FacetLink, ...]
    back_url: str


def outlets_view(
    params: SearchParams, counts: Mapping[str, Sequence[FacetValue]], find: str
) -> View:
    """The outlets of the search `params` whose name has what is looked for, in any letters."""
    links = outlet_links(params, counts.get("outlet", ()))
    find = " ".join(find.split())[:MAX_VALUE]
    fitting = [link for link in links if fold(find) in fold(link.name)]
    own = params.change(outlets=(), excluded=())
    return View(
        find=find,
        links=tuple(fitting),
        total=len(links),
        kept=own.parameters,
        hidden=tuple(
            link for link in links if (link.chosen or link.is_excluded) and link not in fitting
        ),
        back_url=search_url(params),
    )
