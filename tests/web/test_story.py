"""One story, every outlet: under the hits, on its page, beside an article, in the terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from search import Engine
from tests.begun import Fill
from tests.folder import Folder
from tests.index.shelf import Shelf
from tests.index.stories.archive import Event, cut
from web import create_app
from web.cli.command import main

FERRY, STORM = Event(1), Event(2)
FIRST = "gazette.jsonl#1"


def fill(corpus: Folder) -> None:
    whole = FERRY.report(1, later=1)
    for name, report, outlet in (
        ("courier", whole, "Courier"),
        ("copy", cut(whole, 0.6), "Copy & <Sons>"),
        ("gazette", FERRY.report(2), "Gazette"),
        ("storm", STORM.report(3), "Courier"),
    ):
        corpus.article(name, report.text, title=report.title, date=report.date, source=outlet)


@pytest.fixture
def corpus_of_stories(corpus: Folder, begin: Callable[[Fill], None]) -> Folder:
    begin(fill)
    return corpus


@pytest.fixture
def reader(serve, corpus_of_stories) -> FlaskClient:
    return serve()


def page(client: FlaskClient, path: str) -> LexborHTMLParser:
    response = client.get(path)
    assert response.status_code == 200, response.text[:300]
    return LexborHTMLParser(response.text)


def test_story_page_has_every_report_and_folds_copies(reader: FlaskClient) -> None:
    found = page(reader, "/story/gazette.jsonl%231")
    assert found.css_first(".lead").text().startswith("3 reports in 3 outlets")
    assert "Gazette" in found.css_first("header > p:nth-of-type(3)").text()
    assert len(found.css("table.reports tbody tr")) == 2
    assert "1 copy of this text" in found.css_first("table.reports summary").text()
    assert len(found.css("svg.reports circle.text")) == 2
    assert len(found.css("svg.reports circle.copy")) == 1
    assert found.css_first("table.reports details li").text().startswith("Copy & <Sons>")


def test_any_report_leads_to_its_story(reader: FlaskClient) -> None:
    for form in ("", ".json"):
        response = reader.get(f"/story/copy.jsonl%231{form}")
        assert response.status_code == 302
        assert response.location == f"/story/gazette.jsonl%231{form}"
    assert reader.get("/story/nowhere").status_code == 404


def test_two_texts_of_a_story_are_compared(reader: FlaskClient) -> None:
    path = "/story/gazette.jsonl%231?old=courier.jsonl%231&new=copy.jsonl%231"
    kinds = {item.attributes["class"] for item in page(reader, path).css(".versions li")}
    assert {"same", "dropped"} <= kinds


def test_two_articles_are_compared_without_a_story(reader: FlaskClient) -> None:
    path = "/versions?old=courier.jsonl%231&new=storm.jsonl%231"
    assert page(reader, path).css(".versions li")
    assert reader.get("/versions?old=nowhere&new=storm.jsonl%231").status_code == 404
    assert reader.get("/versions").status_code == 404


def test_copies_are_compared_in_the_order_of_their_time(serve, corpus: Folder) -> None:
    whole = FERRY.report(1)
    for hour, text in ((9, cut(whole, 0.6).text), (11, whole.text)):
        corpus.article(
            f"at{hour}", text, title=whole.title, source=f"Outlet {hour}",
            date=f"{whole.date}T{hour:02}:00Z",
        )  # fmt: skip
    found = page(serve(), "/story/at11.jsonl%231")
    kinds = {item.attributes["class"] for item in found.css(".versions li")}
    assert "added" in kinds
    assert "dropped" not in kinds


def test_story_alone_says_so(reader: FlaskClient) -> None:
    found = page(reader, "/story/storm.jsonl%231")
    assert "First:" not in found.css_first(".sheets header").text()
    assert "No other report" in found.css_first(".notes").text()


def test_story_that_is_not_yet_grouped_does_not_say_that_it_is_alone(index_dir: Path) -> None:
    Shelf(index_dir).commit({"storm": STORM.report(3)})  # and no run has grouped it
    client = create_app(Engine.open(index_dir)).test_client()
    (note,) = page(client, "/story/storm").css(".notes")
    assert "not yet grouped" in note.text()


def test_first_that_is_not_known_is_said_in_a_sentence(serve, corpus: Folder) -> None:
    for name in ("courier", "gazette"):
        report = FERRY.report(len(name))
        corpus.article(name, report.text, title=report.title, date=report.date, source=name)
    found = page(serve(), "/story/courier.jsonl%231")
    said = found.css_first("header > p:nth-of-type(3) span").text()
    assert said == "not known: 2 reports are of the first day, and none says the time of day"


def test_choices_above_results_are_written_alike(reader: FlaskClient) -> None:
    found = page(reader, f"/search?q={FERRY.rare[0]}")
    labels = [link.text() for link in found.css(".grouping a, .layouts a, .sorts a")]
    assert {"By event", "Each report"} <= set(labels)
    assert all(label[0].isupper() for label in labels)


def test_reports_without_outlets_are_counted_as_reports(serve, corpus: Folder) -> None:
    for number in (1, 2):
        report = FERRY.report(number)
        corpus.article(f"r{number}", report.text, title=report.title, date=report.date)
    found = page(serve(), f"/search?q={FERRY.rare[0]}&story=1")
    line = found.css_first(".story-note summary").text()
    assert line.startswith("2 reports")
    assert "outlet" not in line
    assert "first" not in line


def test_results_are_grouped_when_asked_and_nothing_is_hidden(reader: FlaskClient) -> None:
    asked = f"/search?q={FERRY.rare[0]}"
    plain = page(reader, asked)
    assert len(plain.css(".hits > li")) == 2
    one_by_one, together = plain.css(".grouping a")
    assert "aria-current" in one_by_one.attributes
    switch = together.attributes["href"]
    found = page(reader, switch)
    assert found.css_first("h1").text() == plain.css_first("h1").text()
    assert len(found.css(".hits > li")) == 1
    assert "3 outlets" in found.css_first(".story-note summary").text()
    assert len(found.css(".story-note li")) == 3
    assert found.css_first(".grouping a").attributes["href"] == asked


def test_story_stands_once_in_the_whole_order_of_a_result(serve, corpus: Folder) -> None:
    for day in range(1, 4):  # the reports of three events, in turn
        for number in range(1, 9):
            event = Event(number)
            report = event.report(10 * number + day, later=day % 2)
            corpus.article(
                f"e{number}-{day}", f"{report.text}\nCommonplace.", title=report.title,
                date=report.date, source=f"Outlet {day}",
            )  # fmt: skip
    client = serve()
    asked = "/search?q=commonplace&sort=newest&story=1&per=10"
    seen = []
    found = page(client, asked)
    assert (
        found.css_first("h1").text() == page(client, "/search?q=commonplace").css_first("h1").text()
    )
    assert not found.css(".pages a")  # eight events are one page
    for note in found.css(".story-note"):
        assert "3 of 3 match" in note.text()
        seen.append(note.css_first("a").attributes["href"])
    assert len(found.css(".hits > li")) == len(set(seen)) == 8
    assert "16 on the same events" in found.text()
    engine_pages = [
        client.application.extensions["engine"].search(
            "commonplace", limit=3, page=number, by_story=True
        )
        for number in (1, 2, 3, 4)
    ]
    stories = [hit.story for result in engine_pages for hit in result.hits]
    assert [len(result.hits) for result in engine_pages] == [3, 3, 2, 0]
    assert len(set(stories)) == len(stories) == 8
    assert {result.listed for result in engine_pages} == {8}
    assert {result.total for result in engine_pages} == {24}


def test_page_says_how_many_are_shown_and_folded(reader: FlaskClient) -> None:
    found = page(reader, f"/search?q={FERRY.rare[0]}")
    assert found.css_first(".aside").text() == "1 copy folded"


def test_article_leads_to_the_other_reports(reader: FlaskClient) -> None:
    found = page(reader, "/article/gazette.jsonl%231")
    assert found.css_first("#also").text() == "Also on this: 2 reports"
    assert len(found.css(".also li")) == 2


def test_article_saved_twice_shows_what_changed(serve, corpus: Folder) -> None:
    report, address = FERRY.report(1), "https://courier.example/ferry"
    for name, text in (("one", report.text), ("two", f"{report.text}\nA goat was saved.")):
        corpus.article(name, text, title=report.title, date=report.date, url=address)
    client = serve()
    link = page(client, "/article/one.jsonl%231").css_first("#versions + ul .source a")
    found = page(client, link.attributes["href"])
    assert [item.css_first("p").text() for item in found.css(".versions .added")] == [
        "A goat was saved."
    ]


def test_front_page_has_the_largest_stories_of_the_newest_month(reader: FlaskClient) -> None:
    (link,) = page(reader, "/").css(".headlines h3 a")
    assert link.attributes["href"] == "/story/gazette.jsonl%231"


def test_programs_are_told_of_stories(reader: FlaskClient) -> None:
    hits = reader.get(f"/search.json?q={FERRY.rare[0]}").json["hits"]
    assert {hit["story"] for hit in hits} == {FIRST}
    assert "copies" in reader.get("/search.csv?q=").text.splitlines()[0]
    assert f'domain="story">{FIRST}<' in reader.get(f"/search.rss?q={FERRY.rare[0]}").text
    record = reader.get("/story/gazette.jsonl%231.json").json
    assert [report["outlet"] for report in record["reports"]] == [
        "Gazette", "Copy & <Sons>", "Courier",
    ]  # fmt: skip
    assert record["first"]["id"] == FIRST


def test_hostile_outlet_is_escaped_everywhere(reader: FlaskClient) -> None:
    for path in ("/story/gazette.jsonl%231", "/article/gazette.jsonl%231", "/"):
        assert "<Sons>" not in reader.get(path).text


def test_digest_of_a_month_in_the_terminal(corpus_of_stories: Folder, index_dir) -> None:
    places = ["--corpus", str(corpus_of_stories.folder), "--index", str(index_dir)]
    assert CliRunner().invoke(main, ["reindex", *places]).exit_code == 0
    span = ["--from", "2021-03", "--to", "2021-03"]
    shown = CliRunner().invoke(main, ["stories", *span, *places])
    assert "3 reports in 3 outlets" in shown.output
    assert "(+ 1 copy)" in shown.output
    answer = json.loads(CliRunner().invoke(main, ["stories", "--json", *span, *places]).stdout)
    assert [story["id"] for story in answer["stories"]] == [FIRST]
    empty = CliRunner().invoke(main, ["stories", "--from", "2020", "--to", "2020", *places])
    assert "No event" in empty.output
    assert CliRunner().invoke(main, ["stories", "--from", "soon", *places]).exit_code == 2


def test_name_of_a_day_stands_in_its_day(serve, corpus: Folder) -> None:
    for seed, later in enumerate((0, 1)):
        report = FERRY.report(seed, later=later)
        date = f"{report.date}T09:00Z"
        corpus.article(f"r{seed}", report.text, title=report.title, date=date, source=f"O {seed}")
    ticks = page(serve(), "/story/r0.jsonl%231").css("svg.reports text.tick")
    assert [tick.attributes["text-anchor"] for tick in ticks] == ["start", "start"]


def test_reports_of_a_day_stand_by_the_times_that_they_state(serve, corpus: Folder) -> None:
    times = {"maw": "", "gazette": "T14:05+01:00", "courier": "T12:50Z"}
    for seed, (name, time) in enumerate(times.items()):
        report = FERRY.report(seed)
        date = f"{report.date}{time}"
        corpus.article(name, report.text, title=report.title, date=date, source=name)
    client = serve()
    found = page(client, "/story/courier.jsonl%231")
    cells = [cell.text() for cell in found.css("table.reports td:first-child")]
    day = f"{FERRY.day} March 2021"
    assert cells == [f"{day}, 12:50 UTC", f"{day}, 14:05 UTC+1", day]
    assert "not all state a time and its zone" in found.css_first(".sheets header").text()
    hint = found.css_first("svg.reports ~ .hint").text()
    assert "Reports that state no time stand in the middle of their day" in hint
    ticks = [tick.text() for tick in found.css("svg.reports text.tick")]
    assert ticks == ["0:00", "6:00", "12:00", "18:00", "24:00"]
    reports = client.get("/story/courier.jsonl%231.json").json["reports"]
    assert [each["time"] for each in reports] == ["12:50Z", "14:05+01:00", ""]
    assert client.get("/article/gazette.jsonl%231.json").json["time"] == "14:05+01:00"
    shown = page(client, "/article/gazette.jsonl%231").css_first("time")
    assert shown.attributes["datetime"] == f"2021-03-{FERRY.day:02}T14:05+01:00"
    assert shown.text() == f"{day}, 14:05 UTC+1"
