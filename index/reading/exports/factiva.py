"""Factiva: HTML, RTF and TXT, with the codes of its fields or without.

    HD  Headline           Headline
    BY  By Name            By Name
    WC  61 words           61 words
    PD  17 November 2023   17 November 2023
    SN  Outlet             Outlet
    LP, TD  text           code, page, language, copyright, text
    AN  Document VELL…     Document VELL…

The last line is the article's key. Before the first article may stand what was asked for, and a
list of contents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.cleaning.metadata.dates import dates_in
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
from index.reading.exports.lines import is_page, lines_of, lines_of_node, tree_of

_END = re.compile(
    r"(?:AN\s+)?(?:Document|Dokument|Documento|Документ|文件)\s+([A-Z][A-Z0-9]{3,14}\d{4}\w{0,20})\s*"
)
_WORDS = re.compile(
    r"[\d.,\s]+(?:words?|mots?|Wörter|Wort|palabras|woorden|parole|palavras|ord|слов\w*|字)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^(?:AN\s+)?(?:Document|Dokument|Documento) [A-Z][A-Z0-9]{3,14}\d{4}\w{0,20}\s*$", re.MULTILINE
)
_PAGE_SIGNATURE = re.compile(r"""class=["']?(?:article \w\wArticle|articleParagraph)""")
_RIGHTS = re.compile(r"\(c\)|©|copyright|alle rechte|tous droits", re.IGNORECASE)
_LANGUAGES = words(
    "english deutsch german français french español spanish nederlands dutch italiano "
    "italian português portuguese русский russian svenska dansk norsk polski"
)
_CODES = words(
    "SE HD CR WC PD ET SN SC ED PG LA CY LP TD CO IN NS RE IPD IPC PUB AN BY CT RF VOL ART"
)
_CODED = re.compile(r"([A-Z]{2,3})(?:\s{1,8}(\S.*))?")
_FOOT = re.compile(r"\s*(?:Page \d+ of \d+\s+)?(?:©|\(c\)) \d{4} Factiva, Inc\..*")
_MOST_OF_HEAD = 3  # parts above the number of words: section, headline, author
_BY = re.compile(r"(?:by|von|par|por|door|di)\s", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?: ?(?:[AP]M|Uhr|h))?", re.IGNORECASE)


def _tells(content: str) -> bool:
    if is_page(content):
        return _PAGE_SIGNATURE.search(content[:400_000]) is not None
    return _SIGNATURE.search(content) is not None and (
        _has_codes(content.splitlines()[:400]) or _has_words(content)
    )


def _has_words(content: str) -> bool:
    return any(_WORDS.fullmatch(line.strip()) for line in content.splitlines()[:400])


def _entries(content: str) -> Iterator[Entry]:
    if is_page(content) and (articles := tree_of(content).css("div.article")):
        for node in articles:
            yield replace(_of_node(node), original="\n".join(lines_of_node(node)))
        return
    article: list[str] = []
    for line in lines_of(content):
        if not _FOOT.fullmatch(line):
            article.append(line)
        if _END.fullmatch(line.strip()):
            yield _with_original(_of_lines(article), article)
            article = []


def _with_original(entry: Entry, lines: Sequence[str]) -> Entry:
    """An article with its own lines: in those above is what was asked for, and what was found."""
    if _has_codes(lines):
        coded = (_CODED.fullmatch(line.strip()) for line in lines)
        first = next(i for i, match in enumerate(coded) if match and match[1] in _CODES)
        return replace(entry, original="\n".join(lines[first:]))
    counted = next((i for i, line in enumerate(lines) if _WORDS.fullmatch(line.strip())), None)
    title = str(entry.facts.get("title", ""))
    original = from_headline("\n".join(lines), title, counted)
    return replace(entry, original=original)


