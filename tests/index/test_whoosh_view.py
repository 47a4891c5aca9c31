"""Whoosh's own queries, sorting, facets, collectors and highlights work on our index."""

import doctest
from pathlib import Path

import pytest
from whoosh import query as ast
from whoosh.collectors import TimeLimitCollector
from whoosh.qparser import MultifieldParser, QueryParser
from whoosh.query import spans
from whoosh.scoring import TF_IDF
from whoosh.sorting import Facets, FieldFacet, MultiFacet, StoredFieldFacet

import index.whoosh_view
from index import Article, IndexMissing, query_terms
from index.whoosh_view import open_whoosh
from tests.index.shelf import Shelf

GUIDE = Path(__file__).parents[2] / "docs" / "whoosh.md"

ARTICLES = {
    "a.txt": Article("Harbour strike ends", "The dockers went back to work.", date="2019-03-02",
                     outlet="The Courier", byline="Leila Tamzali", lang="en"),
    "b.txt": Article("Ferry delayed", "Striking pilots closed the harbour.", date="2017-06",
                     outlet="Strait Dispatch", lang="en", url="https://strait.example/ferry"),
    "c.txt": Article("La grève du port", "Le harbour master parle d'un strike.", date="2018",
                     outlet="Le Phare", lang="fr"),
    "d.txt": Article("Nothing to report", "A quiet day.", lang="en", outlet="The Courier"),
}  # fmt: skip


@pytest.fixture
def shelf(tmp_path):
    """Two segments, and one article that was deleted."""
    shelf = Shelf(tmp_path / "index")
    gone = Article("Harbour strike", "Gone.", date="2016", lang="en")
    shelf.commit({**dict(list(ARTICLES.items())[:2]), "gone.txt": gone})
    shelf.commit(dict(list(ARTICLES.items())[2:]), ["gone.txt"])
    return shelf


@pytest.fixture
def archive(shelf):
    return open_whoosh(shelf.directory)


def files(results):
    return [hit["file"] for hit in results]


def found(archive, query, **options):
    with archive.searcher() as searcher:
        return files(searcher.search(query, **options))


@pytest.mark.parametrize(
    "text", [index.whoosh_view.__doc__, GUIDE.read_text()], ids=["docstring", "guide"]
)
def test_examples_of_the_documentation_run_and_print_what_they_show(shelf, text):
    known = {"directory": shelf.directory}
    examples = doctest.DocTestParser().get_doctest(text, known, "examples", None, 0)
    result = doctest.DocTestRunner().run(examples)
    assert result.failed == 0
    assert result.attempted >= 5


def test_queries_that_whoosh_reads_are_analysed_as_the_articles_were(archive):
    parser = QueryParser("text", archive.schema)
    assert set(found(archive, parser.parse("strikes HARBOUR"))) == {"a.txt", "b.txt"}
    assert found(archive, parser.parse("strikes NOT outlet:courier")) == ["b.txt"]
    assert found(archive, parser.parse("grève")) == []  # c.txt has it in French
    assert found(archive, parser.parse("byline:tamzali")) == ["a.txt"]
    assert found(archive, parser.parse("date:[20170101 TO 20181231] lang:fr")) == ["c.txt"]
    both = MultifieldParser(["title", "url"], archive.schema)
    assert found(archive, both.parse("ferry")) == ["b.txt"]


