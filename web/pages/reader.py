"""The reader view: an article's Markdown as safe HTML, the query's hits marked and numbered.

The Markdown comes from other people's pages, so nothing in it is trusted: raw HTML is text,
images are their descriptions, links go to http(s) addresses or are text, and headings stay below
the page's own. Hits are found in the text as a reader sees it, title and all blocks in one piece,
and then cut along the inline markup; so a phrase is found though half of it is in italics.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from index import Article
from web.pages.marks import Find, Mark, cut, marked

# More than that is no article, and Markdown that is made to be slow to parse: a letter costs up to
# 1.3 µs, a sign up to 40 µs (20,000 times "!["), a line 90 µs (10,000 list items). It is shown as
# plain paragraphs, which loses its links and emphasis but no word.
MAX_LENGTH = 300_000
MAX_SIGNS = 20_000
MAX_LINES = 10_000
_SIGNS = "[]!*_`<|&\\"

# Marks on one page. A book has fewer hits of a word worth following; "the" in a megabyte of text
# would make ten megabytes of marks.
MAX_HITS = 5_000

# Context lines on the page, and characters on either side of the hit in one.
MAX_CONTEXTS = 100
CONTEXT_WIDTH = 48

_TEXTUAL = frozenset({"text", "code_inline", "fence", "code_block"})
_DIRECTED = frozenset({"paragraph_open", "heading_open", "list_item_open", "td_open", "th_open"})


@dataclass(frozen=True, slots=True)
class Context:
    """A hit with the words around it, as a concordance prints it."""

    number: int
    before: str
    hit: str
    after: str


@dataclass(frozen=True, slots=True)
class ReadableArticle:
    """An article ready to read: its title and body with the first `marked` of its hits marked."""

    title: Markup
    body: Markup
    hits: int
    marked: int
    contexts: tuple[Context, ...]


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  # the library's name
        """Let every link parse: `_tame` judges them, and keeps the words of a bad one."""
        return True


class _Renderer(RendererHTML):
    """Renders text with the marks that `read` has laid in each token's `meta`."""

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return marked(tokens[idx].content, tokens[idx].meta.get("marks", ()))

    def code_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return Markup("<code>{}</code>").format(self.text(tokens, idx, options, env))

    def code_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return Markup("<pre><code>{}</code></pre>\n").format(self.text(tokens, idx, options, env))

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return self.code_block(tokens, idx, options, env)

    def steps(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """The links to the hits before and after a block's own, for the margin."""
        previous, following = tokens[idx].meta["previous"], tokens[idx].meta["next"]
        links = []
        if previous:
            links.append(_step(previous, "Previous", "↑"))
        if following:
            links.append(_step(following, "Next", "↓"))
        return Markup('<span class="steps">{}</span>').format(Markup("").join(links))


def _step(number: int, word: str, arrow: str) -> Markup:
    return Markup('<a href="#hit-{0}" aria-label="{1} hit, {0}">{2}</a>').format(
        number, word, arrow
    )


_MARKDOWN = _Parser("commonmark", {"html": False}, renderer_cls=_Renderer).enable("table")


def read(article: Article, find: Find, *, anchors: bool = False) -> ReadableArticle:
    """`article` as safe HTML, with what `find` finds in its text marked and numbered.

    With `anchors` each block has one, by its number.
    """
    tokens = _tokens(article)
    if anchors:
        _number_blocks(tokens)
    texts = [token for token in _flat(tokens) if token.type in _TEXTUAL]
    title = article.title.replace("\n", " ")
    whole, pieces = _lay_out(title, tokens)
    (found,) = find([whole])
    spans = found[:MAX_HITS]
    title_marks, *body_marks = cut(spans, pieces)
    for token, marks in zip(texts, body_marks, strict=True):
        token.meta["marks"] = marks
    _add_steps(tokens, len(spans))
    return ReadableArticle(
        title=marked(title, title_marks),
        # Every part of it was escaped by the renderer above or by the library's own.
        body=Markup(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})),  # noqa: S704
        hits=len(found),
        marked=len(spans),
        contexts=tuple(_contexts(whole, spans)),
    )


def blocks_of(article: Article) -> list[str]:
    """The texts of an article's blocks (paragraphs, headings, points), in their order.

    The first of them has the anchor `p-1` on the article's page.
    """
    return [
        "".join(" " if part.type.endswith("break") else part.content for part in token.children)
        for token in _tokens(article)
        if token.type == "inline" and token.children
    ]


