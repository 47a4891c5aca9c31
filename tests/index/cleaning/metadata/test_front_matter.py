from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from index import clean_markdown
from index.cleaning.metadata.front_matter import split_front_matter
from tests.hang import does_not_hang


def test_yaml_at_the_head_is_split_from_the_text():
    text = '---\ntitle: "The goat found it"\ndate: 2022-05-22\ntags: [a, b]\n---\n# Head\n\nBody.\n'
    facts, body = split_front_matter(text)
    assert facts == {
        "title": "The goat found it",
        "date": date(2022, 5, 22),
        "tags": ["a", "b"],
    }
    assert body == "# Head\n\nBody.\n"


def test_keys_are_in_lower_case_and_empty_values_left_out():
    assert split_front_matter("---\nTitle: A\nDate:\n---\nx")[0] == {"title": "A"}


def test_windows_lines_and_byte_order_mark_are_no_obstacle():
    assert split_front_matter("\ufeff---\r\ntitle: A\r\n---\r\nBody") == ({"title": "A"}, "Body")


def test_toml_between_pluses_is_read():
    assert split_front_matter('+++\ntitle = "A"\n+++\nBody') == ({"title": "A"}, "Body")


@pytest.mark.parametrize(
    ("block", "facts"),
    [
        (
            "title: The goat: found it\nauthor: Ada",
            {"title": "The goat: found it", "author": "Ada"},
        ),
        ("title: A\ndate: 2017-02-31", {"title": "A", "date": "2017-02-31"}),
        ("title: [unclosed", {"title": "[unclosed"}),
        ("title: A\n\tindented: B", {"title": "A", "indented": "B"}),
        ("title: !!python/object:os.system x", {"title": "!!python/object:os.system x"}),
    ],
)
def test_bad_yaml_is_read_line_by_line(block, facts):
    assert split_front_matter(f"---\n{block}\n---\nBody") == (facts, "Body")


@pytest.mark.parametrize(
    "text", ["Body only", "---\nnot closed", "---\n\n---\nBody", "a\n---\nb: c\n---\n", "", "---"]
)
def test_text_without_front_matter_stays_whole(text):
    assert split_front_matter(text) == ({}, text)


def test_rule_between_paragraphs_is_not_front_matter():
    text = "---\nThe first paragraph, which says much.\n---\nThe second."
    assert split_front_matter(text) == ({}, text)


@pytest.mark.parametrize(
    "block",
    [
        "[" * 10_000,
        "{" * 10_000,
        "a: &a [x]\n" + "\n".join(f"b{i}: &b{i} [*a,*a]" for i in range(40)),
        "- " * 7_000,
        "? " * 7_000,
        "a: " + "\0" * 100,
        "a: " * 5_000,
    ],
)
@does_not_hang
def test_hostile_front_matter_neither_raises_nor_hangs(block):
    split_front_matter(f"---\n{block}\n---\nBody")


@does_not_hang
def test_hostile_aliases_are_not_expanded() -> None:
    lines = ["title: Bomb", "k0: &k0 {x: y}"]
    for number in range(1, 25):
        lines += [f"k{number}: &k{number}", f"  <<: [*k{number - 1}, *k{number - 1}]"]
    laughs = ["title: Bomb", "a: &a [x]"]
    laughs += [
        f"{one}: &{one} [{', '.join([f'*{other}'] * 9)}]" for other, one in pairwise("abcdefgh")
    ]
    for block in (lines, laughs):
        facts, text = split_front_matter("---\n" + "\n".join(block) + "\n---\nThe text.\n")
        assert (facts["title"], text) == ("Bomb", "The text.\n")


@pytest.mark.parametrize(
    "number",
    ["0x" + "f" * 9_000, "9" * 9_000, "-" + "9" * 9_000, "1e999", ".inf", ".nan", "9:" * 4_000],
)
@pytest.mark.parametrize("key", ["title", "date", "author", "lang", "url", "source"])
def test_hostile_number_costs_no_article(key: str, number: str) -> None:
    for fence, sign in (("---", ":"), ("+++", " =")):
        article = clean_markdown(
            f"{fence}\n{key}{sign} {number}\n{fence}\n\nThe ferry ran aground.\n"
        )
        assert "The ferry ran aground." in article.text
