"""A spelling that is removed for good by a click, and let in again by another."""

from __future__ import annotations

import pytest

from tests.web.desk.conftest import fill

TEXTS = (
    "In Korvadh the goat stood at the flooded village.",
    "The minister came to Korwadh and saw the goat at the village.",
    "The harbour was quiet.",
)


def fill_with_names(corpus):
    fill(corpus)
    for number, text in enumerate(TEXTS):
        corpus.record(f"k{number}.jsonl", {"title": f"Report {number}", "text": text, "lang": "en"})


@pytest.fixture
def harbour(corpus, begin):
    begin(fill_with_names)
    return corpus


def total(reader, path="/search.json?q=Korvadh"):
    return reader.client.get(path).json["total"]


def test_spelling_is_removed_for_good_and_taken_in_again(reader, index_dir, corpus):
    assert total(reader) == 2
    page = reader.open("/search?q=Korvadh&without=korwadh")
    (form,) = page.css(".left-out form")
    fields = {each.attributes["name"]: each.attributes["value"] for each in form.css("input")}
    assert (fields["one"], fields["other"]) == ("Korvadh", "Korwadh")
    response = reader.client.post(form.attributes["action"], data=fields)
    assert (response.status_code, response.location) == (303, "/search?q=Korvadh#said")
    assert total(reader) == 1
    assert reader.open("/search?q=Korvadh").css_first(".also") is None
    assert "not: Korvadh, Korwadh" in (index_dir / "names.txt").read_text()
    assert not (corpus.folder / "names.txt").exists()
    (row,) = reader.open("/desk/names").css(".rows li")
    assert "Korvadh and Korwadh" in " ".join(row.text().split())
    undone = {each.attributes["name"]: each.attributes["value"] for each in row.css("input")}
    reader.client.post("/desk/names/together", data=undone)
    assert total(reader) == 2
    assert "None." in reader.open("/desk/names").css_first(".lead").text()


def test_form_of_another_site_removes_nothing(reader):
    for data in ({"one": "Korvadh", "other": "Korwadh"}, {"token": "x"}):
        assert reader.client.post("/desk/names", data=data).status_code == 403
        assert reader.client.post("/desk/names/together", data=data).status_code == 403
    token = reader.token()
    data = {"token": token, "one": "Korvadh", "other": "Korwadh"}
    sent = reader.client.post("/desk/names", data=data, headers={"Sec-Fetch-Site": "cross-site"})
    assert sent.status_code == 403
    assert total(reader) == 2


@pytest.mark.parametrize(("one", "other"), [("", "x"), ("a", ""), ("a,b", "c"), ("a", "# c")])
def test_what_is_no_pair_of_names_is_refused(reader, index_dir, one, other):
    assert reader.send("/desk/names", one=one, other=other).status_code == 400
    assert not (index_dir / "names.txt").exists()


def test_what_the_user_wrote_stays_when_a_pair_is_taken_back(reader, index_dir):
    (index_dir / "names.txt").write_text("# mine\nAda, Ida\nnot: Ada, Oke, Una # never\n")
    assert len(reader.open("/desk/names").css(".rows li")) == 3
    reader.do("/desk/names/together", one="Oke", other="ada")
    written = (index_dir / "names.txt").read_text()
    assert written == "# mine\nAda, Ida\nnot: Ada, Una\nnot: Oke, Una\n"
