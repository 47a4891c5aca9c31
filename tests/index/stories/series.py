"""Series that come out day after day under other titles, as `series.txt` has them.

Of each it has the openings, "title | text", and below "+" what the series always says: an article
is an opening and some of these sentences. {n} is a number, {day} a weekday, {name} one of the names
of the day.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from index.article import Article

SERIES = dict(
    part.split("\n", 1)
    for part in Path(__file__).with_name("series.txt").read_text().removeprefix("= ").split("\n= ")
)

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
_NAMES = """
    Holt Brandt Ferrow Castell Quillon Ostermann Dray Pellow Marchetti Sundby Achterberg Voss Lindau
    Kerrigan Bellamy Tressel Orlov Haverty Nyquist Sorrel Dunmore Ashby Wexcombe Rothe Calder Mossop
    Elgar Finch Garrow Hume Ingram Jessop Kestrel Lomax Munro Norton Oakes Penhall Quist Ridley
    """.split()  # noqa: SIM905


def _number(rng: random.Random) -> str:
    return rng.choice((
        f"{rng.randint(11, 99)}", f"{rng.randint(101, 999)}",
        f"{rng.randint(1, 9)}.{rng.randint(1, 9)}", f"{rng.randint(2, 98)}.{rng.randint(10, 99)}",
        f"{rng.randint(1, 9)},{rng.randint(100, 999)}",
    ))  # fmt: skip


def filled(text: str, day: int, rng: random.Random) -> str:
    """A text with names and numbers of its own."""
    names = rng.sample(_NAMES, 12)
    text = text.replace("{day}", _DAYS[day % 7])
    text = re.sub(r"\{name\}", lambda _: rng.choice(names), text)
    return re.sub(r"\{n\}", lambda _: _number(rng), text)


def series(
    kind: str, outlets: tuple[str, ...] = ("Courier",), count: int = 8, apart: int = 1
) -> Iterator[tuple[str, Article]]:
    """(id, article) of a series: one of each day, the outlets in turn."""
    heads, said = (part.strip().split("\n") for part in SERIES[kind].split("+"))
    rng = random.Random(kind)
    for k in range(count):
        title, lead = heads[k % len(heads)].split(" | ")
        sentences = rng.sample(said, max(len(said) - 2, 3))
        text = filled(" ".join((lead, *sentences)), k * apart, rng)
        title = filled(title, k * apart, rng)
        date = f"2021-03-{1 + k * apart:02}"
        yield f"{kind}-{k}", Article(title, text, date=date, outlet=outlets[k % len(outlets)])
