"""Books, harvests and archives of other kinds: what is in them is read where it is."""

import bz2
import gzip
import io
import json
import lzma
import plistlib
import tarfile

import py7zr
import pytest
import zstandard

from index.reading import Problem, Reading, read_articles
from index.reading.original import original_of
from tests.index.reading.harvest import SENTENCES, packed, page, response
from tests.index.reading.office import package

URL = "https://courier.example/2023/ferry.html"
FILES = {"b/ferry.html": page("Ferry"), "a.txt": f"Bakery\n\n{SENTENCES}\n".encode(),
         "c.jsonl": json.dumps({"title": "Line", "text": SENTENCES}).encode(),
         "logo.png": b"\x89PNG\r\n", "d_files/x.css": b"p{}"}  # fmt: skip


def read(corpus, name, content):
    return list(read_articles(corpus.write(name, content), name))


def titles(found):
    return {r.id: r.article.title for r in found if isinstance(r, Reading)}


def tar(files=FILES, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def seven(files=FILES, **options):
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", **options) as archive:
        for name, content in files.items():
            archive.writestr(content, name)
    return out.getvalue()


def original(corpus, article_id):
    found = original_of(corpus.folder / article_id.partition("#")[0], article_id)
    return found.content if found else None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tar", tar()),
        ("a.tar.gz", gzip.compress(tar())),
        ("a.tgz", tar(mode="w:gz")),
        ("a.tar.bz2", tar(mode="w:bz2")),
        ("a.tar.xz", tar(mode="w:xz")),
        ("a.tar.zst", zstandard.compress(tar())),
    ],
    ids=("tar", "tar.gz", "tgz", "tar.bz2", "tar.xz", "tar.zst"),  # gzip writes the time
)
def test_members_of_a_tar_are_read_in_their_order(corpus, name, content):
    assert titles(read(corpus, name, content)) == {
        f"{name}#1": "Ferry",
        f"{name}#2": "Bakery",
        f"{name}#3.1": "Line",
    }


def test_members_of_a_7z_are_read_in_the_order_of_their_names(corpus):
    assert titles(read(corpus, "a.7z", seven())) == {
        "a.7z#1": "Bakery",
        "a.7z#2": "Ferry",
        "a.7z#3.1": "Line",
    }


def test_password_of_a_7z_is_named(corpus):
    (problem,) = read(corpus, "a.7z", seven(**{"password": "secret"}))
    assert "encrypted" in problem.reason


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstandard.compress])
def test_packed_file_is_what_is_in_it(corpus, pack):
    ending = {gzip.compress: "gz", bz2.compress: "bz2", lzma.compress: "xz"}.get(pack, "zst")
    line = json.dumps({"title": "Line", "text": SENTENCES}).encode()
    assert titles(read(corpus, f"a.jsonl.{ending}", pack(line))) == {f"a.jsonl.{ending}#1": "Line"}
    assert titles(read(corpus, f"b.html.{ending}", pack(page("Ferry")))) == {
        f"b.html.{ending}": "Ferry"
    }


@pytest.mark.parametrize(
    ("ending", "pack"), [("tar.gz", gzip.compress), ("html.zst", zstandard.compress)]
)
def test_hostile_packed_file_does_not_unpack_for_ever(corpus, ending, pack):
    found = read(corpus, f"a.{ending}", pack(bytes(300 * 2**20)))
    assert all(isinstance(problem, Problem) for problem in found)
    assert found


@pytest.mark.parametrize("ending", ["tar", "7z", "epub", "wacz", "arc", "webarchive", "msg"])
@pytest.mark.parametrize(
    "content", [b"", b"\0" * 600, b"nothing of the kind", b"PK\3\4" + bytes(99)]
)
def test_hostile_archive_is_named(corpus, ending, content):
    found = read(corpus, f"a.{ending}", content)
    assert found
    assert all(isinstance(problem, Problem) for problem in found)


