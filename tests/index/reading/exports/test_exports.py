"""An export of a press database is split into its articles, each with its own facts."""

import pytest

from index import original_of
from index.reading import Problem, Reading, read_articles
from tests.index.reading.exports import samples

TIDE = "Tide gauge read wrong all winter"
FIRE = "Bakery fire closes Salt Street"


def read(corpus, content, name="export.txt"):
    return list(read_articles(corpus.write(name, content), name))


def articles(found):
    return [reading.article for reading in found if isinstance(reading, Reading)]


def facts(found):
    return [(a.title, a.date, a.outlet, a.byline) for a in articles(found)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            samples.NEXIS_OLD,
            [
                (
                    f"{TIDE}; Harbour office admits it",
                    "2023-11-17",
                    "Vellmouth Herald (Tarnshire)",
                    "TAMSIN ORRERY and Joss Pallant",
                ),
                (FIRE, "2023-12-02", "Tarn Evening Post", ""),
            ],
        ),
        (
            samples.NEXIS_GERMAN,
            [
                (
                    "Pegel zeigte den ganzen Winter falsch an",
                    "2023-11-17",
                    "Küstenbote",
                    "Tamsin Orrery",
                ),
                ("Brand in der Bäckerei", "2023-12-02", "Küstenbote", ""),
            ],
        ),
        (
            samples.NEXIS_FRENCH,
            [
                (
                    "Le marégraphe se trompait depuis octobre",
                    "2023-11-17",
                    "Le Phare",
                    "Tamsin Orrery",
                )
            ],
        ),
        (
            samples.NEXIS_DUTCH,
            [
                (
                    "Peilschaal wees de hele winter verkeerd",
                    "2023-11-17",
                    "De Kustbode",
                    "Tamsin Orrery",
                )
            ],
        ),
        (
            samples.NEXIS_HTML,
            [
                (TIDE, "2023-11-17", "Vellmouth Herald", "Tamsin Orrery"),
                (FIRE, "2023-12-02", "Tarn Evening Post", ""),
            ],
        ),
        (
            samples.NEXIS_UNI,
            [
                (TIDE, "2023-11-17", "Vellmouth Herald (Tarnshire)", "Tamsin Orrery"),
                (FIRE, "2023-12-02", "Tarn Evening Post", ""),
            ],
        ),
        (
            samples.FACTIVA_PLAIN,
            [
                (TIDE, "2023-11-17", "Vellmouth Herald", "Tamsin Orrery"),
                ("Le four de la rue du Sel", "2023-12-02", "Le Phare", ""),
            ],
        ),
        (
            samples.FACTIVA_CODED,
            [
                (TIDE, "2023-11-17", "Vellmouth Herald", "Tamsin Orrery"),
                (FIRE, "2023-12-02", "Tarn Evening Post", ""),
            ],
        ),
        (
            samples.FACTIVA_TABLE,
            [
                ("Tide gauge read wrong", "2023-11-17", "Vellmouth Herald", "Tamsin Orrery"),
                ("Bakery fire", "2023-12-02", "Vellmouth Herald", "Tamsin Orrery"),
            ],
        ),
        (
            samples.PROQUEST,
            [
                (TIDE, "2023-11-17", "Vellmouth Herald", "Tamsin Orrery"),
                (FIRE, "2023-12-02", "Tarn Evening Post", "Joss Pallant"),
            ],
        ),
        (
            samples.GALE,
            [
                (TIDE, "2023-11-17", "Vellmouth Herald", "Tamsin Orrery"),
                (FIRE, "2023-12-02", "Tarn Evening Post", ""),
            ],
        ),
        (
            samples.NEWSBANK,
            [
                (TIDE, "2023-11-17", "Vellmouth Herald", "Tamsin Orrery"),
                (FIRE, "2023-12-02", "Tarn Evening Post", ""),
            ],
        ),
        (samples.PRESSREADER, [(TIDE, "2023-11-17", "Vellmouth Herald", "Tamsin Orrery")]),
        (
            samples.EUROPRESSE,
            [
                ("Le marégraphe se trompait", "2023-11-17", "Le Phare", "Tamsin Orrery"),
                ("Le feu de la rue du Sel", "2023-12-02", "Le Soir de Tarn", ""),
            ],
        ),
        (
            samples.BIBTEX,
            [
                (TIDE, "2023-11-17", "Vellmouth Herald", "Tamsin Orrery, Joss Pallant"),
                (FIRE, "2023", "Tarn Evening Post", ""),
            ],
        ),
    ],
)
def test_export_is_split_into_articles_with_their_facts(corpus, content, expected):
    name = "export.html" if content.startswith("<") else "export.txt"
    found = read(corpus, content, name)
    assert not [problem for problem in found if isinstance(problem, Problem)]
    assert facts(found) == expected


def test_references_without_an_abstract_are_named(corpus):
    *found, problem = read(corpus, samples.RIS, "export.ris")
    assert facts(found) == [
        (TIDE, "2023-11-17", "Vellmouth Herald", "Tamsin Orrery, Joss Pallant"),
        (FIRE, "2023-12-02", "Tarn Evening Post", ""),
    ]
    assert problem.reason == "a reference without an abstract"


def test_head_and_foot_of_an_article_are_no_part_of_its_text(corpus):
    for content in (samples.NEXIS_OLD, samples.NEXIS_UNI, samples.FACTIVA_PLAIN, samples.PROQUEST):
        for article in articles(read(corpus, content)):
            for word in (
                "LOAD-DATE",
                "Load-Date",
                "words",
                "Copyright",
                "Database",
                "Photo",
                "(c)",
            ):
                assert word not in article.text


