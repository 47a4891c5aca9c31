"""From text to the terms that are searched: one analysis for articles, queries and snippets.

A word is a run of letters and digits in any script, with the marks that combine with them and with
apostrophes inside (`Iran's`), figures with their separators (`3,000`), or initials (`U.S.`); an
emoji; a letter with the signs of C++ and C#. Hyphens separate. An e-mail address or a URL is the
row of its words: what is remembered of one is a name or a domain, and `nytimes.com` finds those as
a phrase. Scripts that are written without spaces, or whose words carry particles, are cut into
characters, and phrases of these are their words (`characters.IDEOGRAPHS`).

A word is analysed in the `language` of its paragraph: folded (case, accents, Arabic marks and alef
forms), freed of what is written onto it (l'école) and stemmed, so that `Strikes`, `strike` and
`STRIKING` meet. English is the rule for all languages without an analyzer of their own; the
terms of each other language carry its code (`ecol`, 1F, `fr`), so that one language's words do not
find another's. What a word of a query is looked up as says `query_terms`. Stop words are indexed,
since phrases need them; the query leaves them out elsewhere.

An analyzer is one of Whoosh's: a tokenizer and filters. Where a whole article would take too long
on that way, `index.analysis.tokenizer` finds the words by compiled code, and each distinct one
goes through the same filters (`analyse`), once.

    analyzer        the filters of each language and kind of field; `filters` are Whoosh's and ours
    language        what is known of each language; `paragraph` which one a paragraph is in
    characters      the classes of characters; `word` what a word is
    folding         case, accents, marks; `capitals` in what letters a word is written
    english         irregular forms and spellings beside its stemmer; `snowball` other stemmers;
                    `slavic` those that it has not, `semitic` the particles of Arabic and Hebrew
    unspaced        scripts without blanks; `joint` words that are written apart and are one
    tokenizer       the words of articles, by compiled code; `vocabulary` their terms
    term_prefilter  the words of a text that may have some terms; `prefix_keys` what it looks for
"""

from __future__ import annotations

from index.analysis.analyzer import (
    FORM_ANALYZER,
    NAME_ANALYZER,
    TEXT_ANALYZER,
    Token,
    analyse,
    form_of,
    forms_within,
    joined_word,
    name_of,
    parted_code,
    query_forms,
    query_terms,
    term_of,
    terms_within,
    tokens,
)
from index.analysis.capitals import CAPITAL, CAPITALS, SMALL, letters_of
from index.analysis.folding import LONGEST, fold
from index.analysis.language import DEFAULT as DEFAULT_LANGUAGE
from index.analysis.language import LANGUAGES, MARK, language_of
from index.analysis.unspaced import stretches_of
from index.analysis.word import STOP_WORDS, WORD

__all__ = [
    "CAPITAL",
    "CAPITALS",
    "DEFAULT_LANGUAGE",
    "FORM_ANALYZER",
    "LANGUAGES",
    "LONGEST",
    "MARK",
    "NAME_ANALYZER",
    "SMALL",
    "STOP_WORDS",
    "TEXT_ANALYZER",
    "WORD",
    "Token",
    "analyse",
    "fold",
    "form_of",
    "forms_within",
    "joined_word",
    "language_of",
    "letters_of",
    "name_of",
    "parted_code",
    "query_forms",
    "query_terms",
    "stretches_of",
    "term_of",
    "terms_within",
    "tokens",
]
