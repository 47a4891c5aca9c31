"""Stories as JSON: the names are public and do not change."""

from __future__ import annotations

from typing import Any

from search import Report, Story
from search.stories import differing_figures, first_of, shared_names, shared_quotations, spellings

MOST_READ = 60  # texts that are compared with one another


def headline_json(story: Story) -> dict[str, Any]:
    """What `backfile stories --json` prints of each story."""
    first = first_of(story.reports)
    return {
        "id": story.id,
        "title": story.texts[0].title,
        "from": story.days[0],
        "to": story.days[1],
        "outlets": list(story.outlets),
        "first": {"id": first.report.id if first.report else None, "why": first.why},
        "reports": [report_json(report) for report in story.reports],
    }


def story_json(story: Story) -> dict[str, Any]:
    """What `/story/<id>.json` prints."""
    read = story.texts[:MOST_READ]
    return {
        **headline_json(story),
        "grouped": story.grouped,
        "names": [{"name": each.name, "reports": each.reports} for each in shared_names(read)],
        "quotations": [
            {"text": q.text, "said": [{"id": r.id, "speaker": name} for r, name in q.said]}
            for q in shared_quotations(read)
        ],
        "numbers": [
            {
                "of": each.noun,
                "counts": [
                    {"id": c.report.id, "number": c.number, "sentence": c.sentence}
                    for c in each.counts
                ],
            }
            for each in differing_figures(read)
        ],
        "spellings": [
            [{"name": way.name, "ids": [r.id for r in way.reports]} for way in ways]
            for ways in spellings(read)
        ],
    }


def report_json(report: Report) -> dict[str, Any]:
    """A report without its text."""
    return {
        "id": report.id,
        "title": report.title,
        "outlet": report.outlet,
        "date": report.date,
        "time": report.time,
        "byline": report.byline,
        "lang": report.lang,
        "url": report.url,
        "copy_of": report.copy_of,
        "kind": report.kind,
    }
