"""Every kind of condition on every field, in any combination, finds what a plain look finds."""

import random

import pytest

from index.article import Article
from search import Engine
from search.filters import Filters
from search.plan import Everything, plan_of
from search.query import parse
from tests.extent import ALL
from tests.index.shelf import Shelf
from tests.search.exhaustive import Exhaustive

QUERIES, SEEDS = 5_000 if ALL else 500, 4

FIELDS = ("", "", "title:", "outlet:", "byline:", "lang:", "url:", "path:")
WORDS = {
    "": ("wall", "walls", "harbour", "tablet", "leaning", "goat", "Éloi", "absent"),
    "title:": ("wall", "harbour", "goats"),
    "outlet:": ("courier", "phare", "strait"),
    "byline:": ("wendt", "oumet", "aziz"),
    "lang:": ("en", "enn", "eng", "fr", "pt-br", "deu", "e", "xx"),
    "url:": ("example", "courier.example", "news"),
    "path:": ("clippings", "a/b", "txt"),
}
ARTICLES = {
    "clippings/a.txt": Article("The wall", "The harbour wall leans again.", date="2022-03-14",
                               outlet="The Courier", byline="Rosa Wendt", lang="en",
                               url="https://courier.example/news/1"),
    "clippings/b.txt": Article("Goats", "A goat ate the clay tablet.", date="2022",
                               outlet="Le Phare", byline="Ilse Oumet", lang="fr"),
    "c.txt": Article("", "Walls and harbours, walls and tablets.", date="2023-05",
                     outlet="Strait Dispatch", lang="pt-br", url="https://strait.example/2"),
    "d.txt": Article("Harbour wall", "Éloi counted the goats.", lang="eng", byline="M. Aziz"),
    "e.txt": Article("Leaning", "Nothing but leaning walls.", date="2022-03", lang=""),
    "f.txt": Article("Old", "The wall as it was.", date="2014-01-02", lang="deu"),
    "gone.txt": Article("Gone", "The harbour wall that is gone.", date="2022", lang="en"),
}  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The engine over two segments, and the articles one by one."""
    shelf = Shelf(tmp_path_factory.mktemp("fields") / "index")
    names = list(ARTICLES)
    shelf.commit({name: ARTICLES[name] for name in names[:3]} | {"gone.txt": ARTICLES["gone.txt"]})
    shelf.commit({name: ARTICLES[name] for name in names[3:6]}, ["gone.txt"])
    return Engine.open(shelf.directory), Exhaustive.over(shelf.generation())


def leaf(chance):
    """One condition on one field."""
    if chance.random() < 0.15:
        return chance.choice(
            ("date:2022", "after:2022-03", "before:2023", "date:[2014 TO 2022-03]", "*")
        )
    field = chance.choice(FIELDS)
    word, other = chance.choice(WORDS[field]), chance.choice(WORDS[field])
    gap = chance.randrange(len(word))
    return field + chance.choice((
        word, word, f"{word[:2]}*", f"{word[:1]}*", f"*{word[-3:]}", f"{word[0]}*{word[-1]}",
        f"{word[:gap]}?{word[gap + 1 :]}", f"{word}~", f"{word}~1", f"{word[:-1]}x~2",
        f"{word}^3", f"{word[:3]}*^0.5", f'"{word} {other}"', f'"{word} {other}"~4',
        f"({word} OR {other}*)", f"[{word} TO {other}]", "*", f"{word}*?*",
    ))  # fmt: skip


def asked(chance, depth=2):
    """A query of a few conditions."""
    if depth == 0 or chance.random() < 0.4:
        return chance.choice(("", "", "", "-", "NOT ", "+")) + leaf(chance)
    joint = chance.choice((" ", " AND ", " OR ", " NOT ", " -"))
    parts = joint.join(asked(chance, depth - 1) for _ in range(chance.choice((2, 2, 3))))
    return chance.choice((parts, f"({parts})", f"({parts})^2", f"NOT ({parts})"))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_hostile_conditions_on_any_field_find_what_a_plain_look_finds(archive, seed):
    engine, plain = archive
    chance, found = random.Random(seed), 0
    languages = engine.generation().languages
    for _ in range(QUERIES):
        query, sort = asked(chance), chance.choice(("relevance", "newest", "oldest"))
        filters = chance.choice(({}, {}, {"lang": "en"}, {"outlet": "Le Phare"}))
        tree = parse(query).tree
        plan = plan_of(tree, languages=languages) if query.strip() else Everything()
        plan = Filters.of(filters, []).narrow(plan)
        expected = plain.answer(plan)
        result = engine.search(query, sort=sort, filters=filters)
        assert result.total == len(expected), query
        complete = {hit.id for hit in result.hits if not hit.without}
        assert complete == {plain.entries[number].id[0].decode() for number in expected}, query
        found += bool(expected)
    assert QUERIES // 4 < found < QUERIES


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("lang:e*", {"clippings/a.txt", "d.txt"}),
        ("wall lang:e*", {"clippings/a.txt", "d.txt"}),
        ("wall -lang:e*", {"c.txt", "e.txt", "f.txt"}),
        ("wall OR lang:f*", {"clippings/a.txt", "clippings/b.txt", "c.txt", "d.txt", "e.txt",
                             "f.txt"}),
        ("lang:*deu", {"f.txt"}),
        ("lang:?deu", set()),
        ("lang:emg~1", {"d.txt"}),
        ("lang:xxx*", set()),
    ],
)  # fmt: skip
def test_language_may_be_described(archive, query, names):
    assert {hit.id for hit in archive[0].search(query).hits} == names
