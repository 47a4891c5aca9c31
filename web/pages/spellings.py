"""The spellings by which a query's names were widened, each with a link that takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search import Spelling
from web.search_params import OFF, SearchParams, name_url, search_url

_LINE = 55  # letters that stand side by side where there is room for a column beside the list
_AROUND = 6  # those that the count and the sign behind each spelling take


@dataclass(frozen=True, slots=True)
class SpellingLink:
    """A spelling: alone, left out, and why it is one."""

    text: str
    articles: int
    why: str
    url: str
    """The search for it alone."""
    without_url: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A spelling that this search does without, and the search that has it again."""

    text: str
    typed: str
    url: str


@dataclass(frozen=True, slots=True)
class About:
    """The page of a name that was typed."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class AlsoSearched:
    """The line below the heading."""

    spellings: tuple[SpellingLink, ...]
    left_out: tuple[LeftOut, ...]
    about: tuple[About, ...]
    unheard: tuple[str, ...]
    """Names that no article has as they were typed."""
    as_typed_url: str
    """Empty where only what was typed is sought."""
    all_url: str
    """Empty where nothing is left out."""

    @property
    def is_long(self) -> bool:
        """Whether the line may be too short for its spellings, on a screen of any width."""
        around = (*self.unheard, *(name.name for name in self.about))
        letters = sum(len(name) for name in (*around, *(each.text for each in self.spellings)))
        return letters + _AROUND * len(self.spellings) > _LINE


def also_searched(
    params: SearchParams, spellings: Sequence[Spelling], left_out: Sequence[Spelling] = ()
) -> AlsoSearched | None:
    """The line of a search; None where no name was widened and none could be."""
    is_narrowed = bool(params.variants or params.without)
    if not spellings and not is_narrowed:
        return None
    typed = dict.fromkeys(spelling.typed for spelling in spellings)
    return AlsoSearched(
        tuple(_link(params, spelling) for spelling in spellings),
        tuple(_left_out(params, spelling) for spelling in left_out),
        tuple(About(name, name_url(name)) for name in typed),
        tuple(dict.fromkeys(each.typed for each in spellings if not each.typed_articles)),
        search_url(params.change(variants=OFF)) if spellings else "",
        search_url(params.change(variants="", without="")) if is_narrowed else "",
    )


def _left_out(params: SearchParams, spelling: Spelling) -> LeftOut:
    kept = [form for form in params.without.split(",") if form not in ("", spelling.form)]
    url = search_url(params.change(without=",".join(kept)))
    return LeftOut(spelling.text, spelling.typed, url)


def _link(params: SearchParams, spelling: Spelling) -> SpellingLink:
    without = ",".join(filter(None, (params.without, spelling.form)))
    return SpellingLink(
        spelling.text,
        spelling.articles,
        spelling.why,
        search_url(params.change(query=f'"{spelling.text}"', without="")),
        search_url(params.change(without=without)),
    )
