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
            Example('"harbour strike"', "these very words, next to each other, in this order"),
            Example('"harbour strike"~0', "the same in any form: harbour strikes too"),
            Example('"harbour strike"~5', "the words within five places of each other"),
            Example("+the ferry", "a small word that is otherwise passed over, wanted this time"),
            Example("ferry^2 strike", "the first word counts double in the order of the results"),
        ),
    ),
    Topic(
        "spelling",
        "Other spellings",
        (
            Example("harb*", "every word that begins so: harbour, harbourmaster …"),
            Example("*berg", "every word that ends so"),
            Example("wom?n", "any letter in that place: woman, women"),
            Example("korvad~", "the word with one or two letters changed: Korvadh, Korwad …"),
            Example("korvad~1", "with one letter changed at most"),
            Example("korvadh", "a name also in its other spellings, which the page then lists"),
            Example("=korvadh", "only as it is written, as in quotes"),
            Example("name:marwani", "a name as it is written, in any of its spellings"),
            Example('name:"Elias Marwani"', "the same of a name of several words"),
            Example("US", "in capitals, where that is another word than in small letters"),
        ),
    ),
    Topic(
        "combine",
        "Either, not, and groups",
        (
            Example("strike OR blockade", "either word, or both; OR in capitals"),
            Example("harbour -strike", "the first word without the second"),
            Example("harbour NOT strike", "the same, spelt out"),
            Example("-strike", "every article without the word"),
            Example("(strike OR blockade) port", "parentheses say what belongs together"),
        ),
    ),
    Topic(
        "others",
        "As in Nexis, ProQuest and Factiva",
        (
            Example(
                "wall w/5 leans", "within five places, in either order; also NEAR/5, near5, /5"
            ),
            Example("wall pre/5 leans", "within five places, in this order"),
            Example("harbour adj wall", "side by side"),
            Example("(wall or harbour) w/s leans", "in about a sentence; w/p in about a paragraph"),
            Example("harb!", "every word that begins so; also harb$"),
            Example("headline(ferry)", "in the headline; also TI(ferry), hd=ferry"),
            Example("ferry date geq 2022", "since then; also >, aft, leq, <, bef"),
        ),
    ),
    Topic(
        "fields",
        "Where to look",
        (
            Example("title:ferry", "in the headline only"),
            Example('title:"ran aground"', "a phrase in the headline"),
            Example("title:(ferry OR boat)", "any combination, in the headline"),
            Example('outlet:"harbour radio"', "from one outlet"),
            Example("byline:haddad", "by one author"),
            Example("lang:arabic", "in one language, by its name or its two-letter code"),
            Example("path:clippings", "in files or folders of that name"),
            Example("url:example", "saved from such an address"),
            Example('story:"news.jsonl#1"', "all reports on the event of the article with this id"),
            Example('copies:"news.jsonl#1"', "all articles with its text"),
        ),
    ),
    Topic(
        "dates",
        "When",
        (
            Example("ferry date:2023", "of that year"),
            Example("ferry date:2023-03", "of that month; a day works too"),
            Example('ferry date:"June 2023"', "of that month, in words"),
            Example("ferry date:06/2023", "of that month, in figures"),
            Example(
                "ferry date:2022..2023", "from the beginning of the one to the end of the other"
            ),
            Example("ferry after:2022-06", "since the beginning of June 2022"),
            Example('ferry after:"9 June 2022"', "since that day"),
            Example("ferry since:2022", "the same as after:"),
            Example("ferry before:2023", "until the end of 2022"),
            Example("ferry until:2023", "until the end of 2023"),
            Example("ferry after:2022 before:2023-07", "both together are a span of time"),
        ),
    ),
)