def test_terms_of_all_languages_find_articles_in_any(archive):
    assert archive.languages == ("en", "fr")

    def any_of(word):
        return ast.Or([ast.Term("text", term) for term in query_terms(word, archive.languages)])

    assert set(found(archive, any_of("strikes"))) == {"a.txt", "b.txt", "c.txt"}
    assert found(archive, any_of("grève")) == ["c.txt"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (ast.Term("text", "dayse"), set()),
        (ast.Regex("text", "pil.+"), {"b.txt"}),
        (ast.Phrase("text", ["harbor", "strike"]), {"a.txt"}),
        (spans.SpanNear(ast.Term("text", "pilot"), ast.Term("text", "harbor"), slop=3), {"b.txt"}),
        (ast.FuzzyTerm("text", "ferri", maxdist=1), {"b.txt"}),
        (ast.TermRange("lang", "fa", "fz"), {"c.txt"}),
        (ast.NumericRange("date", None, 20180000), {"b.txt", "c.txt", "d.txt"}),
        (ast.Every(), set(ARTICLES)),
    ],
)
def test_queries_of_whooshs_own_classes_find_live_articles(archive, query, expected):
    assert set(found(archive, query)) == expected


def test_results_are_sorted_by_columns_and_by_stored_fields(archive):
    every = ast.Every()
    assert found(archive, every, sortedby="date") == ["d.txt", "b.txt", "c.txt", "a.txt"]
    assert found(archive, every, sortedby="date", reverse=True)[0] == "a.txt"
    by_outlet = MultiFacet([FieldFacet("lang", reverse=False), StoredFieldFacet("title")])
    assert found(archive, every, sortedby=by_outlet) == ["b.txt", "a.txt", "d.txt", "c.txt"]


def test_results_are_grouped_by_columns(archive):
    with archive.searcher() as searcher:
        facets = Facets().add_field("lang").add_field("outlet_name")
        results = searcher.search(ast.Every(), groupedby=facets)
        languages = {name: len(docs) for name, docs in results.groups("lang").items()}
        outlets = {name: len(docs) for name, docs in results.groups("outlet_name").items()}
    assert languages == {"en": 3, "fr": 1}
    assert outlets == {"The Courier": 2, "Strait Dispatch": 1, "Le Phare": 1}


def test_collectors_gather_what_is_found(archive):
    three = ast.Or([ast.Term("text", "harbor"), ast.Term("text", "quiet")])
    with archive.searcher(weighting=TF_IDF()) as searcher:
        collector = TimeLimitCollector(searcher.collector(limit=1), timelimit=60)
        searcher.search_with_collector(three, collector)
        results = collector.results()
        assert len(results) == 3
        assert results.scored_length() == 1
        page = searcher.search_page(three, 2, pagelen=2)
        assert (page.total, page.pagenum, len(list(page))) == (3, 2, 1)


def test_hits_have_what_is_stored_and_show_where_they_matched(archive):
    query = QueryParser("text", archive.schema).parse("strikes")
    with archive.searcher() as searcher:
        results = searcher.search(query, filter=ast.Term("file", "b.txt"), terms=True)
        (hit,) = results
        assert 'term0">Striking</b> pilots' in hit.highlights("text")
        assert hit.matched_terms() == [("text", b"strike")]
        assert (hit["title"], hit["date"], hit["path"]) == ("Ferry delayed", 20170600, "b.txt")
        assert hit["article"] == ARTICLES["b.txt"]
        assert hit["text"] == "Ferry delayed\nStriking pilots closed the harbour."


def test_refreshed_index_has_what_was_committed_since(archive, shelf):
    assert archive.refresh() is archive
    shelf.commit({"e.txt": Article("Late", "A late harbour.")})
    assert not archive.up_to_date()
    assert archive.doc_count() == 4
    assert archive.refresh().doc_count() == 5


def test_nothing_is_written_through_whoosh(archive):
    with pytest.raises(NotImplementedError, match="backfile reindex"):
        archive.writer()
    with pytest.raises(NotImplementedError):
        archive.delete_by_term("file", "a.txt")
    assert archive.doc_count() == 4


def test_folder_without_an_index_is_told_apart(tmp_path):
    with pytest.raises(IndexMissing):
        open_whoosh(tmp_path)


def test_empty_index_finds_nothing(tmp_path):
    archive = open_whoosh(Shelf(tmp_path / "index").commit({}) and tmp_path / "index")
    assert archive.is_empty()
    assert found(archive, ast.Every()) == []
