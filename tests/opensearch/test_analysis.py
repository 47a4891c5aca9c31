"""The cluster's analyzers find the terms that our own analysis finds."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.analysis import LONGEST, WORD, name_of, term_of, tokens
from index.opensearch import analysis, template
from tests.bench.corpus import articles
from tests.hang import does_not_hang
from tests.quality.data import needs_data

_TOGETHER = 20_000  # words asked about in one request
_AGREEMENT = 0.99999
"""The share of the words of real articles that must give the same term; 1 was measured."""


@pytest.fixture(scope="module")
def ask(cluster):
    """The tokens that an analyzer makes of a text."""
    name = "analysis-test"
    body = template.articles_template("-", shards=1, replicas=0)["template"]
    body["settings"]["index"]["analyze"] = {"max_token_count": 10**6}
    cluster.ask(f"/{name}", body=body, method="PUT")

    def tokens_of(text: str, analyzer: str = analysis.TEXT) -> list[dict]:
        body = {"analyzer": analyzer, "text": text}
        return cluster.ask(f"/{name}/_analyze", body=body, method="POST")["tokens"]

    yield tokens_of
    cluster.ask(f"/{name}", method="DELETE")


def terms(ask, text, analyzer=analysis.TEXT):
    return [token["token"] for token in ask(text, analyzer)]


def ours(text):
    return [token.term for token in tokens(text)]


@pytest.mark.parametrize(
    "text",
    [
        "STRIKING strikes strike",
        "Éléonore's naïve Straße, Øresund, Łódź, İstanbul, Đà Nẵng",
        "schoolchildren, Grandchildren, midwives, werewolves, policemen, women, specimen, titmice",
        "The U.S. and the US; A.P.S. and H.M.S. Beagle",
        "3,000 tons, 7.5%, 1.2.3 and 7.5a, v2.0",
        "Iran’s and Iran's and Irans' boys' o'clock",
        "أحمد مُحمّد إلى ٱلقاهرة المدينة کابل",
        "東京都 の がぎ か\u3099 ｶﾞ 한국어 中文",
        "mail@example.org https://www.nytimes.com/2017/06/09/world.html",
        "al-Tanf x_y under_score",
        "geologists psychologist biology international organization university emergency",
        "Ёлка ЙОД й ё Ἀθῆναι θάλασσα",
        "e\u0301te\u0301 cafe\u0301",
        "𝐁𝐨𝐥𝐝 ｆｕｌｌ ﬁne km² Ⅷ",
        "🚢 ferry️ 👨‍👩‍👧 x",
    ],
)
def test_same_terms(ask, text):
    assert terms(ask, text) == ours(text)


@pytest.mark.parametrize(
    "text",
    ["The U.S. ferry's 3,000.5 tons", "Éléonore O’Neill-Smith", "strikes أحمد 東京 boys'"],
)
def test_same_names(ask, text):
    expected = [name for word in WORD.findall(text) if (name := name_of(word))]
    assert terms(ask, text, analysis.NAME) == expected


def test_positions_are_those_of_the_words(ask):
    text = "The ferry, the U.S. ferry and 3,000 geologists."
    assert [token["position"] for token in ask(text)] == list(range(len(ours(text))))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(max_codepoint=0x24F, blacklist_categories=("Cs", "No")), max_size=60))
def test_any_latin_text_has_the_same_terms(ask, text):
    if not any(sign in text for sign in "ŉĿŀ·"):  # what folds to no letter stays as it is
        assert terms(ask, text) == ours(text)


@needs_data
def test_words_of_real_articles_have_the_same_terms(ask):
    seen: Counter[str] = Counter()
    for record in islice(articles(72_410), 0, 72_410, 37):
        seen.update(WORD.findall(f"{record.title}\n{record.text}"))
    for analyzer, form in ((analysis.TEXT, term_of), (analysis.NAME, name_of)):
        different = dict(_different(ask, list(seen), analyzer, form))
        agreeing = 1 - sum(seen[word] for word in different) / seen.total()
        assert agreeing >= _AGREEMENT, different


def _different(ask, words, analyzer, form):
    """(word, the cluster's terms) for those that get others than ours."""
    for start in range(0, len(words), _TOGETHER):
        some = words[start : start + _TOGETHER]
        found: dict[int, list[str]] = {}
        for token in ask("\n".join(some), analyzer):
            found.setdefault(token["start_offset"], []).append(token["token"])
        place = 0
        for word in some:
            expected = [term] if (term := form(word)) else []
            if found.get(place, []) != expected:
                yield word, found.get(place, [])
            place += len(word.encode("utf-16-le")) // 2 + 1  # Java counts in halves


@does_not_hang
def test_hostile_long_words_do_not_hang_and_end_no_node(ask, cluster):
    longest = 300_000
    for text in ("a" * longest, "a'" * longest, "1," * longest, "a." * longest, "か゚" * 1000):
        found = terms(ask, text)
        assert all(len(term) <= LONGEST for term in found)
    assert cluster.ask("/_cluster/health")["number_of_nodes"] == 1
