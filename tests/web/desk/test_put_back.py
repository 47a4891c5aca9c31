"""A line that was left out is put back from the article's page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index import read_corrections, reindex
from tests.begun import Fill
from tests.folder import Folder
from tests.index.test_corrections import LINE, PAGE
from tests.web.desk.conftest import Reader, fill


def fill_with_weir(corpus: Folder) -> None:
    fill(corpus)
    corpus.write("weir.html", PAGE)


@pytest.fixture
def harbour(corpus: Folder, begin: Callable[[Fill], None]) -> Folder:
    """With a page of which a line was left out."""
    begin(fill_with_weir)
    return corpus


def removed(reader: Reader, name: str = "weir.html") -> list[str]:
    return [item.text().strip() for item in reader.open(f"/article/{name}").css(".removed li")]


def text(reader: Reader, name: str = "weir.html") -> str:
    return "\n".join(p.text() for p in reader.open(f"/article/{name}").css(".prose p"))


def test_line_is_put_back_with_its_button(reader: Reader, harbour: Folder, index_dir: Path) -> None:
    assert any(line.startswith(LINE) and line.endswith("Put back") for line in removed(reader))
    said = reader.do("/desk/put-back", id="weir.html", line=LINE)
    assert said == "The line belongs to the article from the next update of the archive on."
    reindex(harbour.folder, index_dir)
    assert LINE in text(reader)


def test_line_that_was_put_back_is_left_out_again(
    reader: Reader, harbour: Folder, index_dir: Path
) -> None:
    reader.do("/desk/put-back", id="weir.html", line=LINE)
    reindex(harbour.folder, index_dir)
    assert any(line.endswith("Leave out again") for line in removed(reader))
    said = reader.do("/desk/put-back", id="weir.html", line=LINE)
    assert said == "The line is left out again from the next update of the archive on."
    reindex(harbour.folder, index_dir)
    assert LINE not in text(reader)


def test_put_back_line_goes_with_its_file(reader: Reader, harbour: Folder, index_dir: Path) -> None:
    reader.do("/desk/put-back", id="weir.html", line=LINE)
    (harbour.folder / "weir.html").rename(harbour.folder / "moved.html")
    harbour.write("weir.html", PAGE.replace("Tuesday", "Wednesday"))
    reindex(harbour.folder, index_dir)
    assert any(line.endswith("Leave out again") for line in removed(reader, "moved.html"))
    assert not any(line.endswith("Leave out again") for line in removed(reader))
    assert LINE in text(reader, "moved.html")
    assert LINE not in text(reader)


def test_only_line_that_was_left_out_can_be_left_out_again(
    open_desk: Callable[..., Reader], harbour: Folder, index_dir: Path
) -> None:
    harbour.write("short.txt", "The weir is open, the harbour board said.\n\nShare on Facebook\n")
    reindex(harbour.folder, index_dir)
    reader = open_desk()
    reader.do("/desk/put-back", id="short.txt", line="Share on Facebook")
    reindex(harbour.folder, index_dir)
    (line,) = removed(reader, "short.txt")
    assert line.endswith("Leave out again")


def test_line_is_taken_back_before_the_next_run(reader: Reader, index_dir: Path) -> None:
    reader.do("/desk/put-back", id="weir.html", line=LINE)
    reader.do("/desk/put-back", id="weir.html", line=LINE)
    assert read_corrections(index_dir) == []


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"id": "weir.html", "line": "A line of our own"}, 400),
        ({"id": "nowhere.html", "line": LINE}, 404),
        ({"id": "weir.html", "line": LINE, "token": "forged"}, 403),
    ],
)
def test_what_cannot_be_put_back_changes_nothing(
    reader: Reader, index_dir: Path, form: dict[str, str], status: int
) -> None:
    assert reader.send("/desk/put-back", **form).status_code == status
    assert read_corrections(index_dir) == []


def test_page_without_a_desk_offers_nothing(
    open_desk: Callable[..., Reader], harbour: Folder, tmp_path: Path
) -> None:
    harbour.write("weir.html", PAGE)
    reader = open_desk(desk=None)
    assert all(not line.endswith("Put back") for line in removed(reader))
