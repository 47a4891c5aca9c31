"""The terms of words: each distinct form of a word is analysed once, and looked up afterwards.

A form is analysed in the language of its paragraph. In the place of a word may stand others, with
the bit SAME_PLACE: the Brien of O'Brien, or `councillor` behind a `coun-` and a `cillor`.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.analysis.analyzers import CompositeAnalyzer

from index.analysis.analyzer import analyse, form_of, parts_of, spellings_of, term_of
from index.analysis.capitals import SMALL, letters_of
from index.analysis.joint import joints
from index.analysis.language import DEFAULT, MARK
from index.analysis.tokenizer import SAME_PLACE, Forms, code_points

log = logging.getLogger(__name__)

Array = npt.NDArray[Any]

NO_TERM = -1
"""The number of a form that has no term; it still takes a position."""

_UNKNOWN = -1
_NO_TABLE = np.zeros(0, np.int32)
_BETWEEN = "\n\n"  # two texts; a word that is broken at the end of a line goes on behind one
_LONGEST_JOINED = 32  # characters: what is longer is no word


class TokenizedTexts(NamedTuple):
    """The words of some texts: those of text i are forms[starts[i] : stops[i]].

    Of these forms[starts[i] : inner[i]] stand in the prefix of the text (a title, say).
    """

    forms: Array
    starts: Array
    inner: Array
    stops: Array


class Piece(NamedTuple):
    """A stretch of a text in one language, without the line feed behind it.

    A guest is in another language than the rest of its article. Its words are found by their terms
    in DEFAULT too, so that no query asks for a language that hardly any article has.
    """

    text: str
    language: str
    is_guest: bool = False


class Scan(NamedTuple):
    """The words of some pieces that were looked through together, as they were written."""

    pieces: list[int]
    """Which they are of those that were given."""
    text: str
    begins: Array
    """i8[pieces] Where each begins in the text, in characters."""
    words: Array
    """u4[words] Numbers of `Vocabulary.words`."""
    starts: Array
    """u4[words] Where each begins in the text."""


class Variant(NamedTuple):
    """One way to write a term: its number, the folded form, and in what letters."""

    term: int
    form: bytes
    letters: int


class Vocabulary:
    """Terms numbered from 0 in the order in which they were met, by one analysis.

    A form in a language has a number too, from 0 in the order in which it was met. With a
    second analyzer, which folds and does not stem, it is running text: the ways of writing each
    term are numbered too (`variants`), and words stand beside words. Names have no language.
    """

    def __init__(
        self, analyzer: CompositeAnalyzer, form_analyzer: CompositeAnalyzer | None = None
    ) -> None:
        self._forms = Forms()
        self._analyzer = analyzer
        self._form_analyzer = form_analyzer
        self._is_running_text = form_analyzer is not None
        self._variants: dict[Variant, int] = {}
        self._variant_of = np.zeros(0, np.int32)
        self._tables: dict[str, Array] = {}
        self._numbers: dict[str, int] = {}
        self.terms: list[bytes] = []
        self._of_form = np.zeros(0, np.int32)
        self._known = 0
        self._has_others = np.zeros(0, np.bool_)
        self._others: dict[int, list[int]] = {}
        self._said: dict[str, int] = {}
        self._joined: dict[str, dict[str, int]] = {}
        self.scans: list[Scan] = []
        """What was tokenized last, for who needs the words as they were written."""

    def __len__(self) -> int:
        """How many forms are known."""
        return self._known

    @property
    def words(self) -> Forms:
        """The words as they were written, of all languages."""
        return self._forms

    @property
    def of_form(self) -> npt.NDArray[np.int32]:
        """[forms] The number of each form's term."""
        return self._of_form[: self._known]

    @property
    def variants(self) -> list[Variant]:
        """All ways of writing a term that were met, in the order of their numbers."""
        return list(self._variants)

    @property
    def variant_of(self) -> npt.NDArray[np.int32]:
        """[forms] The number of each form's variant; NO_TERM for a form without a term."""
        return self._variant_of[: self._known]

    def tokenize(
        self,
        texts: Sequence[str],
        prefixes: Sequence[int] = (),
        pieces: Sequence[Sequence[Piece]] = (),
    ) -> TokenizedTexts:
        """The words of some texts; the terms of all their forms are known afterwards.

        Texts of ASCII only, which are most, are scanned as bytes.

        Args:
            texts: The texts.
            prefixes: The length of each text's prefix, in characters; none for no prefixes. It is
                within the first piece.
            pieces: What each text consists of; none when all are in DEFAULT.
        """
        flat: list[tuple[str, str, bool]]
        if pieces:
            flat = [piece for row in pieces for piece in row]
            counts = np.fromiter(map(len, pieces), np.int64, len(pieces))
        else:
            flat = [(text, DEFAULT, False) for text in texts]
            counts = np.ones(len(texts), np.int64)
        first = np.cumsum(counts) - counts
        inner = np.zeros(len(flat), np.int64)
        inner[first] = prefixes if len(prefixes) else 0
        forms, edges = self._tokenize_pieces(flat, inner)
        if len(flat) > len(texts):
            forms, edges = _put_together(forms, edges, first, counts)
        return TokenizedTexts(forms, *edges)

    def _tokenize_pieces(
        self, pieces: Sequence[tuple[str, str, bool]], inner: Array
    ) -> tuple[Array, Array]:
        """The words of some pieces (`Piece`): (forms, i8[3, pieces] where those of each are)."""
        groups: dict[tuple[str, bool, bool], list[int]] = {}
        for number, (text, language, is_guest) in enumerate(pieces):
            groups.setdefault((language, is_guest, text.isascii()), []).append(number)
        edges = np.zeros((3, len(pieces)), np.int64)
        kept: list[Array] = []
        base = 0
        self.scans = []
        for (language, is_guest, _), group in groups.items():
            chosen = [pieces[number][0] for number in group]
            lengths = np.fromiter(map(len, chosen), np.int64, len(chosen))
            begins = np.cumsum(lengths + len(_BETWEEN)) - lengths - len(_BETWEEN)
            text = _BETWEEN.join(chosen)
            words = self._forms.scan(text)
            self.scans.append(Scan(group, text, begins, *words))
            forms, starts = self._with_others(text, *words, begins, language, is_guest)
            wanted = np.stack([begins, begins + inner[group], begins + lengths])
            edges[:, group] = base + np.searchsorted(starts, wanted.astype(starts.dtype))
            kept.append(forms)
            base += len(forms)
        return np.concatenate(kept) if kept else np.zeros(0, np.uint32), edges

    def _with_others(
        self, text: str, words: Array, starts: Array, begins: Array, language: str, is_guest: bool
    ) -> tuple[Array, Array]:
        """The words of pieces in a language, and what stands beside them: (forms, starts).

        `begins` says where each piece begins in the text.
        """
        forms = self._numbered(words, language)
        if not self._is_running_text:
            return forms, starts
        places = np.flatnonzero(self._has_others.take(forms)).tolist()
        beside = [(place, other) for place in places for other in self._others[forms[place]]]
        added = [np.array(beside, np.int64).reshape(-1, 2)]
        added.append(self._joined_words(text, words, starts, language))
        if language != DEFAULT:
            said = self._language_number(language)
            first_words = np.unique(np.searchsorted(starts, begins.astype(starts.dtype)))
            added.append(_pairs(first_words[first_words < len(starts)], said))
            if is_guest:
                plain = self._numbered(words, DEFAULT)
                other = np.flatnonzero(self._of_form[plain] != self._of_form[forms])
                added.append(_pairs(other, plain[other]))
        at, others = np.concatenate(added).T
        if not len(at):
            return forms, starts
        order = np.argsort(at, kind="stable")
        at, others = at[order], others[order]
        numbers = (others | SAME_PLACE).astype(np.uint32)
        return np.insert(forms, at + 1, numbers), np.insert(starts, at + 1, starts[at])

    def _numbered(self, words: Array, language: str) -> Array:
        """u4[words] The numbers of forms in a language; new ones are analysed."""
        table = self._tables.get(language, _NO_TABLE)
        if len(table) < len(self._forms):
            room = np.full(2 * len(self._forms) - len(table), _UNKNOWN, np.int32)
            table = self._tables[language] = np.append(table, room)
        is_new = np.zeros(len(table), np.bool_)
        is_new[words] = True  # by form: to look at each word for new ones takes far longer
        new = np.flatnonzero(is_new & (table == _UNKNOWN))
        if len(new):
            first, spelt = self._known, self._forms.texts(new)
            self._analyse(spelt, language)
            table[new] = np.arange(first, self._known)
            if self._is_running_text:
                self._find_others(first, spelt, language)
        return table.view(np.uint32).take(words)

    def _numbers_in(self, words: Sequence[str], language: str) -> list[int]:
        """The numbers of some forms in a language; _UNKNOWN for what is not one word."""
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        ends = np.cumsum(lengths + len(_BETWEEN)) - len(_BETWEEN)
        found, starts = self._forms.scan(_BETWEEN.join(words))
        edges = np.stack([ends - lengths, ends]).astype(starts.dtype)
        first, behind = np.searchsorted(starts, edges)
        is_one = behind == first + 1
        numbers = np.full(len(words), _UNKNOWN, np.int64)
        numbers[is_one] = self._numbered(found[first[is_one]], language)
        return numbers.tolist()

    def _language_number(self, language: str) -> int:
        """The number of what says with the first word of a piece which language it is in."""
        if language not in self._said:
            self._said[language] = self._known
            number = self._number(MARK + language)
            self._take([number], [self._variant(Variant(number, b"", SMALL))])
        return self._said[language]

    def _find_others(self, first: int, words: Sequence[str], language: str) -> None:
        """Note what stands in the places of some words, of other terms than their own.

        They are numbered from `first` on.
        """
        having, others = list[int](), list[str]()
        for number, word in enumerate(words, first):
            for other in (*spellings_of(word, language), *parts_of(word, language)):
                having.append(number)
                others.append(other)
        if not others:
            return
        found: dict[int, dict[int, int]] = {}
        for number, form in zip(having, self._numbers_in(others, language), strict=True):
            term = int(self._of_form[form]) if form != _UNKNOWN else NO_TERM
            if term not in (NO_TERM, self._of_form[number]):
                found.setdefault(number, {})[term] = form
        self._others.update((number, list(of_term.values())) for number, of_term in found.items())
        self._has_others[list(found)] = True

    def _joined_words(self, text: str, words: Array, starts: Array, language: str) -> Array:
        """i8[n, 2] (place, form) of each word that consists of several."""
        offsets, joined = self._forms.offsets, self._joined.setdefault(language, {})
        first, last = joints(code_points(text), words, starts, offsets)
        ends = starts[last] + offsets[words[last] + 1] - offsets[words[last]]
        rows = zip(starts[first].tolist(), ends.tolist(), strict=True)
        written = [text[start:end] for start, end in rows]
        new = {row: place for place, row in enumerate(written) if row not in joined}
        spelt = {
            row: "".join(
                self._forms[form] for form in words[first[at] : last[at] + 1].tolist()
            ).removesuffix(".s")  # several Ph.D.s, of which the last word is D.s
            for row, at in new.items()
        }
        fitting = {row: word for row, word in spelt.items() if len(word) <= _LONGEST_JOINED}
        joined.update(dict.fromkeys(new, _UNKNOWN))
        numbers = self._numbers_in([*fitting.values()], language)
        joined.update(zip(fitting, numbers, strict=True))
        found = np.fromiter(map(joined.__getitem__, written), np.int64, len(written))
        is_word = found != _UNKNOWN
        return _pairs(last[is_word], found[is_word])

    def _analyse(self, words: Sequence[str], language: str) -> None:
        """Look up the terms of new forms."""
        try:
            numbers = self._numbers_of(words, language)
        except Exception:
            numbers = [self._number_or_none(word, language) for word in words]
        variants = self._variants_of(words, numbers, language) if self._is_running_text else ()
        self._take(numbers, variants)

    def _take(self, numbers: Sequence[int], variants: Sequence[int]) -> None:
        """Give the next forms the terms and the variants with these numbers."""
        known, self._known = self._known, self._known + len(numbers)
        if self._known > len(self._of_form):
            room = 2 * self._known - len(self._of_form)
            self._of_form = np.append(self._of_form, np.zeros(room, np.int32))
            self._variant_of = np.append(self._variant_of, np.zeros(room, np.int32))
            self._has_others = np.append(self._has_others, np.zeros(room, np.bool_))
        self._of_form[known : self._known] = numbers
        if variants:
            self._variant_of[known : self._known] = variants

    def _variants_of(
        self, words: Sequence[str], numbers: Sequence[int], language: str
    ) -> list[int]:
        """The numbers of the variants of forms that have these terms."""
        found = [NO_TERM] * len(words)
        having = [place for place, number in enumerate(numbers) if number != NO_TERM]
        having_words = [words[place] for place in having]
        forms = (
            analyse(self._form_analyzer, having_words)
            if language == DEFAULT
            else enumerate(form_of(word, language) for word in having_words)
        )
        for at, form in forms:
            place, word = having[at], having_words[at]
            found[place] = self._variant(Variant(numbers[place], form.encode(), letters_of(word)))
        return found

    def _variant(self, variant: Variant) -> int:
        return self._variants.setdefault(variant, len(self._variants))

    def _numbers_of(self, words: Sequence[str], language: str) -> list[int]:
        if language != DEFAULT:
            return [self._number(term_of(word, language)) for word in words]
        numbers = [NO_TERM] * len(words)
        for place, term in analyse(self._analyzer, words):
            numbers[place] = self._number(term)
        return numbers

    def _number_or_none(self, form: str, language: str) -> int:
        """As `_number`; a form that cannot be analysed has no term, and costs no article."""
        try:
            return self._numbers_of([form], language)[0]
        except Exception:
            log.exception("%r has no term", form)
            return NO_TERM

    def _number(self, term: str) -> int:
        if not term:
            return NO_TERM
        number = self._numbers.setdefault(term, len(self.terms))
        if number == len(self.terms):
            self.terms.append(term.encode())
        return number


def _pairs(places: Array, numbers: Array | int) -> Array:
    """i8[places, 2] Each of some places with its number, or with the one number."""
    return np.stack(np.broadcast_arrays(places.astype(np.int64), numbers), axis=1)


def _put_together(forms: Array, edges: Array, first: Array, counts: Array) -> tuple[Array, Array]:
    """The words of texts from those of their pieces: (forms, i8[3, texts] where each text's are).

    `first` is the number of each text's first piece, `counts` how many it has.
    """
    starts, inner, stops = edges
    sizes = stops - starts
    pieces = [forms[start:stop] for start, stop in zip(starts, stops, strict=True)]
    ends = np.cumsum(sizes)
    begins = ends[first] - sizes[first]
    return np.concatenate(pieces), np.stack(
        [begins, begins + inner[first] - starts[first], ends[first + counts - 1]]
    )
