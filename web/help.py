"""The query language by example: the help page shows these, and the tests run them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A query and what it finds."""

    query: str
    finds: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A few examples of one kind; `anchor` is their place on the page."""

    anchor: str
    heading: str
    examples: tuple[Example, ...]


TOPICS = (
    Topic(
        "words",
        "Words and phrases",
        (
            Example("harbour strike", "articles with both words, anywhere in title or text"),
            Example('"harbour strike"', "the words next to each other, in this order"),
            Example('"harbour strike"~5', "the words within five places of each other"),
            Example("harb*", "every word that begins so: harbour, harbourmaster …"),
            Example("wom?n", "any letter in that place: woman, women"),
        ),
    ),
    Topic(
        "combine",
        "Either, not, and groups",
        (
            Example("strike OR blockade", "either word, or both; OR in capitals"),
            Example("harbour -strike", "the first word without the second"),
            Example("harbour NOT strike", "the same, spelt out"),
            Example("(strike OR blockade) port", "parentheses say what belongs together"),
        ),
    ),
    Topic(
        "fields",
        "Where to look",
        (
            Example("title:ferry", "in the headline only"),
            Example('outlet:"harbour radio"', "from one outlet"),
            Example("byline:haddad", "by one author"),
            Example("lang:ar", "in one language, by its two-letter code"),
            Example("path:clippings", "in files or folders of that name"),
            Example("url:example", "saved from such an address"),
        ),
    ),
    Topic(
        "dates",
        "When",
        (
            Example("ferry date:2023", "of that year"),
            Example("ferry date:2023-03", "of that month; a day works too"),
            Example("ferry after:2022-06", "since the beginning of June 2022"),
            Example("ferry before:2023", "until the end of 2022"),
            Example("ferry after:2022 before:2023-07", "both together are a span of time"),
        ),
    ),
)
