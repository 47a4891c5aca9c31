"""Records of many programs are known by their fields, in JSON Lines as in a JSON file."""

import json

import pytest

from index.reading import Problem, Reading, read_articles
from tests.index.reading.harvest import SENTENCES

URL = "https://www.courier.example/2023/ferry"
PAGE = f"<p>{SENTENCES}</p><p>A <a href='x'>second</a> paragraph &amp; more.</p>"

RECORDS = {
    "trafilatura": {"title": "Ferry", "author": "Ada Byron", "hostname": "courier.example",
                    "source-hostname": "The Courier", "date": "2023-11-17", "text": SENTENCES,
                    "source": URL, "filedate": "2024-05-02"},
    "news-please": {"title": "Ferry", "authors": ["Ada Byron"], "maintext": SENTENCES, "url": URL,
                    "date_download": "2024-05-02 10:00:00", "date_publish": "2023-11-17 06:30:00",
                    "source_domain": "www.courier.example"},
    "newspaper4k": {"title": "Ferry", "authors": ["Ada Byron"], "text": SENTENCES, "url": URL,
                    "publish_date": "2023-11-17T06:30:00", "source_url": "https://courier.example"},
    "fundus": {"title": "Ferry", "authors": ["Ada Byron"], "publishing_date": "2023-11-17 06:30",
               "publisher": "The Courier",
               "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [SENTENCES]}]}},
    "Guardian": {"webTitle": "Ferry", "webPublicationDate": "2023-11-17T06:30:00Z", "webUrl": URL,
                 "fields": {"bodyText": SENTENCES, "byline": "Ada Byron"}},
    "New York Times": {"headline": {"main": "Ferry"}, "byline": {"original": "By Ada Byron"},
                       "pub_date": "2023-11-17T06:30:00+0000", "web_url": URL,
                       "source": "The Courier", "body": SENTENCES, "lead_paragraph": SENTENCES},
    "JSON Feed": {"id": "1", "url": URL, "title": "Ferry", "content_html": PAGE,
                  "date_published": "2023-11-17T06:30:00Z", "authors": [{"name": "Ada Byron"}]},
    "feedparser": {"title": "Ferry", "link": URL, "published": "Fri, 17 Nov 2023 06:30:00 GMT",
                   "content": [{"type": "text/html", "value": PAGE}], "author": "Ada Byron"},
    "Wallabag": {"title": "Ferry", "url": URL, "content": PAGE, "published_by": ["Ada Byron"],
                 "created_at": "2024-05-02T10:00:00+0200", "published_at": "2023-11-17T06:30:00"},
    "Karakeep": {"title": "Ferry", "createdAt": 1714636800,
                 "content": {"type": "link", "url": URL, "htmlContent": PAGE,
                             "author": "Ada Byron", "datePublished": "2023-11-17"}},
}  # fmt: skip


def read(corpus, name, content):
    return list(read_articles(corpus.write(name, content), name))


@pytest.mark.parametrize("program", RECORDS)
def test_record_is_known_by_its_fields(corpus, program):
    (reading,) = read(corpus, "a.jsonl", json.dumps(RECORDS[program]))
    article = reading.article
    assert (article.title, article.date, article.byline) == ("Ferry", "2023-11-17", "Ada Byron")
    assert article.text.startswith(SENTENCES)
    assert "<p>" not in article.text
    assert "://" not in article.outlet


def test_list_of_records_is_as_many_articles(corpus):
    found = read(corpus, "a.json", json.dumps(list(RECORDS.values()), indent=2))
    assert [reading.id for reading in found] == [f"a.json#{n}" for n in range(1, 11)]


@pytest.mark.parametrize("name", ["items", "articles", "bookmarks"])
def test_list_within_an_object_is_found(corpus, name):
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Feed",
        name: [RECORDS["Guardian"]],
    }
    assert [reading.id for reading in read(corpus, "a.json", json.dumps(feed))] == ["a.json#1"]


def test_answer_of_an_interface_is_its_results(corpus):
    answer = {"response": {"status": "ok", "results": [RECORDS["Guardian"]] * 2}}
    assert len(read(corpus, "a.json", json.dumps(answer))) == 2


def test_file_of_one_record_is_the_file(corpus):
    (reading,) = read(corpus, "a.json", json.dumps(RECORDS["Guardian"], indent=1))
    assert reading.id == "a.json"


def test_records_below_each_other_in_a_json_file_are_lines(corpus):
    record = {**RECORDS["Guardian"], "padding": "x" * 20_000}
    found = read(corpus, "a.json", f"{json.dumps(record)}\n{json.dumps(record)}\n")
    assert [reading.id for reading in found] == ["a.json#1", "a.json#2"]


def test_json_without_articles_is_named(corpus):
    for content in ('{"name": "x", "version": 1}', "[1, 2]", "{broken", "[" * 100_000):
        found = read(corpus, "a.json", content)
        assert found
        assert all(isinstance(problem, Problem) for problem in found)


def test_text_with_a_sign_of_less_stays_a_text(corpus):
    text = f"{SENTENCES} It was < 3 metres, and a<b is no markup."
    (reading,) = read(corpus, "a.jsonl", json.dumps({"title": "T", "text": text}))
    assert isinstance(reading, Reading)
    assert reading.article.text == text


def test_day_of_saving_is_not_the_date(corpus):
    for key in (
        "created",
        "created_at",
        "clipped",
        "saved",
        "date_saved",
        "savedAt",
        "indexed_date",
    ):
        (reading,) = read(corpus, "a.jsonl", json.dumps({"text": SENTENCES, key: "2024-05-02"}))
        assert reading.article.date == ""


def test_byline_loses_only_the_word_before_the_name(corpus):
    for said, kept in (("By Toby Hede", "Toby Hede"), ("Shelby Loos", "Shelby Loos")):
        (reading,) = read(corpus, "a.jsonl", json.dumps({"text": SENTENCES, "author": said}))
        assert reading.article.byline == kept


def test_messages_of_a_telegram_channel_are_articles(corpus):
    first, rest = SENTENCES.split(", ", 1)
    channel = {"name": "The Courier", "type": "public_channel", "messages": [
        {"id": 1, "type": "service", "date": "2023-11-16T06:00:00", "text": ""},
        {"id": 2, "type": "message", "date": "2023-11-17T06:30:00", "from": "The Courier",
         "text": [first, {"type": "bold", "text": ", "}, rest]},
    ]}  # fmt: skip
    reading, problem = read(corpus, "result.json", json.dumps(channel, indent=1))
    assert isinstance(problem, Problem)
    assert reading.article.text == SENTENCES
    assert (reading.article.date, reading.article.outlet) == ("2023-11-17", "The Courier")
