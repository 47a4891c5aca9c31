"""A crawler's harvest gives an article for each page; damage costs no more than it must."""

import gzip
import zlib

import brotli
import pytest

from index.reading import Problem, Reading, holds_articles, read_articles
from tests.index.reading.harvest import SENTENCES, chunked, packed, page, record, response

INFO = record("warcinfo", b"software: a crawler\r\n", "application/warc-fields")


def read(corpus, *records, name="crawl.warc"):
    path = corpus.write(name, b"".join(records))
    return list(read_articles(path, name))


def titles(found):
    return {r.id: r.article.title for r in found if isinstance(r, Reading)}


def problems(found):
    return {p.id: p.reason for p in found if isinstance(p, Problem)}


def only(found):
    (reading,) = found
    assert isinstance(reading, Reading), reading
    return reading


def test_each_page_is_an_article_with_the_number_of_its_record(corpus):
    found = read(corpus, INFO, response(page("One")), response(page("Two")))
    assert titles(found) == {"crawl.warc#2": "One", "crawl.warc#3": "Two"}
    assert not problems(found)


def test_record_for_record_packed_archive_is_read(corpus):
    records = packed(INFO, response(page("One")), response(page("Two")))
    found = read(corpus, records, name="crawl.WARC.GZ")
    assert titles(found) == {"crawl.WARC.GZ#2": "One", "crawl.WARC.GZ#3": "Two"}


def test_archive_packed_as_a_whole_is_read(corpus):
    records = gzip.compress(INFO + response(page("One")) + response(page("Two")))
    assert list(titles(read(corpus, records, name="a.warc.gz")).values()) == ["One", "Two"]


def test_archive_is_known_by_its_bytes_whatever_its_ending_says(corpus):
    assert titles(read(corpus, packed(response(page("One"))), name="a.warc"))
    assert titles(read(corpus, response(page("One")), name="a.warc.gz"))


def test_archive_of_a_crawler_is_known_by_its_ending():
    assert holds_articles("a.warc.gz")
    assert holds_articles("a.WARC")


def test_address_is_that_of_the_record(corpus):
    reading = only(read(corpus, response(page("One"), url="https://courier.example/a?b=1")))
    assert reading.article.url == "https://courier.example/a?b=1"


def test_address_in_angle_brackets_is_read(corpus):
    reading = only(read(corpus, response(page("One"), url="<https://courier.example/a>")))
    assert reading.article.url == "https://courier.example/a"


def test_name_of_the_archive_is_no_date_of_an_article(corpus):
    name = "2021-05-06/crawl-20210506120000.warc"
    path = corpus.write(name, response(page("One"), url="https://courier.example/ferry"))
    assert only(list(read_articles(path, name))).article.date == ""


def test_page_stored_as_a_resource_is_an_article(corpus):
    found = read(corpus, record("resource", page("One"), "text/html"))
    assert titles(found) == {"crawl.warc#1": "One"}


