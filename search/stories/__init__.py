"""One story, every outlet: the reports of an event, and how they differ.

    membership    which articles of a generation are copies of one another, or tell of one event
    story         the reports of one event, as a record
    moment        when a report came out
    first         who was first, and how sure that is
    names         the names that reports have in common, and each one's spellings
    sentences     the sentences of a text
    versions      two texts, sentence by sentence
    quotations    what is quoted, by whom, in which reports
    figures       numbers that differ between reports
    exclusive     what only one report has

All but `membership` is made of the texts of the reports alone, when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.stories.exclusive import exclusives
    from search.stories.figures import differing_figures
    from search.stories.first import First, first_of
    from search.stories.moment import moment_of
    from search.stories.names import shared_names, spellings
    from search.stories.quotations import shared_quotations
    from search.stories.versions import Pair, compare_texts

__all__ = [
    "First",
    "Pair",
    "compare_texts",
    "differing_figures",
    "exclusives",
    "first_of",
    "moment_of",
    "shared_names",
    "shared_quotations",
    "spellings",
]

_HOMES = {
    "search.stories.exclusive": ("exclusives",),
    "search.stories.figures": ("differing_figures",),
    "search.stories.first": ("First", "first_of"),
    "search.stories.moment": ("moment_of",),
    "search.stories.names": ("shared_names", "spellings"),
    "search.stories.quotations": ("shared_quotations",),
    "search.stories.versions": ("Pair", "compare_texts"),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(name)
