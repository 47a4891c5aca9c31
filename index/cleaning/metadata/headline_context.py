"""What stands around the headline of a page: there the date and the byline are."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

_MOST_HEADINGS = 12
# The date of an article is in one of this many elements around its headline, or nowhere.
_MOST_ANCESTORS = 6
# Lines below and above the headline that can be about the article.
_LINES_BELOW = 20
_LINES_ABOVE = 4
_LONGEST_TEXT = 50_000


@dataclass(frozen=True, slots=True)
class HeadlineContext:
    """The elements that hold the headline `title`, from the inside out, ending with the body."""

    title: str
    elements: tuple[LexborNode, ...]

    def lines(self) -> list[str]:
        """The lines next to the headline: those below it first, then those above."""
        below: list[str] = []
        above: list[str] = []
        for element in self.elements:
            text = element.text(separator="\n")[:_LONGEST_TEXT]
            lines = [" ".join(words) for raw in text.splitlines() if (words := raw.split())]
            at = next((i for i, line in enumerate(lines) if line in self.title), 0)
            below = lines[at + 1 : at + 1 + _LINES_BELOW]
            above = lines[max(0, at - _LINES_ABOVE) : at]
            if len(below) == _LINES_BELOW:
                break
        return below + above


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
