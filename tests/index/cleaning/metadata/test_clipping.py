"""What clippers write at the head of a Markdown file is taken for facts and not for text."""

from index.cleaning import clean_markdown

BODY = "The upper lock froze on Monday for the first time since 1996, and two barges wait below it."
URL = "https://www.courier.example/2022/12/09/ice-lock"


def test_clipping_of_obsidian_has_the_facts_of_its_page():
    article = clean_markdown(
        f'---\ntitle: "Ice closes the lock"\nsource: "{URL}?utm_source=x"\nauthor:\n'
        f'  - "[[Ada Byron]]"\n  - "[[people/jo|Jo Lunde]]"\npublished:\ncreated: 2026-05-09\n'
        f'tags:\n  - "clippings"\n---\n{BODY}\n'
    )
    assert article.url.startswith(URL)
    assert article.byline == "Ada Byron, Jo Lunde"
    assert article.outlet == "courier.example"
    assert article.date == "2022-12-09"


def test_inline_fields_are_facts():
    article = clean_markdown(
        f"author:: [[Ada Byron]]\nsource:: {URL}\nclipped:: [[2024-08-02]]\n"
        f"published:: [[2022-12-08]]\n\n#clippings\n\n# Ice closes the lock\n\n{BODY}\n"
    )
    assert (article.title, article.date) == ("Ice closes the lock", "2022-12-08")
    assert (article.byline, article.url) == ("Ada Byron", URL)
    assert article.text == BODY


def test_highlights_of_readwise_are_an_article():
    article = clean_markdown(
        "# Ice closes the lock\n\n![rw-book-cover](https://a.example/0.png)\n\n## Metadata\n"
        f"- Author: [[Ada Byron]]\n- Full Title: Ice closes the lock\n- Category: #articles\n"
        f"- URL: {URL}\n\n## Highlights\n- {BODY} ([View Highlight](https://read.example/1))\n"
    )
    assert (article.byline, article.url) == ("Ada Byron", URL)
    assert "View Highlight" not in article.text
    assert BODY in article.text


def test_original_address_of_omnivore_is_the_address():
    article = clean_markdown(
        f"---\ntitle: |\n  Ice closes the lock\ndate_saved: 2023-09-18 10:22:31\n---\n\n"
        f"# Ice closes the lock\n#Omnivore\n\n[Read on Omnivore](https://omnivore.app/me/x)\n"
        f"[Read Original]({URL})\n\n{BODY}\n"
    )
    assert (article.title, article.url, article.date) == ("Ice closes the lock", URL, "2022-12-09")
    assert "Omnivore" not in article.text


def test_outlet_behind_the_title_agrees_with_the_address():
    article = clean_markdown(
        f"---\nsource: {URL}\n---\n\n# Ice closes the lock - Courier\n\n{BODY}\n"
    )
    assert (article.title, article.outlet) == ("Ice closes the lock", "Courier")


def test_text_that_speaks_of_a_class_is_no_clipping():
    article = clean_markdown(
        f"# A note\n\n{BODY}\n\nThe call std::sort is fast, the office said.\n"
    )
    assert "std::sort" in article.text
