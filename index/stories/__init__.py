"""Which articles are the same text, and which tell of the same event.

Two relations, kept apart. **Same text**: copies, cuts and versions of one text; told by the runs of
five words that two articles share. **Same event**: other words, a few days apart; told by the
heaviest words of their beginnings, with names counted double.

    words          the words of a text as numbers: what each is, and whether it is a name
    shingles       the runs of five words, and which of them are kept
    slots          places where two texts have the same words around other names and numbers
    comparison     two texts compared: how much they share, whether they are one form
    lead           the terms of a title and the first words
    title_form     what daily titles have in common
    live_blog      the entries of a live blog
    features       all that is kept of each article
    feature_file   the file a segment has of them
    candidates     the pairs of articles that may be the same text
    signatures     the weights of terms by period, and the heaviest of each article
    pairs          the pairs of articles that may tell of the same event
    years          those pairs year by year, kept from run to run
    linkage        groups from pairs
    groups         the groups of all articles: a function of the articles alone
    story_file     the groups of a generation on disk
    grouping       does that after a run, when it is needed
    update         brings the groups of an index to its articles
    integrity      whether the groups are those of the articles
    gather         rows of uneven length in another order

Weights and scores are integers, articles are taken in the order of date and id, and ties go to the
first: so the groups do not depend on the order in which articles came or went. Everything here is
made of the stored articles and can be made again.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.stories.comparison import Comparison, compare, is_same_text, prepared
    from index.stories.live_blog import is_time_stamp
    from index.stories.story_file import StoryFile, open_story_file
    from index.stories.words import WordTable

__all__ = [
    "Comparison",
    "StoryFile",
    "WordTable",
    "compare",
    "is_same_text",
    "is_time_stamp",
    "open_story_file",
    "prepared",
]

_HOMES = {
    "index.stories.comparison": ("Comparison", "compare", "is_same_text", "prepared"),
    "index.stories.live_blog": ("is_time_stamp",),
    "index.stories.story_file": ("StoryFile", "open_story_file"),
    "index.stories.words": ("WordTable",),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(name)
