"""Which files are read, and what all others are counted as: none is left out of the count."""

import json

from index.run.scan import scan
from tests.index.reading.harvest import SENTENCES, page
from tests.index.reading.office import package

TEXT = f"Ferry aground\n\n{SENTENCES}\n"
PAGE = b"<!DOCTYPE html>" + page("Ferry aground")


def test_other_kinds_are_counted_by_what_they_are_and_named(corpus):
    for name in ("b.GIF", "a.webp", "c.css", "d.doc", "e.xyz", "notes"):
        corpus.write(name, b"\x01\x02")
    assert scan(corpus.folder, {}).skipped == {
        "pictures": ["a.webp", "b.GIF"],
        "style sheets, scripts and fonts": ["c.css"],
        "old Word documents (save them as .docx)": ["d.doc"],
        ".xyz": ["e.xyz"],
        "no ending": ["notes"],
    }


def test_what_is_only_called_an_old_word_document_is_read(corpus):
    corpus.write("page.doc", PAGE)
    corpus.write("export.DOC", b"{\\rtf1 Ferry aground\\par}")
    corpus.write("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    changes = scan(corpus.folder, {})
    assert changes.new.keys() == {"page.doc", "export.DOC"}
    assert changes.skipped == {"old Word documents (save them as .docx)": ["old.doc"]}


def test_document_of_apple_pages_is_told_from_an_archive(corpus):
    corpus.write("a.pages", package(("Index/Document.iwa", b"\0"), ("preview.jpg", b"\xff\xd8")))
    changes = scan(corpus.folder, {})
    assert changes.skipped == {"Pages documents (export them as .docx)": ["a.pages"]}


def test_page_without_an_ending_of_its_own_is_read(corpus):
    for name in ("story", "index.php", "ferry.html?id=5", "2023-11-17.aspx"):
        corpus.write(name, PAGE)
    assert scan(corpus.folder, {}).new.keys() == {
        "story", "index.php", "ferry.html?id=5", "2023-11-17.aspx"
    }  # fmt: skip


def test_text_without_an_ending_is_not_taken_for_an_article(corpus):
    corpus.write("LICENSE", TEXT)
    corpus.write("server.conf.old", TEXT)
    changes = scan(corpus.folder, {})
    assert not changes.new
    assert sum(map(len, changes.skipped.values())) == 2


def test_what_a_browser_saves_beside_a_page_is_a_part_of_it(corpus):
    for stem, folder in (
        ("one", "one_files"),
        ("zwei", "zwei-Dateien"),
        ("trois", "trois_fichiers"),
        ("cuatro", "cuatro_archivos"),
        ("пять", "пять.files"),
    ):
        corpus.write(f"{stem}.html", PAGE)
        corpus.write(f"{folder}/ad.html", PAGE)
        corpus.write(f"{folder}/deep/logo.png", b"\x89PNG")
    changes = scan(corpus.folder, {})
    assert changes.new.keys() == {f"{n}.html" for n in ("one", "zwei", "trois", "cuatro", "пять")}
    assert len(changes.skipped.pop("parts of saved pages")) == 10
    assert not changes.skipped


def test_folder_that_is_only_called_so_is_read(corpus):
    corpus.write("court_files/ferry.html", PAGE)
    corpus.write("court.txt", TEXT)
    assert scan(corpus.folder, {}).new.keys() == {"court_files/ferry.html", "court.txt"}


def test_snapshot_of_archivebox_is_one_article(corpus):
    note = {"url": "https://courier.example/a", "timestamp": "1700000000.1", "history": {}}
    corpus.write("archive/1700000000.1/index.json", json.dumps(note))
    for output in ("index.html", "output.html", "output.pdf", "readability/content.html",
                   "screenshot.png", "headers.json", "media/clip.vtt"):  # fmt: skip
        corpus.write(f"archive/1700000000.1/{output}", PAGE)
    changes = scan(corpus.folder, {})
    assert changes.new.keys() == {"archive/1700000000.1/output.html"}
    assert len(changes.skipped["parts of saved pages"]) == 7


def test_snapshot_with_a_readable_text_only_is_one_article(corpus):
    note = {"url": "https://courier.example/a", "timestamp": "1700000000.1", "history": {}}
    corpus.write("1700000000.1/index.json", json.dumps(note))
    corpus.write("1700000000.1/readability/content.html", PAGE)
    assert scan(corpus.folder, {}).new.keys() == {"1700000000.1/readability/content.html"}


def test_file_that_was_read_once_is_not_looked_into_again(corpus):
    path = corpus.write("story", PAGE)
    known = scan(corpus.folder, {}).new
    path.write_bytes(TEXT.encode())
    assert scan(corpus.folder, known).changed.keys() == {"story"}
