"""What takes the article out of a page: ours, and the libraries that can do the same.

Each library is set up as its documentation says for the article's text alone, comments left out
where it can, since no article in the collections has any; of two documented settings it gets the
one that serves it better here. One that is not installed is left out. A further one is a further
function, entered in `extractors`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec

from index import clean_html
from index.cleaning.html.page import blocks_of_page
from index.cleaning.html.parse import parse
from index.cleaning.metadata.metadata import metadata_of_page

Extract = Callable[[str], str]
"""The text of a page's article, of its HTML."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """One that takes part: `package` is what is installed, `settings` how it is called."""

    name: str
    package: str
    settings: str
    extract: Extract

    @property
    def version(self) -> str:
        return version(self.package)


def extractors() -> Iterator[Extractor]:
    """Ours, then those of the others that are installed here."""
    yield Extractor("backfile", "backfile", "text, title and facts", text_of)
    yield Extractor(
        "backfile, all", "backfile", "text, facts, Markdown, language, sketch", article_of
    )
    for module, make in _OTHERS.items():
        if find_spec(module):
            yield from make()


def missing() -> list[str]:
    """The modules of the others that are not installed here."""
    return [module for module in _OTHERS if not find_spec(module)]


def text_of(html: str) -> str:
    """The text that the index holds; the page's facts are read on the way, for its title."""
    tree = parse(html)
    blocks = blocks_of_page(tree, metadata_of_page(tree).title)
    return "\n".join(block.text for block in blocks if block.kept)


def article_of(html: str) -> str:
    """The same text, of the whole article as it would be stored."""
    return clean_html(html).text


def _trafilatura() -> Iterator[Extractor]:
    from trafilatura import bare_extraction, extract  # noqa: PLC0415 (may be missing)

    def text(html: str, **options: bool) -> str:
        return extract(html, include_comments=False, **options) or ""

    def text_with_facts(html: str) -> str:
        found = bare_extraction(html, include_comments=False, with_metadata=True)
        return str(getattr(found, "text", None) or "")

    for name, settings, extractor in (
        ("", "text: include_comments=False", text),
        (", fast", "text: include_comments=False, fast=True", partial(text, fast=True)),
        (
            ", precise",
            "text: include_comments=False, favor_precision=True",
            partial(text, favor_precision=True),
        ),
        (", facts", "text, title and facts: with_metadata=True", text_with_facts),
    ):
        yield Extractor(f"trafilatura{name}", "trafilatura", settings, extractor)


def _readability() -> Iterator[Extractor]:
    from html_text import extract_text  # noqa: PLC0415 (may be missing)
    from readability import Document  # noqa: PLC0415 (may be missing)

    def text(html: str) -> str:
        return extract_text(Document(html).summary(html_partial=True))

    settings = f"text: html-text {version('html-text')} of summary(html_partial=True)"
    yield Extractor("readability-lxml", "readability-lxml", settings, text)


def _resiliparse() -> Iterator[Extractor]:
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 (may be missing)

    def text(html: str) -> str:
        return extract_plain_text(html, main_content=True, comments=False, alt_texts=False)

    settings = "text: main_content=True, comments=False, alt_texts=False"
    yield Extractor("resiliparse", "resiliparse", settings, text)


def _justext() -> Iterator[Extractor]:
    from justext import get_stoplist, justext  # noqa: PLC0415 (may be missing)

    words = get_stoplist("English")
    # Published with article-extraction-benchmark; its own defaults reach less here.
    options = {
        "length_low": 50, "length_high": 200, "stopwords_low": 0.1, "stopwords_high": 0.2,
        "max_link_density": 0.2, "max_heading_distance": 200, "no_headings": True,
    }  # fmt: skip

    def text(html: str) -> str:
        kept = justext(html, words, **options)
        return "\n".join(paragraph.text for paragraph in kept if not paragraph.is_boilerplate)

    shown = ", ".join(f"{name}={value}" for name, value in options.items())
    yield Extractor("jusText", "jusText", f"text: English, {shown}", text)


_OTHERS: dict[str, Callable[[], Iterator[Extractor]]] = {
    "trafilatura": _trafilatura,
    "readability": _readability,
    "resiliparse": _resiliparse,
    "justext": _justext,
}
