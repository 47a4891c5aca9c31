"""Articles are ticked, put into collections, starred and tagged, and found by that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from index import rebuild, reindex
from search import Engine
from tests.folder import Folder
from tests.web.desk.conftest import Reader, name, words
from web import create_app

HOSTILE = '<script>alert("x")</script> & <b>bold</b>'


def hits(reader: Reader, query: str) -> set[str]:
    page = reader.open(f"/search?q={quote(query)}")
    return {box.attributes["value"] or "" for box in page.css('.tick input[name="article"]')}


def test_ticked_articles_are_in_a_collection(reader: Reader) -> None:
    said = reader.do("/desk/collect", article=[name(1), name(2)], name="Port inquiry")
    assert said == "2 articles put into “Port inquiry”. The collection"
    assert hits(reader, 'in:"Port inquiry"') == {name(1), name(2)}
    assert hits(reader, 'ferry -in:"port INQUIRY"').isdisjoint({name(1), name(2)})
    again = reader.do("/desk/collect", article=[name(2), name(3)], name="port inquiry")
    assert again == "1 article put into “Port inquiry”; 1 was in it already. The collection"


def test_whole_page_and_whole_result_are_collected(reader: Reader) -> None:
    said = reader.do("/desk/collect", which="page", address="q=ferry", name="Page")
    assert said == "10 articles put into “Page”. The collection"
    said = reader.do(
        "/desk/collect", which="all", address="q=ferry&outlet=Port+Gazette", name="All"
    )
    assert said == "6 articles put into “All”. The collection"


def test_results_page_offers_ticks_and_says_what_was_collected(reader: Reader) -> None:
    reader.do("/desk/collect", article=[name(11)], name="Port inquiry", do="collect")
    page = reader.open("/search?q=ferry")
    form = page.css_first("form#collect")
    assert form.attributes["method"] == "post"
    assert form.css_first('input[name="name"]').attributes["value"] == "Port inquiry"
    (mark,) = page.css(".mark.in")
    assert mark.text() == "in Port inquiry"
    (facet,) = [part for part in page.css(".facet") if "Your collections" in part.text()]
    link = facet.css_first("a")
    assert link.attributes["href"] == "/search?q=ferry+in:%22Port+inquiry%22"
    assert facet.css_first(".count").text() == "1"


def test_stars_and_tags_find_their_articles(reader: Reader) -> None:
    reader.do("/desk/collect", article=[name(1)], do="star")
    said = reader.do("/desk/collect", article=[name(1), name(2)], do="tag", tags="Eels, night work")
    assert said == "2 articles tagged Eels, night work."
    assert hits(reader, "has:star") == {name(1)}
    assert hits(reader, "tag:eels") == hits(reader, 'tag:"Night work"') == {name(1), name(2)}
    reader.do("/desk/article", id=name(1), do="untag", tag="eels")
    reader.do("/desk/article", id=name(1), do="unstar")
    assert hits(reader, "tag:eels") == {name(2)}
    assert hits(reader, "has:star") == set()


def test_article_page_shows_and_changes_what_is_on_the_desk(reader: Reader) -> None:
    address = f"/article/{quote(name(1))}"
    reader.do("/desk/article", id=name(1), do="collect", name="Port inquiry")
    reader.note(name(1), "Ask the tug's owner.")
    reader.note(name(1), "", "A tug came.")
    part = reader.open(address).css_first("#desk")
    assert "Port inquiry" in part.text()
    texts = [note.text(separator=" ", strip=True) for note in part.css(".note")]
    assert "Ask the tug's owner." in texts[0]
    assert "A tug came." in texts[1]
    assert (
        "Leila Haddad, “Ferry 1”, Strait Courier, 2 March 2023, paragraph 2, saved as" in texts[1]
    )
    assert part.css_first('.note a[href="#p-2"]') is not None
    assert reader.open(address).css_first("#p-2").text() == "A tug came."


def test_form_of_an_article_leads_back_to_it(reader: Reader) -> None:
    address = f"/article/{quote(name(1))}?q=ferry+%23"
    form = reader.open(address).css_first("form#write")
    (back,) = (field for field in form.css("input") if field.attributes["name"] == "back")
    assert back.attributes["value"] == address
    sent = reader.send("/desk/article", id=name(1), text="A note", back=back.attributes["value"])
    assert sent.headers["Location"] == f"{address}#said"


def test_passage_that_is_not_in_the_article_is_refused_and_given_back(reader: Reader) -> None:
    response = reader.send(
        "/desk/article", id=name(1), do="note", text="Long thoughts", quote="No such words"
    )
    assert response.status_code == 400
    assert "Long thoughts" in response.text
    assert "No such words" in response.text


def test_collection_is_renamed_emptied_deleted_and_put_back(reader: Reader) -> None:
    reader.do("/desk/collect", article=[name(1), name(2)], name="Ports")
    place = "/desk/collections/1"
    reader.do(place, do="change", version=1, name="Harbours", about="For the spring issue")
    assert reader.open(place).css_first("h1").text() == "Harbours"
    assert reader.do(place, do="remove", article=[name(1)]) == "1 article taken out of “Harbours”."
    reader.do(place, **{"do": "throw away"})
    assert "Harbours" not in reader.open("/").text()
    assert hits(reader, "in:Harbours") == set()
    reader.do(place, **{"do": "put back"})
    assert hits(reader, "in:Harbours") == {name(2)}


def test_deleted_note_can_be_put_back_until_the_bin_is_emptied(reader: Reader) -> None:
    reader.note(name(1), "First thoughts")
    reader.do("/desk/notes/1", **{"do": "throw away"})
    assert hits(reader, "has:note") == set()
    reader.do("/desk/notes/1", **{"do": "put back"})
    assert hits(reader, "has:note") == {name(1)}
    reader.do("/desk/notes/1", **{"do": "throw away"})
    reader.do("/desk/bin")
    reader.open("/desk/notes/1", status=404)


def test_two_windows_do_not_overwrite_each_other(reader: Reader) -> None:
    reader.note(name(1), "As it was")
    reader.do("/desk/notes/1", version=1, text="From the first window")
    response = reader.send("/desk/notes/1", version=1, text="From the second window")
    assert response.status_code == 409
    assert "From the first window" in response.text
    assert "From the second window" in response.text
    assert "From the first window" in reader.open("/desk/notes/1").text()
    reader.do("/desk/notes/1", version=2, text="From the second window")
    assert "From the second window" in reader.open("/desk/notes/1").text()
    reader.do("/desk/collect", article=[name(1)], name="Ports")
    reader.do("/desk/collections/1", version=1, name="Ports", about="One")
    response = reader.send("/desk/collections/1", version=1, name="Ports", about="Two")
    assert response.status_code == 409


def test_names_that_are_taken_or_say_nothing_are_refused(reader: Reader) -> None:
    reader.do("/desk/collect", article=[name(1)], name="Ports")
    reader.do("/desk/collect", article=[name(2)], name="Eels")
    response = reader.send("/desk/collections/2", version=1, name="PÓRTS", about="")
    assert (response.status_code, "already" in response.text) == (400, True)
    response = reader.send("/desk/collect", article=[name(1)], name="!!! ???")
    assert (response.status_code, "letter or a digit" in response.text) == (400, True)
    response = reader.send("/desk/collect", article=[name(1)], name="x" * 500)
    assert (response.status_code, "120 characters" in response.text) == (400, True)
    response = reader.send("/desk/collect", article=[name(1)], name="Removed")
    assert (response.status_code, "in:removed" in response.text) == (400, True)
    assert reader.send("/desk/collect", name="Ports").status_code == 400


def test_hostile_names_stay_text(reader: Reader) -> None:
    reader.do("/desk/collect", article=[name(1)], name=HOSTILE)
    reader.do("/desk/collect", article=[name(1)], do="tag", tags="<img src=x onerror=alert(1)>")
    reader.note(name(1), HOSTILE, "A tug came.")
    reader.do("/desk/searches", address="q=ferry", name=HOSTILE)
    pages = ["/", "/desk/", "/desk/collections/1", "/desk/articles?of=note", "/search?q=ferry",
             f"/article/{quote(name(1))}", "/desk/searches/1", "/desk/notes/1",
             "/deliver?collection=1", "/deliver/print?collection=1"]  # fmt: skip
    for path in pages:
        page = reader.open(path)
        assert not page.css("script:not([src]), img, main b:not(mark b)"), path
    assert hits(reader, f'in:"{HOSTILE}"') == {name(1)} or hits(
        reader, 'in:"script alert x script b bold b"'
    ) == {name(1)}


def test_hostile_ten_thousand_ticks_are_taken_or_refused_whole(reader: Reader) -> None:
    ids = [name(number % 12) for number in range(10_000)]
    said = reader.do("/desk/collect", article=ids, name="Many")
    assert said == "12 articles put into “Many”. The collection"
    response = reader.send("/desk/collect", article=[*ids, name(1)], name="More")
    assert (response.status_code, "At most 10,000" in response.text) == (400, True)


@pytest.mark.parametrize("path", ["/search?q=ferry", "/health"])
def test_hostile_body_is_taken_by_the_desk_only(reader: Reader, path: str) -> None:
    response = reader.client.post(path, data=b"x" * 100_000)
    assert response.status_code in {405, 413}
    response = reader.client.post("/desk/collect", data=b"x" * (16 * 2**20 + 1))
    assert response.status_code == 413


@pytest.mark.parametrize(
    "form",
    [{}, {"token": ""}, {"token": "x" * 27}, {"token": "é"}],
    ids=["none", "empty", "wrong", "no ASCII"],
)
def test_form_of_another_site_changes_nothing(reader: Reader, form: dict[str, str]) -> None:
    response = reader.client.post("/desk/collect", data={"article": name(1), "name": "X", **form})
    assert response.status_code == 403
    assert "X" not in [link.text() for link in reader.open("/desk/").css("main a")]


def test_browser_that_names_another_site_is_refused_with_any_token(reader: Reader) -> None:
    form = {"token": reader.token(), "article": name(1), "name": "X"}
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 303)):
        response = reader.client.post("/desk/collect", data=form, headers={"Sec-Fetch-Site": site})
        assert response.status_code == status


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_hostile_way_back_leads_nowhere_else(reader: Reader, back: str) -> None:
    response = reader.send("/desk/collect", article=[name(1)], name="X", back=back)
    assert response.headers["Location"] == "/desk/#said"


def test_each_reader_has_a_desk_of_his_own(open_desk: Callable[..., Reader]) -> None:
    anna = open_desk("anna", "secret")
    ben = Reader(anna.client, "ben", "secret")
    anna.do("/desk/collect", article=[name(11)], name="Ports")
    anna.note(name(11), "For Anna")
    assert hits(anna, "in:ports") == {name(11)}
    assert hits(ben, "in:ports") == set()
    ben.open("/desk/collections/1", status=404)
    ben.open("/desk/notes/1", status=404)
    assert "For Anna" not in ben.open(f"/article/{quote(name(11))}").text()
    stolen = {"token": anna.token(), "article": name(2), "name": "X"}
    assert ben.client.post("/desk/collect", data=stolen, auth=ben.auth).status_code == 403
    assert anna.open("/search?q=ferry").css(".mark.in")
    assert not ben.open("/search?q=ferry").css(".mark.in"), "no page of Anna's was kept for Ben"


def test_without_a_desk_pages_have_none(harbour: Folder, index_dir: Path) -> None:
    reindex(harbour.folder, index_dir)
    client = create_app(Engine.open(index_dir)).test_client()
    assert 'name="article"' not in client.get("/search?q=ferry").text
    assert client.get("/desk/").status_code == 404
    assert client.get("/desk/names").status_code == 404
    assert client.get("/deliver/ris?q=ferry").status_code == 200


def test_notes_follow_moved_files_and_rebuilt_indexes(
    reader: Reader, harbour: Folder, index_dir: Path
) -> None:
    for number in (1, 2, 3):
        reader.do("/desk/collect", article=[name(number)], name="Ports")
    reader.note(name(1), "It moves")
    files = harbour.folder
    (files / "sub").mkdir()
    (files / "a1.jsonl").rename(files / "sub/other.jsonl")
    (files / "a2.jsonl").rename(files / "swap")
    (files / "a3.jsonl").rename(files / "a2.jsonl")
    (files / "swap").rename(files / "a3.jsonl")
    reindex(files, index_dir)
    assert hits(reader, "in:ports") == {"sub/other.jsonl#1", name(2), name(3)}
    assert "It moves" in reader.open("/article/sub/other.jsonl%231").text()
    assert reader.open(f"/article/{quote(name(2))}").css_first("h1").text() == "Ferry 3"
    rebuild(files, index_dir)
    assert hits(reader, "has:note") == {"sub/other.jsonl#1"}


def test_note_stays_with_a_file_that_changes_and_then_moves(
    reader: Reader, harbour: Folder, index_dir: Path
) -> None:
    reader.note(name(1), "Keep me")
    harbour.article("a1", f"The ferry was salvaged. {words('later')}", title="Salvaged")
    reindex(harbour.folder, index_dir)
    assert hits(reader, "has:note") == {name(1)}
    (harbour.folder / "a1.jsonl").rename(harbour.folder / "b1.jsonl")
    reindex(harbour.folder, index_dir)
    assert hits(reader, "has:note") == {"b1.jsonl#1"}


def test_nothing_is_lost_when_files_are_deleted(
    reader: Reader, harbour: Folder, index_dir: Path
) -> None:
    reader.do("/desk/collect", article=["two.jsonl#1", name(4)], name="Ports")
    reader.note(name(4), "Of a file that goes", "A tug came.")
    (harbour.folder / "a4.jsonl").unlink()
    reindex(harbour.folder, index_dir)
    text = reader.open("/desk/collections/1").css_first("main").text()
    assert "Ferry 4" in text
    assert "no longer in the archive" in text
    assert "Of a file that goes" in text
    assert "Of a file that goes" in reader.open("/desk/articles?of=gone").text()
    assert (
        reader.open("/desk/notes/1").css_first("textarea").text().strip() == "Of a file that goes"
    )
