"""The newspaper, station or site that published an article, by the name it goes by."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from index.cleaning.metadata.headline import SEPARATOR, fold_name
from index.cleaning.metadata.masthead import copyright_holder, is_name, printed_name
from index.cleaning.metadata.site_key import SiteKey
from index.cleaning.metadata.sourced_value import UNKNOWN, SourcedValue, cleaned
from index.cleaning.metadata.structured import Node, Structured, types_of

LONGEST_OUTLET = 120
# Where a page's copyright line stands, counted in characters from its end.
_FOOT = 3_000


def outlet_of_page(tree: LexborHTMLParser, structured: Structured, key: SiteKey) -> SourcedValue:
    """The outlet that a page names, one whose name agrees with the page's domain first."""
    named = list(_named(tree, structured))
    agreeing = [fact for fact in named if key.agrees(fact.value)]
    if agreeing or named:
        return (agreeing or named)[0]
    text = tree.body.text(separator="\n")[-_FOOT:] if tree.body is not None else ""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    for line in lines:
        if holder := cleaned(copyright_holder(line), LONGEST_OUTLET):
            return SourcedValue(holder, "copyright line")
    return SourcedValue(printed_name(lines, key), "text") if printed_name(lines, key) else UNKNOWN


def site_names(tree: LexborHTMLParser, structured: Structured, key: SiteKey) -> set[str]:
    """All names that the page has for its site, folded: they are neither title nor author."""
    names = {fold_name(fact.value) for fact in _named(tree, structured)}
    handle = structured.meta("twitter:site").lstrip("@")
    return (names | {fold_name(handle)} | set(key.forms)) - {""}


def _named(tree: LexborHTMLParser, structured: Structured) -> Iterator[SourcedValue]:
    for value, source in (
        (_publisher(structured), "json-ld publisher"),
        (structured.meta("og:site_name"), "meta og:site_name"),
        (_site(structured), "json-ld website"),
        (structured.meta("application-name"), "meta application-name"),
        (structured.meta("apple-mobile-web-app-title"), "meta apple-mobile-web-app-title"),
        (_beside_title(tree, structured), "title element"),
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


def _beside_title(tree: LexborHTMLParser, structured: Structured) -> str:
    """What the title element adds to the headline: "Headline | Outlet"."""
    element = tree.css_first("title")
    title = cleaned(element.text() if element else "", LONGEST_OUTLET * 5)
    headings = [structured.article.get("headline"), structured.meta("og:title")]
    headings += [heading.text()[:1_000] for heading in tree.css("h1")[:3]]
    folded = {fold_name(cleaned(heading, 500)) for heading in headings} - {""}
    for match in SEPARATOR.finditer(title):
        if fold_name(title[: match.start()]) in folded:
            return title[match.end() :]
    return ""
