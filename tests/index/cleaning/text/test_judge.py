"""The learned judge of saved texts: what it sees, and what it may decide."""

from __future__ import annotations

import textwrap

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cleaning import clean_text
from index.cleaning.rules import reasons
from index.cleaning.text.judge import MODEL, decided, judge
from index.cleaning.text.judge.around import COLUMNS
from index.cleaning.text.judge.second_look import COLUMNS as SECOND
from index.cleaning.text.judge.view import View
from index.cleaning.text.judge.words import odds_of, table_of
from index.cleaning.text.saved_text import TextReading, blocks_of_text, read

PROSE = [
    f"In {year} the harbour of the town was dredged anew, and as before it was the town that had "
    "to pay for it, since what the ships brought in was not enough."
    for year in range(1840, 1870, 3)
]
MENU = ["Home", "News", "Sport", "Islands", "Weather", "Opinion", "Ferries", "Jobs", "Contact us"]
TEASERS = [
    "Ferry late again",
    "Eels counted at the lock",
    "Bakery fire on Salt Street",
    "Tide wins",
]


def view_of(reading: TextReading) -> View:
    return View.of(reading.lines, reading.findings, reading.why, reading.title)


def test_every_column_has_a_name_and_a_number() -> None:
    view = view_of(read("\n".join([*MENU, "", *PROSE])))
    columns = view.columns(*table_of({}))
    rows = len(MENU) + len(PROSE)
    assert columns.values.shape == (rows, len(COLUMNS))
    again = view.again(columns, np.linspace(0, 1, rows, dtype=np.float32))
    assert again.shape == (rows, len(COLUMNS) + len(SECOND))
    assert len({*COLUMNS, *SECOND}) == len(COLUMNS) + len(SECOND)
    assert np.isfinite(again).all()


def test_rows_of_a_list_have_one_form_and_paragraphs_another() -> None:
    rows = [f"June {day} – Port Elin, Town Green" for day in (9, 10, 14)]
    view = view_of(read("\n\n".join([*PROSE[:2], "\n".join(rows), *PROSE[2:]])))
    forms = view.columns(*table_of({})).forms.tolist()
    assert forms[3] == forms[4] != forms[0]
    alike = view.columns(*table_of({})).values[:, COLUMNS.index("alike in a row")]
    assert alike[3:5].tolist() == [2, 2]


def second_look(view: View, chances: list[float]) -> dict[str, list[float]]:
    """The columns of the second look by name."""
    again = view.again(view.columns(*table_of({})), np.array(chances, np.float32))
    return dict(zip(SECOND, again[:, len(COLUMNS) :].T.tolist(), strict=True))


def test_second_look_sees_what_is_sure_around_each_paragraph() -> None:
    view = view_of(read("\n".join(["Home", "News", "Weather", *PROSE[:2], "Sport"])))
    seen = second_look(view, [0.1, 0.0, 0.1, 0.9, 1.0, 0.2])
    assert seen["chance +1"] == pytest.approx([0.0, 0.1, 0.9, 1.0, 0.2, -1])
    assert seen["next sure"][:4] == [3, 2, 1, 0]
    assert seen["last sure"][3:] == [0, 0, 1]
    assert seen["to first sure"] == [-3, -2, -1, 0, 1, 2]
    assert seen["sure before"] == pytest.approx([0, 0, 0, 0, 0.5, 1], abs=0.05)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["The harbour wall leans", "Nobody mends the harbour wall", "Ferry late"],
            [2 / 3, 0.5, 0],
        ),
        (["港口的墙", "没有人修港口", "渡轮"], [1 / 3, 1 / 5, 0]),
        (["1904", "12 345", "No"], [-1, -1, -1]),
    ],
)
def test_second_look_counts_the_words_that_what_is_sure_says(
    lines: list[str], said: list[float]
) -> None:
    seen = second_look(view_of(read("\n".join(lines))), [1.0, 1.0, 0.0])
    assert seen["said"] == pytest.approx(said)


def test_list_of_which_most_is_kept_is_kept_whole() -> None:
    rows = [f"June {day} – Port Elin, Town Green" for day in (9, 10, 14, 17)]
    listed = "\n".join(rows)
    reading = read("\n".join([*MENU, "", "\n\n".join(PROSE), "", listed, "", *TEASERS, *MENU]))
    likely = dict.fromkeys([*PROSE, *rows[:2]], 0.9)
    assert kept_with(reading, likely) == " ".join([*PROSE, *rows])


