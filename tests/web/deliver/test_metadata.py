"""What Zotero's button takes from an article's page, by the rules of its own translators.

The rules are said anew here, as its translators COinS.js, Embedded Metadata.js and RDF.js and its
parser of context objects (openurl.js) have them: https://github.com/zotero/translators.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from selectolax.lexbor import LexborHTMLParser

from index import reindex
from tests.folder import Folder
from tests.web.desk.conftest import Reader, name

ITEM_TYPES = {"newspaperArticle", "journalArticle", "magazineArticle", "webpage", "blogPost"}


def from_span(page: LexborHTMLParser) -> dict[str, object]:
    """What COinS.js makes of the page: it is asked before the tags are."""
    (span,) = page.css("span.Z3988[title]")
    pairs = [part.split("=", 1) for part in (span.attributes["title"] or "").split("&")]
    assert dict(pairs)["rft_val_fmt"] == quote("info:ofi/fmt:kev:mtx:dc", safe="")
    item: dict[str, object] = {"itemType": "webpage", "creators": []}  # of Dublin Core, at first
    for key, raw in pairs:
        value = unquote(raw.replace("+", " ").replace("%2B", " ").replace("%2b", " "))
        match key:
            case "rft.type" if value in ITEM_TYPES:
                item["itemType"] = value
            case "rft.title" if item["itemType"] == "journalArticle":
                item["publicationTitle"] = value
            case "rft.title":
                item["title"] = value
            case "rft.source":
                item["publicationTitle"] = value
            case "rft.creator":
                item["creators"] = [*item["creators"], value]  # type: ignore[misc]
            case "rft.identifier" if value.startswith(("http://", "https://")):
                item["url"] = value
            case "rft.date" | "rft.language":
                item[key.removeprefix("rft.")] = value
    return item


def from_tags(page: LexborHTMLParser) -> dict[str, object]:
    """What Embedded Metadata.js and RDF.js make of the tags in the head."""
    tags: dict[str, list[str]] = {}
    for tag in page.css("head meta[name][content]"):
        tags.setdefault(tag.attributes["name"] or "", []).append(tag.attributes["content"] or "")

    def first(*names: str) -> str:
        return next((tags[each][0] for each in names if each in tags), "")

    kind = first("DC.type")
    guessed = "journalArticle" if "citation_title" in tags else "webpage"
    by_tag = {"citation_journal_title": "journalArticle", "citation_book_title": "bookSection"}
    sure = next((kind for name, kind in by_tag.items() if name in tags), "")
    return {
        "itemType": sure or (kind if kind in ITEM_TYPES else guessed),
        "title": first("citation_title", "DC.title"),
        "publicationTitle": first("prism.publicationName", "DC.source"),
        "creators": tags.get("citation_author") or tags.get("DC.creator", []),
        "date": first("citation_publication_date", "DC.date").replace("/", "-"),
        "language": first("citation_language", "DC.language"),
        "url": first("citation_public_url"),
    }


@pytest.mark.parametrize("translator", [from_span, from_tags])
def test_zotero_takes_the_article(reader: Reader, translator: object) -> None:
    page = reader.open(f"/article/{quote(name(1))}")
    assert callable(translator)
    assert translator(page) == {
        "itemType": "newspaperArticle", "title": "Ferry 1", "publicationTitle": "Strait Courier",
        "creators": ["Haddad, Leila"], "date": "2023-03-02", "language": "en",
        "url": "https://courier.example/1",
    }  # fmt: skip


@pytest.mark.parametrize("translator", [from_span, from_tags])
def test_signs_that_mean_something_to_addresses_survive(
    reader: Reader, harbour: Folder, index_dir: Path, translator: object
) -> None:
    title = 'Q&A: 50% <b>of</b> "eels" = é; #1? It\'s'
    harbour.article("odd", "Some words about it.", title=title, url="javascript:alert(1)")
    reindex(harbour.folder, index_dir)
    assert callable(translator)
    item = translator(reader.open("/article/odd.jsonl%231"))
    assert item["title"] == title
    assert not item.get("url")
    assert not item.get("date")


def test_results_have_no_metadata_of_an_article(reader: Reader) -> None:
    page = reader.open("/search?q=ferry")
    assert not page.css('span.Z3988, meta[name^="citation_"]')
