"""What kind of page it is, where that decides what its text is.

A forum's text is its posts; a front page or a section's has headlines and no article.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from index.cleaning.html.outline import HEADINGS, Outline, Paragraph, container_of
from index.cleaning.rules import reasons

ARTICLE: Final = ""
FORUM: Final = "forum"
FRONT: Final = "front page"

# What forum software writes into its pages, and the addresses of its threads.
_SOFTWARE = re.compile(
    r"discourse|phpbb|vbulletin|xenforo|mybb|flarum|nodebb|simple machines|invision|punbb|fluxbb",
    re.IGNORECASE,
)
_THREAD = re.compile(
    r"//(?:forums?|bbs|boards?)\.|/(?:threads?|forums?|boards)/|viewtopic|showthread"
    r"|/t/[^/]+/\d+|/questions/\d+|/topic/\d+",
    re.IGNORECASE,
)
_FORUM_RECORD = re.compile(r'"(?:DiscussionForumPosting|QAPage)"')
_LIST_RECORD = re.compile(r'"@type":\s*"CollectionPage"')
_ARTICLE_RECORD = re.compile(r'"(?:datePublished|articleBody|NewsArticle)"')
_MOST_SCRIPTS = 20
_ADDRESSES = (('link[rel="canonical"]', "href"), ('meta[property="og:url"]', "content"))

# A linked headline; shorter links are sections and buttons.
_HEADLINE_CHARS, _LONGEST, _HEADLINE_WORDS, _LINKED = 20, 250, 4, 0.6
# Paragraphs of a text, as against labels and linked summaries.
_TEXT_CHARS, _TEXT_LINKED = 40, 0.3
# Chinese and Japanese say in one character what takes three letters elsewhere.
_DENSE = re.compile(r"[\u3040-\u9fff]")
_DENSITY = 3
# A page has a list of headlines under its article, too: without a word that it is a front page the
# longest text in one box must be no article, and far less than the headlines.
_FEWEST, _LONGEST_TEXT, _FAR_LESS = 10, 300, 2
_FEWEST_DECLARED, _LONGEST_DECLARED = 12, 600


def genre_of(tree: LexborHTMLParser) -> str | None:
    """FORUM, FRONT or ARTICLE, as the page says of itself; None where it says nothing."""
    addresses = [
        node.attributes.get(name) or "" for css, name in _ADDRESSES for node in tree.css(css)
    ]
    scripts = tree.css('script[type*="ld+json"]')[:_MOST_SCRIPTS]
    records = "".join(script.text() for script in scripts)
    if _is_forum(tree, addresses, records):
        return FORUM
    types = [node.attributes.get("content") or "" for node in tree.css('meta[property="og:type"]')]
    dated = tree.css_first('meta[property="article:published_time"]')
    if "article" in types or dated is not None or _ARTICLE_RECORD.search(records):
        return ARTICLE
    is_top = any(urlsplit(address).path in {"", "/"} for address in addresses if address)
    return FRONT if is_top or _LIST_RECORD.search(records) else None


def is_list_of_headlines(outline: Outline, genre: str | None) -> bool:
    """Whether the page has many linked headlines and no text of an article's length.

    Its boilerplate must be marked.
    """
    if genre in {ARTICLE, FORUM}:
        return False
    headlines: list[int] = []
    texts: Counter[int] = Counter()
    for paragraph in outline.paragraphs:
        if paragraph.reason not in {"", reasons.RELATED}:
            continue
        if is_headline(paragraph):
            headlines.append(len(paragraph.text))
        elif not paragraph.reason and paragraph.kind not in HEADINGS:
            texts[container_of(paragraph, outline.boxes)] += _size_of_text(paragraph)
    longest, size = max(texts.values(), default=0), sum(headlines)
    if genre == FRONT:
        return len(headlines) >= _FEWEST_DECLARED and longest < min(size, _LONGEST_DECLARED)
    is_short = longest < _LONGEST_TEXT and size > _FAR_LESS * longest
    return len(headlines) >= _FEWEST and is_short


def is_headline(paragraph: Paragraph) -> bool:
    """Whether the paragraph is a link of a headline's length."""
    text, size = paragraph.text, len(paragraph.text)
    if not _HEADLINE_CHARS <= size <= _LONGEST or paragraph.linked < _LINKED * size:
        return False
    return len(text.split()) >= _HEADLINE_WORDS or _DENSE.search(text) is not None


def _is_forum(tree: LexborHTMLParser, addresses: list[str], records: str) -> bool:
    generators = tree.css('meta[name="generator"]')
    is_made_so = any(_SOFTWARE.search(node.attributes.get("content") or "") for node in generators)
    return is_made_so or any(map(_THREAD.search, addresses)) or bool(_FORUM_RECORD.search(records))


def _size_of_text(paragraph: Paragraph) -> int:
    size = len(paragraph.text)
    if size < _TEXT_CHARS or paragraph.linked >= _TEXT_LINKED * size:
        return 0
    return size * _DENSITY if _DENSE.search(paragraph.text[:20]) else size