def test_hard_wrapped_paragraph_is_judged_as_one() -> None:
    wrapped = (
        "The council voted on Monday night to keep the lighthouse lit for at\nleast two winters."
    )
    view = view_of(read(f"Lighthouse\n\n{wrapped}\n\n{wrapped}\n\n{wrapped}\n\n{wrapped}"))
    assert view.begins == [0, 1, 3, 5, 7, 9]


@pytest.mark.parametrize("entry", ["council", "Don’t", "0", "read more", "=share this story", "灯"])
def test_odds_are_found_under_words_pairs_and_lines(entry: str) -> None:
    keys, odds = table_of({entry: 1.5, "other": -1.0, "=other": 2.0})
    (words,) = view_of(read(entry.lstrip("="))).entries()
    assert {entry.lower().replace("’", "")} & words
    (key,) = set(table_of({entry: 1.0})[0].tolist()) - {0}
    assert odds_of(np.uint64(key), keys, odds) == 1.5


@given(st.text(max_size=300))
def test_hostile_text_has_a_probability_for_every_paragraph(text: str) -> None:
    reading = read(f"a\n{text}\nb".replace("\r", ""))
    view = view_of(reading)
    chance = judge().probabilities(view)
    assert len(chance) == len(view.begins) - 1
    assert ((chance >= 0) & (chance <= 1)).all()
    assert len(decided(reading.lines, reading.findings, reading.why, view, chance)) == len(
        reading.lines
    )


def test_menu_and_teasers_of_a_whole_page_go_and_its_article_stays() -> None:
    page = [
        *MENU,
        "",
        "Harbour dredged anew as ships wait",
        "",
        "\n\n".join(PROSE),
        "",
        "Most read",
        *TEASERS,
        *MENU,
    ]
    _, blocks = blocks_of_text("\n".join(page))
    assert [block.text for block in blocks if block.kept] == PROSE
    assert {block.reason for block in blocks} <= reasons.ALL | {""}


def test_nothing_is_left_out_of_a_clean_text() -> None:
    _, blocks = blocks_of_text("\n".join(PROSE))
    assert all(block.kept for block in blocks)


def test_line_that_the_outlet_repeats_is_no_matter_of_likelihood() -> None:
    motto = "News about the islands and the world, every morning"
    text = "\n\n".join([*PROSE[:5], motto, *PROSE[5:], *PROSE[:5], *PROSE[5:]])
    reading = read(text, repeated={motto.lower()})
    view = view_of(reading)
    why = decided(reading.lines, reading.findings, reading.why, view, np.ones(len(view.begins) - 1))
    assert why[5] == reasons.REPEATED


def test_words_of_the_model_are_sorted_and_weigh() -> None:
    lines = (MODEL / "words.txt").read_text("utf-8").splitlines()
    words = [line.partition("\t")[2] for line in lines]
    assert words == sorted(set(words))
    assert all(abs(float(line.partition("\t")[0])) >= 0.7 for line in lines)


def test_headline_of_a_bare_text_stays_in_the_text_and_is_shown_once() -> None:
    article = clean_text("\n".join(["Harbour dredged for the third time", *PROSE]))
    assert article.title == "Harbour dredged for the third time"
    assert article.text.split("\n") == [article.title, *PROSE]
    assert article.title not in article.markdown


def test_article_that_is_no_more_than_likely_is_kept_where_nothing_is_likelier() -> None:
    reading = read("\n".join([*MENU, "", "\n\n".join(PROSE), "", *TEASERS, *MENU]))
    view = view_of(reading)
    first, last = view.begins.index(len(MENU)), view.begins.index(len(MENU) + len(PROSE))
    chances = np.full(len(view.begins) - 1, 0.02)
    chances[first:last] = 0.4
    why = decided(
        reading.lines, reading.findings, ["before the article"] * len(reading.why), view, chances
    )
    assert [
        line.text for line, reason in zip(reading.lines, why, strict=True) if not reason
    ] == PROSE


def kept_with(reading: TextReading, chances: dict[str, float]) -> str:
    """What is kept of a text where these paragraphs have such chances, and all others .02."""
    view = view_of(reading)
    spans = zip(view.begins, view.begins[1:], strict=False)
    paragraphs = [" ".join(line.text for line in reading.lines[a:b]) for a, b in spans]
    likely = np.array([chances.get(text, 0.02) for text in paragraphs])
    why = decided(reading.lines, reading.findings, [""] * len(reading.why), view, likely)
    return " ".join(line.text for line, no in zip(reading.lines, why, strict=True) if not no)


