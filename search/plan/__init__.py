"""A query's tree as what the index can be asked: terms for words, weights, conditions.

The tree (search.query) holds the words as typed. Here each is analysed as the articles were. A plan
knows of no index: it is made once for a query, whatever generation answers it.

    node         what a plan is made of
    planner      the plan of a tree
    leaf         the plan of one word or pattern
    group        groups of plans: any of them, all of them
    selections   what is named of a reader's own, resolved to articles
    words        the words that a plan looks for
"""

from search.plan.group import any_of
from search.plan.node import (
    ENGLISH,
    NOTHING,
    TEXT,
    WEAK_BOOST,
    All,
    Any,
    Articles,
    Counted,
    Dates,
    Everything,
    Form,
    GroupedWith,
    Languages,
    Naming,
    Not,
    Pattern,
    Phrase,
    Plan,
    Selected,
    Synonyms,
    Term,
    Value,
    ValuePattern,
    Ways,
    Word,
    is_condition,
    is_optional,
    parts_of,
)
from search.plan.planner import plan_of
from search.plan.selections import resolved
from search.plan.words import strong_words, words_of

__all__ = [
    "ENGLISH",
    "NOTHING",
    "TEXT",
    "WEAK_BOOST",
    "All",
    "Any",
    "Articles",
    "Counted",
    "Dates",
    "Everything",
    "Form",
    "GroupedWith",
    "Languages",
    "Naming",
    "Not",
    "Pattern",
    "Phrase",
    "Plan",
    "Selected",
    "Synonyms",
    "Term",
    "Value",
    "ValuePattern",
    "Ways",
    "Word",
    "any_of",
    "is_condition",
    "is_optional",
    "parts_of",
    "plan_of",
    "resolved",
    "strong_words",
    "words_of",
]
