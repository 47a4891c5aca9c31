"""Every kind of file gives its articles; what cannot be read is named and the rest goes on."""

import pytest

from index.reading import LARGEST_ARTICLE, Problem, Reading, read_articles
from tests.hang import does_not_hang

BODY = "The ferry ran aground at noon. Everybody was taken off by boat before the evening tide."


def read(corpus, path):
    return list(read_articles(path, path.relative_to(corpus.folder).as_posix()))


def only(found):
    (reading,) = found
    assert isinstance(reading, Reading), reading
    return reading


def test_text_file_is_one_article(corpus):
    reading = only(read(corpus, corpus.write("a.txt", f"Ferry aground\n\n{BODY}\n\n{BODY[::-1]}")))
    assert reading.id == "a.txt"
    assert reading.article.title == "Ferry aground"
    assert BODY in reading.article.text


def test_html_file_is_one_article(corpus):
    page = f"<title>Ferry aground</title><article><p>{BODY}</p><p>{BODY.upper()}</p></article>"
    reading = only(read(corpus, corpus.write("a.HTML", page)))
    assert reading.article.title == "Ferry aground"
    assert BODY in reading.article.text


def test_markdown_file_is_one_article_with_its_front_matter(corpus):
    text = f"---\ntitle: Ferry aground\ndate: 2023-03-14\n---\n\n{BODY}\n\n**Bold** {BODY}\n"
    article = only(read(corpus, corpus.write("a.md", text))).article
    assert (article.title, article.date) == ("Ferry aground", "2023-03-14")
    assert "Bold" in article.text
    assert "**Bold**" in article.markdown


def test_json_lines_file_is_an_article_a_line(corpus):
    path = corpus.record("a.jsonl", {"title": "One", "text": BODY}, {"title": "Two", "text": BODY})
    assert [(r.id, r.article.title) for r in read(corpus, path)] == [
        ("a.jsonl#1", "One"),
        ("a.jsonl#2", "Two"),
    ]


def test_text_of_a_record_is_taken_as_it_is(corpus):
    path = corpus.record("a.jsonl", {"title": "T", "text": f"{BODY}\nShare\nRelated Posts"})
    assert only(read(corpus, path)).article.text == f"{BODY}\nShare\nRelated Posts"


def test_page_of_a_record_is_cleaned(corpus):
    page = f"<nav>Menu</nav><article><p>{BODY}</p><p>{BODY.upper()}</p></article>"
    article = only(read(corpus, corpus.record("a.jsonl", {"title": "T", "html": page}))).article
    assert BODY in article.text
    assert "Menu" not in article.text


def test_facts_of_a_record_outweigh_its_page(corpus):
    page = f"<title>Wrong</title><article><p>{BODY}</p><p>{BODY}</p></article>"
    facts = {"title": "Right", "source": "The Ledger", "date": "2023-03-14", "html": page}
    article = only(read(corpus, corpus.record("a.jsonl", facts))).article
    assert (article.title, article.outlet, article.date) == ("Right", "The Ledger", "2023-03-14")


def test_bad_line_is_named_and_the_others_are_read(corpus):
    path = corpus.record(
        "a.jsonl", {"text": BODY}, "{broken", "[1]", "", {"title": "x"}, {"text": BODY}
    )
    found = read(corpus, path)
    assert [r.id for r in found if isinstance(r, Reading)] == ["a.jsonl#1", "a.jsonl#6"]
    problems = [r for r in found if isinstance(r, Problem)]
    assert [p.id for p in problems] == ["a.jsonl#2", "a.jsonl#3", "a.jsonl#5"]
    assert "not JSON" in problems[0].reason


def test_missing_file_is_a_problem(corpus):
    (problem,) = read(corpus, corpus.folder / "gone.txt")
    assert problem == Problem("gone.txt", "No such file or directory", is_passing=True)


@pytest.mark.parametrize(
    "name", ["a.txt", "a.jsonl", "a.pdf", "a.zip", "a.warc", "a.csv", "a.epub"]
)
def test_empty_file_is_a_problem(corpus, name):
    (problem,) = read(corpus, corpus.write(name, b""))
    assert problem == Problem(name, "no text in it")


def test_hostile_size_is_refused_before_it_is_read(corpus):
    path = corpus.write("a.txt", b"")
    with path.open("wb") as file:
        file.truncate(LARGEST_ARTICLE + 1)
    (problem,) = read(corpus, path)
    assert "33,554,433 bytes" in problem.reason


def test_hostile_line_is_passed_over(corpus):
    path = corpus.record("a.jsonl", {"text": BODY})
    with path.open("ab") as file:
        file.write(
            b'{"text": "' + b"x" * (LARGEST_ARTICLE + 10) + b'"}\n{"text": "The end of it."}\n'
        )
    found = read(corpus, path)
    assert sorted(r.id for r in found) == ["a.jsonl#1", "a.jsonl#2", "a.jsonl#3"]
    assert isinstance(found[-1], Problem)


def test_hostile_nesting_is_named(corpus):
    (problem,) = read(corpus, corpus.write("a.jsonl", "[" * 100_000))
    assert "not JSON" in problem.reason


@does_not_hang
def test_hostile_bytes_give_an_article_or_a_problem(corpus):
    for name in ("a.txt", "a.html", "a.md", "a.jsonl"):
        for content in (b"\0" * 1000, bytes(range(256)) * 40, b"\xff\xfe" * 50, b"<" * 100_000):
            for found in read(corpus, corpus.write(name, content)):
                assert isinstance(found, Reading | Problem)


@pytest.mark.parametrize("key", ["title", "date", "author", "source", "url", "lang", "summary"])
@pytest.mark.parametrize(
    "value", ["9" * 5_000, "-" + "9" * 400, "1e999", "NaN", "[" * 400 + "]" * 400, '"\\ud800"']
)
def test_hostile_value_of_a_record_costs_no_article(corpus, key, value):
    path = corpus.write("a.jsonl", f'{{"text": "The ferry ran aground.", "{key}": {value}}}\n')
    (found,) = read_articles(path, "a.jsonl")
    assert found.article.text == "The ferry ran aground."


def test_hostile_record_that_is_nested_too_deep_costs_itself(corpus):
    deep = '{"text": ' * 100_000
    path = corpus.write("a.jsonl", f'{deep}\n{{"text": "The ferry ran aground."}}\n')
    found, problem = read_articles(path, "a.jsonl")
    assert found.id == "a.jsonl#2"
    assert "nested too deep" in problem.reason