@pytest.mark.parametrize("width", [70, 1000])
def test_sentence_beside_the_article_stays_however_unlikely(width: int) -> None:
    article = "\n\n".join(textwrap.fill(text, width) for text in PROSE)
    reading = read("\n".join([*MENU, "", article, "", "Most read", *TEASERS, *MENU]))
    assert kept_with(reading, dict.fromkeys(PROSE[:-1], 0.9)) == " ".join(PROSE)


def test_what_follows_such_a_sentence_may_be_a_teaser() -> None:
    reading = read("\n".join([*MENU, "", "\n\n".join(PROSE), "", *TEASERS, *MENU, *MENU]))
    assert kept_with(reading, dict.fromkeys(PROSE[:-2], 0.9)) == " ".join(PROSE[:-1])


def test_teaser_apart_from_the_article_must_be_likelier_than_its_paragraphs() -> None:
    reading = read(
        "\n".join([*MENU, "", "\n\n".join(PROSE), "", *TEASERS, *MENU, *MENU, *MENU, PROSE[0]])
    )
    view = view_of(reading)
    chances = np.where(np.arange(len(view.begins) - 1) < len(MENU) + len(PROSE), 0.9, 0.02)
    chances[-1] = 0.3
    why = decided(reading.lines, reading.findings, [""] * len(reading.why), view, chances)
    assert why[-1]
    assert not any(why[len(MENU) : len(MENU) + len(PROSE)])


# A text with fewer lines is left to the rules.
LATER = [text.replace("harbour", "canal") for text in PROSE]
PAGE = [
    "Harbour dredged anew as ships wait",
    "",
    "Salt Street Lantern",
    "one lamp, one street, no secrets",
    "Posted on 4 May 2019 by Ada Byron",
    "home | archive | letters",
    "",
    "\n\n".join(PROSE + LATER),
    "",
    "Ada Byron has written about mud for the Lantern since 1999.",
    "",
    "3 comments",
    "",
    "Osman: My uncle is the dredger and he is not amused.",
]


@pytest.fixture
def on_page() -> dict[str, str]:
    """The reason of each line of PAGE where the judge takes all for likely, but for none sure."""
    reading = read("\n".join(PAGE))
    why = decided(
        reading.lines,
        reading.findings,
        reading.why,
        view_of(reading),
        np.full(len(reading.lines), 0.69),
    )
    return {line.text: reason for line, reason in zip(reading.lines, why, strict=True)}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("one lamp, one street, no secrets", reasons.BEFORE),
        (PAGE[9], reasons.AUTHOR_NOTE),
        (PAGE[-1], reasons.AFTER),
    ],
)
def test_boilerplate_beside_the_article_must_be_as_likely_as_apart(
    on_page: dict[str, str], line: str, reason: str
) -> None:
    assert on_page[line] == reason


def test_article_stays_between_masthead_and_comments(on_page: dict[str, str]) -> None:
    assert [text for text in PROSE + LATER if on_page[text]] == []


def test_author_note_is_dropped_where_nothing_else_is_boilerplate() -> None:
    article = clean_text("\n\n".join([PAGE[0], "By Ada Byron", *PROSE, PAGE[9]]))
    assert article.text.split("\n") == PROSE


def test_copyright_line_of_bare_lines_needs_as_much_as_in_a_page() -> None:
    text = "Strike ends\n2024-02-16 18:14\n" + PROSE[0] + "\n(c) Salt Wire. Not for redistribution."
    reading = read(text)
    why = decided(reading.lines, reading.findings, reading.why, view_of(reading), np.full(4, 0.79))
    assert why[2:] == ["", reasons.COPYRIGHT]


@pytest.mark.parametrize(
    "line",
    [
        "You have 3 free articles remaining this month.",
        "You've read all your free articles",
        "Article réservé aux abonnés",
        "Contenido solo para suscriptores",
        "Durée de lecture : 4 minutes",
        "Tiempo de lectura estimado: 4 min",
        "وقت القراءة: ثلاث دقائق",
        "Par notre correspondante à Brest, Maëlle Kerjean",
        "Por nuestro enviado especial a Vigo, Iago Souto",
    ],
)
def test_offer_reading_time_or_byline_above_the_article_is_known_by_its_words(line: str) -> None:
    reading = read("\n\n".join([PAGE[0], line, *PROSE]))
    assert reading.findings[1].reason in {"newsletter", reasons.DATE_LINE, reasons.BYLINE}
