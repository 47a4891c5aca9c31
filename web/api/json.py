"""Results and articles as JSON: the names are public and do not change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from search import (
    FacetValue,
    Hit,
    NameRecord,
    NearDuplicate,
    Result,
    Spelling,
    StoredArticle,
    Suggestion,
)

MOST_COUNTED = {"outlet": 200, "date": 600}
"""Of a facet, the most frequent or the newest; more would be longer than the articles."""


def result_json(result: Result, meant: Suggestion | None = None) -> dict[str, Any]:
    """What `/search.json` and `backfile search --json` print.

    `meant` is the query that was perhaps meant.
    """
    return {
        "query": result.query,
        "understood": result.understood,
        "notes": list(result.notes),
        "total": result.total,
        "partial": result.partial,
        "copies": result.copies,
        "took_ms": result.took_ms,
        "page": result.page,
        "hits": [_hit_record(hit) for hit in result.hits],
        "facets": {name: _facet_record(name, values) for name, values in result.facets.items()},
        "suggestion": meant.text if meant else None,
        "suggestions": [_meant_record(each) for each in (meant, *meant.others)] if meant else [],
        "variants": [_spelling_record(spelling) for spelling in result.spellings],
    }


def _spelling_record(spelling: Spelling) -> dict[str, Any]:
    return {
        "typed": spelling.typed,
        "typed_articles": spelling.typed_articles,
        "text": spelling.text,
        "form": spelling.form,
        "articles": spelling.articles,
        "kind": spelling.kind,
        "why": spelling.why,
        "cost": spelling.cost,
        "likeness": spelling.likeness,
        "beside": list(spelling.beside),
    }


def _meant_record(meant: Suggestion) -> dict[str, Any]:
    replaced = [{"typed": typed, "meant": word} for typed, word in meant.replaced]
    return {"query": meant.text, "total": meant.total, "replaced": replaced}


def _hit_record(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "title": hit.title,
        "outlet": hit.outlet,
        "date": hit.date,
        "byline": hit.byline,
        "lang": hit.lang,
        "url": hit.url,
        "score": hit.score,
        "snippet": hit.snippet,
        "snippet_html": hit.snippet_html,
        "near_duplicates": _near_duplicates_json(hit.near_duplicates),
        "story": hit.story,
        "copies": hit.copies,
        "without": list(hit.without),
        "is_list": hit.is_list,
    }


def _facet_record(name: str, values: Sequence[FacetValue]) -> list[dict[str, Any]]:
    most = MOST_COUNTED.get(name)
    return [{"value": facet.value, "count": facet.count} for facet in values[:most]]


def _near_duplicates_json(near_duplicates: tuple[NearDuplicate, ...]) -> list[dict[str, Any]]:
    return [
        {
            "id": near_duplicate.id,
            "title": near_duplicate.title,
            "outlet": near_duplicate.outlet,
            "date": near_duplicate.date,
        }
        for near_duplicate in near_duplicates
    ]


def article_json(stored: StoredArticle) -> dict[str, Any]:
    """What `/article/<id>.json` prints: the article, what was removed, where facts came from."""
    article = stored.article
    return {
        "id": stored.id,
        "title": article.title,
        "text": article.text,
        "markdown": article.markdown,
        "date": article.date,
        "time": article.time,
        "outlet": article.outlet,
        "byline": article.byline,
        "lang": article.lang,
        "url": article.url,
        "description": article.description,
        "removed": [{"line": line, "reason": reason} for line, reason in article.removed],
        "provenance": dict(article.provenance),
        "near_duplicates": _near_duplicates_json(stored.near_duplicates),
        "names": list(stored.names),
    }


def name_json(record: NameRecord) -> dict[str, Any]:
    """What `/name/<name>.json` prints: how a name is spelt, where first, and what stands beside."""
    return {
        "name": record.name,
        "articles": record.articles,
        "spellings": [
            {
                "text": spelling.text,
                "articles": spelling.articles,
                "first": [
                    {"outlet": use.outlet, "date": use.date, "id": use.id} for use in spelling.first
                ],
            }
            for spelling in record.spellings
        ],
        "dates": _facet_record("date", record.months),
        "outlets": _facet_record("outlet", record.outlets),
        "beside": _facet_record("name", record.beside),
    }
