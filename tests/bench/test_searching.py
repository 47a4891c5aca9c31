"""The benchmarks of searching run, on so little that their figures mean nothing."""

import re

import pytest
from click.testing import CliRunner
from Stemmer import Stemmer

from index import term_of
from search.plan import words_of
from tests.bench import death, growth, queries, searching
from tests.bench.cache import index_of
from tests.bench.contest import Contest, forms_of
from tests.bench.form import PHRASE
from tests.bench.hostile import hostile_queries
from tests.bench.searcher import SEARCHERS, is_small
from tests.extent import needs

ARTICLES = 80
EVERY = "100"


pytestmark = pytest.mark.usefixtures("among_all", "made_up")


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("indexes")


@pytest.fixture(scope="module")
def sets(cache):
    """Queries without the words that only we know to be forms of one: ran and run."""
    every = {name: queries.queries(name, 10) for name in (queries.GAME, queries.WEB)}
    asked = {(word, term_of(word)) for rows in every.values() for row in rows for word in row}
    indexed = written_in(SEARCHERS["ours"](index_of("ours", ARTICLES, cache)).generation)
    stem = Stemmer("english").stemWord
    apart = {term for word, term in (*asked, *indexed) if stem(word) != term}
    alike = {
        name: [row for row in rows if apart.isdisjoint(map(term_of, row))]
        for name, rows in every.items()
    }
    assert all(len(alike[name]) > 0.9 * len(every[name]) for name in every)
    return alike


def written_in(generation):
    """The words of an index, folded, and their terms."""
    return [
        (segment.forms.form(variant).decode(), segment.terms[term].decode())
        for segment in generation.segments
        for variant, term in enumerate(segment.forms.term.tolist())
    ]


@pytest.mark.parametrize("part", searching.PARTS)
def test_each_part_prints_its_table(cache, part):
    if part not in {"facets", "quoted", "whoosh"}:
        needs("tantivy")
    options = ["--limit", ARTICLES, "--runs", 1, "--every", EVERY, "--cache", cache, "--part", part]
    done = CliRunner().invoke(searching.main, list(map(str, options)))
    assert done.exit_code == 0, done.output
    rows = re.findall(r"^\| (?!-)(?!ours|matches)", done.output, re.MULTILINE)
    assert len(rows) >= 3, done.output


def test_all_engines_are_asked_the_same_words(cache, sets):
    needs("tantivy")
    opened = [
        SEARCHERS[name](index_of(name, ARTICLES, cache)) for name in ("ours", "tantivy-facts")
    ]
    for _, form, rows in forms_of(sets):
        for words in rows:
            ours, theirs = (searcher.parsed(form, words) for searcher in opened)
            terms = re.findall(r'Term\(field=0, type=Str, "(\w+)"\)', str(theirs))
            if form == PHRASE:
                assert [term for _, term in words_of(ours)] == terms
            else:  # a word that is asked twice counts twice, with us as its weight
                assert [term for _, term in words_of(ours)] == list(dict.fromkeys(terms))


def test_engines_find_the_same_number_of_articles(cache, sets):
    needs("tantivy")
    ours, theirs = (
        SEARCHERS[name](index_of(name, ARTICLES, cache)) for name in ("ours", "tantivy-facts")
    )
    told = Contest(ours, theirs, "tantivy").total(sets, 1)
    same, asked = re.findall(r"for ([\d,]+) of ([\d,]+) queries", told)[0]
    assert same == asked


def test_whoosh_finds_the_same_number_of_articles(cache, sets):
    ours, theirs = (SEARCHERS[name](index_of(name, ARTICLES, cache)) for name in ("ours", "whoosh"))
    told = {name: queries.telling(rows, is_small) for name, rows in sets.items()}
    totals = [
        (words, ours.counted(ours.parsed(form, words))[1], theirs.counted(query)[1])
        for _, form, rows in forms_of(told)
        for words in rows[:10]
        if form != PHRASE  # where it leaves a stop word out, the words beside it close up
        if (query := theirs.parsed(form, words))
    ]
    assert [row for row in totals if row[1] != row[2]] == []


def test_growth_measures_each_size_in_a_process_of_its_own(cache):
    options = ["--sizes", f"{ARTICLES},120", "--runs", "1", "--every", EVERY, "--cache", str(cache)]
    done = CliRunner().invoke(growth.main, options)
    assert done.exit_code == 0, done.output
    assert f"\n| {ARTICLES} ours " in done.output
    assert "\n| 120 ours " in done.output


def test_hostile_queries_are_answered(cache):
    done = CliRunner().invoke(death.main, ["--limit", str(ARTICLES), "--cache", str(cache)])
    assert done.exit_code in {0, 1}, done.output  # 1: the machine is too busy for its limit
    assert "\n| 10,000 open parentheses " in done.output
    assert "The longest: " in done.output


def test_hostile_queries_are_the_same_each_time():
    texts = ["the vote of the council", "a vote"]
    assert hostile_queries(texts) == hostile_queries(texts)