def _number_blocks(tokens: list[Token]) -> None:
    """Give each block the anchor by which notes and quotations lead to it."""
    number, opening = 0, None
    for token in tokens:
        if token.nesting == 1 and not token.hidden:
            opening = token
        elif token.type == "inline" and token.children:
            number += 1
            if opening is not None and opening.attrGet("id") is None:
                opening.attrSet("id", f"p-{number}")


def _tokens(article: Article) -> list[Token]:
    if _is_reasonable(article.markdown):
        return list(_tame(_MARKDOWN.parse(article.markdown)))
    lines = [line for line in article.text.splitlines() if line.strip()]
    if len(lines) > MAX_LINES:
        lines = ["\n".join(lines)]
    return [token for line in lines for token in _paragraph(line)]


def _is_reasonable(markdown: str) -> bool:
    """Whether there is Markdown, and it can be parsed in well under a second."""
    return (
        0 < len(markdown) <= MAX_LENGTH
        and markdown.count("\n") <= MAX_LINES
        and sum(map(markdown.count, _SIGNS)) <= MAX_SIGNS
    )


def _paragraph(line: str) -> Iterator[Token]:
    attrs: dict[str, str | int | float] = {"dir": "auto"}
    if "\n" in line:
        attrs["class"] = "lines"
    yield Token("paragraph_open", "p", 1, attrs=attrs, block=True)
    yield Token("inline", "", 0, children=[Token("text", "", 0, content=line)])
    yield Token("paragraph_close", "p", -1, block=True)


def _tame(tokens: list[Token]) -> Iterator[Token]:
    """The tokens without images, strange links and headings above the page's own."""
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"
        if token.type in _DIRECTED:
            # Each block runs its own way: an English article may end in Arabic.
            token.attrSet("dir", "auto")
        # Of table cells, whose alignment the content security policy forbids in this form.
        token.attrs.pop("style", None)
        if token.children:
            token.children = list(_tame_inline(token.children))
        yield token


def _tame_inline(children: list[Token]) -> Iterator[Token]:
    kept: list[bool] = []  # of the links that are open, which have an address to keep
    for token in children:
        if token.type == "image":
            yield from _tame_inline(token.children or [])
        elif token.type == "link_open":
            kept.append(is_web_address(str(token.attrGet("href") or "")))
            if kept[-1]:
                token.attrSet("rel", "noopener noreferrer nofollow")
                yield token
        elif token.type == "link_close":
            if kept.pop():
                yield token
        else:
            yield token


def is_web_address(url: str) -> bool:
    """Whether `url` is an absolute http(s) address: the only kind that pages link to."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _lay_out(title: str, tokens: list[Token]) -> tuple[str, list[tuple[int, int]]]:
    """The text as a reader sees it, a block a line, and where in it each piece stands."""
    parts = [title]
    pieces = [(0, len(title))]
    length = len(title)
    for token in _flat(tokens):
        if token.type in _TEXTUAL:
            parts.append(token.content)
            pieces.append((length, length + len(token.content)))
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak" or token.block:
            parts.append("\n")
        else:
            continue
        length += len(parts[-1])
    return "".join(parts), pieces


def _add_steps(tokens: list[Token], last: int) -> None:
    """Append to each block with hits the links to the hits around it."""
    for token in tokens:
        if token.type != "inline" or not token.children:
            continue
        numbers = [mark.number for mark in _marks_of(token.children) if mark.first]
        if not numbers:
            continue
        previous = numbers[0] - 1
        following = numbers[-1] + 1 if numbers[-1] < last else 0
        if previous or following:
            around = {"previous": previous, "next": following}
            token.children.append(Token("steps", "", 0, meta=around))


def _marks_of(tokens: list[Token]) -> Iterator[Mark]:
    for token in tokens:
        yield from token.meta.get("marks", ())


def _contexts(whole: str, spans: Sequence[tuple[int, int]]) -> Iterator[Context]:
    for number, (start, end) in enumerate(spans[:MAX_CONTEXTS], 1):
        before = whole[max(0, start - CONTEXT_WIDTH) : start].rpartition("\n")[2]
        after = whole[end : end + CONTEXT_WIDTH].partition("\n")[0]
        yield Context(number, before, " ".join(whole[start:end].split()), after)
