"""What a page says of itself to programs: JSON-LD, OpenGraph and other meta elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from index.cleaning.metadata.embedded_text import embedded_text
from index.json_text import value_of

Node = Mapping[str, object]

# A page's own description takes a few KB, and with the whole text in it some hundred.
_LONGEST_JSON = 2_000_000
_MOST_SCRIPTS = 12
_JSON_LD = 'script[type*="ld+json"], meta[name*="ld+json"]'
# Enough for a live blog with a hundred entries; the article itself comes first or second.
_MOST_NODES = 2_000
_LONGEST_META = 2_000
_MOST_METAS = 400

# schema.org types, best first: an article; a page, whose dates may be those of its template.
ARTICLE_TYPES = frozenset({
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "backgroundnewsarticle", "reviewnewsarticle", "article", "blogposting", "liveblogposting",
    "report", "scholarlyarticle", "techarticle", "socialmediaposting", "advertisercontentarticle",
})  # fmt: skip
NEWS_TYPES = frozenset({
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "backgroundnewsarticle", "reviewnewsarticle",
})  # fmt: skip
GOODS_OR_LIST_TYPES = frozenset({"product", "offer", "aggregateoffer", "collectionpage"})
PAGE_TYPES = frozenset({"webpage", "itempage", "aboutpage", "medicalwebpage", "faqpage"})


@dataclass(frozen=True, slots=True)
class Structured:
    """The machine-readable facts of one page.

    `article` is the JSON-LD node of the article and `page` that of the page, empty if there is
    none; `nodes` are all nodes by their `@id`, `types` their schema.org types. `metas` has the
    contents of the meta elements by lower-case name, property or itemprop, in page order. `body`
    is the longest articleBody, a paragraph a line: the text as some pages state it for programs;
    of a page that shows none, the one in the data of its own program.
    """

    article: Node
    page: Node
    nodes: Mapping[str, Node]
    metas: Mapping[str, tuple[str, ...]]
    types: frozenset[str]
    body: str

    def meta(self, *names: str) -> str:
        """The first content of the first of these meta elements that is not empty."""
        for name in names:
            for content in self.metas.get(name, ()):
                if content:
                    return content
        return ""


def structured_of(tree: LexborHTMLParser) -> Structured:
    """Read the JSON-LD and meta elements of a page; what cannot be read is passed over."""
    articles: list[Node] = []
    pages: list[Node] = []
    by_id: dict[str, Node] = {}
    all_types: set[str] = set()
    bodies = [""]
    for node in _json_ld_nodes(tree):
        types = types_of(node)
        all_types |= types
        if types & ARTICLE_TYPES:
            articles.append(node)
        elif types & PAGE_TYPES:
            pages.append(node)
        body, identity = node.get("articleBody"), node.get("@id")
        if isinstance(body, str):
            bodies.append(body)
        # A bare {"@id": ...} is a pointer to the node that has the facts.
        if isinstance(identity, str) and len(node) > 1:
            by_id.setdefault(identity, node)
    return Structured(
        article=max(articles, key=_wealth, default={}),
        page=max(pages, key=_wealth, default={}),
        nodes=by_id,
        metas=_metas(tree),
        types=frozenset(all_types),
        body=_lines(max(bodies, key=len)) or embedded_text(tree),
    )


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in re.split(r"[\r\n]+", text))
    return "\n".join(line for line in lines if line)


def types_of(node: Node) -> frozenset[str]:
    """The schema.org types of a JSON-LD node, in lower case without the vocabulary's address."""
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return frozenset(name.rsplit("/", 1)[-1].lower() for name in names[:8] if isinstance(name, str))


def _wealth(node: Node) -> int:
    """How much an article node says: teasers of other articles have a headline and little else."""
    keys = ("headline", "datePublished", "author", "publisher", "articleBody", "mainEntityOfPage")
    return sum(key in node for key in keys)


def _json_ld_nodes(tree: LexborHTMLParser) -> Iterator[Node]:
    budget = _MOST_NODES
    for script in tree.css(_JSON_LD)[:_MOST_SCRIPTS]:
        # Some frameworks put it into a meta element by mistake.
        pending = [_parsed(script.text() or script.attributes.get("content") or "")]
        while pending and budget:
            budget -= 1
            value = pending.pop()
            if isinstance(value, list):
                pending.extend(reversed(value[:200]))
            elif isinstance(value, dict):
                yield value
                pending.extend(reversed([v for v in value.values() if isinstance(v, (list, dict))]))


_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?://)?\s?\]\]>)\s*;?\s*$"
)


def _parsed(source: str) -> object:
    if len(source) > _LONGEST_JSON:
        return None
    source = _WRAPPING.sub("", source).strip().rstrip(";")
    try:
        # strict=False: newlines inside of strings are the most frequent mistake.
        return value_of(source, strict=False)
    except (ValueError, RecursionError):
        return None


def _metas(tree: LexborHTMLParser) -> dict[str, tuple[str, ...]]:
    metas: dict[str, tuple[str, ...]] = {}
    for element in tree.css("meta")[:_MOST_METAS]:
        attributes = element.attributes
        content = attributes.get("content")
        if not content:
            continue
        for key in ("property", "name", "itemprop"):
            name = attributes.get(key)
            if name and len(name) <= 100:
                name = name.strip().lower()
                metas[name] = (*metas.get(name, ())[:7], content[:_LONGEST_META])
    return metas
