"""Searches that are asked again, and what they have found since their reader last looked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from werkzeug.datastructures import MultiDict

from search import SORTS, Fingerprints, SearchEngine, Selections
from web.desk.errors import ChangedMeanwhile, NotThere
from web.desk.shelf import Shelf, now, tidy_name
from web.search_params import LISTS, PER_PAGE, SearchParams
from web.search_params import parse as parse_address


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name; `seen` is what it had found at the moment `seen_at`."""

    number: int
    name: str
    params: SearchParams
    seen: Fingerprints
    seen_at: str
    version: int


def address_from(query_string: str) -> SearchParams:
    """The search of an address's parameters, as they are kept and sent by forms."""
    return parse_address(MultiDict(parse_qsl(query_string)))


def saved_as(shelf: Shelf, params: SearchParams) -> SavedSearch | None:
    """The reader's saved search that asks the same, whichever page or layout of its list."""
    asked = _asked(params)
    return next((each for each in saved_searches(shelf) if _asked(each.params) == asked), None)


def save(shelf: Shelf, typed: str, params: SearchParams, found: Fingerprints) -> int:
    """Save a search, all of whose articles are known; returns its number. Raises Refused."""
    name = tidy_name(typed or _usual_name(params))
    return shelf.insert(
        "INSERT INTO search (owner, name, address, seen, seen_at, created) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        shelf.owner, name, urlencode(params.parameters), found.to_bytes(), now(), now(),
    )  # fmt: skip


def saved_searches(shelf: Shelf) -> list[SavedSearch]:
    """Those of the reader, by name."""
    return _select(shelf, "TRUE")


def saved_search_of(shelf: Shelf, number: int) -> SavedSearch:
    """The one with a number. Raises NotThere."""
    found = _select(shelf, "number = ?", number)
    if not found:
        raise NotThere("There is no such saved search on your desk; it may be another reader's.")
    return found[0]


def rename(shelf: Shelf, number: int, version: int, typed: str) -> None:
    """Give a saved search another name. Raises NotThere, Refused, ChangedMeanwhile."""
    there, name = saved_search_of(shelf, number), tidy_name(typed)
    if there.version != version and there.name != name:
        raise ChangedMeanwhile(there.name, name, there.version)
    shelf.change("UPDATE search SET name = ?, version = version + 1 WHERE number = ?", name, number)


def forget(shelf: Shelf, number: int) -> None:
    """Forget a saved search; the archive loses nothing by it. Raises NotThere."""
    saved_search_of(shelf, number)
    shelf.change("DELETE FROM search WHERE number = ?", number)


def mark_seen(shelf: Shelf, search: SavedSearch, found: Fingerprints) -> None:
    """Note that these articles were seen. What was seen before stays so, also when it is gone."""
    seen = search.seen.joined(found)
    shelf.change(
        "UPDATE search SET seen = ?, seen_at = ? WHERE number = ?",
        seen.to_bytes(), now(), search.number,
    )  # fmt: skip


def found_by(engine: SearchEngine, params: SearchParams, selections: Selections) -> Fingerprints:
    """What all articles of a search are told by."""
    return engine.fingerprints(params.query, params.filters, selections, params.names)


def _asked(params: SearchParams) -> SearchParams:
    """The search without what only says how its list is shown."""
    return replace(params, page=1, sort=SORTS[0], per_page=PER_PAGE[0], layout=LISTS[0], story="")


def _usual_name(params: SearchParams) -> str:
    return params.in_words()[:100]


def _select(shelf: Shelf, condition: str, *values: object) -> list[SavedSearch]:
    rows = shelf.rows(
        f"SELECT * FROM search WHERE owner = ? AND {condition} "  # noqa: S608  # ours, as above
        "ORDER BY name COLLATE NOCASE, number", shelf.owner, *values,
    )  # fmt: skip
    return [
        SavedSearch(
            row["number"], row["name"], address_from(row["address"]),
            Fingerprints.from_bytes(row["seen"]), row["seen_at"], row["version"],
        )
        for row in rows
    ]  # fmt: skip
