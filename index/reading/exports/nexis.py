"""Nexis and LexisNexis, old and new, in English, German, French, Dutch and Spanish.

    1 of 3 DOCUMENTS             the old form: TXT, HTML, RTF, DOCX
    OUTLET, DATE, HEADLINE
    BYLINE: … LENGTH: …          fields, text, fields

    HEADLINE, OUTLET, DATE       Nexis Uni and Nexis Advance: DOCX, RTF, PDF
    Copyright, Section: …, Length: …
    Body
    text, Load-Date: …
    End of Document

A cover page may stand before the first article: the request, and a list of contents. It may also
come as a file of its own, and is no article. Articles have no key in these exports: what they say
tells one from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.cleaning.metadata.dates import dates_in
from index.problem import Unreadable
from index.reading.entry import Entry
from index.reading.exports.export import (
    Export,
    author,
    from_headline,
    is_listed,
    key_of,
    paragraphs,
    words,
)
from index.reading.exports.lines import lines_of

_NUMBER = re.compile(
    r"\s*(?:\d+ (?:of|von|de|van|di) \d+ (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTEN|DOCUMENTOS)"
    r"|(?:Document|Dokument|Documento) \d+ (?:of|von|de|van|di|sur) \d+)\s*"
)
_OLD = re.compile(
    r"(?:^|>)[^\S\n]*(?:\d+ (?:of|von|de|van) \d+ (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTEN|DOCUMENTOS)"
    r"|(?:Document|Dokument|Documento) \d+ (?:of|von|de|van|sur) \d+)[^\S\n]*(?:$|<)",
    re.MULTILINE,
)
_OLD_FIELD = re.compile(
    r"^(?:LENGTH|LÄNGE|LONGUEUR|LENGTE|LONGITUD|LOAD-DATE|LANGUAGE|SPRACHE|LANGUE|TAAL|IDIOMA): ",
    re.MULTILINE,
)
_HEAD = {
    "BYLINE": "byline", "AUTOR": "byline", "AUTEUR": "byline", "AUTORIN": "byline",
    "HEADLINE": "title", "TITEL": "title", "TITRE": "title", "KOP": "title",
    **dict.fromkeys(words(
    "SECTION RUBRIK RUBRIQUE RUBRIEK SECCION SECCIÓN RESSORT"
), ""),
    **dict.fromkeys(words(
    "LENGTH LÄNGE LONGUEUR LENGTE LONGITUD"
), ""),
    **dict.fromkeys(words(
    "DATELINE HIGHLIGHT ORT LIEU SERIES TYPE INSIGHT"
), ""),
}  # fmt: skip
_TAIL = {
    "LANGUAGE": "lang", "SPRACHE": "lang", "LANGUE": "lang", "TAAL": "lang", "IDIOMA": "lang",
    "URL": "url",
    **dict.fromkeys(words(
        "LOAD-DATE UPDATE DATE-CHARGEMENT LAADDATUM FECHA-CARGA GRAPHIC GRAFIK GRAPHIQUE NOTES "
        "PUBLICATION-TYPE TYPE-PUBLICATION PUBLIKATIETYPE JOURNAL-CODE DOCUMENT-TYPE SUBJECT "
        "COMPANY TICKER INDUSTRY GEOGRAPHIC PERSON CITY STATE COUNTRY ORGANIZATION "
        "CORRECTION-DATE DISTRIBUTION ACC-NO PUB-TYPE CATEGORY EDITION"), ""),
}  # fmt: skip
_FIELD = re.compile(r"([A-ZÄÖÜÉÓ][A-ZÄÖÜÉÓ\-]{2,20}): ?(.*)", re.DOTALL)
_RIGHTS = re.compile(
    r"copyright|all rights reserved|alle rechte vorbehalten|tous droits réservés|©", re.IGNORECASE
)

_NEW_END = re.compile(
    r"^\s*(?:End of Document|Ende des Dokuments|Dokumentende|Fin du document|Fin del documento|"
    r"Einde van (?:het )?document)\s*$",
    re.MULTILINE | re.IGNORECASE,
)
_COUNTED = ("DOCUMENT", "DOKUMENT", "Document ", "Dokument ", "Documento ")
_ENDED = (
    "End of Document",
    "Ende des Dok",
    "Dokumentende",
    "Fin du doc",
    "Fin del doc",
    "Einde van",
)
_BODY = words("body text volltext textkörper inhalt corps cuerpo hoofdtekst inhoud tekst corpo") | {
    "corps du texte",
    "corps de l'article",
    "full text",
}
_NEW_FIELD = re.compile(
    r"(Section|Length|Byline|Highlight|Dateline|Rubrik|Länge|Autor|Rubrique|Longueur|Auteur|"
    r"Rubriek|Lengte|Sección|Longitud|Language|Sprache|Langue|Taal)\s?: ?(.*)",
    re.IGNORECASE,
)
_NEW_FACTS = {"byline": "byline", "autor": "byline", "auteur": "byline",
              "language": "lang", "sprache": "lang", "langue": "lang", "taal": "lang"}  # fmt: skip
_NEW_TAIL = re.compile(
    r"(?:Load-Date|Ladedatum|Date de chargement|Laaddatum|Fecha de carga|Classification|"
    r"Language|Sprache|Publication-Type|Correction-Date)\s?:|(?:Graphic|Grafik|Notes|Classification)$",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?:Page|Seite|Pagina) \d+ (?:of|von|de|van|sur) \d+", re.IGNORECASE)
_EDITION = re.compile(
    r"^(?:\w+ ){0,3}(?:edition|ausgabe|édition|editie|edición)\b[^.]{0,20}$", re.I
)
_LONGEST_DATE = 60
_COVER = re.compile(
    r"^\s*(?:User Name|Date and Time|Job Number|Client/Matter|Search Terms|Search Type|"
    r"Download Request|Time Of Request|Send To|Terms): ?|^\s*Documents? \(\d+\)\s*$",
    re.MULTILINE,
)
_FEWEST_OF_COVER = 3  # lines by which a cover page is told,
_LONGEST_OF_COVER = 300  # and the longest of its other lines, which are titles
_HEAD_LINES = 12  # below the date


def _is_old(content: str) -> bool:
    # Asked of every page: to look for a word takes a hundredth of what a pattern takes.
    head = content[:100_000]
    if not any(word in head for word in _COUNTED):
        return False
    return _OLD.search(head) is not None and (
        "<" in content[:200] or _OLD_FIELD.search(content) is not None
    )


def _old(content: str) -> Iterator[Entry]:
    article: list[str] | None = None
    for line in lines_of(content):
        if _NUMBER.fullmatch(line):
            if article:
                yield replace(_old_entry(article), original="\n".join(article))
            article = []
        elif article is not None:
            article.append(line)
    if article:
        yield replace(_old_entry(article), original="\n".join(article))


def _old_entry(lines: Sequence[str]) -> Entry:
    """The parts of an article in their order: head, fields, text, fields."""
    facts: dict[str, str] = {}
    head: list[str] = []
    body: list[str] = []
    place = "head"
    for paragraph in paragraphs(_set_apart(lines)):
        field = _FIELD.fullmatch(paragraph)
        name = field[1] if field else ""
        if place != "tail" and name in _HEAD and not body:
            place = "fields"
            _note(facts, _HEAD[name], field[2] if field else "")
        elif name in _TAIL:
            place = "tail"
            _note(facts, _TAIL[name], field[2] if field else "")
        elif _RIGHTS.match(paragraph):
            continue
        elif place == "head":
            head.append(paragraph)
        elif place == "fields":
            body.append(paragraph)
    if place == "head":
        head, body = head[:3], head[3:]  # no fields: outlet, date, headline, text
    elif not body and len(head) > 3:
        head, body = head[:3], head[3:]  # only fields behind the text
    _read_head(head, facts)
    return _entry(facts, body)


def _set_apart(lines: Sequence[str]) -> Iterator[str]:
    """The lines with a blank one before each field: some exports leave it out."""
    for line in lines:
        field = _FIELD.match(line)
        if field and (field[1] in _HEAD or field[1] in _TAIL):
            yield ""
        yield line


def _read_head(head: Sequence[str], facts: dict[str, str]) -> None:
    """Outlet, date with edition, headline: each a paragraph."""
    dated = next((i for i, paragraph in enumerate(head) if _date_in(paragraph)), -1)
    if dated >= 0:
        facts.setdefault("date", _date_in(head[dated]))
    before, after = head[: max(dated, 0)], head[dated + 1 :]
    if before:
        facts.setdefault("outlet", before[0])
        after = after or before[1:]
    while len(after) > 1 and _EDITION.search(after[0]):
        # "Edition 1;" and below it what edition that is, where each line is a paragraph.
        after = after[2 if after[0].endswith(";") and len(after) > 2 else 1 :]
    if after:
        facts.setdefault("title", after[0])


def _date_in(paragraph: str) -> str:
    found = dates_in(paragraph[:_LONGEST_DATE])
    # A headline may name a day; the date line says little else.
    return found[0].iso if found and found[0].start < 12 else ""


def _note(facts: dict[str, str], name: str, value: str) -> None:
    if name and value.strip():
        facts.setdefault(name, author(value) if name == "byline" else value.strip())


def _entry(facts: dict[str, str], body: Sequence[str]) -> Entry:
    said = [facts.get(name, "") for name in ("outlet", "date", "title")]
    key = key_of(*said, *(body[:1] if not said[-1] else ()))
    return Entry(text="\n".join(body), facts=facts, key=key)


def _is_new(content: str) -> bool:
    if not any(word in content for word in _ENDED):
        return False
    return _NEW_END.search(content) is not None and any(
        line.strip().lower() in _BODY for line in content.splitlines()
    )


def _new(content: str) -> Iterator[Entry]:
    *articles, _ = _NEW_END.split(content)
    for article in articles:
        lines = [" ".join(line.split()) for line in lines_of(article)]
        kept = [line for line in lines if line and not _PAGE.fullmatch(line)]
        entry = _new_entry(kept)
        body = next((i for i, line in enumerate(lines) if line.lower() in _BODY), None)
        title = str(entry.facts.get("title", ""))
        yield replace(entry, original=from_headline(article, title, body))


def _new_entry(lines: Sequence[str]) -> Entry:
    start = next((i for i, line in enumerate(lines) if line.lower() in _BODY), len(lines))
    facts: dict[str, str] = {}
    dated = _dated(lines[:start])
    if dated > 1:
        facts |= {"title": lines[dated - 2], "outlet": lines[dated - 1]}
        facts["date"] = _date_in(lines[dated])
    if start == len(lines):  # no line says where the text begins: it does below the facts
        head = enumerate(lines[: dated + _HEAD_LINES])
        facts_end = (i for i, line in head if _NEW_FIELD.fullmatch(line) or _RIGHTS.match(line))
        start = max(facts_end, default=dated)
    for line in lines[: start + 1]:
        if field := _NEW_FIELD.fullmatch(line):
            _note(facts, _NEW_FACTS.get(field[1].lower(), ""), field[2])
    body = list(lines[start + 1 :])
    end = next((i for i, line in enumerate(body) if _NEW_TAIL.match(line)), len(body))
    for line in body[end:]:
        if field := _NEW_FIELD.fullmatch(line):
            _note(facts, _NEW_FACTS.get(field[1].lower(), ""), field[2])
    return _entry(facts, [line for line in body[:end] if not _RIGHTS.match(line)])


def _dated(lines: Sequence[str]) -> int:
    """The line with the article's date, below its headline and outlet; -1 when there is none.

    A cover page has dates too: the headline stands in its list of contents once more.
    """
    dated = [i for i, line in enumerate(lines) if i > 1 and _is_date(line)]
    listed = (i for i in dated if is_listed(lines[i - 2], lines[: i - 2]))
    has_cover = len(_COVER.findall("\n".join(lines))) >= _FEWEST_OF_COVER
    return next(listed, (dated[-1] if has_cover else dated[0]) if dated else -1)


def _is_cover(content: str) -> bool:
    """Whether a file has nothing but the cover page of an export."""
    if len(_COVER.findall(content[:10_000])) < _FEWEST_OF_COVER or "<" in content[:200]:
        return False
    return all(len(line) <= _LONGEST_OF_COVER for line in content.splitlines())


def _no_articles(_content: str) -> Iterator[Entry]:
    raise Unreadable("only the cover page of a Nexis export: its articles are in other files")


def _is_date(line: str) -> bool:
    """Whether a line is a date, perhaps with the day of the week and the time."""
    found = dates_in(line) if len(line) <= _LONGEST_DATE else []
    return bool(found) and len(line) - (found[0].end - found[0].start) <= 25


EXPORTS = (
    Export("Nexis", _is_old, _old),
    Export("Nexis", _is_new, _new),
    Export("Nexis", _is_cover, _no_articles),
)
