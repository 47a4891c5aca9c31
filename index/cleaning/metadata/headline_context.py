"""What stands around the headline of a page: there the date and the byline are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

_MOST_HEADINGS = 12
# The date of an article is in one of this many elements around its headline, or nowhere.
_MOST_ANCESTORS = 6
_MOST_TIMES = 12
# Lines below and above the headline that can be about the article.
_LINES_BELOW = 20
_LINES_ABOVE = 4
_LONGEST_TEXT = 50_000


@dataclass(frozen=True)
class HeadlineContext:
    """The elements that hold the headline `title`, from the inside out, ending with the body."""

    title: str
    elements: tuple[LexborNode, ...]

    @cached_property
    def lines(self) -> list[str]:
        """The lines next to the headline: those below it first, then those above."""
        below: list[str] = []
        above: list[str] = []
        for element in self.elements:
            above, below = self._around(element.text(separator="\n")[:_LONGEST_TEXT])
            if len(below) == _LINES_BELOW:
                break
        return below + above

    def _around(self, text: str) -> tuple[list[str], list[str]]:
        """The lines above and below the first one that is in the title, or is the first of all."""
        lines = (" ".join(words) for raw in text.splitlines() if (words := raw.split()))
        seen: list[str] = []
        for line in lines:
            if line in self.title:
                return seen[-_LINES_ABOVE:], list(islice(lines, _LINES_BELOW))
            seen.append(line)
        return [], seen[1 : 1 + _LINES_BELOW]

    def stamps(self) -> list[str]:
        """The times that elements around the headline state for programs."""
        page = self.elements[-1] if self.elements else None
        times = page.css("time[datetime]")[:_MOST_TIMES] if page is not None else []
        return [value for time in times if (value := time.attributes.get("datetime"))]


def headline_context_of(tree: LexborHTMLParser, title: str) -> HeadlineContext:
    """The surroundings of the heading that is the title, else of the first heading."""
    headings = tree.css("h1")[:_MOST_HEADINGS] or tree.css("h2, h3")[:_MOST_HEADINGS]
    start = "".join(title.split())[:40]
    of_title = (h for h in headings if start and start in "".join(h.text()[:2_000].split()))
    node: LexborNode | None = next(of_title, headings[0] if headings else None)
    around: list[LexborNode] = []
    while node is not None and node.tag != "body" and len(around) <= _MOST_ANCESTORS:
        around.append(node)
        node = node.parent
    body = [tree.body] if tree.body is not None else []
    return HeadlineContext(title, tuple(around[1:] + body))
