"""Feeds and press agencies' XML: RSS, Atom, RDF, NITF, NewsML-G2, JATS, Evernote's ENEX.

A feed holds as much of each article as its maker put in: the whole text or the beginning. An entry
is numbered by its own id or address, so that it stays the same article when the feed is saved
again. Which of these an XML file is, its root says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element, register_namespace, tostring

from index.problem import Unreadable
from index.reading.entry import Entry, found_in, found_of
from index.reading.exports.export import key_of
from index.reading.kind import Head, Kind
from index.reading.source import Extracted, Source
from index.reading.xml_tree import children, find, name_of, text_of, tree_of

_NO_TEXT = "no text in it"

# So that an entry by itself calls these as feeds do.
register_namespace("content", "http://purl.org/rss/1.0/modules/content/")
register_namespace("dc", "http://purl.org/dc/elements/1.1/")

Part = tuple[Element, Entry]
"""An element of the file, and what it says about its article."""


def articles_of_xml(source: Source) -> Iterator[Extracted]:
    """The articles of an XML file of a kind that is known. Raises Unreadable for any other."""
    content = source.whole()
    root = tree_of(content)
    name = name_of(root)
    if name not in _ENTRIES:
        raise Unreadable(f"XML of a kind that is not read (its root is {name[:40]!r})")
    said_by, entries = _ENTRIES[name]
    found = list(entries(root))
    if not found:
        raise Unreadable("a feed without entries")
    if len(found) == 1 and name in _ALONE:
        yield "", found_of(found[0][1], source, said_by)
        return
    if source.wanted is not None:
        found = _with_originals(found, root, content)
    yield from found_in((entry for _, entry in found), source, said_by, ".xml")


def _with_originals(found: Iterable[Part], root: Element, content: bytes) -> list[Part]:
    """The entries with their elements as they were: reading has changed the names in the tree."""
    before = dict(zip(root.iter(), tree_of(content).iter(), strict=True))
    return [
        (element, replace(entry, original=tostring(before[element], encoding="unicode")))
        for element, entry in found
    ]


def _of_rss(root: Element) -> Iterator[Part]:
    channel = next(children(root, "channel"), root)
    outlet = text_of(next(children(channel, "title"), None))
    items = [*children(channel, "item"), *(children(root, "item") if channel is not root else ())]
    for item in items:
        said = {name_of(child): (child.text or "").strip() for child in reversed(list(item))}
        content = _inner(item, "encoded", "content", "full-text", "description", "summary")
        link = said.get("link") or said.get("guid", "")
        facts = {
            "title": said.get("title", ""), "url": link, "outlet": said.get("source") or outlet,
            "date": said.get("pubdate") or said.get("date") or said.get("published", ""),
            "author": said.get("creator") or _named(said.get("author", "")),
            "language": text_of(next(children(channel, "language"), None)),
        }  # fmt: skip
        yield item, _entry(content, facts, said.get("guid") or link)


def _of_atom(root: Element) -> Iterator[Part]:
    outlet = text_of(next(children(root, "title"), None))
    entries = [root] if name_of(root) == "entry" else list(children(root, "entry"))
    for entry in entries:
        links = {
            link.get("rel", "alternate"): link.get("href", "") for link in children(entry, "link")
        }
        names = [text_of(find(author, "name")) for author in children(entry, "author")]
        facts = {
            "title": text_of(next(children(entry, "title"), None)),
            "date": text_of(next(children(entry, "published", "issued", "updated"), None)),
            "url": links.get("alternate", ""), "outlet": outlet,
            "authors": [name for name in names if name],
        }  # fmt: skip
        key = text_of(next(children(entry, "id"), None)) or links.get("alternate", "")
        yield entry, _entry(_inner(entry, "content", "summary"), facts, key)


def _of_nitf(root: Element) -> Iterator[Part]:
    issued = find(root, "date.issue", "story.date")
    published = find(root, "pubdata")
    facts = {
        "title": text_of(find(root, "hl1", "headline", "title")),
        "byline": text_of(find(root, "byttl", "person", "byline")),
        "date": (issued.get("norm") if issued is not None else "")
        or (published.get("date.publication") if published is not None else "")
        or text_of(find(root, "story.date")),
        "outlet": (published.get("name") if published is not None else "")
        or text_of(find(root, "distributor")),
    }
    body = find(root, "body.content", "block")
    yield root, _entry(_markup(body), facts, "")


def _of_newsml(root: Element) -> Iterator[Part]:
    items = [root] if name_of(root) == "newsitem" else [
        item for item in root.iter() if name_of(item) == "newsitem"]  # fmt: skip
    for item in items:
        body = find(item, "inlinexml", "inlinedata")
        page = _markup(find(item, "body.content", "body") if body is not None else None)
        facts = {
            "title": text_of(find(item, "headline")),
            "byline": re.sub(r"^by\s+", "", text_of(find(item, "by", "creator")), flags=re.I),
            "date": text_of(find(item, "contentcreated", "firstcreated", "versioncreated")),
            "outlet": text_of(find(item, "provider", "infosource", "copyrightholder")),
        }
        key = item.get("guid", "")
        plain = text_of(body) if body is not None and not page else ""
        if page or plain:
            yield item, _entry(page or f"<p>{plain}</p>", facts, key)
        else:
            yield item, Entry(facts=facts, key=key, problem=_NO_TEXT)


def _of_jats(root: Element) -> Iterator[Part]:
    articles = [root] if name_of(root) == "article" else list(children(root, "article"))
    for article in articles:
        dates = [d for d in article.iter() if name_of(d) == "pub-date"]
        date = "-".join(filter(None, (text_of(find(dates[0], part)).zfill(2)
                        if find(dates[0], part) is not None else ""
                        for part in ("year", "month", "day")))) if dates else ""  # fmt: skip
        names = [f"{text_of(find(n, 'given-names'))} {text_of(find(n, 'surname'))}".strip()
                 for n in article.iter() if name_of(n) == "name"]  # fmt: skip
        facts = {
            "title": text_of(find(article, "article-title")), "date": date, "authors": names[:12],
            "outlet": text_of(find(article, "journal-title")),
        }  # fmt: skip
        body = next(children(article, "body"), None)
        parts = [find(article, "abstract"), body]
        page = "".join(_paragraphs(part) for part in parts if part is not None)
        key = next((text_of(i) for i in article.iter() if name_of(i) == "article-id"), "")
        yield article, _entry(page, facts, key or key_of(str(facts["title"]), date))


def _of_enex(root: Element) -> Iterator[Part]:
    for note in children(root, "note"):
        content = text_of_raw(find(note, "content"))
        facts = {
            "title": text_of(next(children(note, "title"), None)),
            "url": text_of(find(note, "source-url")),
            "author": text_of(find(note, "author")),
        }  # the note was created when the page was clipped
        page = re.sub(r"<\?xml.*?\?>|<!DOCTYPE[^>]*>|</?en-note[^>]*>|<en-media[^>]*>", "", content)
        key = text_of(next(children(note, "created"), None))
        yield note, _entry(page, facts, f"{key} {facts['title']}")


def text_of_raw(element: Element | None) -> str:
    """The text of an element as it stands."""
    return "".join(element.itertext()) if element is not None else ""


def _entry(page: str, facts: Mapping[str, object], key: str) -> Entry:
    problem = "" if re.sub(r"<[^>]*>|\s", "", page) else _NO_TEXT
    if page and "<" not in page:
        return Entry(text=page, facts=facts, key=key, problem=problem)
    return Entry(page=page, facts=facts, key=key, problem=problem)


def _inner(item: Element, *names: str) -> str:
    """The content of the first child of these names that has any: escaped HTML, or elements."""
    for child in children(item, *names):
        if len(child):
            return _markup(child)
        if (child.text or "").strip():
            return str(child.text).strip()
    return ""


def _markup(element: Element | None) -> str:
    """The inside of an element as HTML."""
    if element is None:
        return ""
    for below in element.iter():
        below.tag = name_of(below) or "span"
    inside = "".join(tostring(child, encoding="unicode", method="html") for child in element)
    return (element.text or "") + inside


def _paragraphs(element: Element) -> str:
    """Paragraphs and headings of a scholarly article as HTML."""
    page = ""
    for below in element.iter():
        if name_of(below) == "p":
            page += f"<p>{text_of(below)}</p>"
        elif name_of(below) == "title":
            page += f"<h2>{text_of(below)}</h2>"
    return page


def _named(author: str) -> str:
    """The name in "mail@host (Name)", as RSS has it."""
    match = re.fullmatch(r"\S+@\S+ \((.+)\)", author)
    return match[1] if match else author


_ENTRIES: dict[str, tuple[str, Callable[[Element], Iterator[Part]]]] = {
    "rss": ("rss", _of_rss),
    "rdf": ("rss", _of_rss),
    "feed": ("atom", _of_atom),
    "entry": ("atom", _of_atom),
    "nitf": ("nitf", _of_nitf),
    "newsmessage": ("newsml", _of_newsml),
    "newsitem": ("newsml", _of_newsml),
    "article": ("jats", _of_jats),
    "pmc-articleset": ("jats", _of_jats),
    "en-export": ("evernote", _of_enex),
}
_ALONE = frozenset({"nitf", "newsitem", "article", "entry"})

_ROOT = re.compile(r"(?:<\?xml[^>]*>|<!--.*?-->|<!doctype[^>\[]*(?:\[[^\]]*\])?>|<\?[^>]*>|\s)*"
                   r"<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL)  # fmt: skip
_SURE = frozenset(_ENTRIES) - {"article", "entry"}  # HTML has an element of that name


def _is_known(head: Head) -> bool:
    match = _ROOT.match(head.start)
    if match is None:
        return False
    is_xml = head.start.startswith("<?xml") or "<!doctype article" in head.start
    return match[1] in _SURE or (match[1] in _ENTRIES and is_xml)


KINDS = (
    Kind("feed or press XML", articles_of_xml, (".xml", ".rss", ".atom", ".rdf", ".nitf", ".enex"),
         tells=_is_known, is_text=True, turn=4, gives_records=True),
)  # fmt: skip
