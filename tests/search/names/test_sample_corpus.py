"""The sample articles spell the names of their region as their outlets do; each finds all others.

Written down by reading the articles: for each name, which of them have it in which spelling.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from index import reindex
from search import Engine
from search.names.options import AS_TYPED

CORPUS = Path(__file__).parents[3] / "corpus"

COURIER, CLIPPINGS, STRAIT = "belhazracourier.example", "clippings", "open-strait"

NAMES = {
    "Farida": [
        f"{COURIER}/2024-06-21-black-heron-verdict.html",
        f"{COURIER}/flood-teshil-oct-2022.txt",
        f"{CLIPPINGS}/Drowned archive - Courier.txt",
        f"{CLIPPINGS}/dispatch korvad tablets.txt",
        "kuestenbote/vierzig-meter-mauer.html",  # Ferida
        "lephare.example/Corvadh école lac.txt",
        "newsmaw/kardan-court-jails-heron-leader.txt",
        f"{STRAIT}/2022-05-22-the-goat-found-it.md",  # Ferida
        f"{STRAIT}/notes-from-bench-six.md",  # Ferida
        "sawtalmadiq/fayadan-teshil.html",  # فريدة
        "tamrin-ledger.jsonl#3",  # Ferida
    ],
    "Wezzal": [
        f"{COURIER}/2024-06-21-black-heron-verdict.html",  # Ouezzal
        f"{COURIER}/flood-teshil-oct-2022.txt",  # Ouezzal
        f"{CLIPPINGS}/Drowned archive - Courier.txt",  # Ouezzal
        f"{CLIPPINGS}/dispatch korvad tablets.txt",  # Wazzal
        "kuestenbote/vierzig-meter-mauer.html",
        "lephare.example/Corvadh école lac.txt",  # Ouezzal
        "newsmaw/kardan-court-jails-heron-leader.txt",  # Wazzal
        f"{STRAIT}/2022-05-22-the-goat-found-it.md",
        f"{STRAIT}/notes-from-bench-six.md",
        "sawtalmadiq/fayadan-teshil.html",  # وزال
        "tamrin-ledger.jsonl#3",
    ],
    "Nadezhda": [
        f"{COURIER}/2023-03-15-halcyon-star.html",
        f"{COURIER}/2023-12-01 harbour wall inquiry.txt",
        f"{COURIER}/2023-12-16-saturday-interview-kolvina.txt",
        f"{COURIER}/flood-teshil-oct-2022.txt",
        "harbour-radio/no_bang.html",  # Nadejda
        "newsmaw/river-techil-one-dead.txt",  # Nadejda
        f"{STRAIT}/counting-ships.md",  # Nadejda
        "strait-dispatch/2022-10-03-techil-flood.txt",  # Nadejda
        "strait-dispatch/wire-2023.jsonl#4",  # Nadejda
    ],
    "Thomas": [
        f"{COURIER}/2024-02-17-dock-strike-ends.txt",  # Tomas
        f"{CLIPPINGS}/ledger - five things the strike taught.txt",  # Tomas
        f"{CLIPPINGS}/picket_line_breakfast.txt",
        "golosproliva/zabastovka-zharovnya.txt",  # Томас
        f"{STRAIT}/counting-ships.md",
        "qardanetoday.example/p4417-calmest-february.html",  # Tomas
        "strait-dispatch/brief.txt",
        "strait-dispatch/wire-2023.jsonl#5",
    ],
    "Tarkhan": [
        f"{CLIPPINGS}/Every vote counted twice.txt",  # Tarkhane
        f"{CLIPPINGS}/Ten nights with the counters.md",  # Tarkhane
        "sawtalmadiq/319 صوتا.txt",  # طرخان
        "strait-dispatch/kardan-recount-319.html",
        "tamrin-ledger.jsonl#4",
    ],
    "Kolvina": [
        f"{COURIER}/2023-03-15-halcyon-star.html",
        f"{COURIER}/2023-12-01 harbour wall inquiry.txt",
        f"{COURIER}/2023-12-16-saturday-interview-kolvina.txt",
        f"{COURIER}/flood-teshil-oct-2022.txt",
        f"{CLIPPINGS}/oct22/silt.txt",  # Kolwina
        "harbour-radio/no_bang.html",
        "kuestenbote/vierzig-meter-mauer.html",  # Kolwina
        "newsmaw/river-techil-one-dead.txt",
        f"{STRAIT}/counting-ships.md",
        "strait-dispatch/2022-10-03-techil-flood.txt",
        "strait-dispatch/wire-2023.jsonl#4",
        "tamrinledger.example/forty-metres.html",  # Kolwina
    ],
    "Zelenko": [
        f"{CLIPPINGS}/eels - harbour radio.txt",
        "golosproliva/locman-i-ugri.txt",  # Зеленко
        f"{STRAIT}/notes-from-bench-six.md",
    ],
    "Lindqvist": [
        f"{CLIPPINGS}/Ten nights with the counters.md",
        "sawtalmadiq/319 صوتا.txt",  # ليندكفيست
        "strait-dispatch/kardan-recount-319.html",
    ],
    "Ekberg": [
        f"{COURIER}/2024-02-17-dock-strike-ends.txt",
        f"{CLIPPINGS}/ledger - five things the strike taught.txt",
        f"{CLIPPINGS}/picket_line_breakfast.txt",
        "golosproliva/zabastovka-zharovnya.txt",  # Экберг
        f"{STRAIT}/counting-ships.md",
        "qardanetoday.example/p4417-calmest-february.html",
        "strait-dispatch/brief.txt",
        "strait-dispatch/wire-2023.jsonl#5",
    ],
    "Korvadh": [
        f"{COURIER}/2024-06-21-black-heron-verdict.html",
        f"{COURIER}/flood-teshil-oct-2022.txt",
        f"{CLIPPINGS}/Drowned archive - Courier.txt",
        f"{CLIPPINGS}/Every vote counted twice.txt",
        f"{CLIPPINGS}/dispatch korvad tablets.txt",  # Korvad
        "golosproliva/locman-i-ugri.txt",  # Корваде
        "kuestenbote/schwarzer-reiher-vogelfreund.txt",  # Korwadh
        "kuestenbote/vierzig-meter-mauer.html",  # Korwadh
        "lephare.example/Corvadh école lac.txt",  # Corvadh
        "newsmaw/kardan-court-jails-heron-leader.txt",  # Korvad
        f"{STRAIT}/2022-05-22-the-goat-found-it.md",  # Corvadh
        f"{STRAIT}/notes-from-bench-six.md",  # Corvadh
        "sawtalmadiq/fayadan-teshil.html",  # كورفاد
        "strait-dispatch/2022-10-03-techil-flood.txt",  # Korvad
        "tamrin-ledger.jsonl#3",  # Korvad
        "tamrin-ledger.jsonl#4",  # Korvad
    ],
}

SPELLINGS = {
    "Farida": ("Ferida", "فريدة"),
    "Wezzal": ("Ouezzal", "Wazzal", "وزال"),
    "Nadezhda": ("Nadejda",),
    "Thomas": ("Tomas", "Томас"),
    "Tarkhan": ("Tarkhane", "طرخان"),
    "Kolvina": ("Kolwina",),
    "Zelenko": ("Зеленко",),
    "Lindqvist": ("ليندكفيست",),
    "Ekberg": ("Экберг",),
    "Korvadh": ("Korvad", "Korwadh", "Corvadh", "كورفاد", "Корваде"),
}
EACH = [(name, typed) for name, others in SPELLINGS.items() for typed in (name, *others)]


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    index = tmp_path_factory.mktemp("sample") / "index"
    assert not reindex(CORPUS, index).problems
    return Engine.open(index)


@pytest.mark.parametrize(("name", "typed"), EACH)
def test_every_spelling_of_a_name_finds_the_articles_with_any(engine, name, typed):
    assert {hit.id for hit in _all(engine, typed)} == set(NAMES[name])


@pytest.mark.parametrize("name", NAMES)
def test_as_typed_finds_less(engine, name):
    assert engine.search(name, names=AS_TYPED).total < len(NAMES[name])


def test_name_of_two_words_is_found_in_one_and_the_other_way_round(engine):
    apart = {hit.id for hit in _all(engine, '"Bel Hazra"')}
    assert apart <= {hit.id for hit in _all(engine, "Belhazra")}
    together = {hit.id for hit in _all(engine, "=Belhazra")}
    assert together <= {hit.id for hit in _all(engine, "Bel Hazra")}


def test_weekday_is_no_spelling_of_a_name_however_it_sounds(engine):
    assert {spelling.text for spelling in engine.search("فريدة").spellings} == {"Farida", "Ferida"}


@pytest.mark.parametrize("query", ["harbour strike", "ferry", "the port and the wall"])
def test_query_without_names_is_not_widened(engine, query):
    assert not engine.search(query).spellings


def _all(engine, query):
    """All articles that are found, copies among them."""
    hits = engine.search(query, limit=49).hits
    return [article for hit in hits for article in (hit, *hit.near_duplicates)]