def test_lines_that_were_broken_are_joined_to_paragraphs(corpus):
    article = articles(read(corpus, samples.NEXIS_OLD))[0]
    assert article.text.split("\n") == [
        "The tide gauge at the old pier read forty centimetres too low all winter, the harbour "
        "office said on Tuesday.",
        "NOTE: Fishermen had complained since October and were not believed.",
    ]


def test_paragraph_that_begins_with_a_word_and_a_colon_stays_a_paragraph(corpus):
    article = articles(read(corpus, samples.PROQUEST))[0]
    assert "Fishermen said: it was wrong. Note: they had complained" in article.text


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (samples.FACTIVA_PLAIN, ("Tide gauge", "Le four")),
        (samples.FACTIVA_CODED, ("SE   News", "HD   Bakery")),
        (
            samples.NEXIS_GERMAN,
            (
                "                               Dokument 1",
                "                               Dokument 2",
            ),
        ),
    ],
)
def test_article_keeps_its_id_when_the_export_is_made_in_another_order(corpus, content, parts):
    first, second = (content.index(part) for part in parts)
    turned = f"{content[second:]}\n\n{content[first:second]}"
    ids = {r.article.title: r.id for r in read(corpus, content)}
    assert {r.article.title: r.id for r in read(corpus, turned)} == ids
    assert len(set(ids.values())) == 2


def test_article_has_the_same_number_in_each_form_of_an_export(corpus):
    plain, coded = read(corpus, samples.FACTIVA_PLAIN)[0], read(corpus, samples.FACTIVA_CODED)[0]
    assert plain.id == coded.id


def test_article_that_is_twice_in_an_export_has_two_ids(corpus):
    found = read(corpus, samples.FACTIVA_PLAIN * 2)
    assert len({reading.id for reading in found}) == 4


@pytest.mark.parametrize(
    "text",
    [
        "Ferry aground\n\nOf the 1 of 3 documents none was found.\n\nLENGTH: unknown to all.",
        "Body\n\nThe text of a note about an End of Document that never came.",
        "Author: the lock keeper\n\nFull of fish was the lock, and the record: 4,000 eels.",
        "Copyright quarrel\n\nDocument A1B2 was not the only one that the court wanted to see.",
    ],
)
def test_text_that_only_reminds_of_an_export_is_one_article(corpus, text):
    (reading,) = read(corpus, text)
    assert reading.id == "export.txt"


def records_of(corpus, content, name="export.txt"):
    path = corpus.write(name, content)
    ids = [reading.id for reading in read_articles(path, name)]
    return [original_of(path, each).content.decode() for each in ids]


COVERED = {
    **{
        f"nexis {kind}": (cover, samples.NEXIS_UNI_ARTICLES)
        for kind, cover in samples.NEXIS_UNI_COVERS.items()
    },
    "nexis, no word where the text begins": (
        samples.NEXIS_UNI_COVERS["numbered"],
        samples.NEXIS_UNI_ARTICLES.replace("\nBody\n", "\n", 1),
    ),
    "factiva": (samples.FACTIVA_COVER, samples.FACTIVA_PLAIN),
    "factiva without a list": (
        samples.FACTIVA_COVER.split("1. ", 1)[0],
        samples.FACTIVA_PLAIN,
    ),
    "factiva with codes": (samples.FACTIVA_COVER, samples.FACTIVA_CODED),
    "proquest": (samples.PROQUEST_COVER, samples.PROQUEST),
}


@pytest.mark.parametrize(("cover", "rest"), COVERED.values(), ids=COVERED)
def test_cover_page_is_part_of_no_article(corpus, cover, rest):
    first, second = articles(read(corpus, cover + rest))
    assert (first.title, first.date, first.outlet) == (TIDE, "2023-11-17", first.outlet)
    assert first.outlet.startswith("Vellmouth Herald")
    assert first.text.startswith("The tide gauge at the old pier read")
    records = records_of(corpus, cover + rest)
    assert len(records) == 2
    assert "old pier" in records[0]
    for line in cover.splitlines():
        if line.strip() and line.strip() != TIDE:
            assert line not in records[0].splitlines()
    assert second.text


def test_file_with_nothing_but_a_cover_page_is_no_article(corpus):
    cover = samples.NEXIS_UNI_COVERS["numbered"]
    (problem,) = read(corpus, cover)
    assert isinstance(problem, Problem)
    assert "cover page" in problem.reason
    story = cover + "\n" + "The tide gauge at the old pier read too low. " * 20
    assert len(articles(read(corpus, story))) == 1, "a text below it is never lost"


def test_export_of_genios_is_split_wherever_its_facts_stand(corpus):
    found = read(corpus, samples.GENIOS)
    assert facts(found) == [
        ("Sanierung der Markthalle verschoben", "2024-03-14", "Altenbrücker Anzeiger",
         "Kilian Habermann"),
        ("Brücke bleibt bis zum Herbst zu", "2024-02-02", "Vellmünder Bote", ""),
    ]  # fmt: skip
    first, second = articles(found)
    assert first.text.endswith("vierzehn Millionen Euro.\nDie Händler reagierten empört.")
    assert second.text == "Die Eisenbrücke bleibt bis zum Herbst gesperrt, sagte eine Sprecherin."
    assert second.url == "https://www.wiso-net.de/document/VB__3"
