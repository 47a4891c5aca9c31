"""How a reader likes results listed, remembered by the browser: articles of a page, and their form.

The only cookie of the pages. It holds nothing else, and is set when the reader has chosen.
"""

from __future__ import annotations

from flask import Request, Response

from web.search_params import LISTS, PER_PAGE, stated_list

COOKIE = "backfile-list"
_AGE = 365 * 24 * 3600  # seconds


def preference(request: Request) -> tuple[int, str] | None:
    """(Articles of a page, one of LISTS); None when the reader has not chosen."""
    if "HTTP_COOKIE" not in request.environ:
        return None
    per_page, _, layout = request.cookies.get(COOKIE, "").partition("-")
    if layout not in LISTS or per_page not in map(str, PER_PAGE):
        return None
    return int(per_page), layout


def remember(request: Request, response: Response) -> None:
    """Keep what the address says itself of how results are listed."""
    before = preference(request) or (PER_PAGE[0], LISTS[0])
    said = stated_list(request.args)
    chosen = said[0] or before[0], said[1] or before[1]
    if chosen != before:
        response.set_cookie(
            COOKIE, f"{chosen[0]}-{chosen[1]}", max_age=_AGE, httponly=True, samesite="Strict"
        )
