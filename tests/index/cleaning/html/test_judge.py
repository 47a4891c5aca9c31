"""The learned judge of pages: what it sees, and what it may decide."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cleaning import clean_html
from index.cleaning.html.judge import MODEL, decide_by, judge
from index.cleaning.html.judge.sight import COLUMNS
from index.cleaning.html.judge.view import NameOdds, View, names_of
from index.cleaning.html.page import PageReading, read
from index.cleaning.html.parse import parse
from index.cleaning.rules import reasons
from index.cleaning.text.judge.words import table_of
from index.verdicts import recorded_verdicts

PROSE = [
    f"In the winter of {year} the lock keepers counted the eels again, and as before it was the "
    "parish that paid for the lamp oil, since nobody else would, and the count was never printed."
    for year in range(1840, 1870, 3)
]
BODY = "".join(f"<p>{text}</p>" for text in PROSE)
TITLE = "Eels counted at the lock"
PAGE = (
    "<html><body><nav><a href='/'>Home</a></nav>"
    f"<article><h1>{TITLE}</h1>{BODY}</article><aside><p>Most read</p></aside></body></html>"
)


def reading_of(html: str) -> PageReading:
    return read(parse(html), TITLE, "")


def view_of(reading: PageReading) -> View:
    assert reading.setting is not None
    return View.of(reading.outline, reading.setting)


def decided(html: str, probability: dict[str, float]) -> dict[str, str]:
    """The reason of each paragraph where the judge has these probabilities, else 0.5."""
    paragraphs = reading_of(html).outline.paragraphs
    likely = [probability.get(paragraph.text, 0.5) for paragraph in paragraphs]
    decide_by(np.array(likely, np.float32), paragraphs, TITLE)
    return {paragraph.text: paragraph.reason for paragraph in paragraphs}


def test_every_column_has_a_name_and_a_number() -> None:
    reading = reading_of(PAGE)
    columns = view_of(reading).columns(*table_of({}), NameOdds({}))
    assert columns.shape == (len(reading.outline.paragraphs), len(COLUMNS))
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert np.isfinite(columns).all()


def test_shape_of_a_paragraph_is_seen() -> None:
    reading = reading_of("<div><p>Is it late? Yes, very.”</p><a href='/x'>All of it</a></div>")
    prose, link = view_of(reading).columns(*table_of({}), NameOdds({}))
    assert prose[COLUMNS.index("ends")]
    assert prose[COLUMNS.index("size")] == pytest.approx(np.log1p(23))
    assert prose[COLUMNS.index("linked")] == 0
    assert link[COLUMNS.index("linked")] == 1
    assert not link[COLUMNS.index("ends")]


def test_character_of_chinese_says_as_much_as_three_letters() -> None:
    reading = reading_of("<p>渡轮搁浅</p>")
    (row,) = view_of(reading).columns(*table_of({}), NameOdds({}))
    assert row[COLUMNS.index("size")] == pytest.approx(np.log1p(12))


def test_odds_of_names_hold_for_all_inside_their_box() -> None:
    reading = reading_of("<div class='teaserBox'><ul><li>One</li></ul></div><p>Two</p>")
    names = {"teaser": -2.0, "box": 1.0}
    inside, outside = view_of(reading).columns(*table_of({}), NameOdds(names))
    assert inside[COLUMNS.index("name lowest")] == -2
    assert inside[COLUMNS.index("name highest")] == 1
    assert outside[COLUMNS.index("name lowest")] == 0


def test_names_are_told_apart_by_their_words() -> None:
    assert names_of("div", ' class="teaserBox lead" id="top-story"') == (
        "<div>", "teaser", "box", "teaser-box", "lead", "top", "story", "top-story",
    )  # fmt: skip


@given(st.text(max_size=200), st.text(max_size=60))
def test_hostile_page_has_a_probability_for_every_paragraph(text: str, name: str) -> None:
    reading = reading_of(f"<div class='{name}'>{text}<p>{text}</p></div><p>b</p>")
    if reading.setting is not None and reading.outline.paragraphs:
        probability = judge().probabilities(view_of(reading))
        assert len(probability) == len(reading.outline.paragraphs)
        assert ((probability >= 0) & (probability <= 1)).all()


def test_judge_puts_back_only_what_it_is_sure_of() -> None:
    note = "Until then the eels had been counted by hand, and by one man."
    page = PAGE.replace("Most read", note)
    assert decided(page, {note: 0.9})[note] == "sidebar"
    assert decided(page, {note: 0.97})[note] == ""


def test_text_that_is_folded_away_is_put_back_where_it_is_likely() -> None:
    note = "Until then the eels had been counted by hand, and by one man."
    page = PAGE.replace("</article>", f"<div style='display: none'><p>{note}</p></div></article>")
    assert decided(page, {note: 0.6})[note] == "hidden"
    assert decided(page, {note: 0.7})[note] == ""


def test_paragraph_that_is_more_likely_another_is_left_out_although_the_rules_keep_it() -> None:
    assert decided(PAGE, {PROSE[-1]: 0.35})[PROSE[-1]] == reasons.AFTER
    assert decided(PAGE, {PROSE[-1]: 0.5})[PROSE[-1]] == ""


@pytest.mark.parametrize(
    "line", ["By Ilka Dorn", "November 27, 2023 5:12 PM GMT+1 Updated 3 hours ago"]
)
def test_byline_or_date_outside_the_article_is_not_put_back(line: str) -> None:
    page = PAGE.replace("<article>", f"<div>{line}</div><article>")
    assert decided(page, {line: 1.0})[line] == reasons.OUTSIDE


def test_advertisement_is_put_back_only_if_the_judge_is_sure() -> None:
    rope = "Osman & Daughter, chandlers: rope of every kind, and some advice."
    box = f"<div><b>ADVERTS</b><br>{rope.replace('&', '&amp;')}</div>"
    page = PAGE.replace("</article>", f"</article>{box}")
    assert decided(page, {rope: 0.9})[rope] == reasons.OUTSIDE
    unmarked = page.replace("<b>ADVERTS</b><br>", "")
    assert decided(unmarked, {rope: 0.9})[rope] == ""


def test_line_that_moves_across_the_page_is_known_by_its_element() -> None:
    line = "Lost: one grey eel, answers to Otto. Ring the lock!"
    page = PAGE.replace("<article>", f"<marquee><b>{line}</b></marquee><article>")
    assert decided(page, {line: 0.9})[line] == "sidebar"


def test_label_is_not_put_back() -> None:
    assert decided(PAGE, {"Most read": 1.0})["Most read"] == "sidebar"


def test_what_only_the_judge_leaves_out_is_told_by_its_place() -> None:
    found = decided(PAGE, {PROSE[0]: 0.1, PROSE[4]: 0.1, PROSE[-1]: 0.1})
    assert found[PROSE[0]] == reasons.BEFORE
    assert found[PROSE[4]] == reasons.UNLIKE
    assert found[PROSE[-1]] == reasons.AFTER
    assert found[PROSE[1]] == ""


def test_heading_is_left_over_its_text() -> None:
    page = f"<article><h1>{TITLE}</h1>{BODY}<h2>The oil</h2><p>{PROSE[0][::-1]}.</p></article>"
    assert decided(page, {"The oil": 0.1})["The oil"] == ""
    gone = decided(page, {"The oil": 0.1, f"{PROSE[0][::-1]}.": 0.1})
    assert gone["The oil"] == reasons.AFTER


def test_headline_stands_above_the_text_however_likely() -> None:
    assert decided(PAGE, {TITLE: 1.0})[TITLE] == reasons.TITLE


def test_judge_that_would_leave_nothing_is_not_followed() -> None:
    found = decided(PAGE, dict.fromkeys(PROSE, 0.0))
    assert [text for text, reason in found.items() if not reason] == PROSE


def test_judge_that_would_leave_a_line_of_a_whole_article_is_not_followed() -> None:
    line = "The lock in winter"
    page = PAGE.replace("</article>", f"<p>{line}</p></article>")
    reasons_of = decided(page, dict.fromkeys((TITLE, *PROSE), 0.0) | {line: 0.9})
    assert not any(reasons_of[text] for text in PROSE)


def test_verdicts_are_recorded_for_whoever_asks() -> None:
    with recorded_verdicts() as verdicts:
        article = clean_html(PAGE)
    assert article.text.split("\n") == PROSE
    found = {verdict.line: verdict for verdict in verdicts}
    assert found["Most read"].by_rules == "sidebar"
    assert found["Most read"].probability < found[PROSE[0]].probability


@pytest.mark.parametrize("name", ["words.txt", "names.txt"])
def test_tables_of_the_model_are_sorted_and_have_each_entry_once(name: str) -> None:
    lines = (MODEL / name).read_text("utf-8").splitlines()
    entries = [line.partition("\t")[2] for line in lines]
    assert entries == sorted(set(entries))
    assert all(float(line.partition("\t")[0]) < 9 for line in lines)


NEXT = [
    f"Otmar Quill of the fire service said, in sentence {number}, that the chandlery had burned "
    "down of its own accord, and that nobody was to be blamed but the chandler."
    for number in range(4)
]
NOTE = "The Lock Post has been printed by the upper lock since 1871 and belongs to its readers. "


def text_of(body: str) -> str:
    head = f"<title>{TITLE} | The Lock Post</title>"
    return clean_html(f"<html><head>{head}</head><body>{body}</body></html>").text


def test_what_reads_like_the_article_may_be_the_next_one() -> None:
    following = "".join(f"<p>{text}</p>" for text in NEXT)
    first = f"<article><h1>{TITLE}</h1>{BODY}</article>"
    text = text_of(f"<main>{first}<article><h2>Chandlery burns</h2>{following}</article></main>")
    assert text.split("\n") == PROSE


def test_note_on_the_outlet_is_no_part_of_a_brief() -> None:
    brief = "<p>The upper lock is closed today for the count.</p><p>It opens at eight.</p>"
    note = f"<section class='about-us'><h3>About the Post</h3><p>{NOTE * 5}</p></section>"
    text = text_of(f"<article><h1>{TITLE}</h1>{brief}{note}</article>")
    assert text == "The upper lock is closed today for the count.\nIt opens at eight."


def test_link_to_another_article_between_paragraphs_is_left_out() -> None:
    link = "<p><strong>Mehr zum Thema: <a href='/g'>Goose wins the fair at Marrow</a></strong></p>"
    half = BODY.index(PROSE[5]) - len("<p>")
    text = text_of(f"<article><h1>{TITLE}</h1>{BODY[:half]}{link}{BODY[half:]}</article>")
    assert text.split("\n") == PROSE
