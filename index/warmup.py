"""A small index, made and thrown away, once, while setting up (search.warmup).

All loops over arrays run on the way, and are kept as machine code beside the sources; so the
first run of a user does not wait for the compiler.
"""

from __future__ import annotations

from pathlib import Path

from index.article import Article
from index.run.verify import verify
from index.store.store import Store, locked
from index.stories.grouping import group_stories

_ARTICLES = 300  # more than a term needs to have entry points

# Python keeps a text in one, two or four bytes a character, and each is a loop of its own.
_ENDS = (".", "’s end.", " 𝄐.")


_STORY = "The harbour wall of Vellmouth leans by 12 degrees, said the mayor, Ada Oke. " * 6

_PAGE = ("Home", "News", "Weather") * 8 + ("The harbour wall leans, they say. " * 4,) * 8


def warm_up_cleaning() -> None:
    """Clean a text that shows boilerplate, and a page."""
    # Who only searches loads none of it.
    from index.cleaning import clean_html, clean_text  # noqa: PLC0415

    clean_text("\n\n".join(_PAGE))
    clean_html("".join(f"<p>{line}</p>" for line in _PAGE))


def warm_up(folder: Path) -> None:
    """Add, replace, merge, read and verify in an empty folder."""
    corpus = folder / "corpus"
    corpus.mkdir()
    directory = folder / "index"
    with locked(directory, corpus):
        store = Store.create(directory, corpus)
        for first in (0, _ARTICLES // 2):
            with store.batch() as batch:
                for number in range(first, first + _ARTICLES):
                    batch.drop(str(number))
                    batch.add(str(number), str(number), _article(number))
            store.publish()
    for _ in verify(directory):
        pass  # nothing is in the corpus; what counts is that all has been run
    _warm_up_stories(folder / "stories", corpus)


def _warm_up_stories(directory: Path, corpus: Path) -> None:
    """Group copies of a text and a report in other words, and make the groups again."""
    with locked(directory, corpus):
        store = Store.create(directory, corpus)
        with store.batch() as batch:
            for number, end in enumerate((*_ENDS, _ENDS[0])):
                day = "2022-05-17" if number else ""  # loops of their own for undated ones
                article = Article("Harbour", _STORY + end, date=day, outlet=str(number))
                batch.add(str(number), str(number), article)
        store.publish()
        group_stories(store)
    for _ in verify(directory):
        pass


def _article(number: int) -> Article:
    text = (
        f"The harbour wall leans, says tablet no. {number}; the walls, the wall{_ENDS[number % 3]} "
        f"It is at {'Korvadh' if number % 2 else 'Korwadh'}, say they."
    )
    return Article(f"Tablet {number}", text, date="2022-05-17", outlet="The Courier", lang="en")