def _of_node(node: object) -> Entry:
    """An article of a page: a table with codes, or blocks in their order."""
    rows = node.css("tr")  # type: ignore[attr-defined]
    coded: list[str] = []
    for row in rows:
        cells = row.css("td")
        if len(cells) > 1 and (code := cells[0].text().strip()) in _CODES:
            coded += [code, *lines_of_node(cells[1])]
    if coded:
        return _of_lines(coded)
    lines = lines_of_node(node)  # type: ignore[arg-type]
    headline = node.css_first('[class$="Headline"]')  # type: ignore[attr-defined]
    title = " ".join(headline.text().split()) if headline is not None else ""
    return _of_lines(lines, title)


def _has_codes(lines: Sequence[str]) -> bool:
    codes = {match[1] for line in lines if (match := _CODED.fullmatch(line.strip()))}
    return "HD" in codes and len(codes & _CODES) > 3


def _of_lines(lines: Sequence[str], title: str = "") -> Entry:
    if _has_codes(lines):
        return _coded(lines)
    return _plain(lines, title)


def _coded(lines: Sequence[str]) -> Entry:
    fields: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        match = _CODED.fullmatch(line.strip())
        if match and match[1] in _CODES:
            code = match[1]
            fields.setdefault(code, []).append(match[2] or "")
        else:
            fields.setdefault(code, []).append(line)
    value = {code: " ".join(paragraphs(found)) for code, found in fields.items()}
    facts = {
        "title": value.get("HD", ""),
        "byline": author(value.get("BY", "")),
        "date": value.get("PD", ""),
        "outlet": value.get("SN", ""),
        "lang": value.get("LA", ""),
    }
    body = [*paragraphs(fields.get("LP", ())), *paragraphs(fields.get("TD", ()))]
    return Entry("\n".join(body), facts=facts, key=_key(value.get("AN", ""), facts))


def _plain(lines: Sequence[str], title: str) -> Entry:
    """An article without codes: what its head holds is told by its place and its form."""
    parts = list(paragraphs(_apart(lines)))
    counted = next((i for i, part in enumerate(parts) if _WORDS.fullmatch(part)), 0)
    before, after = parts[:counted], parts[counted + 1 :]
    title = title or _headline(before)
    facts = {"title": title}
    if title in before:
        before = before[len(before) - 1 - before[::-1].index(title) :]
    if len(before) > 1:
        facts["byline"] = author(before[-1])
    key = ""
    if after and (end := _END.fullmatch(after[-1])):
        key = end[1]
        after = after[:-1]
    head = _head_length(after)
    if after and (found := dates_in(after[0])):
        facts["date"] = found[0].iso
    names = [part for part in after[1:head] if not _TIME.fullmatch(part)]
    if names:
        facts["outlet"] = names[0]
    facts["lang"] = next((n.lower() for n in names if n.lower() in _LANGUAGES), "")
    return Entry("\n".join(after[head:]), facts=facts, key=_key(key, facts))


def _headline(parts: Sequence[str]) -> str:
    """The headline among what stands above the number of words of an article.

    Above the first one stands the cover page: its list of contents has the headline too.
    """
    if len(parts) <= _MOST_OF_HEAD:
        return parts[0] if parts else ""
    listed = [part for i, part in enumerate(parts) if is_listed(part, parts[:i])]
    if listed:
        return listed[-1]
    return parts[-2] if _BY.match(parts[-1]) else parts[-1]


def _apart(lines: Sequence[str]) -> Iterator[str]:
    """Each line of the head of an article by itself; its text stands in paragraphs already."""
    is_head = True
    for line in lines:
        yield line
        if is_head:
            yield ""
            is_head = not _RIGHTS.match(line.strip())


def _head_length(parts: Sequence[str]) -> int:
    """How many parts are about the article: those up to its copyright."""
    rights = (i for i, part in enumerate(parts[:12]) if _RIGHTS.match(part))
    if (end := next(rights, -1)) >= 0:
        return end + 1
    spoken = (i for i, part in enumerate(parts[:12]) if part.lower() in _LANGUAGES)
    return next(spoken, min(2, len(parts) - 1)) + 1


def _key(stated: str, facts: dict[str, str]) -> str:
    match = _END.fullmatch(stated)
    key = match[1] if match else stated
    return key or key_of(facts.get("outlet", ""), facts.get("date", ""), facts["title"])


EXPORTS = (Export("Factiva", _tells, _entries),)
