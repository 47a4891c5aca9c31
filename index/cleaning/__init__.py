"""From a page as it was saved to the article in it.

A page, HTML or text, is a list of blocks. Cleaning decides which of them are the article; the
text for the index and the Markdown for the reader are made from the same kept blocks, and each
block that is left out keeps the reason why.

    clean_html      a page saved by a browser or a crawler       html/
    clean_text      text copied out of a page                    text/
    clean_markdown  a Markdown file, with or without front matter
    take_text       text that is known to be the article, and nothing else

What an article says of itself (title, date, outlet, byline, language, URL): metadata/. What both
sides know of lines and phrases: rules/. `block` is what they make, `markdown` writes it for the
reader. `encoding` makes text of bytes; where none is stated, `latin_encoding` and `script_encoding`
guess it, and `mojibake` mends text that was decoded wrongly before, `character_reference` one that
was taken for text while it was HTML.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from index.article import Article, RemovedLine
from index.cleaning.block import Block
from index.cleaning.character_reference import read_references
from index.cleaning.encoding import decode
from index.cleaning.html.page import page_of
from index.cleaning.html.parse import parse
from index.cleaning.markdown import markdown_of
from index.cleaning.metadata.clipping import split_clipping
from index.cleaning.metadata.front_matter import split_front_matter
from index.cleaning.metadata.language import detect_language
from index.cleaning.metadata.metadata import Metadata, metadata_of_page, metadata_of_text
from index.cleaning.metadata.structured import structured_of
from index.cleaning.metadata.supplied import title_given
from index.cleaning.text.saved_text import blocks_of_text
from index.minhash import sketch_of
from index.put_back import with_put_back

__all__ = ["clean_html", "clean_markdown", "clean_text", "take_text"]

Given = Mapping[str, object]
"""Facts that came with the article: front matter, or the other keys of a JSON Lines record."""


def clean_html(page: bytes | str, *, path: str = "", url: str = "") -> Article:
    """The article of an HTML page.

    `path` (below the corpus, with "/") and `url` (where the page was fetched) serve as sources
    of outlet and date where the page itself is silent. Never raises on any input.
    """
    tree = parse(page if isinstance(page, str) else decode(page))
    structured = structured_of(tree)
    metadata = metadata_of_page(tree, path=path, url=url, structured=structured)
    found = page_of(tree, metadata.title, structured.body)
    article = _article(metadata, found.blocks, path)
    if found.kind:
        article = replace(article, provenance={**article.provenance, "text": found.kind})
    return article


def clean_text(
    text: bytes | str,
    *,
    path: str = "",
    given: Given | None = None,
    repeated: Container[str] = frozenset(),
) -> Article:
    """The article of a text file, as one gets it by copying a page. Never raises.

    `repeated` holds lines (in the form of `normal_line`) that stand in several articles of the
    same outlet.
    """
    title = read_references(title_given(given))
    title, blocks = blocks_of_text(_text(text), title, repeated)
    return _article(metadata_of_text(title, blocks, given=given, path=path), blocks, path)


def clean_markdown(
    text: bytes | str,
    *,
    path: str = "",
    given: Given | None = None,
    repeated: Container[str] = frozenset(),
) -> Article:
    """The article of a Markdown file; front matter outweighs what the text says.

    `repeated` as of `clean_text`.
    """
    front, rest = split_front_matter(_without_unwanted(_decoded(text)))
    clipped, body = split_clipping(_text(rest))
    facts = {**(given or {}), **clipped, **front}
    title = read_references(title_given(facts))
    title, blocks = blocks_of_text(body, title, repeated, is_markdown=True)
    return _article(metadata_of_text(title, blocks, given=facts, path=path), blocks, path)


def take_text(text: str, *, path: str = "", given: Given | None = None) -> Article:
    """An article whose text is known to be clean: every line of it is kept."""
    title = read_references(title_given(given))
    lines = [" ".join(line.split()) for line in _text(text).splitlines()]
    blocks = [Block("p", line) for line in lines if line]
    metadata = metadata_of_text(title, blocks, given=given, path=path)
    return _article(metadata, blocks, path)


def _article(metadata: Metadata, blocks: Sequence[Block], path: str) -> Article:
    blocks = with_put_back(blocks)
    text = "\n".join(block.text for block in blocks if block.kept)
    provenance = dict(metadata.provenance)
    if metadata.date_confidence == "low":
        provenance["date"] += " (uncertain)"
    elif metadata.date_confidence == "medium":
        provenance["date"] += " (medium confidence)"
    title, lang = metadata.title, metadata.lang
    if not title and (title := _title_from_name(path)):
        provenance["title"] = "file name"
    if not lang and (lang := detect_language(text)):
        provenance["lang"] = "text"
    return Article(
        title=title,
        text=text,
        markdown=markdown_of(_below(title, blocks)),
        date=metadata.date,
        time=metadata.time,
        outlet=metadata.outlet,
        byline=metadata.byline,
        lang=lang,
        url=metadata.url,
        description=metadata.description,
        sketch=sketch_of(text),
        removed=tuple(RemovedLine(b.text, b.reason) for b in blocks if not b.kept),
        runs=_runs(blocks),
        provenance=provenance,
    )


def _below(title: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """The kept blocks without a first one that says the title, which stands above them anyway."""
    kept = [block for block in blocks if block.kept]
    return kept[1:] if len(kept) > 1 and kept[0].text == title else kept


def _runs(blocks: Sequence[Block]) -> tuple[int, ...]:
    """The lengths of the runs of kept and of removed blocks in turn, kept first."""
    runs = [0]
    for block in blocks:
        if block.kept == len(runs) % 2:
            runs[-1] += 1
        else:
            runs.append(1)
    return tuple(runs)


def _line(value: object) -> str:
    return " ".join(str(value or "").split())


def _text(text: bytes | str) -> str:
    return _without_unwanted(read_references(_decoded(text)))


def _decoded(text: bytes | str) -> str:
    return text if isinstance(text, str) else decode(text)


def _without_unwanted(text: str) -> str:
    if "¬" in text or "\u00ad" in text:
        text = _PARTED.sub("", text)
    # Looking for a character is many times as fast as translating a text.
    return text.translate(_UNWANTED) if any(sign in text for sign in _UNWANTED_SIGNS) else text


# NULs end strings in too many places, and belong to no article. Soft hyphens and word
# joiners stand within words, which would not be found.
_UNWANTED_SIGNS = "\0\u00ad\u2060"
_UNWANTED = dict.fromkeys(map(ord, _UNWANTED_SIGNS))
# Where a line ends in a word, programs that read print, and word processors, write one of these.
_PARTED = re.compile(r"(?<=\w)[\u00ad¬][ \t]*\r?\n[ \t]*(?=\w)")


def _title_from_name(path: str) -> str:
    """Words from a file's name, for an article that has no title of its own."""
    return re.sub(r"[-_+.\s]+", " ", PurePosixPath(path).stem).strip()
