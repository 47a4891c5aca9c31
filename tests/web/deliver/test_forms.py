"""A collection or a result is handed on as a ZIP, a page, a document, a table, references."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from selectolax.lexbor import LexborHTMLParser

from index import reindex
from tests.folder import Folder
from tests.web.desk.conftest import Reader
from web.deliver.originals import safe_name

FORMS = ["zip", "html", "docx", "csv", "json", "ris", "bib", "csl", "txt"]


def get(reader: Reader, form: str, asked: str = "collection=1") -> bytes:
    response = reader.client.get(f"/deliver/{form}?{asked}", buffered=True)
    assert response.status_code == 200, response.text[:500]
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    return response.data


@pytest.fixture
def unpacked(collected: Reader, tmp_path: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(get(collected, "zip"))) as archive:
        archive.extractall(tmp_path / "unpacked")
    return tmp_path / "unpacked" / "ports"


CLIP = "A clipped ferry\n\nThe ferry was clipped at noon, says the pilot.\n"
RECORDS = [
    f"originals/{file}.records/{file}.{number}.json"
    for file, number in (("a1.jsonl", 1), ("a2.jsonl", 1), ("two.jsonl", 1), ("two.jsonl", 2))
]


def test_every_form_is_a_file_of_its_own(collected: Reader) -> None:
    names = set()
    for form in FORMS:
        with collected.client.get(f"/deliver/{form}?collection=1") as response:
            names.add(response.headers["Content-Disposition"])
    assert len(names) == len(FORMS), "one download does not take another's place"


def test_zip_holds_the_records_that_are_meant_and_not_their_files(
    unpacked: Path, harbour: Folder
) -> None:
    files = [path for path in (unpacked / "originals").rglob("*") if path.is_file()]
    assert sorted(str(path.relative_to(unpacked)) for path in files) == RECORDS
    lines = (harbour.folder / "two.jsonl").read_bytes().splitlines(keepends=True)
    assert [(unpacked / name).read_bytes() for name in RECORDS[2:]] == lines


def test_zip_holds_a_file_that_is_one_article_once_as_it_is(
    harbour: Folder, open_desk: Callable[..., Reader]
) -> None:
    harbour.write("clips/a.txt", CLIP)
    reader = open_desk()
    reader.do("/desk/collect", article=["clips/a.txt"], name="Clips")
    with zipfile.ZipFile(io.BytesIO(get(reader, "zip"))) as archive:
        assert (
            archive.read("clips/originals/clips/a.txt")
            == (harbour.folder / "clips/a.txt").read_bytes()
        )


def test_sums_are_what_sha256sum_checks(unpacked: Path) -> None:
    check = ["sha256sum", "-c", "--strict", "SHA256SUMS"]
    done = subprocess.run(check, cwd=unpacked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == 4 + 7
    (unpacked / RECORDS[0]).write_text("tampered")
    done = subprocess.run(check, cwd=unpacked, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"{RECORDS[0]}: FAILED" in done.stdout


def test_manifest_says_where_everything_is_from(unpacked: Path, harbour: Folder) -> None:
    manifest = json.loads((unpacked / "manifest.json").read_text())
    assert manifest["corpus"] == str(harbour.folder)
    assert manifest["run"] <= manifest["made"]
    first, *_, last = manifest["articles"]
    raw = (harbour.folder / "a1.jsonl").read_bytes()
    assert first["original"]["sha256"] == hashlib.sha256(raw).hexdigest()
    assert first["original"]["path"] == "a1.jsonl"
    assert first["original"]["bytes"] == len(raw)
    assert first["facts"]["outlet"]["value"] == "Strait Courier"
    assert first["facts"]["outlet"]["source"]
    assert first["notes"] == [{"text": "Ask the owner", "quote": "A tug came.", "paragraph": 2}]
    assert (last["id"], last["original"]["record"]) == ("two.jsonl#2", "2")
    whole = (harbour.folder / "two.jsonl").read_bytes()
    assert last["original"]["path"] == "two.jsonl"
    assert last["original"]["container"]["sha256"] == hashlib.sha256(whole).hexdigest()


def test_contents_lead_to_the_originals(unpacked: Path) -> None:
    page = LexborHTMLParser((unpacked / "contents.html").read_text())
    links = [link.attributes["href"] or "" for link in page.css("ol strong a")]
    assert links == RECORDS
    for link in page.css("a"):
        assert (unpacked / (link.attributes["href"] or "")).exists()


def test_deleted_original_is_said_to_be_missing(
    collected: Reader, harbour: Folder, index_dir: Path
) -> None:
    (harbour.folder / "a1.jsonl").unlink()
    (harbour.folder / "a2.jsonl").unlink()
    for is_indexed in (False, True):
        if is_indexed:
            reindex(harbour.folder, index_dir)
        with zipfile.ZipFile(io.BytesIO(get(collected, "zip"))) as archive:
            manifest = json.loads(archive.read("ports/manifest.json"))
        first = manifest["articles"][0]
        assert first["original"] is None
        assert first["is_in_archive"] is not is_indexed
        assert first["facts"]["title"]["value"] == "Ferry 1"
        assert first["notes"][0]["text"] == "Ask the owner"


def test_page_to_print_has_contents_and_all_texts(collected: Reader) -> None:
    page = LexborHTMLParser(get(collected, "html").decode())
    links = page.css("nav a")
    assert [link.text() for link in links][:2] == ["Ferry 1", "Ferry 2"]
    for link in links:
        article = page.css_first(link.attributes["href"] or "")
        assert link.text() in article.css_first("h2").text()
    assert "Eels at dusk." in page.css_first("main").text()
    assert "@media print" in page.css_first("style").text()
    assert not page.css("[src], link, [id^='p-']"), "it needs nothing else"
    shown = collected.open("/deliver/print?collection=1")
    assert shown.css_first("link[rel=stylesheet]").attributes["href"] == "/static/dossier.css"
    assert not shown.css("style, script")


def test_document_opens_and_holds_texts_and_notes(collected: Reader) -> None:
    document = docx.Document(io.BytesIO(get(collected, "docx")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for wanted in ("Ports", "Contents", "1.  Ferry 1", "Eels at dusk.", "Note: Ask the owner"):
        assert wanted in text


def test_table_and_records_hold_every_article(collected: Reader) -> None:
    rows = list(csv.DictReader(io.StringIO(get(collected, "csv").decode("utf-8-sig"))))
    assert [row["title"] for row in rows][:2] == ["Ferry 1", "Ferry 2"]
    assert rows[0]["notes"] == "“A tug came.”: Ask the owner"
    records = json.loads(get(collected, "json"))
    assert records["articles"][3]["text"] == "Eels at dusk."


def test_ris_is_read_back(collected: Reader) -> None:
    first, *_ = entries = rispy.loads(get(collected, "ris").decode())
    assert len(entries) == 4
    assert (first["type_of_reference"], first["title"]) == ("NEWS", "Ferry 1")
    assert first["authors"] == ["Haddad, Leila"]
    assert (first["secondary_title"], first["date"]) == ("Strait Courier", "2023/03/02/")
    assert first["keywords"] == ["eels"]
    assert first["notes"][1] == "“A tug came.” (paragraph 2) – Ask the owner"


def test_bibtex_is_read_back(collected: Reader) -> None:
    library = parse_string(get(collected, "bib").decode())
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [
        "haddad2023", "haddad2023-2", "article", "article-2",
    ]  # fmt: skip
    fields = {key: field.value for key, field in library.entries[0].fields_dict.items()}
    assert fields["author"] == "Haddad, Leila"
    assert fields["title"] == "{Ferry 1}"
    assert fields["date"] == "2023-03-02"


def test_csl_and_citations_are_those_of_newspapers(collected: Reader) -> None:
    first = json.loads(get(collected, "csl"))[0]
    assert first["type"] == "article-newspaper"
    assert first["author"] == [{"family": "Haddad", "given": "Leila"}]
    assert first["issued"] == {"date-parts": [[2023, 3, 2]]}
    lines = get(collected, "txt").decode().splitlines()
    wanted = "Haddad, Leila. “Ferry 1.” Strait Courier, March 2, 2023. https://courier.example/1."
    assert wanted in lines


def test_result_is_handed_on_whole(collected: Reader) -> None:
    assert len(json.loads(get(collected, "csl", "q=ferry&outlet=Port+Gazette"))) == 6
    assert get(collected, "ris", "q=xylophone") == b""


def test_page_of_forms_links_to_each(collected: Reader) -> None:
    page = collected.open("/deliver?collection=1")
    links = {link.attributes["href"] for link in page.css("main dt a")}
    assert links == {f"/deliver/{form}?collection=1" for form in (*FORMS, "print")}
    assert "/deliver?collection=1" in {
        link.attributes["href"] for link in collected.open("/desk/collections/1").css("a")
    }
    assert "/deliver?q=ferry" in {
        link.attributes["href"] for link in collected.open("/search?q=ferry").css("a")
    }


@pytest.mark.parametrize("asked", ["collection=99", "collection=x", "collection=1e3"])
def test_collection_that_is_not_there_is_no_page(collected: Reader, asked: str) -> None:
    for form in ("", "/zip", "/ris"):
        assert collected.client.get(f"/deliver{form}?{asked}").status_code == 404


HOSTILE = {
    "title": '=1+1 <img src=x onerror=alert(1)> \\input{x} {{ $x$ } %\r\nER  - \r\nTY  - BOOK "q"',
    "text": "One & two <script>alert(1)</script>\n\nAU  - Nobody",
    "author": "Robert'); DROP TABLE article;--, {Bobby}",
    "source": "Outlet\nTY  - JOUR & Co_#",
    "date": "2023-02",
    "url": "javascript:alert(1)",
}


def test_hostile_facts_stay_what_they_are(reader: Reader, harbour: Folder, index_dir: Path) -> None:
    harbour.record("hostile.jsonl", HOSTILE)
    reindex(harbour.folder, index_dir)
    reader.do("/desk/collect", article=["hostile.jsonl#1"], name="../../etc/passwd")
    entries = rispy.loads(get(reader, "ris").decode())
    assert len(entries) == 1
    library = parse_string(get(reader, "bib").decode())
    assert (len(library.entries), library.failed_blocks) == (1, [])
    page = LexborHTMLParser(get(reader, "html").decode())
    assert not page.css("img, script, a[href^=javascript]")
    rows = list(csv.reader(io.StringIO(get(reader, "csv").decode("utf-8-sig"))))
    assert rows[1][1].startswith("'=1+1")
    docx.Document(io.BytesIO(get(reader, "docx")))
    with zipfile.ZipFile(io.BytesIO(get(reader, "zip"))) as archive:
        for name in archive.namelist():
            assert name.startswith("etc-passwd/")
            assert ".." not in name


@pytest.mark.parametrize(
    ("file_id", "name"),
    [
        ("a/b.txt", "originals/a/b.txt"),
        ('odd? "name" <1>|*.txt', "originals/odd_ _name_ _1___.txt"),
        ("line\nbreak.txt", "originals/line_break.txt"),
        ("back\\x5cslash", "originals/back_x5cslash"),
        ("dots. /end.", "originals/dots/end"),
        (".../x", "originals/_/x"),
        ("é" * 200 + ".html", "originals/" + "é" * 87 + ".html"),
    ],
)
def test_name_in_the_zip_suits_every_system(file_id: str, name: str) -> None:
    assert safe_name(file_id) == name


def test_files_whose_names_become_the_same_are_all_there(
    reader: Reader, harbour: Folder, index_dir: Path
) -> None:
    for odd in ("x?.txt", "x*.txt", "X_.txt"):
        harbour.write(odd, f"A headline of {odd}\n\nThe text of {odd} is a sentence of its own.\n")
    reindex(harbour.folder, index_dir)
    reader.do("/desk/collect", article=["x?.txt", "x*.txt", "X_.txt"], name="Odd")
    with zipfile.ZipFile(io.BytesIO(get(reader, "zip"))) as archive:
        names = [name for name in archive.namelist() if "/originals/" in name]
    assert len({name.casefold() for name in names}) == 3
