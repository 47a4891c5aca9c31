"""What a search gives back: plain records that pages, feeds and programs read alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from index import Article
from search.facet import FacetValue

MARK_START, MARK_END = "\x02", "\x03"
"""Around each hit in a plain snippet: the only control characters in it."""


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Another copy of an article: the same text, cut or changed a little."""

    id: str
    title: str
    outlet: str
    date: str


class Hit(NamedTuple):  # ten are made for each query, in a fifth of the time of a dataclass
    """One article of the result, with the passage that matched.

    `snippet` is plain text with each hit between MARK_START and MARK_END; `snippet_html` the same,
    escaped, with hits in `<mark>`. `date` is ISO 8601 with the precision known, or empty.
    `near_duplicates` are articles with the same text that come further down in the result, or by
    story all other articles of the result that tell of the same event. `story` and `copies` are the
    ids of the first article on the same event, and of the first with the same text: empty when
    there is no other. `without` are the words of the query that it does not have, as they were
    typed: none where it has all. `is_list`: it is no article, but a list of headlines.
    """

    id: str
    title: str
    outlet: str
    date: str
    byline: str
    lang: str
    url: str
    score: float
    snippet: str
    snippet_html: str
    near_duplicates: tuple[NearDuplicate, ...] = ()
    story: str = ""
    copies: str = ""
    without: tuple[str, ...] = ()
    is_list: bool = False


class OtherReading(NamedTuple):
    """Another way to read a query: what it finds, in words, and the query that asks for it."""

    text: str
    query: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling by which a name of a query was widened, and why."""

    typed: str
    """The word of the query."""
    text: str
    """As the articles mostly write it."""
    form: str
    """Folded: what `without` is given to leave it out."""
    articles: int
    """How many have it."""
    kind: str
    why: str
    """In words."""
    cost: float
    """How far its sounds are from those of the word: 0 for none."""
    likeness: float
    """How alike its company is: 0 to 1."""
    beside: tuple[str, ...] = ()
    """Words beside which both stand."""
    typed_articles: int = 0
    """How many articles have the word as it was typed."""

    def in_words(self) -> str:
        """As in "Hizballah (12: sounds alike)"."""
        return f"{self.text} ({self.articles:,}: {self.why})"


@dataclass(frozen=True, slots=True)
class Result:
    """One page of the answer to a query.

    `total` counts all articles with all words, not only this page's; `partial` those with most of
    the words, which come after them where there are few, or among them when the query is a
    sentence, each saying what it is without. `copies`
    are those that stand with another, on this page or before it, or by story on any page.
    `understood` is the query as it
    was read; `notes` say in words what was ignored, capped or corrected, and `readings`
    are other ways to read it. `facets` has the keys
    `outlet`, `lang`, `date` (by month, newest first) and, of a folder, `name`, counted over the
    whole result.
    """

    query: str
    understood: str
    notes: tuple[str, ...]
    total: int
    took_ms: float
    page: int
    limit: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Sequence[FacetValue]] = field(default_factory=dict)
    spellings: tuple[Spelling, ...] = ()
    """The spellings by which names of the query were widened."""
    left_out: tuple[Spelling, ...] = ()
    """Those of them that were not wanted."""
    partial: int = 0
    copies: int = 0
    readings: tuple[OtherReading, ...] = ()

    @property
    def is_mixed(self) -> bool:
        """Whether an article with all words comes behind one with most of them, on this page."""
        lacks = [bool(hit.without) for hit in self.hits]
        return lacks != sorted(lacks)

    @property
    def listed(self) -> int:
        """How many hits all pages have together, as far as copies are known."""
        return self.total + self.partial - self.copies


class Headline(NamedTuple):
    """The title of an article that is perhaps looked for; `date` as a Hit has it."""

    id: str
    title: str
    outlet: str
    date: str


@dataclass(frozen=True, slots=True)
class Completions:
    """What a query that is being typed may become.

    `words` are queries: what was typed with its last word complete, the most frequent first.
    `headlines` are articles, the newest first.
    """

    words: tuple[str, ...] = ()
    headlines: tuple[Headline, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article of the index, with the id by which it is asked for, and its other copies."""

    id: str
    article: Article
    near_duplicates: tuple[NearDuplicate, ...] = ()
    names: tuple[str, ...] = ()
    """People, places and organisations, as it writes them."""


@dataclass(frozen=True, slots=True)
class FirstUse:
    """The first article of an outlet that has a spelling of a name."""

    outlet: str
    date: str
    id: str


@dataclass(frozen=True, slots=True)
class NameSpelling:
    """A way in which articles write a name."""

    text: str
    articles: int
    first: tuple[FirstUse, ...]
    """By outlet, the earliest first; undated articles last."""


@dataclass(frozen=True, slots=True)
class NameRecord:
    """A name, and what the archive has on it."""

    name: str
    """As articles mostly write it."""
    articles: int
    spellings: tuple[NameSpelling, ...]
    """Those in most articles first."""
    months: Sequence[FacetValue]
    outlets: Sequence[FacetValue]
    beside: Sequence[FacetValue]
    """The names that most of its articles have, too."""


@dataclass(frozen=True, slots=True)
class Status:
    """What is indexed, and how fresh it is.

    `updated` is when the last run over the corpus ended (with zone), None before the first.
    `generation` changes with every commit. `ungrouped` articles have not been put together with
    their stories yet.
    """

    articles: int
    updated: datetime | None
    corpus: str
    generation: int
    ungrouped: int = 0
