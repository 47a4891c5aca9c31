"""Slow, obvious twins of what finds the places to mark, and the best of them for a snippet."""

from __future__ import annotations

import fnmatch
import re
import unicodedata
from functools import cache

from whoosh import query as ast

from index import fold, form_of, forms_within, term_of, terms_within
from tests.reference import words_of
from tests.search.exhaustive import NEIGHBOURS

NON_JOINER = "\u200c"
LEADING = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"


def spans_of(tree, text):
    """(start, end, words) of each place to mark: `words` are terms, gapless phrases, patterns."""
    words = [
        (start, start + len(word), set(forms_within(word)), set(terms_within(word)))
        for start, word in words_of(text)
    ]
    named = [set() for _ in words]
    joined = set()
    for leaf in leaves_of(tree):
        if isinstance(leaf, ast.Prefix | ast.Wildcard | ast.FuzzyTerm):
            name, fits = pattern_of(leaf)
            for place, (_, _, forms, _) in enumerate(words):
                if any(map(fits, forms)):
                    named[place].add(name)
            continue
        typed = " ".join(leaf.words) if isinstance(leaf, ast.Phrase) else leaf.text
        is_quoted = isinstance(leaf, ast.Phrase) and leaf.slop == 1
        meant, column = (form_of, 2) if is_quoted else (term_of, 3)
        terms = [term for _, word in words_of(typed) if (term := meant(word))]
        slop = max(leaf.slop, 1) if isinstance(leaf, ast.Phrase) else 1
        ways = [word[column] for word in words]
        for first in range(len(words)):
            chain = chain_of(terms, slop, ways, first)
            for place, term in zip(chain, terms, strict=False):
                named[place].add(" ".join(terms) if slop == 1 else term)
            if slop == 1:
                joined.update(chain[1:])
    return merged(text, words, named, joined)


def leaves_of(tree):
    """The words, phrases and patterns that an article is to have, in their order."""
    if isinstance(tree, ast.And | ast.Or):
        return [leaf for child in tree.subqueries for leaf in leaves_of(child)]
    kinds = ast.Term | ast.Phrase | ast.Prefix | ast.Wildcard | ast.FuzzyTerm
    return [tree] if isinstance(tree, kinds) and tree.fieldname == "text" else []


def chain_of(terms, slop, words, place):
    """The places of a phrase that begins at `place`, each as near as can be; [] without one."""
    if not terms or terms[0] not in words[place]:
        return []
    if len(terms) == 1:
        return [place]
    for following in range(place + 1, min(place + slop + 1, len(words))):
        if rest := chain_of(terms[1:], slop, words, following):
            return [place, *rest]
    return []


def pattern_of(leaf):
    """(name, whether a form fits)."""
    if isinstance(leaf, ast.FuzzyTerm):
        word, fixed, most = form_of(leaf.text), leaf.prefixlength, leaf.maxdist
        slips = NEIGHBOURS.get(word[0], "") if fixed else ""
        meant = [(word, most), *((slip + word[1:], most - 1) for slip in slips)]
        return f"{leaf.text}~{most}", lambda form: any(
            form[:fixed] == other[:fixed] and distance(form, other) <= edits
            for other, edits in meant
        )
    typed = f"{leaf.text}*" if isinstance(leaf, ast.Prefix) else leaf.text
    expression = re.compile(fnmatch.translate(fold(typed).replace("[", "[[]")))
    endings = ("",) if typed.endswith("*") else ("", "s", "es")
    return typed, lambda form: any(
        form.endswith(ending) and expression.match(form.removesuffix(ending)) for ending in endings
    )


@cache
def distance(one, other):
    """Letters to add, drop or replace, or neighbours to exchange, none of them twice."""
    if not one or not other:
        return len(one) + len(other)
    best = min(
        distance(one[1:], other) + 1,
        distance(one, other[1:]) + 1,
        distance(one[1:], other[1:]) + (one[0] != other[0]),
    )
    if len(one) > 1 and one[1] == other[0] and other[1:2] == one[0]:
        best = min(best, distance(one[2:], other[2:]) + 1)
    return best


def merged(text, words, named, joined):
    """Spans of the words that have names; those that are joined or overlap become one."""
    spans = []
    for place, (start, end, _, _) in enumerate(words):
        if not named[place]:
            continue
        span = whole_start(text, start), whole_end(text, end), named[place]
        if spans and (place in joined or span[0] < spans[-1][1]):
            first, last, names = spans.pop()
            span = first, max(last, span[1]), names | named[place]
        spans.append(span)
    return spans


def extends(sign):
    """Whether a character belongs to the one before it."""
    return (
        unicodedata.category(sign)[0] == "M"
        or sign in "\u200c\u200d\u0e33\u0eb3\uff9e\uff9f"
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
        or "\U000e0020" <= sign < "\U000e0080"
    )


def is_letter(sign):
    return re.fullmatch(r"[^\W\d_]", sign) is not None


def whole_start(text, start):
    """Where the first character of a word begins as a reader sees it."""
    while start and extends(text[start]):
        if not (extends(text[start - 1]) or is_letter(text[start - 1])):
            break
        start -= 1
    while size := joined_before(text, start):
        start -= size
    while start and text[start - 1] in LEADING:
        start -= 1
    return start


def whole_end(text, end):
    """Where the last character of a word ends as a reader sees it."""
    while end < len(text) and (extends(text[end]) or joined_before(text, end)):
        end += 1
    return end


def joined_before(text, place):
    """How long the consonant is that is made one with the one at `place`; 0 when none is."""
    bare = text[:place]
    while bare and extends(bare[-1]) and bare[-1] != NON_JOINER:
        bare = bare[:-1]
    scripts = {ord(text[place]) // 128, *(ord(sign) // 128 for sign in bare[-1:])}
    signs = {ord(s) // 128 for s in text[len(bare) : place] if unicodedata.combining(s) == 9}
    return place - len(bare) + 1 if bare and len(scripts) == 1 and scripts <= signs else 0


def best_window(spans, worth, shown, limit):
    """The worth of the best stretch of spans within `limit` characters, and how wide it is."""
    windows = [
        (sum(worth[word] for word in {w for s in spans[i : j + 1] for w in s[2]} - shown),
         -((spans[j][1] - spans[i][0]) // 64))
        for i in range(len(spans))
        for j in range(i, len(spans))
        if i == j or spans[j][1] - spans[i][0] <= limit
    ]  # fmt: skip
    return max(windows)
