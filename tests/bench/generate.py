"""Made articles for those who have no collection at hand: the same for everyone.

    python -m tests.bench.generate 20000 articles.jsonl.gz

Words follow Zipf and Mandelbrot's law, and each article has a topic whose words come up more
often in it. Half of all fifty-first words are followed by their own companion, so that there are
phrases to look for. Dates go through the years 2004 to 2023, again and again, so that fewer
articles are not only the older ones. What this cannot give is the long tail of real text (names,
figures, slips of the pen): say which corpus a figure comes from.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import click
import numpy as np

from tests.bench.record import Record

VOCABULARY = 100_000
EXPONENT, SHIFT = 1.07, 2.7  # Mandelbrot's, as fitted to English news
TOPICS, TOPIC_WORDS, TOPIC_SHARE = 100, 300, 0.2
COMPANION_EVERY = 51
MEAN_WORDS = 400
SENTENCE, PARAGRAPH = 18, 4  # words, sentences
FIRST_DAY, DAYS = date(2004, 1, 1), 7_300
OUTLETS = 40
BLOCK = 500  # articles that are drawn at once; changes what is made

_STOP = """
    the of to and in a for is on that with as by was at from it be are this
    """.split()  # noqa: SIM905  # easier to read than a list
_SYLLABLES = [c + v for c in "bcdfghjklmnprstvwz" for v in "aeiou"]
_ENDINGS = ("", "s", "", "ed", "", "ing", "", "er", "ly")


def articles(count: int, seed: int = 1) -> Iterator[Record]:
    """So many articles; the first ones of a longer row are those of a shorter one."""
    made = _all_articles(seed)
    return islice(made, count)


def _all_articles(seed: int) -> Iterator[Record]:
    tongue = _Tongue.made(seed)
    block = 0
    while True:
        rng = np.random.default_rng([seed, block])
        for number in range(block * BLOCK, (block + 1) * BLOCK):
            yield _article(number, tongue, rng)
        block += 1


@dataclass(frozen=True, slots=True)
class _Tongue:
    """A made language: its words by rank, how often each comes, and which go together."""

    words: list[str]
    shares: np.ndarray
    """float64 (VOCABULARY,): the share of all words up to each rank."""
    topics: np.ndarray
    """int32 (TOPICS, TOPIC_WORDS): ranks of the words of each topic."""
    companions: np.ndarray
    """int32 (VOCABULARY,): the rank that likes to follow each rank, -1 when none does."""

    @classmethod
    def made(cls, seed: int) -> _Tongue:
        rng = np.random.default_rng(seed)
        weights = (np.arange(VOCABULARY) + 1 + SHIFT) ** -EXPONENT
        companions = np.full(VOCABULARY, -1, np.int32)
        leaders = np.arange(len(_STOP), VOCABULARY, COMPANION_EVERY)
        companions[leaders] = rng.integers(len(_STOP), VOCABULARY, len(leaders))
        return cls(
            words=[_word(rank) for rank in range(VOCABULARY)],
            shares=np.cumsum(weights) / weights.sum(),
            topics=rng.integers(len(_STOP), VOCABULARY // 4, (TOPICS, TOPIC_WORDS), np.int32),
            companions=companions,
        )


def _word(rank: int) -> str:
    """The word of a rank: short for the frequent, and another for each."""
    if rank < len(_STOP):
        return _STOP[rank]
    rest, syllables = rank, []
    while rest:
        rest, digit = divmod(rest, len(_SYLLABLES))
        syllables.append(_SYLLABLES[digit])
    return "".join(syllables) + "n" + _ENDINGS[rank % len(_ENDINGS)]


def _article(number: int, tongue: _Tongue, rng: np.random.Generator) -> Record:
    length = max(30, int(rng.lognormal(np.log(MEAN_WORDS) - 0.15, 0.55)))
    words = [tongue.words[rank] for rank in _ranks(length, tongue, rng)]
    day = FIRST_DAY + timedelta(days=number * 7 % DAYS + int(rng.integers(7)))
    return Record(
        id=f"made.jsonl#{number + 1}",
        title=" ".join(words[9:17]).capitalize(),
        text=_prose(words),
        date=day.isoformat(),
        outlet=f"The {tongue.words[100 + int(rng.integers(OUTLETS))].capitalize()} Courier",
        url=f"https://made.example/{number + 1}",
    )


def _ranks(length: int, tongue: _Tongue, rng: np.random.Generator) -> list[int]:
    """The words of one article, as ranks: by the law, with its topic and with companions."""
    ranks = np.searchsorted(tongue.shares, rng.random(length)).astype(np.int32)
    topic = tongue.topics[rng.integers(TOPICS)]
    of_topic = rng.random(length) < TOPIC_SHARE
    favourites = (TOPIC_WORDS * rng.random(int(of_topic.sum())) ** 2).astype(np.int32)
    ranks[of_topic] = topic[favourites]
    follower = tongue.companions[ranks[:-1]]
    follows = (follower >= 0) & (rng.random(length - 1) < 0.5)
    ranks[1:][follows] = follower[follows]
    return ranks.tolist()


def _prose(words: list[str]) -> str:
    """Words as sentences and paragraphs."""
    sentences = [
        " ".join(words[at : at + SENTENCE]).capitalize() + "."
        for at in range(0, len(words), SENTENCE)
    ]
    return "\n".join(
        " ".join(sentences[at : at + PARAGRAPH]) for at in range(0, len(sentences), PARAGRAPH)
    )


@click.command(help="Write COUNT made articles to FILE (JSON Lines, gzip).")
@click.argument("count", type=int)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--seed", default=1, show_default=True)
def main(count: int, file: Path, seed: int) -> None:
    # No time of writing in the header: the same articles are the same bytes.
    with file.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
        for record in articles(count, seed):
            packed.write(json.dumps(record.line()).encode() + b"\n")


if __name__ == "__main__":
    main()
