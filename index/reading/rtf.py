"""RTF, through striprtf: an article, or an export of a press database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from index.cleaning import clean_text
from index.problem import Unreadable
from index.reading.entry import with_facts
from index.reading.exports import articles_of_export
from index.reading.kind import Kind
from index.reading.source import Extracted, Source, article_of

_INFO = re.compile(r"\{\\(title|author) ([^{}\\]{1,300})\}")
_PICTURE = re.compile(rb"[0-9a-fA-F\r\n]{4000,}")


def articles_of_rtf(source: Source) -> Iterator[Extracted]:
    """The article of an RTF file, or the articles of an export."""
    from striprtf.striprtf import rtf_to_text

    content = _PICTURE.sub(b"", source.whole()).decode("latin-1")
    if not content.lstrip().startswith("{\\rtf"):
        raise Unreadable("not RTF, or damaged")
    text = str(rtf_to_text(content, errors="replace"))  # type: ignore[no-untyped-call]  # it has none
    text = text.replace("\xa0", " ")
    if exported := articles_of_export(text, source):
        yield from exported
        return
    # One line is one paragraph here.
    facts = dict(_INFO.findall(content[:20_000]))
    cleaned = partial(clean_text, text, path=source.path)
    found = article_of(cleaned, source.path)
    if not isinstance(found, str) and facts.get("author") and not found.byline:
        found = with_facts(found, {"author": facts["author"]}, "RTF information")
    yield "", found


KINDS = (Kind("RTF", articles_of_rtf, (".rtf",), (b"{\\rtf",), turn=1, gives_records=True),)
