"""Why a line is left out: every reason in one place, in words that a reader understands.

The names of most are the sections of the phrase lists. Firm reasons hold wherever the line
stands. The others hold only outside the prose or beside another line that goes: between two
paragraphs "Politics", "Comments" or "3 May 2017" is a subhead.
"""

from __future__ import annotations

from typing import Final

TITLE: Final = "title"
TITLE_AGAIN: Final = "title again"
BEFORE: Final = "before the article"
AFTER: Final = "after the article"
UNLIKE: Final = "unlike the article"
OUTSIDE: Final = "outside the article"
LINKS: Final = "links"
REPEATED: Final = "repeated line"
DUPLICATE: Final = "duplicate"
OTHER_SCRIPT: Final = "other script"
RULE: Final = "rule"
NAVIGATION: Final = "navigation"
CAPTION: Final = "caption"
COPYRIGHT: Final = "copyright"
BYLINE: Final = "byline"
DATE_LINE: Final = "date line"
AUTHOR_NOTE: Final = "author note"
ADVERTISEMENT: Final = "advertisement"
COMMENT: Final = "comment prompt"
RELATED: Final = "related articles"
SECTION: Final = "section name"
ADDRESS: Final = "address"
REFERENCES: Final = "addresses of links"
MAIL_HEAD: Final = "mail header"

# The order says which of several families of cues names the reason.
CUES: Final = (
    "cookie notice",
    COPYRIGHT,
    "disclaimer",
    COMMENT,
    "newsletter",
    AUTHOR_NOTE,
    ADVERTISEMENT,
    "follow us",
    "support",
    "contact",
    "app",
    "privacy",
    "read more",
)
FIRM: Final = frozenset(
    {
        TITLE,
        TITLE_AGAIN,
        REPEATED,
        DUPLICATE,
        RULE,
        CAPTION,
        NAVIGATION,
        RELATED,
        ADDRESS,
        REFERENCES,
        MAIL_HEAD,
        "share bar",
        *CUES,
    }
) - {AUTHOR_NOTE, COMMENT}
LOOSE: Final = frozenset({BYLINE, DATE_LINE, SECTION, AUTHOR_NOTE, COMMENT, OTHER_SCRIPT, "tags"})
# What shows that a page's boilerplate was saved with the article.
BOILERPLATE: Final = (FIRM | {COMMENT, "tags"}) - {TITLE, TITLE_AGAIN, DUPLICATE, RULE, ADDRESS}
ALL: Final = FIRM | LOOSE | {BEFORE, AFTER, UNLIKE}
