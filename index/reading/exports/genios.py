"""GBI-Genios and WISO: each article with a table of facts before or behind it, in German.

Quelle: Altenbrücker Anzeiger vom 14.03.2024, Nr. 62, Seite 12
Rubrik: …  Autor: …  Dokumentnummer: …

HEADLINE

text

Dauerhafte Adresse des Dokuments: https://www.wiso-net.de/document/…
Alle Rechte vorbehalten: (c) …
© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH          ends the article
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.cleaning.metadata.dates import dates_in
from index.reading.entry import Entry
from index.reading.exports.export import Export, key_of, paragraphs, words
from index.reading.exports.lines import lines_of

_END = re.compile(
    r"\s*(?:©|\(c\))?\s*(?:\d{4}\s+)?GBI-Genios Deutsche Wirtschaftsdatenbank.*", re.I
)
_FIELD = re.compile(r"([A-ZÄÖÜ][\wÄÖÜäöüß/ -]{2,40}?)\s?:(?:\s+(.*)|$)")
_FACTS = {"quelle": "source", "autor": "byline", "autoren": "byline", "verfasser": "byline",
          "dokumentnummer": "key", "dauerhafte adresse des dokuments": "url",
          "sprache": "lang"}  # fmt: skip
_OTHER = words("rubrik ressort seite ausgabe nummer jahrgang issn isbn land region branche firma "
               "personen schlagwort schlagwörter deskriptoren serie edition") | {
    "alle rechte vorbehalten"}  # fmt: skip
_OUTLET = re.compile(r"(.+?)(?:\s+print:.*|,?\s+(?:vom|Nr\.|Heft)\s.*|,\s+\d.*)?$")


def _tells(content: str) -> bool:
    return "GBI-Genios" in content and "Quelle" in content


def _entries(content: str) -> Iterator[Entry]:
    article: list[str] = []
    for line in lines_of(content):
        if not _END.fullmatch(line):
            article.append(line)
            continue
        if any(map(str.strip, article)):
            yield replace(_entry(article), original="\n".join(article))
        article = []


def _entry(lines: Sequence[str]) -> Entry:
    facts: dict[str, str] = {}
    text: list[str] = []
    waiting = ""  # a label whose value stands below it, as in the cells of a table
    for line in lines:
        field = _FIELD.fullmatch(line.strip())
        label = field[1].lower() if field else ""
        if label in _FACTS or label in _OTHER:
            value = (field[2] if field else "") or ""
            waiting = "" if value.strip() else _FACTS.get(label, label)
            facts.setdefault(_FACTS.get(label, label), value.strip())
        elif waiting and line.strip():
            facts[waiting] = line.strip()
            waiting = ""
        else:
            text.append(line)
    title, *body = [*paragraphs(text), ""]
    said = facts.get("source", "")
    dates = dates_in(said)
    outlet = _OUTLET.match(said)
    known = {
        "title": title,
        "outlet": outlet[1] if outlet else "",
        "date": dates[0].iso if dates else "",
        **{name: facts.get(name, "") for name in ("byline", "url", "lang")},
    }
    key = facts.get("key") or key_of(known["outlet"], known["date"], title)
    return Entry("\n".join(filter(None, body)), facts=known, key=key)


EXPORTS = (Export("GBI-Genios", _tells, _entries),)
