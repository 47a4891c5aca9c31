"""What an article says of itself: title, date, outlet, byline, language, address.

    metadata_of_page    from a parsed page: structured.py, headline.py, publication_date.py,
                        byline.py, outlet.py, address.py
    metadata_of_text    from the lines of a saved text: saved_facts.py; and from the facts that
                        came with it: given.py

Each fact has several sources. They are asked in the order of how often they were right on
pages whose facts are known (tests/quality/score_metadata.py), and the first that has a
plausible value is the fact's provenance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from index.cleaning.block import Block
from index.cleaning.metadata.byline import byline_of_page
from index.cleaning.metadata.canonical_url import host_in_path, host_of, url_of_page
from index.cleaning.metadata.dates import Convention, month_is_first
from index.cleaning.metadata.headline import (
    LONGEST_TITLE,
    SEPARATOR,
    fold_name,
    title_of_page,
    without_outlet,
)
from index.cleaning.metadata.headline_context import HeadlineContext, headline_context_of
from index.cleaning.metadata.language import detect_language, is_spoken_in
from index.cleaning.metadata.outlet import outlet_of_page, site_names
from index.cleaning.metadata.publication_date import confidence_in, date_in_path, date_of_page
from index.cleaning.metadata.site_key import SiteKey, site_key
from index.cleaning.metadata.sourced_value import UNKNOWN, SourcedValue, cleaned
from index.cleaning.metadata.structured import Structured, structured_of
from index.cleaning.metadata.supplied import LONGEST_DESCRIPTION, language_code, supplied_facts
from index.cleaning.metadata.text_metadata import byline_of_text, date_of_text, outlet_of_text

# Enough running text to hear the language of a page in which every menu is in another one.
_MOST_PARAGRAPHS = 40
_ENOUGH_TEXT = 2_000
_LEAST_TEXT = 300
# What a text is read for.
_ASKED = frozenset({"title", "date", "outlet", "byline"})


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts about an article beside its text; an empty string is "not known".

    `date` is ISO 8601 with the precision that is known (`2017-06-09`, `2017-06`, `2017`), never
    before 1900 nor later than the day after tomorrow, `time` the time of day that is stated with it
    (`14:05`, `14:05+02:00`, `14:05Z`); `date_confidence` is "high", "medium" or "low".
    `provenance` names, for each field that has a value, where the value was found. No field holds
    control characters.
    """

    title: str = ""
    date: str = ""
    time: str = ""
    outlet: str = ""
    byline: str = ""
    lang: str = ""
    url: str = ""
    description: str = ""
    date_confidence: str = ""
    provenance: Mapping[str, str] = field(default_factory=dict)


def metadata_of_page(
    tree: LexborHTMLParser,
    *,
    path: str = "",
    url: str = "",
    structured: Structured | None = None,
) -> Metadata:
    """The facts that a page states, read from its whole tree, before anything is cut from it.

    `path` is the file's path below the corpus and `url` the address where the page was fetched;
    their domain and date serve where the page is silent. `structured` is what `structured_of`
    gives, where it is known. Never raises.
    """
    structured = structured or structured_of(tree)
    address = url_of_page(tree, structured, url)
    key = site_key(address.value or url, path)
    names = site_names(tree, structured, key)
    title = title_of_page(tree, structured, names, address.value or url)
    near = headline_context_of(tree, title.value)
    convention = _convention(tree, structured, address.value, near)
    return _metadata(
        title=title,
        date=date_of_page(tree, structured, near, address.value or url, convention)
        or date_in_path(path, convention),
        outlet=outlet_of_page(tree, structured, key) or _host(address.value or url, path),
        byline=byline_of_page(tree, structured, near, names),
        lang=_language_of_page(tree, structured),
        url=address,
        description=_description(structured),
    )


