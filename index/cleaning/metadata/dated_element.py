"""Dates that a page shows: in elements made for them, and in its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from index.cleaning.metadata.dates import Convention, dates_in, iso_date
from index.cleaning.metadata.headline_context import HeadlineContext

# Elements in which site templates put the date.
_DATE_ELEMENTS = (
    'time, [itemprop="datePublished"], [class*="publish" i], [class*="posted" i], '
    '[class*="date" i], [class*="byline" i], [class*="time" i], [class*="meta" i], '
    '[id*="date" i], [data-testid*="date" i], [data-testid*="time" i]'
)
_MACHINE_DATES = ("datetime", "content", "data-datetime", "data-date")
_MOST_ELEMENTS = 40
# Longer ones hold other things than the date.
_LONGEST_ELEMENT = 200
# How far up an element is looked at for what it belongs to.
_MOST_PARENTS = 10
_LONGEST_LINE = 100
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:comment|related|recommend|popular|latest|trending)", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:comment|related|recommend|sidebar|footer|popular|latest|trending|events?\b)",
    re.IGNORECASE,
)

_CHANGED_MARKS = re.compile(r"modif|updat", re.IGNORECASE)
_UPDATED = re.compile(
    r"\b(?:updat|modifi|revis|last edit|last review|aktualisiert|ge[aä]ndert|stand:|mis à jour|"
    r"actualizad|aggiornat|atualizad|bijgewerkt|gewijzigd|uppdaterad|opdateret|oppdatert|обновлен|"
    r"зактуалізовано|güncelle|aktualiz|diperbarui)|تحديث|به‌روز|更新|수정",
    re.IGNORECASE,
)
# Dates that are about something else than the article.
_FOREIGN = re.compile(
    r"©|\(c\)|copyright|handout|file photo|archivfoto|archive photo|born |retrieved|accessed|"
    r"abgerufen|expire|deadline|since |valid |effective|until |through |as of |gültig|beginn|"
    r"cookie|today(?:'s date| is|:)|e\.g\.|z\. ?b\.",
    re.IGNORECASE,
)


def dates_of_elements(near: HeadlineContext, convention: Convention) -> Iterator[tuple[str, str]]:
    """Dates in elements made for them, each with its kind of element.

    The nearest to the headline come first, those of changes last.
    """
    changes: list[tuple[str, str]] = []
    seen: set[int] = set()
    for container in near.elements:
        for element in container.css(_DATE_ELEMENTS)[:_MOST_ELEMENTS]:
            if element.mem_id not in seen:
                seen.add(element.mem_id)
                source = "time element" if element.tag == "time" else "date element"
                for iso, is_change in _dates_of_element(element, convention):
                    if is_change:
                        changes.append((iso, source))
                    else:
                        yield iso, source
    yield from changes


def dates_in_lines(lines: Iterable[str], convention: Convention) -> list[str]:
    """Dates of publication in short lines, those of changes last."""
    published: list[str] = []
    changed: list[str] = []
    for line in lines:
        if len(line) > _LONGEST_LINE:
            continue
        dates = list(_dated(line, line, convention))
        if dates and not _FOREIGN.search(line):
            for iso, is_change in dates:
                (changed if is_change else published).append(iso)
    return published + changed


def says_change(text: str) -> bool:
    """Whether a text tells of a change."""
    return bool(_UPDATED.search(text))


def is_elsewhere(element: LexborNode) -> bool:
    """Whether an element belongs to another article or to the page's boilerplate."""
    node: LexborNode | None = element
    beside = False
    for _ in range(_MOST_PARENTS):
        if node is None or node.tag in {"body", "html", "article", "main"}:
            # An aside inside of the article is about the article.
            return beside and (node is None or node.tag != "article")
        if node.tag in {"nav", "footer"} or _ELSEWHERE.search(_marks(node)):
            return True
        beside = beside or node.tag == "aside"
        node = node.parent
    return beside


def is_of_others(element: LexborNode) -> bool:
    """Whether an element belongs to a menu, a comment or a list of other articles."""
    node: LexborNode | None = element
    for _ in range(_MOST_PARENTS):
        if node is None or node.tag in {"body", "article", "main"}:
            return False
        if node.tag == "nav" or _OTHERS.search(_marks(node)):
            return True
        node = node.parent
    return False


def _dates_of_element(element: LexborNode, convention: Convention) -> Iterator[tuple[str, bool]]:
    text = " ".join(element.text(separator=" ")[:1_000].split())
    if len(text) > _LONGEST_ELEMENT or _FOREIGN.search(text) or is_elsewhere(element):
        return
    machine = _machine_date(element)
    # What a program reads is in no doubt as to the day and the month; it comes as an element
    # of its own.
    if not machine and _date_inside(element):
        return
    is_change = bool(_CHANGED_MARKS.search(_marks(element)))
    for iso, says_change in _dated(machine or text, text, convention):
        yield iso, is_change or says_change


def _date_inside(element: LexborNode) -> bool:
    inner = element.css_first("time[datetime]")
    return inner is not None and inner.mem_id != element.mem_id


def _machine_date(element: LexborNode) -> str:
    attributes = element.attributes
    for name in _MACHINE_DATES:
        if value := attributes.get(name):
            return value[:100]
    return ""


def _dated(value: str, text: str, convention: Convention) -> Iterator[tuple[str, bool]]:
    """The dates in a value, each with whether the text calls it that of a change."""
    iso = iso_date(value, convention) if value is not text else ""
    if iso:
        yield iso, bool(_UPDATED.search(text))
        return
    start = 0
    for written in dates_in(text, convention):
        if len(written.iso) == 10:
            yield written.iso, bool(_UPDATED.search(text[start : written.start]))
        start = written.end


def _marks(node: LexborNode) -> str:
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:300]
