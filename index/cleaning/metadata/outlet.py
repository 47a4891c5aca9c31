"""The newspaper, station or site that published an article, by the name it goes by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser

from index.cleaning.metadata.headline import SEPARATOR, fold_name
from index.cleaning.metadata.masthead import copyright_holder, is_name, printed_name
from index.cleaning.metadata.site_key import SiteKey
from index.cleaning.metadata.sourced_value import UNKNOWN, SourcedValue, cleaned
from index.cleaning.metadata.structured import Node, Structured, types_of

LONGEST_OUTLET = 120
# Where a page's copyright line stands, counted in characters from its end.
_FOOT = 3_000
_LONGEST_PAGE_TITLE = 600
_ADDRESS = re.compile(r"(?:www\.)?(?:[\w-]+\.)+[a-z]{2,24}", re.IGNORECASE)
# Chinese sites end their titles with their names, often without a space: "…_新闻中心_法制网".
_CHINESE_SITE = re.compile(r"(?:^|[-_–—|｜－,，\s])([^\W_]{1,10}(?:网|網|报|報|社))$")
_LEGAL_FORM = re.compile(r",?\s(?:inc|ltd|llc|gmbh|ag|s\.?a|b\.v|plc|corp)\.?$", re.IGNORECASE)


# "Voice of America (VOA News)", "The Courier Website".
_ADDED = re.compile(r"\s(?:\([^()]{2,20}\)|website)$", re.IGNORECASE)
_MOST_PICTURES = 30
_LOGO = re.compile(r"\b(?:logo|home ?page|startseite|zur startseite)\b", re.IGNORECASE)


def outlet_of_page(tree: LexborHTMLParser, structured: Structured, key: SiteKey) -> SourcedValue:
    """The outlet that a page names, one whose name agrees with the page's domain first.

    An address serves where no name is found.
    """
    named = [_part(fact, key) for fact in _named(tree, structured, key)]
    agreeing = [fact for fact in named if _agrees(fact.value, key)]
    if best := _best(agreeing) or _best(named):
        return best
    at_foot = list(_at_foot(tree, key))
    best = (
        _best([fact for fact in at_foot if _agrees(fact.value, key)])
        or next(iter(agreeing or named), None)
        or next(iter(at_foot), UNKNOWN)
    )
    return SourcedValue(best.value.removeprefix("www."), best.source)


def _agrees(name: str, key: SiteKey) -> bool:
    """Whether a name, or an address without its ending, agrees with the page's domain."""
    is_address = _ADDRESS.fullmatch(name) is not None
    return key.agrees(name) or (is_address and key.agrees(name.rpartition(".")[0]))


def _best(facts: Iterable[SourcedValue]) -> SourcedValue | None:
    """The first that is a name and no address."""
    return next((fact for fact in facts if not _ADDRESS.fullmatch(fact.value)), None)


def _part(fact: SourcedValue, key: SiteKey) -> SourcedValue:
    """An outlet's name without its owner's legal form, its slogan and the section.

    "Health - The Courier" and "The Courier - what moves the coast" are the part that agrees with
    the domain, if one does.
    """
    whole = _ADDED.sub("", fact.value) or fact.value
    parts = [_LEGAL_FORM.sub("", part.strip()) for part in SEPARATOR.split(whole)]
    agreeing = [part for part in parts if _agrees(part, key)]
    value = agreeing[-1] if agreeing else _LEGAL_FORM.sub("", whole)
    return SourcedValue(value or fact.value, fact.source)


def _at_foot(tree: LexborHTMLParser, key: SiteKey) -> Iterator[SourcedValue]:
    """The names in a page's title and copyright line, and one that spells its domain."""
    element = tree.css_first("title")
    title = cleaned(element.text() if element else "", _LONGEST_PAGE_TITLE)
    if match := _CHINESE_SITE.search(title):
        yield SourcedValue(match[1], "title element")
    text = tree.body.text(separator="\n")[-_FOOT:] if tree.body is not None else ""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    for line in lines:
        if holder := cleaned(copyright_holder(line), LONGEST_OUTLET):
            yield SourcedValue(holder, "copyright line")
    pictures = (
        image.attributes.get("alt") or "" for image in tree.css("img[alt]")[:_MOST_PICTURES]
    )
    for text, source in (
        (title, "title element"),
        *((line, "text") for line in lines),
        *((" ".join(_LOGO.sub(" ", alt).split()), "logo") for alt in pictures),
    ):
        if name := printed_name([text], key):
            yield SourcedValue(name, source)


def site_names(tree: LexborHTMLParser, structured: Structured, key: SiteKey) -> set[str]:
    """All names that the page has for its site, folded: they are neither title nor author."""
    names = {fold_name(fact.value) for fact in _named(tree, structured, key)}
    handle = structured.meta("twitter:site").lstrip("@")
    return (names | {fold_name(handle)} | set(key.forms)) - {""}


def _named(tree: LexborHTMLParser, structured: Structured, key: SiteKey) -> Iterator[SourcedValue]:
    for value, source in (
        (_publisher(structured), "json-ld publisher"),
        (structured.meta("og:site_name"), "meta og:site_name"),
        (_site(structured), "json-ld website"),
        (structured.meta("application-name"), "meta application-name"),
        (structured.meta("apple-mobile-web-app-title"), "meta apple-mobile-web-app-title"),
        (_beside_title(tree, structured, key), "title element"),
        (structured.meta("publisher", "dc.publisher", "citation_journal_title"), "meta publisher"),
    ):
        name = cleaned(value, LONGEST_OUTLET)
        if is_name(name):
            yield SourcedValue(name, source)


def _publisher(structured: Structured) -> object:
    for node in (structured.article, structured.page):
        for key in ("publisher", "sourceOrganization", "isPartOf"):
            if name := _name_of(node.get(key), structured):
                return name
    return ""


def _name_of(value: object, structured: Structured) -> object:
    if isinstance(value, list):
        value = value[0] if value else ""
    if not isinstance(value, dict):
        return value
    node: Node = structured.nodes.get(str(value.get("@id")), {})
    kind = types_of(value) | types_of(node)
    # A page can be part of a web page, which goes by its own title.
    return "" if "webpage" in kind else value.get("name") or node.get("name")


def _site(structured: Structured) -> object:
    for node in structured.nodes.values():
        if types_of(node) & {"website", "newsmediaorganization"}:
            return node.get("name")
    return ""


def _beside_title(tree: LexborHTMLParser, structured: Structured, key: SiteKey) -> str:
    """What the title element adds to the headline: "Headline | Outlet".

    Where the heading is the masthead, it is the other way round: "Courier.example » Headline".
    """
    element = tree.css_first("title")
    title = cleaned(element.text() if element else "", LONGEST_OUTLET * 5)
    headings = [structured.article.get("headline"), structured.meta("og:title")]
    headings += [heading.text()[:1_000] for heading in tree.css("h1")[:3]]
    folded = {fold_name(cleaned(heading, 500)) for heading in headings} - {""}
    for match in SEPARATOR.finditer(title):
        if fold_name(title[: match.start()]) in folded:
            before, behind = title[: match.start()], title[match.end() :]
            is_masthead = _ADDRESS.fullmatch(before) and _agrees(before, key)
            return before if is_masthead else behind
    return ""
