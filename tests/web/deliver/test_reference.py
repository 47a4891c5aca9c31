"""An article's authors, and its citation after the Chicago Manual of Style."""

from __future__ import annotations

import pytest

from web.deliver.reference import authors, chicago, csl
from web.desk.articles import Facts


@pytest.mark.parametrize(
    ("byline", "wanted"),
    [
        ("", []),
        ("Leila Haddad", ["Haddad, Leila"]),
        ("By Leila Haddad and Omar Aziz", ["Haddad, Leila", "Aziz, Omar"]),
        ("Leila Haddad, Omar Aziz & Jo Byrne", ["Haddad, Leila", "Aziz, Omar", "Byrne, Jo"]),
        ("Haddad, Leila", ["Haddad, Leila"]),
        ("Haddad, Leila; Aziz, Omar", ["Haddad, Leila", "Aziz, Omar"]),
        ("Ursula von der Leyen", ["von der Leyen, Ursula"]),
        ("Staff and agencies", ["Staff", "agencies"]),
        ("Reuters", ["Reuters"]),
        ("Our correspondent in Tamrin", ["Our correspondent in Tamrin"]),
        ("Bylander Smith", ["Smith, Bylander"]),
        ("Byron Vonn", ["Vonn, Byron"]),
        ("ليلى حداد", ["حداد, ليلى"]),
        ("Mary-Jane O'Neill", ["O'Neill, Mary-Jane"]),
        (" ; , & ", []),
    ],
)
def test_authors_are_told_apart(byline: str, wanted: list[str]) -> None:
    assert [author.inverted for author in authors(byline)] == wanted


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (
            Facts("a", "Harbour strike", "Strait Courier", "2023-03-14", "Leila Haddad", "en",
                  "https://c.example/x"),
            "Haddad, Leila. “Harbour strike.” Strait Courier, March 14, 2023. "
            "https://c.example/x.",
        ),
        (
            Facts("a", "Who pays?", "Gazette", "2023-03", "Leila Haddad and Omar Aziz"),
            "Haddad, Leila, and Omar Aziz. “Who pays?” Gazette, March 2023.",
        ),
        (Facts("a", "No author", "Gazette", "2023"), "Gazette. “No author.” 2023."),
        (Facts("a", 'He said "no"'), "“He said ’no’.”"),
        (Facts("folder/a.txt"), "“folder/a.txt.”"),
        (Facts("a", "T", "O", "spring", "X Y", "", "ftp://x"), "Y, X. “T.” O."),
    ],
)  # fmt: skip
def test_citation_has_what_is_known(facts: Facts, wanted: str) -> None:
    assert chicago(facts) == wanted


def test_many_authors_are_the_first_seven() -> None:
    byline = "; ".join(f"Given{n} Family{chr(97 + n)}" for n in range(12)).replace("n", "n")
    assert ", et al." in chicago(Facts("a", "T", byline=byline))


def test_csl_leaves_out_what_is_not_known() -> None:
    assert csl(Facts("a.txt", byline="Reuters")) == {
        "id": "a.txt", "type": "article-newspaper", "title": "a.txt",
        "author": [{"literal": "Reuters"}], "note": "Saved as a.txt",
    }  # fmt: skip
