"""ProQuest, Gale, EBSCO, NewsBank and PressReader: articles as lists of labelled fields.

    ____________________________________________
    Document 1 of 3                                   or the label that begins each article
    Headline
    Author: …  Publication info: …  Full text: …      a label at the beginning of a line

A label counts only when it is one of these services' own, so that a paragraph may begin with a
word and a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.cleaning.metadata.dates import dates_in
from index.reading.entry import Entry
from index.reading.exports.export import Export, key_of, natural, paragraphs, words
from index.reading.exports.lines import lines_of

_FACT_OF = {
    **dict.fromkeys(("title", "headline", "article name", "document title"), "title"),
    **dict.fromkeys(("author", "authors", "author(s)", "byline", "authored by"), "byline"),
    **dict.fromkeys(
        ("publication title", "publication", "from", "source", "newspaper", "journal"), "outlet"
    ),
    **dict.fromkeys(("publication date", "date", "pub date", "published"), "date"),
    **dict.fromkeys(("language of publication", "language", "language of document"), "lang"),
    **dict.fromkeys(("document url", "url", "persistent link to this record (permalink)"), "url"),
    "publication info": "publication info",
    **dict.fromkeys(
        ("proquest document id", "gale document number", "accession number", "record number",
         "record", "an", "document id"), "key"
    ),
    **dict.fromkeys(("full text", "text", "body", "full-text", "article text"), "text"),
}  # fmt: skip
_OTHER = words(
    "abstract links subject classification location people company copyright database "
    "volume issue pages page section publisher issn isbn edition length publicationsubject "
    "identifiers credit"
) | {
    "last updated", "publication year", "publication subject", "place of publication",
    "country of publication", "source type", "document type", "start page", "end page",
    "company / organization", "company/organization", "business indexing term", "literary indexing",
    "source citation", "publication type", "document feature", "issn/isbn", "publication history",
    "identifier / keyword", "identifier/keyword", "first page", "number of pages", "dateline",
    "persistent link to this record", "cut and paste", "citation", "date acquired", "illustration",
    "gale document number", "full text availability", "article type", "index terms",
}  # fmt: skip
_FEWEST = 3  # labels of an article; what comes before and after all of them has fewer
_LABEL = re.compile(r"([A-Z][A-Za-z/()\- ]{1,45}?)\s?:\s?(.*)", re.DOTALL)
_BREAK = re.compile(r"\s*(?:_{20,}|={20,}|-{30,})\s*")
_COUNT = re.compile(r"\s*(?:Document|Record|Article|Result) \d+ (?:of|von|de|van) \d+\s*")
_INFO = re.compile(r"(?P<outlet>[^;\[]+?)\s*(?:[;,\[].*)?$", re.DOTALL)
_NOTHING = re.compile(r"None available|Not available", re.IGNORECASE)
_FROM = re.compile(r"\s*(?:;|\(Vol\.|,? \d{1,2}/\d{1,2}/|\().*", re.DOTALL)

_RECORD = re.compile(r"^Record(?: Number)?: ?\w{6,}", re.MULTILINE)
_ABOUT = re.compile(r"^(?:Author|Section|Headline|Page)(?:\(s\))?: ", re.MULTILINE)
_PROQUEST = re.compile(r"Publication (?:info|title|date)\s?:|ProQuest document ID")


def _is_proquest(content: str) -> bool:
    # Asked of every page: to look for a word takes a hundredth of what a pattern takes.
    return "Full text: " in content and _PROQUEST.search(content) is not None


def _is_gale(content: str) -> bool:
    return "Gale Document Number" in content and "Full Text" in content


def _is_ebsco(content: str) -> bool:
    return "Accession Number:" in content and "Persistent link to this record" in content


def _is_newsbank(content: str) -> bool:
    return (
        "Record" in content
        and _RECORD.search(content) is not None
        and _ABOUT.search(content) is not None
    )


def _is_pressreader(content: str) -> bool:
    head = content[:400]
    return "Article Name:" in head and "Publication:" in head


def _entries(content: str) -> Iterator[Entry]:
    for article in _articles(lines_of(content)):
        if sum(bool(_label(line)[0]) for line in article) >= _FEWEST:
            yield replace(_entry(article), original="\n".join(article))


def _articles(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each article: a rule, a count, or the label of the first one parts them."""
    first = next((label for line in lines if (label := _label(line)[0])), "")
    is_parted = any(_BREAK.fullmatch(line) or _COUNT.fullmatch(line) for line in lines)
    article: list[str] = []
    for line in lines:
        is_break = bool(_BREAK.fullmatch(line) or _COUNT.fullmatch(line))
        if is_break or (not is_parted and article and _label(line)[0] == first):
            if any(map(str.strip, article)):
                yield article
            article = []
        if not is_break:
            article.append(line)
    if any(map(str.strip, article)):
        yield article


def _label(line: str) -> tuple[str, str]:
    match = _LABEL.fullmatch(line.strip())
    label = match[1].lower() if match else ""
    known = label in _FACT_OF or label in _OTHER
    return (label, match[2]) if match and known else ("", line)


def _entry(lines: Sequence[str]) -> Entry:
    fields: dict[str, list[str]] = {"": []}
    label = ""
    for line in lines:
        found, rest = _label(line)
        if found:
            label = _FACT_OF.get(found, found)
            fields.setdefault(label, []).append("")
        elif label not in ("text", "") and not line.strip():
            label = "behind"  # the text of services that have no label for it
        fields.setdefault(label, []).append(rest)
    texts = (list(paragraphs(fields.get(name, ()))) for name in ("text", "behind", "abstract"))
    body = next((text for text in texts if text and not _NOTHING.match(text[0])), [])
    facts = {name: next(iter(paragraphs(found)), "") for name, found in fields.items()
             if name in {"title", "byline", "outlet", "date", "lang", "url", "key"}}  # fmt: skip
    _complete(facts, list(paragraphs(fields[""])), " ".join(fields.get("publication info", ())))
    key = facts.pop("key", "") or key_of(*(facts.get(n, "") for n in ("outlet", "date", "title")))
    return Entry("\n".join(body), facts=facts, key=key)


def _complete(facts: dict[str, str], before: Sequence[str], info: str) -> None:
    """What no label states: the headline stands before them, the outlet among other things."""
    if before and not facts.get("title"):
        facts["title"] = before[0]
    if not facts.get("outlet") and (match := _INFO.match(info.strip())):
        facts["outlet"] = match["outlet"]
    facts["outlet"] = _FROM.sub("", facts.get("outlet", ""), count=1)
    facts["byline"] = ", ".join(map(natural, facts.get("byline", "").split(";")))
    for line in (facts.get("date", ""), info, *before[1:4]):
        if not line:
            continue
        if found := dates_in(line.replace("]", "] ")):
            facts["date"] = found[0].iso
            break


EXPORTS = (
    Export("ProQuest", _is_proquest, _entries),
    Export("Gale", _is_gale, _entries),
    Export("EBSCO", _is_ebsco, _entries),
    Export("NewsBank", _is_newsbank, _entries),
    Export("PressReader", _is_pressreader, _entries),
)
