"""What an article's page tells reference managers, so that Zotero's button takes the article.

Three vocabularies say the same, for each program its own: Highwire's `citation_…`, Dublin Core, and
a context object in a span (COinS). Zotero asks the span first: its kind is `rft.type`. Of the tags
it takes the kind from `DC.type`; a `citation_journal_title` would make a journal's article of it,
so the outlet is in `DC.source` and `prism.publicationName` (its translators COinS.js, Embedded
Metadata.js and RDF.js, as of 2025).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from search import StoredArticle
from web.deliver.reference import authors, date_parts
from web.desk.articles import Facts
from web.desk.view import source_of
from web.pages.reader import is_web_address

_KIND = "newspaperArticle"


class MetaTag(NamedTuple):
    """A `<meta>` element."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page of an article says: elements of its head, and the title of its span."""

    tags: tuple[MetaTag, ...]
    coins: str
    source: str
    """What is copied with a passage, before its paragraph and file."""
    dublin_core: str = "http://purl.org/dc/elements/1.1/"


def metadata_of(stored: StoredArticle) -> Metadata:
    """What the page of an article says of it."""
    return Metadata(_tags(stored), _coins(stored), source_of(Facts.of(stored)))


def _tags(stored: StoredArticle) -> tuple[MetaTag, ...]:
    """The elements for the head; what is not known has none."""
    article = stored.article
    title, people, url, date = _facts(stored)
    tags = (
        MetaTag("citation_title", title),
        *(MetaTag("citation_author", name) for name in people),
        MetaTag("citation_publication_date", date.replace("-", "/")),
        MetaTag("citation_language", article.lang),
        MetaTag("citation_public_url", url),
        MetaTag("DC.type", _KIND),
        MetaTag("DC.title", title),
        *(MetaTag("DC.creator", name) for name in people),
        MetaTag("DC.date", date),
        MetaTag("DC.source", article.outlet),
        MetaTag("DC.language", article.lang),
        MetaTag("DC.identifier", url),
        MetaTag("DC.description", article.description),
        MetaTag("prism.publicationName", article.outlet),
    )
    return tuple(tag for tag in tags if tag.content)


def _coins(stored: StoredArticle) -> str:
    """The context object (Z39.88) for the title of a span of class Z3988."""
    article = stored.article
    title, people, url, date = _facts(stored)
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rfr_id", "info:sid/backfile"),
        ("rft.type", _KIND),
        ("rft.title", title),
        ("rft.source", article.outlet),
        ("rft.date", date),
        *(("rft.creator", name) for name in people),
        ("rft.language", article.lang),
        ("rft.identifier", url),
        ("rft.description", article.description),
    ]
    # A blank is %20: Zotero takes a plus sign for one, even an encoded one.
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs if value)


def _facts(stored: StoredArticle) -> tuple[str, list[str], str, str]:
    """(title, authors as catalogues have them, web address, ISO date) of an article."""
    article = stored.article
    title = " ".join((article.title or stored.id).split())
    people = [author.inverted for author in authors(article.byline)]
    url = article.url if is_web_address(article.url) else ""
    return title, people, url, article.date if date_parts(article.date) else ""