def metadata_of_text(
    title: str,
    blocks: Sequence[Block],
    *,
    given: Mapping[str, object] | None = None,
    path: str = "",
) -> Metadata:
    """The facts about a saved text; what is `given` with it outweighs what its lines say.

    `blocks` are all its lines, those that were removed with their reasons; date line and byline
    are among these. The language is only stated where it was given: it is a matter of the text
    that is kept. Never raises.
    """
    is_markdown = path.lower().endswith((".md", ".markdown"))
    title = cleaned(title, LONGEST_TITLE)
    facts = supplied_facts(given or {}, "front matter" if is_markdown else "jsonl")
    if not blocks or facts.keys() >= _ASKED:
        return _metadata(**facts)
    url = facts.get("url", UNKNOWN).value
    lines = [block.text for block in blocks]
    key = site_key(url, path, lines)
    head = " ".join(lines[:10])[:1_000]
    lang = facts.get("lang", UNKNOWN).value
    convention = Convention(month_is_first(lang, host_of(url) or host_in_path(path), head))
    outlet = (
        facts.get("outlet")
        or outlet_of_text(title, blocks, key)
        or _behind_title(title, key)
        or _host(url, path)
    )
    names = {fold_name(outlet.value), *key.forms} - {""}
    found = {
        "title": SourcedValue(without_outlet(title, names), "text"),
        "date": facts.get("date")
        or date_of_text(blocks, path, convention)
        or date_in_path(url.partition("://")[2], convention),
        "outlet": outlet,
        "byline": facts.get("byline") or byline_of_text(blocks, outlet.value),
    }
    return _metadata(**{**found, **facts})


def _metadata(**facts: SourcedValue) -> Metadata:
    known = {name: fact for name, fact in facts.items() if fact}
    return Metadata(
        **{name: fact.value for name, fact in known.items()},
        time=facts.get("date", UNKNOWN).time,
        date_confidence=confidence_in(facts.get("date", UNKNOWN).source),
        provenance={name: fact.source for name, fact in known.items()},
    )


def _behind_title(title: str, key: SiteKey) -> SourcedValue:
    """The outlet behind a title, as pages put it there, where it agrees with the domain."""
    for match in reversed(list(SEPARATOR.finditer(title))):
        if key.agrees(name := title[match.end() :].strip()):
            return SourcedValue(name, "title")
    return UNKNOWN


def _host(url: str, path: str) -> SourcedValue:
    """The domain, where no name of the outlet is known."""
    if host := host_of(url):
        return SourcedValue(host, "url")
    return SourcedValue(host_in_path(path), "folder")


def _convention(
    tree: LexborHTMLParser, structured: Structured, url: str, near: HeadlineContext
) -> Convention:
    lang = _declared_language(tree) or structured.meta("og:locale")
    locale = structured.meta("og:locale").replace("_", "-")
    if "-" not in lang and locale.lower().startswith(f"{lang.lower()}-"):
        lang = locale
    text = near.elements[0].text(separator=" ")[:1_000] if near.elements else ""
    return Convention(month_is_first(lang, host_of(url), text))


def _declared_language(tree: LexborHTMLParser) -> str:
    root = tree.root
    return (
        cleaned(root.attributes.get("lang") or root.attributes.get("xml:lang"), 40) if root else ""
    )


def _language_of_page(tree: LexborHTMLParser, structured: Structured) -> SourcedValue:
    """The language of the page's paragraphs; templates often declare that of their makers."""
    paragraphs: list[str] = []
    for paragraph in tree.css("p")[:_MOST_PARAGRAPHS]:
        paragraphs.append(paragraph.text()[:_ENOUGH_TEXT])
        if sum(map(len, paragraphs)) > _ENOUGH_TEXT:
            break
    text = " ".join(paragraphs)
    # In other scripts than Latin a word is a few letters, and the letters say much.
    is_other_script = len(text.encode("utf-8", "ignore")) > 1.3 * len(text)
    is_enough = len(text) >= (_LEAST_TEXT // 5 if is_other_script else _LEAST_TEXT)
    if is_enough and (heard := detect_language(text)):
        return SourcedValue(heard, "text")
    for value, source in (
        (structured.article.get("inLanguage"), "json-ld inLanguage"),
        (_declared_language(tree), "html lang"),
        (structured.meta("content-language", "dc.language", "og:locale"), "meta language"),
    ):
        code = language_code(value if isinstance(value, str) else "")
        if code and not (is_enough and not is_spoken_in(code, text)):
            return SourcedValue(code, source)
    return UNKNOWN


def _description(structured: Structured) -> SourcedValue:
    for value, source in (
        (structured.meta("og:description"), "meta og:description"),
        (structured.meta("description"), "meta description"),
        (structured.article.get("description"), "json-ld description"),
    ):
        if text := cleaned(value, LONGEST_DESCRIPTION):
            return SourcedValue(text, source)
    return UNKNOWN
