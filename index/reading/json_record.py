"""A JSON object that is an article, from whatever program: crawlers, feeds, readers, newspapers.

    trafilatura, news-please, newspaper4k, fundus, mediacloud    crawlers and their databases
    Guardian, New York Times, News API                           what newspapers' interfaces answer
    JSON Feed, feedparser                                        feeds
    Wallabag, Omnivore, Karakeep, Linkwarden, Readwise, Pocket   read-later services

They are known by their fields: a text or a page under one of many names, perhaps within another
object, and facts beside it. HTML is cleaned as HTML whatever its field is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from index.cleaning.metadata.supplied import plain_key
from index.reading.entry import Entry

_PAGES = ("html", "rawhtml", "contenthtml", "htmlcontent", "bodyhtml", "fullhtml", "articlehtml")
_TEXTS = (
    *("text", "maintext", "fulltext", "articletext", "plaintext", "bodytext", "contenttext"),
    *("articlebody", "content", "body", "article", "rawtext", "textcontent", "storytext", "story"),
    *("transcript", "document", "cleanedtext", "readablecontent", "fullcontent"),
    # Columns of tables that people made themselves, in their languages; without accents.
    *("volltext", "artikeltext", "artikel", "inhalt", "texte", "contenu", "corps", "texto"),
    *("contenido", "cuerpo", "testo", "contenuto", "corpo", "conteudo", "tekst", "inhoud"),
    *("tresc", "szoveg", "metin", "icerik", "teksti", "innehall", "innhold", "текст", "κειμενο"),
    *("النص", "نص", "טקסט", "正文", "内容", "內容", "本文", "본문", "내용"),
    # Of what a reader has marked in an article: Instapaper, Readwise.
    *("selection", "highlight"),
)
_SHORT = ("leadparagraph", "abstract", "summary", "description", "excerpt", "snippet",
          "openingtext", "hitsentence")  # fmt: skip
_WITHIN = ("content", "fields", "body", "article", "data", "blocks", "attributes", "doc", "source")
_DEEPEST = 3
_LEAST_SHORT = 200  # characters of a summary that is taken when there is nothing else
_LISTS = ("articles", "items", "entries", "results", "docs", "bookmarks", "data", "response",
          "hits", "list", "links", "documents", "records", "value", "stories", "posts",
          "messages")  # fmt: skip

_MARKUP = re.compile(
    r"</(?:p|div|h[1-6]|article|section|span|a|ul|li|table|b|i|em|strong|blockquote)>|<(?:p|br|hr)\s?/?>",
    re.IGNORECASE,
)
_KEYS = ("id", "uuid", "_id", "guid", "slug")


def entry_of(record: Mapping[str, object]) -> Entry | None:
    """The article that a record is; None when it has no text under any known name."""
    content = _content(record)
    if not content:
        return None
    facts = dict(_facts(record))
    is_page = _is_markup(content)
    return Entry("" if is_page else content, content if is_page else "", facts)


def records_in(value: object, depth: int = 0) -> Iterator[object]:
    """The records of a whole JSON file: those of a list, of the list in an object, or itself."""
    if isinstance(value, list):
        yield from value
        return
    if isinstance(value, Mapping) and depth < _DEEPEST and not _content(value):
        plain = _plain(value)
        for name in _LISTS:
            inner = plain.get(name)
            if isinstance(inner, (list, Mapping)) and inner:
                yield from records_in(inner, depth + 1)
                return
        if value and all(isinstance(item, Mapping) for item in value.values()):
            yield from value.values()  # records by their keys
            return
    yield value


def is_filled(value: object) -> bool:
    """Whether there is anything but blanks in it."""
    return isinstance(value, str) and bool(value.strip())


def _content(record: Mapping[str, object], depth: int = 0) -> str:
    """The page of a record, else its text, else the text of an object within it."""
    plain = _plain(record)
    for name in (*_PAGES, *_TEXTS):
        if text := _text(plain.get(name)):
            return text
    if depth < _DEEPEST:
        for name in _WITHIN:
            inner = plain.get(name)
            if isinstance(inner, Mapping) and (text := _content(inner, depth + 1)):
                return text
    if depth == 0:
        for name in _SHORT:
            text = _text(plain.get(name))
            if len(text) >= _LEAST_SHORT:
                return text
    return ""


def _text(value: object) -> str:
    """A text that is written in one of the ways that programs have for it."""
    if isinstance(value, str):
        return value if value.strip() else ""
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return "\n".join(map(str, value)).strip()  # a list of paragraphs
        is_one_text = any(isinstance(item, str) for item in value)  # with links in it: Telegram
        parts = [item if isinstance(item, str) else _text_within(item)
                 for item in value if isinstance(item, str | Mapping)]  # fmt: skip
        return ("" if is_one_text else "\n").join(filter(None, parts))
    if isinstance(value, Mapping) and isinstance(value.get("sections"), list):
        return "\n".join(_of_sections(value))
    return ""


def _text_within(item: Mapping[str, object]) -> str:
    return _text(item.get("value") or item.get("text") or item.get("content"))


def _of_sections(body: Mapping[str, object]) -> Iterator[str]:
    """The paragraphs of an article as fundus writes it."""
    summary, sections = body.get("summary"), body.get("sections")
    yield from (line for line in (summary if isinstance(summary, list) else []) if is_filled(line))
    for section in sections if isinstance(sections, list) else []:
        if isinstance(section, Mapping):
            for name in ("headline", "paragraphs"):
                lines = section.get(name)
                yield from (line for line in (lines if isinstance(lines, list) else [])
                            if is_filled(line))  # fmt: skip


def _facts(record: Mapping[str, object], depth: int = 0) -> Iterator[tuple[str, object]]:
    """The facts of a record; what is said further out counts."""
    if depth < _DEEPEST:
        plain = _plain(record)
        for name in _WITHIN:
            inner = plain.get(name)
            if isinstance(inner, Mapping):
                yield from _facts(inner, depth + 1)
    for name, value in record.items():
        if isinstance(value, Mapping):
            named = next((value[key] for key in ("main", "original", "name", "title", "rendered")
                          if is_filled(value.get(key))), None)  # fmt: skip
            if named is not None:
                yield name, named
        elif value not in (None, "", []):
            yield name, value


def _is_markup(content: str) -> bool:
    return _MARKUP.search(content[:20_000]) is not None


def _plain(record: Mapping[str, object]) -> dict[str, object]:
    """The record with its keys in letters and digits, without accents."""
    return {plain_key(str(key)[:60]): value for key, value in record.items()}
