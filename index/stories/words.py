"""The words of a text as numbers: a hash, a term, and whether it is a name or a number."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis import STOP_WORDS, fold
from index.analysis.analyzer import stem
from index.analysis.tokenizer import Forms, code_points
from index.jit.compile import compiled
from index.names.recognizer import Scanned
from index.stories.shingles import ascending

Array = npt.NDArray[Any]

TITLE, NAME, NUMBER = 1, 2, 4
"""What a word of an article is, as bits: of the title, a name, a number."""

CAPITAL, IDEOGRAPH, FIGURE = 8, 16, 32
"""What a form is, besides NUMBER: with a capital at its head, a sign that is a word, a number that
counts or measures something."""

TERM_BITS = 24
"""A term is a hash of so many bits: two of a million terms in a hundred share one."""

_BETWEEN = "\n\n"  # two articles
_MOST_FORMS = 2_000_000  # then the table is begun anew; what a form gives does not depend on it

_FREQUENT = STOP_WORDS | frozenset(
    """
    about above after again against all also am any because been before being below between both
    can could did do does doing down during each few from further had has have having he her
    here hers him himself his how i its itself just like many me more most much my myself nor
    now off once only other our ours out over own said same say says she should since so some
    still than theirs them themselves those through told too under until up us very we were what
    when where which while who whom why would you your yours mr mrs ms one two three first last
    new get got even around including according accordingly week weeks year years day days month
    months monday tuesday wednesday thursday friday saturday sunday january february march april
    may june july august september october november december reuters ap afp dpa
    """.split()  # noqa: SIM905
)
"""Words that say nothing about an event, beside those that say nothing about an article."""


class Words(NamedTuple):
    """The words of n articles, one after the other, each one's title first.

    `hash` u4[] of each folded word, `term` u4[] of its stem (0: says nothing), `kind` u1[] bits as
    above. Those of article i are [first[i], first[i + 1]), i8[n + 1]; its text begins at body[i],
    i8[n].
    """

    hash: Array
    term: Array
    kind: Array
    first: Array
    body: Array


class WordTable:
    """Reads the words of texts; each distinct form is looked up once.

    `forms` are those of a vocabulary that has met the words already, so that each is kept once.
    """

    def __init__(self, forms: Forms | None = None) -> None:
        self._is_own = forms is None
        self._begin(Forms() if forms is None else forms)

    def _begin(self, forms: Forms) -> None:
        self._forms = forms
        self._hash, self._term = np.zeros((2, 2**16), np.uint32)
        self._kind, self._length = np.zeros((2, 2**16), np.uint8)

    def read(self, articles: Sequence[tuple[str, str]]) -> Words:
        """The words of articles, each given as (title, text)."""
        if self._is_own and len(self._forms) > _MOST_FORMS:
            self._begin(Forms())
        wholes = [f"{title}\n{text}" for title, text in articles]
        whole = _BETWEEN.join(wholes)
        ends = np.cumsum([len(one) + len(_BETWEEN) for one in wholes]) - len(_BETWEEN)
        texts = ends - [len(text) for _, text in articles]
        places = list(range(len(articles)))
        scanned = Scanned(places, whole, np.stack([texts, ends], 1), *self._forms.scan(whole))
        return self.words_of(scanned, [len(title) for title, _ in articles])

    def words_of(self, scanned: Scanned, titles: Sequence[int]) -> Words:
        """The words of articles that were scanned into the same forms.

        Before each text stand its title, of so many characters, and a line's end.
        """
        forms, starts = scanned.words, scanned.starts
        edges = scanned.edges.T
        at = np.stack([edges[0] - 1 - titles, edges[0] - 1, edges[1]])
        begin, body, stop = np.searchsorted(starts, at.astype(starts.dtype)).astype(np.int64)
        first = np.zeros(len(begin) + 1, np.int64)
        np.cumsum(stop - begin, out=first[1:])
        if first[-1] < len(forms):  # there are other texts between these
            chosen = np.arange(first[-1]) + np.repeat(begin - first[:-1], stop - begin)
            forms, starts = forms[chosen], starts[chosen]
        self._look_up(forms)
        kind, body = np.empty(len(forms), np.uint8), first[:-1] + body - begin
        length = self._length[forms]
        points = code_points(scanned.text)
        mark_names(points, starts, self._kind[forms], length, first, body, kind)
        return Words(self._hash[forms], self._term[forms], kind, first, body)

    def _look_up(self, forms: Array) -> None:
        """What there is to know of the forms that are new."""
        if len(self._forms) > len(self._hash):
            room = 2 * len(self._forms) - len(self._hash)
            self._hash, self._term = (
                np.append(each, np.zeros(room, np.uint32)) for each in (self._hash, self._term)
            )
            self._kind, self._length = (
                np.append(each, np.zeros(room, np.uint8)) for each in (self._kind, self._length)
            )
        new = ascending(forms[self._length[forms] == 0])
        for number, form in zip(new.tolist(), self._forms.texts(new), strict=True):
            self._hash[number], self._term[number], self._kind[number] = _facts_of(form)
            self._length[number] = min(len(form), 255)


def _facts_of(form: str) -> tuple[int, int, int]:
    """(hash, term, kind) of a form."""
    folded = fold(form)
    if form[0].isdigit():
        number = folded.replace(",", "")
        kind = NUMBER | FIGURE if _is_figure(number) else NUMBER
        return _hash(number), _term(f"#{number}") if len(number) > 1 else 0, kind
    kind = CAPITAL if form[0].isupper() else 0
    if form[0] > "\x7f" and any(first <= form[0] <= last for first, last in _RUNS):
        kind |= IDEOGRAPH
    bare = folded.removesuffix("'s").replace("'", "")
    says = (len(bare) > 1 or kind & IDEOGRAPH) and bare not in _FREQUENT
    return _hash(bare.replace(".", "")), _term(stem(bare)) if says else 0, kind


def _is_figure(number: str) -> bool:
    """Whether a number is neither a year nor one with letters, as in 9am, 21st and A320."""
    is_year = len(number) == 4 and number[:2] in ("19", "20")
    return not is_year and number.replace(".", "").isdecimal()


_RUNS = ((chr(0x3040), chr(0x30FF)), (chr(0x3400), chr(0x9FFF)), (chr(0xF900), chr(0xFAFF)))


def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _term(word: str) -> int:
    return max(_hash(word) >> (32 - TERM_BITS), 1)


@compiled
def mark_names(
    points: Array, starts: Array, own: Array, lengths: Array, first: Array, body: Array,
    kind: Array,
) -> None:  # fmt: skip
    """Fill `kind` u1[]: the bits of the form, and NAME for a capital that begins no sentence.

    A title of which most words have capitals tells no names; a word that stands behind a stop, a
    colon, a quotation mark or the beginning of a line begins a sentence. `own` u1[] are the words'
    bits as forms, `lengths` u1[] their characters; the others are as in `Words`.
    """
    for article in range(len(body)):
        begin, titled = first[article], body[article]
        capitals = 0
        for i in range(begin, titled):
            capitals += (own[i] & 8) >> 3
        shouted = capitals * 2 > titled - begin
        for i in range(begin, first[article + 1]):
            kind[i] = own[i] & (4 | 16 | 32)
            if i < titled:
                kind[i] |= 1
            if not own[i] & 8 or i in (begin, titled) or (i < titled and shouted):
                continue
            inside = True
            for at in range(starts[i - 1] + lengths[i - 1], starts[i]):
                inside &= not ends_sentence(points[at])
            if inside:
                kind[i] |= 2


@compiled
def ends_sentence(point: int) -> bool:
    """Whether what follows a sign begins a sentence: . ! ? : " and their like, or a line's end."""
    return point in (10, 33, 34, 46, 58, 63, 0xAB, 0xBB, 0x201C, 0x201D, 0x2026)
