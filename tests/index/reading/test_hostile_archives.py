"""No archive, whatever is in it, raises, fills the memory, or keeps the rest from being read."""

import gzip
import random
import struct
import tracemalloc
import zlib
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA

import brotli
import pytest

from index import clean_html
from index.reading import LARGEST_ARTICLE, Problem, Reading, read_articles, registry, warc
from index.reading import allowance as allowances
from index.reading.kind import Kind
from tests.hang import does_not_hang
from tests.index.reading.harvest import packed, page, record, response
from tests.index.reading.test_warc import problems, read, titles
from tests.index.reading.test_zipped import zipped

ONE, TWO, THREE = (response(page(title)) for title in ("One", "Two", "Three"))


def long_page(title):
    """A page that packing does not make much shorter."""
    noise = random.Random(title)
    return response(page(title, " ".join(noise.randbytes(4).hex() for _ in range(9_000))))


def damaged(content, at, length=3):
    return content[:at] + b"\xaa" * length + content[at + length :]


def test_archive_that_breaks_off_is_read_up_to_there(corpus):
    for records, name in ((ONE + TWO, "a.warc"), (packed(ONE, long_page("Two")), "a.warc.gz")):
        found = read(corpus, records[:-150], name=name)
        assert titles(found)[f"{name}#1"] == "One"
        assert "breaks off" in problems(found)[f"{name}#2"]


def test_archive_that_breaks_off_anywhere_is_named(corpus):
    records = packed(ONE, TWO)
    whole = len(packed(ONE))
    for end in range(whole + 1, len(records)):
        found = read(corpus, records[:end], name="a.warc.gz")
        assert titles(found)["a.warc.gz#1"] == "One"
        assert problems(found), end


def test_damaged_member_costs_one_record(corpus):
    records = [packed(long_page(title)) for title in ("One", "Two", "Three")]
    broken = records[0] + damaged(records[1], len(records[1]) // 2) + records[2]
    found = read(corpus, broken, name="a.warc.gz")
    assert {"One", "Three"} <= set(titles(found).values())
    assert "breaks off" in problems(found)["a.warc.gz#2"]


def test_member_damaged_at_its_beginning_is_named_too(corpus):
    first = packed(ONE)
    found = read(corpus, first + damaged(packed(TWO), 0) + packed(THREE), name="a.warc.gz")
    assert set(titles(found).values()) == {"One", "Three"}
    assert "damaged" in problems(found)["a.warc.gz#1"]


def test_every_damaged_byte_leaves_the_other_records(corpus):
    before, after = packed(ONE), packed(THREE)
    middle = packed(TWO)
    for at in range(len(middle)):
        found = read(corpus, before + damaged(middle, at, 1) + after, name="a.warc.gz")
        assert {"One", "Three"} <= set(titles(found).values()), at


def test_garbage_between_records_is_passed_over_and_named(corpus):
    found = read(corpus, ONE, b"garbage!" * 10, TWO)
    assert titles(found) == {"crawl.warc#1": "One", "crawl.warc#2": "Two"}
    assert problems(found) == {"crawl.warc#1": "damaged: 80 bytes after it are no record"}


def test_zeros_of_a_full_disk_are_no_damage(corpus):
    assert not problems(read(corpus, ONE, b"\0" * 10_000))
    assert not problems(read(corpus, packed(ONE), b"\0" * 100_000, name="a.warc.gz"))


@pytest.mark.parametrize("length", ["", "abc", "-5", "1e3", "9" * 40, "²"])
def test_record_without_a_length_is_passed_over_and_named(corpus, length):
    bad = record("response", b"HTTP/1.1 200 OK\r\n\r\n<p>x", "", f"Content-Length: {length}")
    found = read(corpus, ONE, bad, THREE)
    assert titles(found) == {"crawl.warc#1": "One", "crawl.warc#3": "Three"}
    assert "how long" in problems(found)["crawl.warc#2"]


def test_record_that_is_longer_than_it_says_costs_itself(corpus):
    bad = TWO.replace(b"Content-Length: ", b"Content-Length: 1\r\nX-Was: ", 1)
    found = read(corpus, ONE, bad, THREE)
    assert titles(found) == {"crawl.warc#1": "One", "crawl.warc#3": "Three"}
    assert "no record" in problems(found)["crawl.warc#2"]


def test_record_that_says_it_never_ends_is_named(corpus):
    bad = TWO.replace(b"Content-Length: ", b"Content-Length: 99999", 1)
    found = read(corpus, ONE, bad)
    assert titles(found)["crawl.warc#1"] == "One"
    assert "breaks off" in problems(found)["crawl.warc#2"]


def test_record_without_type_or_address_is_read_or_passed_over(corpus):
    found = read(
        corpus,
        record("", ONE, "application/http"),
        record("response", b"\x00\x01\x02", "application/http"),
        record("resource", page("Two"), "text/html", "WARC-Target-URI: "),
        record("resource", page("Three"), "text/html", "WARC-Target-URI: http://[::1"),
    )
    assert titles(found) == {"crawl.warc#3": "Two", "crawl.warc#4": "Three"}


@pytest.mark.parametrize(
    "content", [b"junk\n" * 9, b"\x1f\x8b\x08", b"\x1f\x8b\x08" * 99, b"WARC/1.0\r\n"]
)
def test_file_that_is_no_harvest_is_a_problem(corpus, content):
    found = read(corpus, content)
    assert found
    assert all(isinstance(each, Problem) for each in found)


def test_page_that_is_too_large_is_named_and_the_next_is_read(corpus):
    found = read(corpus, response(b"x" * (LARGEST_ARTICLE + 99_999)), TWO)
    assert "an article has 33,554,432 at most" in problems(found)["crawl.warc#1"]
    assert titles(found) == {"crawl.warc#2": "Two"}


# So many bytes are made by the test that wants them: all processes would hold them to the end.
ZEROS = 2 * LARGEST_ARTICLE


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", lambda zeros: gzip.compress(zeros, 1)),
        ("deflate", lambda zeros: zlib.compress(zeros, 1)),
        ("br", lambda zeros: brotli.compress(zeros, quality=1)),
        ("gzip, gzip", lambda zeros: gzip.compress(gzip.compress(zeros, 1))),
        ("gzip, gzip, gzip, gzip", lambda _: b""),
    ],
    ids=["gzip", "deflate", "br", "gzip in gzip", "four times"],
)
def test_bomb_in_a_page_is_stopped_and_the_next_page_is_read(corpus, coding, pack):
    found = read(corpus, response(pack(bytes(ZEROS)), f"Content-Encoding: {coding}"), TWO)
    assert "crawl.warc#1" in problems(found)
    assert titles(found) == {"crawl.warc#2": "Two"}


