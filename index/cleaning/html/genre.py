"""What kind of page it is, where that decides what its text is: a forum's posts are its text."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

FORUM = "forum"

# What forum software writes into its pages, and the addresses of its threads.
_SOFTWARE = re.compile(
    r"discourse|phpbb|vbulletin|xenforo|mybb|flarum|nodebb|simple machines|invision|punbb|fluxbb",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"//(?:forums?|bbs|boards?)\.|/(?:threads?|forums?|boards)/|viewtopic|showthread"
    r"|/t/[^/]+/\d+|/questions/\d+|/topic/\d+",
    re.IGNORECASE,
)
_RECORD = re.compile(r'"(?:DiscussionForumPosting|QAPage)"')
_MOST_SCRIPTS = 20


def genre_of(tree: LexborHTMLParser) -> str:
    """FORUM, where the page says that it is a thread of one, else ""."""
    for node in tree.css('meta[name="generator"]'):
        if _SOFTWARE.search(node.attributes.get("content") or ""):
            return FORUM
    for selector, name in (
        ('link[rel="canonical"]', "href"),
        ('meta[property="og:url"]', "content"),
    ):
        for node in tree.css(selector):
            if _ADDRESS.search(node.attributes.get(name) or ""):
                return FORUM
    for script in tree.css('script[type*="ld+json"]')[:_MOST_SCRIPTS]:
        if _RECORD.search(script.text()):
            return FORUM
    return ""
