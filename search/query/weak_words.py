"""Words that help to say a question and hardly say what it is about.

Pronouns, question words, auxiliaries, the commonest prepositions and adverbs of English, beside the
stop words: where articles are short they are as rare as words that matter, and would weigh as
much. They are searched, and count for little (search.plan.WEAK_BOOST). Left out of the list is what
news means otherwise: us, may, will, won, don, ma.
"""

from __future__ import annotations

from index import STOP_WORDS

_PRONOUNS = """
    i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she
    her hers herself its itself them theirs themselves those
"""
_QUESTIONS = "what which who whom when where why how"
_VERBS = """
    am were been being have has had having do does did doing can could would shall should
"""
_OTHERS = """
    because until while about against between through during before after above below from up down
    out off over under again further once here all any both each few more most other some nor only
    own same so than too very just now
"""
_HALVES = "s t d m ll o re ve y"
"""What a contraction leaves behind its apostrophe."""

_NEGATED = """
    aren couldn didn doesn hadn hasn isn mightn mustn needn shouldn wasn weren wouldn
"""
_CONTRACTED = """
    you're you've you'll you'd she's he's it's that's that'll should've i'm i've i'd i'll we're
    we've they're they've don't won't can't haven't shan't
"""


def _with_n_t(stems: list[str]) -> list[str]:
    return [form for stem in stems for form in (stem, f"{stem}'t")]


WEAK_WORDS = frozenset(
    (
        *_PRONOUNS.split(), *_QUESTIONS.split(), *_VERBS.split(), *_OTHERS.split(),
        *_HALVES.split(), *_with_n_t(_NEGATED.split()), *_CONTRACTED.split(),
    )
)  # fmt: skip
"""In small letters, apostrophes as `'`."""

SMALL_WORDS = WEAK_WORDS | STOP_WORDS
"""Words that everybody can spell: what is like one is not a slip for it, nor it for another."""