@pytest.mark.parametrize(
    "content",
    [
        lambda: response(b"\0" * ZEROS, content_type="image/png"),
        lambda: b"WARC/1.0\r\nWARC-Type: " + b"x" * ZEROS,
        lambda: b"WARC/1.0\r\n" + b"a: b\r\n" * (ZEROS // 6),
        lambda: b"\r\n" * (ZEROS // 2),
    ],
    ids=["a picture", "a line", "a header", "empty lines"],
)
def test_bomb_for_an_archive_ends_it(corpus, content):
    bomb = packed(ONE) + gzip.compress(content(), 9)
    tracemalloc.start()
    found = read(corpus, bomb, name="a.warc.gz")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert titles(found) == {"a.warc.gz#1": "One"}
    assert any("nothing more is read" in reason for reason in problems(found).values())
    assert peak < 3 * LARGEST_ARTICLE


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
def test_bomb_in_an_archive_ends_it(corpus, method):
    content = zipped(
        ("a.html", page("A")), ("b.jsonl", bytes(ZEROS)), ("c.html", page("C")), method=method
    )
    found = read(corpus, content, name="a.zip")
    assert titles(found) == {"a.zip#1": "A"}
    assert "nothing more is read" in problems(found)["a.zip#2"]


def test_members_that_are_too_much_together_end_the_archive(corpus, monkeypatch):
    monkeypatch.setattr(allowances, "RATIO", 1)
    monkeypatch.setattr(allowances, "LARGEST_ARTICLE", 1_000)
    content = zipped(*((f"{n}.txt", f"Ferry\n\n{'aground ' * 500}") for n in range(9)))
    found = read(corpus, content, name="a.zip")
    assert len(problems(found)) == 1
    assert len(found) < 9


def test_member_that_is_too_large_is_refused(corpus):
    content = zipped(("a.html", bytes(LARGEST_ARTICLE + 1)), ("b.html", page("B")))
    found = read(corpus, content, name="a.zip")
    assert problems(found) == {
        "a.zip#1": "a.html: over 33,554,432 bytes; an article has 33,554,432 at most"
    }
    assert titles(found) == {"a.zip#2": "B"}


@pytest.mark.parametrize("said", [10, 4_000_000_000])
def test_member_that_lies_about_its_size_is_stopped(corpus, said):
    content = bytearray(zipped(("a.html", page("A" * 500)), ("b.html", page("B"))))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.find(mark) + at, said)
    found = read(corpus, bytes(content), name="a.zip")
    assert titles(found) == {"a.zip#2": "B"}
    assert "a.html: " in problems(found)["a.zip#1"]


def test_damaged_member_costs_itself(corpus):
    content = zipped(
        ("a.html", page("A", random.Random(7).randbytes(999).hex())), ("b.html", page("B"))
    )
    found = read(corpus, damaged(content, 300), name="a.zip")
    assert titles(found) == {"a.zip#2": "B"}
    assert problems(found)["a.zip#1"].startswith("a.html: damaged")


def test_unknown_method_of_packing_is_named(corpus):
    content = bytearray(zipped(("a.html", page("A"))))
    struct.pack_into("<H", content, content.find(b"PK\x03\x04") + 8, 9)
    struct.pack_into("<H", content, content.find(b"PK\x01\x02") + 10, 9)
    (problem,) = read(corpus, bytes(content), name="a.zip")
    assert "packed in a way that cannot be undone" in problem.reason


def test_name_that_could_drive_a_terminal_is_made_harmless(corpus):
    (problem,) = read(corpus, zipped(("\x1b[2J\n.txt", b"")), name="a.zip")
    assert problem.reason == r"\x1b[2J\n.txt: no text in it"


def test_every_damaged_byte_of_an_archive_gives_articles_or_problems(corpus):
    content = zipped(
        ("a.html", page("A")), ("b.jsonl", '{"text": "One"}'), ("c.txt", "Two\n\nThree")
    )
    for at in range(len(content)):
        for found in read(corpus, damaged(content, at, 1), name="a.zip"):
            assert isinstance(found, Reading | Problem)


@does_not_hang
def test_random_bytes_give_articles_or_problems(corpus):
    noise = random.Random(7)
    for begin in (
        b"",
        b"WARC/1.0\r\n",
        b"\x1f\x8b\x08\x00",
        b"PK\x03\x04",
        b"Content-Type: text/html\n\n",
    ):
        for name in ("a.warc", "a.warc.gz", "a.zip", "a.mhtml"):
            for _ in range(5):
                content = begin + noise.randbytes(20_000)
                assert all(
                    isinstance(r, Reading | Problem) for r in read(corpus, content, name=name)
                )


@pytest.mark.parametrize(
    "content",
    [
        b"\x1f\x8b\x08" * 300_000,
        gzip.compress(b"", mtime=0) * 50_000,
        gzip.compress(b"WARC/1.0\r\n", mtime=0) * 30_000,
        b"WARC/1.0\r\n" * 100_000,
        b"WARC/1.0\r\nContent-Length: 0\r\n\r\n" * 30_000,
        response(b"1\r\na\r\n" * 150_000, "Transfer-Encoding: chunked"),
        response(b"x", *["Content-Encoding: gzip"] * 20_000),
        record("response", b"HTTP/1.1 200 " + b"\r" * 1_000_000, "application/http"),
    ],
)
@does_not_hang
def test_hostile_harvest_does_not_hang(corpus, content):
    for found in read(corpus, content, name="a.warc.gz"):
        assert isinstance(found, Reading | Problem)


def test_failure_that_nobody_foresaw_is_a_problem_and_is_logged(corpus, monkeypatch, caplog):
    def fail(source):
        raise ZeroDivisionError("for a test")
        yield

    monkeypatch.setattr(registry, "kinds", lambda: (Kind("text", fail, (".txt",)),))
    path = corpus.write("a.txt", "Ferry")
    assert list(read_articles(path, "a.txt")) == [
        Problem("a.txt", "could not be read (ZeroDivisionError: for a test)")
    ]
    assert "ZeroDivisionError" in caplog.text


def test_page_that_breaks_the_cleaning_costs_itself(corpus, monkeypatch):
    def fail_on_two(content, **facts):
        if "Two" in str(content):
            raise RecursionError("for a test")
        return clean_html(content, **facts)

    monkeypatch.setattr(warc, "clean_html", fail_on_two)
    found = read(corpus, ONE, TWO, THREE)
    assert titles(found) == {"crawl.warc#1": "One", "crawl.warc#3": "Three"}
    assert problems(found) == {"crawl.warc#2": "could not be read (RecursionError: for a test)"}


def test_file_of_damage_alone_is_given_up(corpus):
    found = read(corpus, ONE, b"WARC/1.0\r\n\r\n" * 5_000, TWO)
    assert titles(found) == {"crawl.warc#1": "One"}
    assert "too much of this file is damaged" in found[-1].reason
    assert len(found) < 1_100


def test_file_of_no_known_kind_is_a_problem(corpus):
    (problem,) = read(corpus, b"Ferry", name="a.log")
    assert "any kind of file" in problem.reason
