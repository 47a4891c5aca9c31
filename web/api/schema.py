"""The shapes of what programs are given, as JSON Schema: the names that `web.api.json` writes."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def refer(name: str, kind: str = "schemas") -> Schema:
    """A reference to a part of the document."""
    return {"$ref": f"#/components/{kind}/{name}"}


def _object(about: str, **members: Schema) -> Schema:
    """An object that has all of these members and no other."""
    return {
        "type": "object",
        "description": about,
        "properties": members,
        "required": list(members),
        "additionalProperties": False,
    }


def _string(about: str = "") -> Schema:
    return {"type": "string"} | ({"description": about} if about else {})


def _count(about: str, minimum: int = 0) -> Schema:
    return {"type": "integer", "minimum": minimum, "description": about}


def _list(items: Schema, about: str = "") -> Schema:
    return {"type": "array", "items": items} | ({"description": about} if about else {})


_DATE = _string("ISO 8601 as far as it is known: a year, a month or a day; or empty.")
_ID = _string("The path under the corpus, and #N for the N-th record of a file that holds many.")

_FACTS = {
    "id": _ID,
    "title": _string(),
    "outlet": _string("Who published it; or empty."),
    "date": _DATE,
}

SCHEMAS: dict[str, Schema] = {
    "Result": _object(
        "A page of the results of a search.",
        query=_string(),
        understood=_string("How the query was read."),
        notes=_list(_string(), "What was ignored, capped or corrected."),
        total=_count("All articles that match, not only this page's."),
        took_ms={"type": "number", "minimum": 0},
        page=_count("Counts from 1.", 1),
        hits=_list(refer("Hit"), "The articles of this page."),
        facets=_object(
            "How many of all that match have each value.",
            outlet=_list(refer("FacetValue")),
            lang=_list(refer("FacetValue")),
            date=_list(refer("FacetValue"), "By month, the newest first."),
        ),
        suggestion={
            "type": ["string", "null"],
            "description": "The query that was perhaps meant, where this one found next to "
            "nothing.",
        },
    ),
    "Hit": _object(
        "An article that matches.",
        **_FACTS,
        byline=_string(),
        lang=_string("As `en`; or empty."),
        url=_string("Where it was published; or empty. It may be any text."),
        score={"type": "number"},
        snippet=_string("The passage that matched, hits between U+0002 and U+0003."),
        snippet_html=_string("The same, escaped, hits in <mark>."),
        near_duplicates=_list(refer("Twin"), "Other copies of the same text, on the same page."),
    ),
    "Twin": _object("Another copy of an article.", **_FACTS),
    "FacetValue": _object(
        "A value, and how many articles have it.", value=_string(), count=_count("")
    ),
    "Article": _object(
        "A whole article.",
        id=_ID,
        title=_string(),
        text=_string("As it is indexed."),
        markdown=_string("As it is read."),
        date=_DATE,
        outlet=_string(),
        byline=_string(),
        lang=_string(),
        url=_string(),
        description=_string(),
        removed=_list(
            _object("A line that was left out.", line=_string(), reason=_string()),
            "What is not the article.",
        ),
        provenance={
            "type": "object",
            "additionalProperties": _string(),
            "description": "Where each fact was found.",
        },
        near_duplicates=_list(refer("Twin")),
    ),
    "Suggestions": {
        "type": "array",
        "description": "What was typed, then what it may become (OpenSearch suggestions).",
        "items": {"anyOf": [_string(), _list(_string())]},
        "minItems": 2,
        "maxItems": 2,
    },
    "Health": _object(
        "The service is well.",
        status={"const": "ok"},
        articles=_count("That are indexed."),
        generation=_count("Changes with every commit."),
    ),
    "Status": _object(
        "The state of the archive.",
        articles=_count("That are indexed."),
        generation=_count("Changes with every commit."),
        corpus=_string("The folder of articles."),
        updated=_string("When the last run ended, ISO 8601 in UTC; or empty."),
        skipped=_list(refer("SkippedKind"), "What the last run did not read, most first."),
    ),
    "SkippedKind": _object(
        "Files of one kind that were not read.",
        kind=_string("What they are, in words."),
        count=_count("How many.", 1),
        files=_list(_string(), "Their names; not all of more than 10,000."),
    ),
    "Problem": _object(
        "What went wrong (RFC 9457).",
        type=_string(),
        title=_string(),
        status=_count("The same as the response's.", 400),
        detail=_string("What can be done."),
    ),
}
