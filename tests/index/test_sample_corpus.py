"""The sample articles come out as their authors meant them: the demo is also the fixture."""

import json
import re
from pathlib import Path

import pytest

from index import read_articles

ROOT = Path(__file__).parent.parent.parent
TRUTH = {
    article_id: truth
    for name in ("corpus_a.json", "corpus_b.json")
    for article_id, truth in json.loads((ROOT / "tests" / "data" / name).read_text()).items()
}


def files():
    return sorted({article_id.split("#")[0] for article_id in TRUTH})


@pytest.fixture(scope="module")
def articles():
    return {
        found.id: found.article
        for name in files()
        for found in read_articles(ROOT / "corpus" / name, name)
    }


def flat(text):
    return re.sub(r"\s+", " ", text)


def test_every_sample_is_described():
    samples = [path for path in (ROOT / "corpus").rglob("*") if path.is_file()]
    there = {path.relative_to(ROOT / "corpus").as_posix() for path in samples}
    assert there == set(files())


def test_every_article_is_read(articles):
    assert set(articles) == set(TRUTH)


@pytest.mark.parametrize("article_id", TRUTH)
@pytest.mark.parametrize("fact", ["title", "date", "outlet", "byline", "lang"])
def test_fact_is_read_off_the_page(articles, article_id, fact):
    assert getattr(articles[article_id], fact) == TRUTH[article_id][fact]


@pytest.mark.parametrize("article_id", TRUTH)
def test_article_is_kept(articles, article_id):
    text = flat(articles[article_id].text)
    assert [phrase for phrase in TRUTH[article_id]["keeps"] if flat(phrase) not in text] == []


@pytest.mark.parametrize("article_id", TRUTH)
def test_boilerplate_is_dropped(articles, article_id):
    lines = flat(articles[article_id].text)
    assert [
        p
        for p in TRUTH[article_id]["drops"]
        if re.search(rf"(?<!\w){re.escape(flat(p))}(?!\w)", lines)
    ] == []


@pytest.mark.parametrize("article_id", TRUTH)
def test_article_can_be_read_as_markdown(articles, article_id):
    article = articles[article_id]
    words = re.findall(r"\w+", article.text)
    assert len(re.findall(r"\w+", article.markdown)) >= 0.98 * len(words)
