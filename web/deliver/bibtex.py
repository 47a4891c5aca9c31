"""BibTeX, for LaTeX: an entry for each article, in UTF-8 as biblatex reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from web.deliver.dossier import Item
from web.deliver.reference import authors, date_parts
from web.desk.shelf import clean
from web.pages.reader import is_web_address

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
"""What means something to LaTeX. Braces are named: BibTeX counts them, whatever stands before."""

_NO_KEY = re.compile(r"[^a-z0-9]+")


def bibtex(items: Iterable[Item]) -> bytes:
    """The entries of all articles; each key is author and year, and a letter where it was taken."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field

    taken: dict[str, int] = {}
    library = Library()
    library.add(
        [
            Entry(
                "article", _key(item, taken), [Field(name, value) for name, value in _fields(item)]
            )
            for item in items
        ]
    )
    written: str = write_string(library)
    return written.encode("utf-8", "replace")


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    facts = item.facts
    people = [
        _escaped(each.inverted) if each.given else f"{{{_escaped(each.family)}}}"
        for each in authors(facts.byline)
    ]
    date = "-".join(f"{part:02}" for part in date_parts(facts.date))
    values = {
        "author": " and ".join(people),
        "title": f"{{{_escaped(item.title)}}}",
        "journal": _escaped(facts.outlet),
        "year": date[:4],
        "date": date,
        "url": re.sub(r"[\s{}\\]", "", facts.url) if is_web_address(facts.url) else "",
        "langid": facts.lang,
        "keywords": ", ".join(map(_escaped, item.tags)),
        "note": _escaped(f"Saved as {facts.id}"),
        "annotation": _escaped(" ".join(note.text for note in item.notes)),
    }
    return ((name, value) for name, value in values.items() if value)


def _key(item: Item, taken: dict[str, int]) -> str:
    people = authors(item.facts.byline)
    name = people[0].family if people else item.facts.outlet or "article"
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    year = item.facts.date[:4] if date_parts(item.facts.date) else ""
    stem = f"{_NO_KEY.sub('', plain)[:30] or 'article'}{year}"
    taken[stem] = number = taken.get(stem, 0) + 1
    return stem if number == 1 else f"{stem}-{number}"


def _escaped(text: str) -> str:
    return " ".join(clean(text).split()).translate(_SPECIAL)
