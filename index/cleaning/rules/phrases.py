"""The phrases by which a line is known not to be the article, read from `phrases/*.txt`.

A file holds one language, but all lists are used on every text: pages mix languages. A section
begins with its name in brackets, which is the reason given to the lines it matches. Then one
pattern a line; what follows `;` is a comment.

    [share bar]
    share                    ; the whole line, whatever its case and punctuation
    share (this|the) story   ; one of several; (|the) may be missing
    # shares                 ; # is any number
    share on *4              ; and up to four words more
    tags : *                 ; and the rest of the line, up to 30 words
    watch +8                 ; the same, but the line must not be a sentence
    * all rights reserved    ; the line ends so
    * our newsletter *       ; stands somewhere in the line
    ! related posts          ; a heading: what follows it, late in the file, is not the article
    > read also              ; the next line is the headline of another article

A section named `cue NAME` lists words that make a paragraph suspect; only two families of them
together, and the reader being addressed, condemn it. A section named `words NAME` is a plain set.
All of it becomes hash tables: a line costs a few look-ups for its first and last words and one
for each of its words, however long the lists grow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path

from index.cleaning.text.line import tokens_of

# A line of boilerplate is short; longer ones are left to cues.
LONGEST = 30
_FOLDER = Path(__file__).with_name("phrases")


@dataclass(frozen=True, slots=True)
class KnownPhrase:
    """What a pattern says of a line that it matches."""

    reason: str
    room: int = 0
    allows_sentence: bool = True
    ends_article: bool = False
    brings_headline: bool = False


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """All patterns, each under the words by which it is found."""

    whole: dict[str, KnownPhrase] = field(default_factory=dict)
    openings: dict[str, KnownPhrase] = field(default_factory=dict)
    closings: dict[str, KnownPhrase] = field(default_factory=dict)
    inside: dict[str, list[tuple[str, KnownPhrase | str]]] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)
    first_words: dict[str, int] = field(default_factory=dict)
    last_words: dict[str, int] = field(default_factory=dict)

    def match(self, tokens: Sequence[str], is_sentence: bool) -> KnownPhrase | None:
        """The pattern that matches a whole line of these tokens, if any."""
        while tokens and tokens[-1] in (":", "|"):
            tokens = tokens[:-1]
        if not tokens or len(tokens) > LONGEST:
            return None
        if found := self.whole.get(" ".join(tokens)):
            return found
        if longest := self.first_words.get(tokens[0]):
            for size in range(min(longest, len(tokens)), 0, -1):
                found = self.openings.get(" ".join(tokens[:size]))
                if found and _fits(found, len(tokens) - size, is_sentence):
                    return found
        if longest := self.last_words.get(tokens[-1]):
            for size in range(min(longest, len(tokens)), 0, -1):
                found = self.closings.get(" ".join(tokens[-size:]))
                if found and _fits(found, len(tokens) - size, is_sentence):
                    return found
        return None

    def contained(self, tokens: Sequence[str]) -> tuple[KnownPhrase | None, set[str]]:
        """A pattern that stands somewhere among the tokens, and the families of cues there."""
        phrase: KnownPhrase | None = None
        families: set[str] = set()
        if not self.inside.keys().isdisjoint(tokens):  # of most lines that is all
            key = f" {' '.join(tokens)} "
            for word in filter(self.inside.__contains__, dict.fromkeys(tokens)):
                for words, found in self.inside[word]:
                    if words in key:
                        if isinstance(found, str):
                            families.add(found)
                        else:
                            phrase = found
        return phrase, families


def _fits(phrase: KnownPhrase, more: int, is_sentence: bool) -> bool:
    return more <= phrase.room and (phrase.allows_sentence or not is_sentence)


@cache
def phrase_book() -> PhraseBook:
    """The patterns of all languages."""
    return read_phrases(
        line
        for path in sorted(_FOLDER.glob("*.txt"))
        for line in path.read_text("utf-8").split("\n")
    )


def read_phrases(lines: Iterable[str]) -> PhraseBook:
    """A phrase book from lines in the syntax above; ValueError names a line that is not in it."""
    book = PhraseBook()
    section = ""
    for line in lines:
        entry = line.split(";", 1)[0].strip()
        if entry.startswith("[") and entry.endswith("]"):
            section = entry[1:-1].strip()
        elif entry and not section:
            raise ValueError(f"a pattern before the first [section]: {line!r}")
        elif entry:
            _enter(book, section, entry)
    return book


def _enter(book: PhraseBook, section: str, entry: str) -> None:
    group, _, name = section.partition(" ")
    if group == "words":
        book.words.setdefault(name, set()).update(tokens_of(entry.replace("#", "0")))
        return
    for pattern in _spelt_out(entry):
        if group == "cue":
            phrase = " ".join(_pattern_tokens(pattern))
            book.inside.setdefault(_rarest(phrase), []).append((f" {phrase} ", name))
        else:
            _enter_phrase(book, section, pattern)


def _enter_phrase(book: PhraseBook, reason: str, pattern: str) -> None:
    flags, words = _flags_of(pattern)
    ends, brings = "!" in flags, ">" in flags
    first, last = words[:1] == ["*"], words[-1][0] in "*+"
    body = _pattern_tokens(" ".join(words[first : len(words) - last]))
    if set(body) <= {"0", ":", "/", "|"}:
        raise ValueError(f"a pattern without words: {pattern!r}")
    key = " ".join(body)
    if first and last:
        phrase = KnownPhrase(reason, LONGEST, ends_article=ends, brings_headline=brings)
        book.inside.setdefault(_rarest(key), []).append((f" {key} ", phrase))
        return
    room = int(words[-1][1:] or LONGEST) if last else LONGEST if first else 0
    phrase = KnownPhrase(reason, room, words[-1][0] != "+", ends, brings)
    if last:
        book.openings.setdefault(key, phrase)
        book.first_words[body[0]] = max(len(body), book.first_words.get(body[0], 0))
    elif first:
        book.closings.setdefault(key, phrase)
        book.last_words[body[-1]] = max(len(body), book.last_words.get(body[-1], 0))
    else:
        book.whole[key] = phrase


def _flags_of(pattern: str) -> tuple[str, list[str]]:
    body = pattern.lstrip("!> ")
    return pattern[: len(pattern) - len(body)], body.split()


def _spelt_out(entry: str) -> Iterator[str]:
    """The pattern once for each choice of its alternatives."""
    parts = entry.replace(")", "(").split("(")
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    return (" ".join("".join(choice).split()) for choice in product(*choices))


def _pattern_tokens(words: str) -> list[str]:
    parts = [tokens_of(word.replace("#", "0")) for word in words.split() if word != "&"]
    if not all(parts):
        raise ValueError(f"a pattern with signs that lines are not read for: {words!r}")
    return [token for part in parts for token in part]


def _rarest(phrase: str) -> str:
    """The longest word, as the one that the fewest lines will have."""
    return max(phrase.split(), key=len)
