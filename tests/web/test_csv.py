"""Results as a table: every row, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from search import Engine, Result
from web.api import csv as table
from web.api.csv import COLUMNS, cell

FORMULAS = [
    '=HYPERLINK("https://evil.example","Click")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "＝1+1",
    "\x00=1+1",
    "\x0b=1+1",
    "\ufeff=1+1",
    '","=1+1',
    '"\r\n=1+1',
]


def rows_of(data: bytes) -> list[list[str]]:
    """The table as a program reads it: the first line is the head."""
    assert data.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read UTF-8"
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def is_formula(text: str) -> bool:
    return text.lstrip("\t\r\n \x00\x0b\u00a0\u200b\ufeff")[:1] in set("=+-@＝＋－＠")


def test_table_has_a_row_for_each_article(client: FlaskClient) -> None:
    response = client.get("/search.csv?q=berth&sort=oldest")
    assert response.content_type == "text/csv; charset=utf-8"
    head, *rows = rows_of(response.data)
    assert tuple(head) == COLUMNS
    assert [row[1] for row in rows] == [f"Berth notice {number}" for number in range(23)]
    assert rows[0][:4] == ["port/notices.jsonl#1", "Berth notice 0", "Quay Notices", "2018-01-05"]
    assert "\x02" not in response.text


def test_letters_of_all_scripts_come_through(client: FlaskClient) -> None:
    _, row = rows_of(client.get("/search.csv?q=lang:ar").data)
    assert row[1] == "إضراب عمال الميناء يدخل أسبوعه الثالث"


def test_table_is_a_download_named_for_its_question(client: FlaskClient) -> None:
    headers = client.get("/search.csv?q=Berth+%22notice%0d%0aX-Evil:1").headers
    assert headers["Content-Disposition"] == (
        "attachment; filename=backfile-berth-notice-x-evil-1.csv"
    )
    named = client.get("/search.csv").headers["Content-Disposition"]
    assert named == "attachment; filename=backfile-articles.csv"


@pytest.mark.parametrize("formula", FORMULAS)
def test_hostile_formula_is_no_formula_in_any_field(serve, corpus, formula: str) -> None:
    corpus.record(
        "a.jsonl",
        {
            "title": formula, "source": formula, "author": formula, "url": formula,
            "lang": formula, "text": f"{formula} said the gull, over and over again, all day.",
        },
    )  # fmt: skip
    corpus.write(f"{formula.replace('/', '_').replace(chr(0), '')}.txt", "The gull is harmless.\n")
    _, *rows = rows_of(serve().get("/search.csv?q=gull").data)
    assert len(rows) == 2
    assert not [text for row in rows for text in row if is_formula(text)]
    assert {len(row) for row in rows} == {len(COLUMNS)}


@pytest.mark.parametrize("formula", FORMULAS)
def test_hostile_parameter_is_no_formula(client: FlaskClient, formula: str) -> None:
    for name in ("q", "from", "outlet", "limit"):
        rows = rows_of(client.get("/search.csv", query_string={name: formula}).data)
        assert not [text for row in rows for text in row if is_formula(text)]


@given(st.text())
def test_no_text_becomes_a_formula_or_breaks_a_line(text: str) -> None:
    shown = cell(text)
    assert not is_formula(shown)
    assert len(shown.splitlines()) <= 1
    shown.encode()


def test_copies_have_rows_of_their_own(serve, corpus) -> None:
    text = "The gull came back to the harbour wall the next day, and stayed for a week. " * 9
    corpus.article("a", text, title="Gull", date="2023-03-14")
    corpus.article("b", text, title="Gull", date="2023-03-15")
    client = serve()
    _, first, second = rows_of(client.get("/search.csv?q=gull").data)
    assert first[-4] == first[-1] == ""
    assert second[-4] == first[0]
    assert {first[0], second[0]} == {"a.jsonl#1", "b.jsonl#1"}


def test_what_is_left_out_is_said_in_the_last_row(client: FlaskClient, engine: Engine) -> None:
    result: Result = engine.search("berth", limit=10)
    *_, last = rows_of(table.table(result))
    assert last[0] == ""
    assert last[1].startswith("These are articles 1 to 10 of 23. The others are page 2 of this")
    *_, complete = rows_of(client.get("/search.csv?q=berth").data)
    assert complete[0]


def test_what_was_ignored_is_said_too(client: FlaskClient) -> None:
    *_, last = rows_of(client.get("/search.csv?q=berth&from=spring").data)
    assert last[0] == ""
    assert last[1].startswith("“spring” is not a date")