def test_what_is_no_page_is_passed_over_without_a_word(corpus):
    found = read(
        corpus,
        INFO,
        record("request", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
        record("revisit", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        record("metadata", b"x: y", "application/warc-fields"),
        record("response", b"\x00\x01 a DNS answer", "text/dns"),
        response(page("Moved"), "Location: /", status="301 Moved Permanently"),
        response(page("Gone"), status="404 Not Found"),
        response(b"User-agent: *", content_type="text/plain"),
        response(b"\xff\xd8\xff", content_type="image/jpeg"),
        response(page("One"), content_type="application/xhtml+xml"),
    )
    assert titles(found) == {"crawl.warc#10": "One"}
    assert not problems(found)


def test_captures_of_the_same_page_are_all_kept(corpus):
    assert len(titles(read(corpus, response(page("One")), response(page("One"))))) == 2


def bare_deflate(body):
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


CHUNKS = "Transfer-Encoding: chunked"
GZIP = "Content-Encoding: gzip"


@pytest.mark.parametrize(
    ("pack", "fields"),
    [
        (chunked, [CHUNKS]),
        (gzip.compress, [GZIP]),
        (gzip.compress, ["content-encoding: X-GZIP"]),
        (zlib.compress, ["Content-Encoding: deflate"]),
        (bare_deflate, ["Content-Encoding: deflate"]),
        (brotli.compress, ["Content-Encoding: br"]),
        (lambda body: chunked(gzip.compress(body)), [CHUNKS, GZIP]),
        (lambda body: chunked(brotli.compress(body)), [CHUNKS.upper(), "Content-Encoding: br"]),
        (lambda body: chunked(gzip.compress(body)), ["Transfer-Encoding: gzip, chunked"]),
        (lambda body: brotli.compress(gzip.compress(body)), ["Content-Encoding: gzip, br"]),
        (lambda body: gzip.compress(body[:99]) + gzip.compress(body[99:]), [GZIP]),
        (lambda body: chunked(body).replace(b"\r\n", b";name=value\r\n", 1), [CHUNKS]),
    ],
)
def test_body_is_unpacked(corpus, pack, fields):
    found = read(corpus, response(pack(page("One")), *fields), response(page("Two")))
    assert titles(found) == {"crawl.warc#1": "One", "crawl.warc#2": "Two"}
    assert SENTENCES in found[0].article.text


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "utf-8", "identity", "none"])
def test_body_that_the_crawler_unpacked_is_taken_as_it_is(corpus, coding):
    fields = ["Transfer-Encoding: chunked", f"Content-Encoding: {coding}"]
    found = read(corpus, response(page("One"), *fields), response(page("Two")))
    assert list(titles(found).values()) == ["One", "Two"]


@pytest.mark.parametrize(
    ("pack", "fields"),
    [
        (chunked, ["Transfer-Encoding: chunked"]),
        (gzip.compress, ["Content-Encoding: gzip"]),
        (zlib.compress, ["Content-Encoding: deflate"]),
    ],
)
def test_body_cut_short_gives_what_is_there(corpus, pack, fields):
    lines = "".join(f"<p>{n}: {SENTENCES}</p>" for n in range(40))
    body = pack(f"<title>One</title><article>{lines}</article>".encode())
    found = read(corpus, response(body[: len(body) * 3 // 4], *fields))
    assert SENTENCES in only(found).article.text


def test_charset_is_that_of_the_server(corpus):
    text = "Паром сел на мель в полдень, и никто на борту не пострадал. " * 3
    body = f"<title>Паром</title><p>{text}</p><p>{text}</p>".encode("koi8-r")
    found = read(corpus, response(body, content_type='text/html; charset="KOI8-R"'))
    assert only(found).article.title == "Паром"


def test_charset_that_is_not_the_pages_is_not_believed(corpus):
    body = page("Fähre läuft auf").replace(b"<head>", b'<head><meta charset="utf-8">')
    found = read(corpus, response(body, content_type="text/html; charset=ISO-8859-1"))
    assert only(found).article.title == "Fähre läuft auf"


@pytest.mark.parametrize("charset", ["", "no-such", "hex", "\x00", "é", "utf-8" * 100])
def test_charset_that_does_not_exist_is_passed_over(corpus, charset):
    found = read(corpus, response(page("One"), content_type=f"text/html; charset={charset}"))
    assert only(found).article.title == "One"


def test_page_without_text_is_named(corpus):
    found = read(corpus, response(b"<html></html>"), response(page("Two")))
    assert problems(found) == {"crawl.warc#1": "no text in it"}
    assert titles(found) == {"crawl.warc#2": "Two"}


def test_body_packed_in_an_unknown_way_is_named(corpus):
    body = b"\x28\xb5\x2f\xfd\x00"
    found = read(corpus, response(body, "Content-Encoding: zstd"), response(page("Two")))
    assert "zstd" in problems(found)["crawl.warc#1"]
    assert titles(found) == {"crawl.warc#2": "Two"}
