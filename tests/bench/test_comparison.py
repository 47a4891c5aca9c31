"""The comparison runs, on so little that its figures mean nothing."""

import io
import json
import shutil
import subprocess
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from tests.bench import comparison, engine, queries
from tests.bench.build import measure
from tests.bench.corpus import articles
from tests.bench.cost import Cost
from tests.bench.dialogue import Partner, serve
from tests.bench.engine import ENGINES, written
from tests.bench.form import AND, FORMS, OR, REQUEST
from tests.bench.measured import Asked, Measured, compared
from tests.bench.peer import is_there
from tests.bench.plot import DARK, LIGHT, plots
from tests.bench.searcher import SEARCHERS
from tests.extent import lacking

ARTICLES = 60


pytestmark = pytest.mark.usefixtures("among_all", "made_up")


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """A file of queries, without those that an engine would read otherwise."""
    rows = queries.queries(queries.GAME)[:40]
    path = tmp_path_factory.mktemp("queries") / "queries.txt"
    path.write_text("".join(f"{' '.join(row)}\n" for row in rows))
    return path


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    return _opened("ours", tmp_path_factory.mktemp("ours"))


def _opened(name, folder):
    measure(name, ARTICLES, folder)
    return SEARCHERS[name](folder / "index")


def _said(searcher, *lines):
    answers = io.StringIO()
    serve(searcher, lines, answers)
    return [json.loads(line) for line in answers.getvalue().splitlines()]


def test_the_command_makes_table_figures_and_plots(tmp_path):
    options = ["--limit", ARTICLES, "--seconds", 0, "--engine", "sqlite"]
    places = ["--folder", tmp_path, "--cache", tmp_path / "c", "--plot", tmp_path / "plot.svg"]
    done = CliRunner().invoke(comparison.main, list(map(str, [*options, *places])))
    assert done.exit_code == 0, done.output
    assert "| Backfile " in done.output
    assert "| top 10 phrase, p99, µs " in done.output
    assert (tmp_path / "bench-small.md").read_text() in done.output
    kept = json.loads((tmp_path / "bench.json").read_text())["small"]
    assert [Measured.read(facts).name for facts in kept["engines"]] == ["ours", "sqlite"]
    assert {path.name for path in tmp_path.glob("*.svg")} == {"plot.svg", "plot-dark.svg"}


@pytest.mark.parametrize("name", ["tantivy-facts", "sqlite", "bm25s", "whoosh-small"])
def test_engines_of_this_environment_find_as_many_articles(name, ours, asked, tmp_path):
    if not is_there(name):
        lacking(f"{name} is not installed")
    theirs = _opened(name, tmp_path)
    for form in FORMS:
        if form == OR or name != "bm25s":
            line = f"{form}\tcount\t{asked}"
            assert _said(theirs, line) == _said(ours, line), form


@pytest.mark.parametrize("name", ["lucene", "xapian"])
def test_engines_from_elsewhere_find_as_many_articles(name, ours, asked, tmp_path):
    (found,) = (each for each in ENGINES if each.name == name)
    if name == "lucene" and not any(engine._JARS.glob("*.jar")):
        pytest.skip("make bench has not fetched Lucene")
    if found.absence():
        pytest.skip(found.absence())
    cost = found.build(ARTICLES, tmp_path, 0)
    assert (cost.engine, cost.articles) == (name, ARTICLES)
    with Partner(found.respondent(tmp_path / "index")) as partner:
        for form in FORMS:
            assert [partner.totals(form, asked)] == _said(ours, f"{form}\tcount\t{asked}"), form
        assert len(partner.times(REQUEST, 0, asked)) == 40


def test_each_line_is_answered_with_the_times_of_all_queries(asked, tmp_path):
    searcher = _opened("sqlite", tmp_path)
    times, requests = _said(searcher, f"{AND}\t1\t{asked}", f"{REQUEST}\t2\t{asked}")
    assert len(times) == len(requests) == 40
    assert all(0 < time < 1e6 for time in (*times, *requests))


def test_an_engine_that_has_ended_gives_no_answer(asked):
    with Partner([shutil.which("true")]) as gone, pytest.raises(RuntimeError, match="ended with 0"):
        gone.times(OR, 0, asked)


def test_articles_are_lines_for_others(tmp_path):
    records = list(articles(3))
    lines = written(records, tmp_path / "articles.tsv").read_text().splitlines()
    assert [line.split("\t")[0] for line in lines] == [record.id for record in records]
    assert [line.split("\t")[2].split() for line in lines] == [r.text.split() for r in records]


def test_engines_that_take_fewer_articles_are_compared_over_these():
    size = comparison.Size(1_000_000, 5_000, 1, 1)
    found = {
        count: [each.name for each in engines]
        for count, engines in comparison.groups(ENGINES, size)
    }
    assert list(found) == [1_000_000, 100_000, 5_000]
    assert all(names[0] == "ours" for names in found.values())
    assert found[5_000] == ["ours", "whoosh-small"]


def _measured(name, articles, median):
    times = {OR: Asked(9, 5, median, 10 * median)}
    cost = Cost(name, articles, 1_000, 1.0, 2_000_000, 100.0, 50.0)
    return Measured(name, name.title(), "1.0", cost, 5, times, 1.0)


FOUND = [_measured("ours", 500, 10.0), _measured("a", 500, 25.0)]
FEWER = [_measured("ours", 100, 2.0), _measured("b", 100, 1_000.0)]


def test_a_ratio_is_over_as_many_articles():
    lines = compared([*FOUND, *FEWER]).splitlines()
    head, *_ = ([cell.strip() for cell in line.split("|")] for line in lines)
    assert head[2:5] == ["Ours 1.0", "A 1.0", "B 1.0 (100 articles)"]
    (row,) = (line for line in lines if "OR, median" in line)
    assert [cell.strip() for cell in row.split("|")][2:5] == ["10.0", "25.0 (2.5)", "1,000 (500)"]
    assert [cell.strip() for cell in lines[-1].split("|")][2:5] == ["–"] * 3


def test_plots_are_pictures_for_light_and_for_dark_pages(tmp_path):
    light, dark = plots([*FOUND, *FEWER], tmp_path / "docs" / "bench.svg")
    for path, palette in ((light, LIGHT), (dark, DARK)):
        root = ElementTree.fromstring(path.read_text())  # noqa: S314  # it is our own
        texts = [node.text for node in root.iter() if node.text]
        assert [text for text in texts if text in {"Ours", "A", "B"}] == ["Ours", "A", "B"]
        assert "25.0 µs – 250 µs" in texts
        assert palette.paper in path.read_text()


def test_make_says_what_bench_is():
    if not shutil.which("make"):
        lacking("make is not installed")
    done = subprocess.run(
        ["make", "--dry-run", "bench", "SIZE=medium"], capture_output=True, text=True, check=True
    )
    assert 'tests.bench.comparison --size "medium"' in done.stdout