def test_tar_that_breaks_off_is_read_up_to_there(corpus):
    *found, problem = read(corpus, "a.tar", tar()[:1_700])
    assert titles(found) == {"a.tar#1": "Ferry", "a.tar#2": "Bakery"}
    assert isinstance(problem, Problem)


def test_chapters_of_a_book_are_articles(corpus):
    container = ('<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles>'
                 "</container>")  # fmt: skip
    opf = """<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
        <dc:title>The Harbour Year</dc:title><dc:creator>Ada Byron</dc:creator>
        <dc:date>2023-11-17</dc:date></metadata><manifest>
        <item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/>
        <item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
        <item id="1" href="text/one%20a.xhtml" media-type="application/xhtml+xml"/>
        <item id="2" href="text/two.xhtml" media-type="application/xhtml+xml"/></manifest>
        <spine><itemref idref="c"/><itemref idref="n"/><itemref idref="1"/><itemref idref="2"/>
        </spine></package>"""
    content = package(
        ("mimetype", "application/epub+zip"), ("META-INF/container.xml", container),
        ("OEBPS/book.opf", opf), ("OEBPS/cover.xhtml", "<html><body><h1>Cover</h1></body></html>"),
        ("OEBPS/nav.xhtml", page("Contents")),
        ("OEBPS/text/one a.xhtml", page("One", SENTENCES * 2)),
        ("OEBPS/text/two.xhtml", page("Two", SENTENCES * 2)),
    )  # fmt: skip
    for name in ("a.epub", "a.zip"):
        found = read(corpus, name, content)
        assert titles(found) == {f"{name}#2": "One", f"{name}#3": "Two"}
        article = found[0].article
        assert (article.outlet, article.byline) == ("The Harbour Year", "Ada Byron")
    assert original(corpus, "a.epub#3") == page("Two", SENTENCES * 2)


def test_webarchive_of_safari_is_its_page(corpus):
    main = {"WebResourceData": page("Ferry"), "WebResourceURL": URL,
            "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8"}  # fmt: skip
    for form in (plistlib.FMT_BINARY, plistlib.FMT_XML):
        content = plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=form)
        (reading,) = read(corpus, "a.webarchive", content)
        assert (reading.article.title, reading.article.url) == ("Ferry", URL)


def test_harvest_of_browsertrix_is_its_pages(corpus):
    bare = b"<p>%s</p><p>So said the master.</p>" % SENTENCES.encode()
    records = [
        response(bare, url=URL),
        response(page("Advertisement"), url="https://ads.example/frame.html"),
    ]
    pages = '{"format": "json-pages-1.0"}\n' + json.dumps({"url": URL, "title": "Ferry aground"})
    content = package(
        ("archive/data.warc.gz", packed(*records)),
        ("pages/pages.jsonl", pages),
        ("datapackage.json", "{}"),
    )
    assert titles(read(corpus, "a.wacz", content)) == {"a.wacz#1.1": "Ferry aground"}
    assert original(corpus, "a.wacz#1.1") == bare


@pytest.mark.parametrize("name", ["a.arc", "a.arc.gz"])
def test_records_of_an_arc_are_pages(corpus, name):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    body = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n\n"
    content = b"filedesc://a.arc 0.0.0.0 20050101120000 text/plain %d\n%s\n" % (len(body), body)
    for url, kind, data in (
        (URL, "text/html", http + page("Ferry")),
        ("https://courier.example/a.png", "image/png", http.replace(b"text/html", b"image/png")),
        ("https://courier.example/b", "text/html", http.replace(b"200 OK", b"404 No") + page("No")),
        ("https://courier.example/c", "text/html", http + page("Bakery")),
    ):
        content += f"{url} 207.241.1.1 20050101120000 {kind} {len(data)}\n".encode() + data + b"\n"
    found = read(corpus, name, gzip.compress(content) if name.endswith("gz") else content)
    assert titles(found) == {f"{name}#2": "Ferry", f"{name}#5": "Bakery"}
    assert found[0].article.url == URL
    assert original(corpus, f"{name}#5") == page("Bakery")
