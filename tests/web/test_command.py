"""The command line: what a person types, reads, and a script can rely on."""

import json
import os
import re
import signal
import socket
import time
import urllib.request

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from index import Store, add_correction, correction_of
from tests.folder import Folder
from tests.web.process import backfile
from web.cli.command import main
from web.cli.terminal import columns_of, wrap
from web.settings import default_index

FERRY = "The ferry ran aground at noon. Everybody was taken off by boat before the evening tide."


@pytest.fixture
def corpus(tmp_path):
    return Folder(tmp_path / "articles")


@pytest.fixture
def run(corpus, index_dir):
    """Runs a command on the test's corpus and index."""

    def invoke(command, *arguments, env=None, color=False):
        places = ["--corpus", str(corpus.folder), "--index", str(index_dir)]
        return CliRunner().invoke(main, [command, *places, *arguments], env=env, color=color)

    return invoke


def test_reindex_sums_up_in_one_line(run, corpus):
    corpus.article("a", FERRY)
    result = run("reindex")
    assert result.exit_code == 0
    assert re.fullmatch(
        r"1 added, 0 changed, 0 removed, 0 unchanged, 0 failed; "
        r"1 article in the index \(\d+\.\d s\)\n",
        result.stdout,
    )


def test_reindex_after_a_change_says_so(run, corpus):
    path = corpus.article("a", FERRY)
    corpus.article("b", FERRY + " B.")
    run("reindex")
    path.rename(corpus.folder / "c.jsonl")
    assert run("reindex").stdout.startswith("0 added, 0 changed, 1 moved, 0 removed, 1 unchanged")


def test_failed_file_is_named_and_the_exit_code_is_one(run, corpus):
    corpus.article("a", FERRY)
    corpus.write("empty.txt", b"")
    result = run("reindex")
    assert result.exit_code == 1
    assert "failed: empty.txt: no text in it" in result.stderr
    assert "1 failed" in result.stdout


def test_many_failed_files_are_counted(run, corpus):
    for number in range(30):
        corpus.write(f"empty{number}.txt", b"")
    stderr = run("reindex").stderr
    assert stderr.count("no text in it") == 20
    assert "failed: 10 more" in stderr


def test_files_without_articles_are_counted_by_kind(run, corpus):
    corpus.write("a.gif", b"")
    corpus.write("b.xyz", b"")
    result = run("reindex")
    assert result.exit_code == 0
    assert "skipped: 1 .xyz, 1 pictures" in result.stderr
    assert "a.gif" not in result.stderr


def test_files_that_are_not_read_are_named_on_request(run, corpus):
    corpus.write("a.gif", b"")
    for number in range(30):
        corpus.write(f"empty{number}.txt", b"")
    stderr = run("reindex", "--verbose").stderr
    assert "skipped: a.gif (pictures)" in stderr
    assert stderr.count("no text in it") == 30


def test_missing_corpus_is_exit_code_three_with_what_to_do(run, corpus):
    corpus.folder.rmdir()
    result = run("reindex")
    assert result.exit_code == 3
    assert "does not exist" in result.stderr
    assert "--corpus" in result.stderr


def test_wrong_usage_is_exit_code_two(run):
    assert run("reindex", "--colour", "red").exit_code == 2
    assert CliRunner().invoke(main, ["search"]).exit_code == 2


def test_rebuild_mends_a_damaged_index(run, corpus, index_dir):
    corpus.article("a", FERRY)
    run("reindex")
    (index_dir / "manifest.json").write_text("{")
    damaged = run("reindex")
    assert damaged.exit_code == 3
    assert "backfile rebuild" in damaged.stderr
    assert run("rebuild").exit_code == 0
    assert "1 article ·" in run("search", "ferry").stdout


def test_search_prints_what_a_person_can_read(run, corpus):
    corpus.article("a", FERRY, title="Ferry aground", source="The Courier", date="2023-03-14")
    run("reindex")
    lines = run("search", "ferry", "noon").stdout.splitlines()
    assert re.fullmatch(r"1 article · \d+ ms · ferry AND noon", lines[0])
    assert lines[2] == " 1  Ferry aground"
    assert lines[3] == "    The Courier · 2023-03-14 · a.jsonl#1"
    assert lines[4].startswith("    The ferry ran aground at noon.")


def test_search_without_an_index_says_what_to_run(run):
    result = run("search", "ferry")
    assert result.exit_code == 3
    assert "backfile reindex" in result.stderr


def test_search_takes_a_minus_as_part_of_the_query(run, corpus):
    corpus.article("a", FERRY)
    run("reindex")
    assert run("search", "ferry", "-noon").stdout.startswith("0 articles")


def test_search_for_programs_prints_one_object(run, corpus):
    corpus.article("a", FERRY, title="Ferry aground")
    run("reindex")
    answer = json.loads(run("search", "--json", "--limit", "1", "ferry").stdout)
    assert list(answer) == [
        "query", "understood", "notes", "total", "partial", "copies", "took_ms", "page", "hits",
        "facets", "suggestion", "suggestions", "variants",
    ]  # fmt: skip
    assert list(answer["hits"][0]) == [
        "id", "title", "outlet", "date", "byline", "lang", "url", "score", "snippet",
        "snippet_html", "near_duplicates", "story", "copies", "without", "is_list",
    ]  # fmt: skip
    assert "\x02ferry\x03" in answer["hits"][0]["snippet"]
    assert set(answer["facets"]) == {"outlet", "lang", "date", "name"}


def test_search_says_what_was_perhaps_meant(run, corpus):
    for name in "abcd":
        corpus.article(name, f"{FERRY} {name}")
    run("reindex")
    lines = run("search", "fery").stdout.splitlines()
    assert lines[1] == "Did you mean: ferry (4 articles)"
    assert json.loads(run("search", "--json", "fery").stdout)["suggestion"] == "ferry"
    assert json.loads(run("search", "--json", "ferry").stdout)["suggestion"] is None


def test_search_says_what_was_ignored(run, corpus):
    corpus.article("a", FERRY)
    run("reindex")
    notes = json.loads(run("search", "--json", "ferry", "date:springtime").stdout)["notes"]
    assert notes
    shown = run("search", "ferry", "date:springtime").stdout  # in lines as wide as the terminal
    assert notes[0] in " ".join(shown.split())


@pytest.mark.parametrize("columns", [20, 40, 72, 96])
def test_lines_are_no_wider_than_the_terminal(run, corpus, columns):
    corpus.article(
        "a", f"{FERRY} 港口罢工进入第三周，码头工人星期一投票决定继续罢工。" * 3,
        title="A title that is rather longer than a narrow terminal, 港口罢工进入第三周码头工人",
        source="The Courier", url="https://courier.example/" + "a" * 90,
    )  # fmt: skip
    run("reindex")
    lines = run("search", "ferry", "noon", env={"COLUMNS": str(columns)}).stdout.splitlines()
    assert max(map(columns_of, lines)) <= columns
    assert "".join(lines).replace(" ", "").find("港口罢工进入第三周码头工人") > 0


@given(st.text(alphabet=st.sampled_from("ab é港\u0301\u200b \x02\x03")), st.integers(2, 30))
def test_wrapping_loses_no_letter_and_fits(text, columns):
    lines = wrap(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(columns_of(line) <= columns for line in lines)
    assert all(lines)


def test_hits_stand_out_on_a_terminal_only(run, corpus):
    corpus.article("a", FERRY)
    run("reindex")
    arguments = ["search", "ferry"]
    assert "\x1b" not in run(*arguments).stdout
    assert "\x1b[33m\x1b[1mferry\x1b[0m" in run(*arguments, color=True).stdout
    assert "\x1b" not in run(*arguments, color=True, env={"NO_COLOR": "1"}).stdout
    assert "\x1b[33m" in run(*arguments, color=True, env={"NO_COLOR": ""}).stdout


def test_file_name_that_is_not_utf8_can_be_printed(run, corpus, index_dir):
    try:
        (corpus.folder / "ferry\udcff.txt").write_text(f"Ferry\n\n{FERRY}\n")
    except OSError:
        pytest.skip("the file system takes only UTF-8")
    run("reindex")
    for arguments in (["search", "ferry"], ["search", "--json", "ferry"]):
        with backfile(*arguments, "--index", index_dir) as process:
            output, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
        assert "ferry" in output
    assert json.loads(output)["hits"][0]["id"] == "ferry\\xff.txt"


def test_reader_that_has_seen_enough_is_no_failure(run, corpus, index_dir):
    corpus.record("a.jsonl", *({"text": f"{FERRY} {number}" * 9} for number in range(500)))
    run("reindex")
    with backfile("search", "ferry", "--limit", "500", "--index", index_dir) as process:
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        process.wait(timeout=60)
    assert errors == ""


def test_hostile_title_cannot_steer_the_terminal(run, corpus):
    corpus.article("a", FERRY, title="Ferry \x1b[2J\x1b]0;owned\x07 aground")
    run("reindex")
    assert "\x1b" not in run("search", "ferry").stdout


def test_settings_may_come_from_the_environment(corpus, index_dir):
    corpus.article("a", FERRY)
    env = {"BACKFILE_CORPUS": str(corpus.folder), "BACKFILE_INDEX": str(index_dir)}
    assert CliRunner().invoke(main, ["reindex"], env=env).exit_code == 0
    assert CliRunner().invoke(main, ["search", "ferry"], env=env).stdout.startswith("1 article")


def test_each_corpus_has_an_index_of_its_own(tmp_path):
    one, two = tmp_path / "a" / "news", tmp_path / "b" / "news"
    assert default_index(one) != default_index(two)
    assert default_index(one) == default_index(one / ".." / "news")
    assert default_index(one).name.startswith("news-")


@pytest.mark.parametrize("command", [None, *main.commands])
def test_every_command_explains_itself(command):
    result = CliRunner().invoke(main, [command, "--help"] if command else ["--help"])
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 5


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another thing on Windows")
def test_serve_says_where_answers_and_stops_at_ctrl_c(run, corpus, index_dir):
    corpus.article("a", FERRY)
    run("reindex")
    with backfile("serve", "--index", index_dir, "--port", "0") as server:
        assert server.stdout.readline() == f"1 articles from {corpus.folder}\n"
        address = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())[0]
        with urllib.request.urlopen(f"{address}/search.json?q=ferry") as response:
            assert json.load(response)["total"] == 1
        corpus.article("b", FERRY)
        run("reindex")
        with urllib.request.urlopen(f"{address}/search.json?q=ferry") as response:
            assert json.load(response)["total"] == 2
        server.send_signal(signal.SIGINT)
        _, errors = server.communicate(timeout=30)
    assert "Traceback" not in errors


def test_taken_port_is_named(run, corpus, index_dir):
    run("reindex")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert result.exit_code == 3
    assert f"--port {port + 1}" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another thing on Windows")
def test_interrupted_reindex_leaves_no_traceback(corpus, index_dir):
    for number in range(1000):
        corpus.article(f"a{number}", FERRY * 20)
    with backfile("reindex", "--corpus", corpus.folder, "--index", index_dir) as running:
        while not (index_dir / "lock").exists():
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=30)
    assert "Traceback" not in errors
    assert "Stopped." in errors
    assert running.returncode == 130


def test_explain_gives_each_line_its_verdict(corpus):
    path = corpus.write(
        "a.txt", f"Ferry aground\n\n14 March 2023\n\n{FERRY}\n\n{FERRY[::-1]}\n\nShare\n"
    )
    result = CliRunner().invoke(main, ["explain", str(path)])
    assert result.exit_code == 0
    verdicts = [line.strip() for line in result.stdout.splitlines()]
    for verdict in (f"kept  {FERRY}", "share bar  Share", "title  Ferry aground"):
        assert any(line.startswith(verdict) for line in verdicts)
    assert any(line.startswith("date  2023-03-14  (") for line in verdicts)


def test_explain_takes_an_article_as_results_name_it(run, corpus):
    records = [{"title": f"Ferry {n}", "text": f"{FERRY} {n}"} for n in (1, 2)]
    corpus.write("wire/a.jsonl", "".join(json.dumps(record) + "\n" for record in records))
    (one,) = [
        line for line in run("explain", "wire/a.jsonl#2").stdout.splitlines() if "title" in line
    ]
    assert "Ferry 2" in one
    assert "Ferry 1" in run("explain", "wire/a.jsonl").stdout
    missing = run("explain", "wire/b.jsonl")
    assert missing.exit_code == 2
    assert "There is no file 'wire/b.jsonl'" in missing.stderr


def test_explain_shows_what_rules_and_judge_made_of_a_line(corpus):
    body = "".join(f"<p>{FERRY} Number {number} of them.</p>" for number in range(4))
    page = f"<nav><a href='/'>Home</a></nav><article><h1>Aground</h1>{body}</article>"
    result = CliRunner().invoke(main, ["explain", str(corpus.write("a.html", page))])
    lines = [line.strip() for line in result.stdout.splitlines()]
    said = r"kept  .* \(rules: kept; judge: \d+% article\)"
    assert any(re.fullmatch(said, line) for line in lines)
    assert any(line.startswith("navigation  Home  (rules: navigation; judge: ") for line in lines)


def test_explain_says_that_a_page_is_a_list_of_headlines(corpus):
    links = "".join(
        f"<li><a href='/{i}'>Ferry {i} of the line is late again</a>" for i in range(14)
    )
    path = corpus.write("a.html", f"<html><body><h1>The Courier</h1><ul>{links}</ul></body></html>")
    lines = CliRunner().invoke(main, ["explain", str(path)]).stdout.splitlines()
    assert "kind  a list of headlines, not an article" in map(str.strip, lines)


def test_search_that_finds_nothing_says_what_was_left_out(run, corpus):
    corpus.write("a.txt", f"Ferry aground\n\n{FERRY}\n\n{FERRY[::-1]}\n\nShare on Facebook\n")
    run("reindex")
    said = "1 article has it in lines that were left out: in:removed facebook"
    assert said in run("search", "facebook").stdout
    assert "left out" not in run("search", "ferry").stdout


def test_explain_says_what_was_put_back(run, corpus, index_dir):
    path = corpus.write("a.txt", f"Ferry aground\n\n{FERRY}\n\n{FERRY[::-1]}\n\nShare\n")
    run("reindex")
    article = dict(Store.open(index_dir).articles())["a.txt"]
    add_correction(index_dir, correction_of(index_dir, path, "a.txt", article, "Share"))
    lines = [line.split(maxsplit=2) for line in run("explain", str(path)).stdout.splitlines()]
    assert ["put", "back", "Share"] in lines
    assert f"put back  {FERRY}" not in lines


def test_explain_names_what_cannot_be_read(corpus):
    result = CliRunner().invoke(main, ["explain", str(corpus.write("a.txt", b""))])
    assert result.exit_code == 1
    assert "failed: a.txt: no text in it" in result.stderr


def test_explain_tells_how_a_query_is_read(run, corpus):
    corpus.write("a.txt", "They spoke of the base at al-Tanf, which was shelled again.\n")
    corpus.write("b.txt", "They spoke of the base near At Tanf, which was shelled again.\n")
    run("reindex")
    lines = run("explain", "--query", "al-Tanf").stdout.splitlines()
    assert lines[0].startswith("2 articles · ")
    assert "al-Tanf (1): Tanf (2) – the same name without its article" in lines[1]
    assert run("explain", "--query", "").exit_code == 0
    assert run("explain").exit_code == 2


def test_audit_lists_what_was_left_out(run, corpus):
    for number in range(3):
        corpus.write(
            f"{number}.txt", f"Ferry {number}\n\n{FERRY}\n\nNumber {number}. {FERRY}\n\nShare\n"
        )
    run("reindex")
    lines = run("audit").stdout.splitlines()
    assert lines[0] == "3 articles"
    assert any(line.split() == ["3", "share", "bar", "Share"] for line in lines)
    assert any(line.endswith("(0.txt)") for line in lines)


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--help"], 0), (["search"], 2), (["nowhere"], 2)]
)
def test_exit_code_reaches_the_shell(arguments, code):
    with backfile(*arguments) as process:
        _, errors = process.communicate(timeout=30)
    assert "Traceback" not in errors
    assert process.returncode == code


def test_verify_finds_a_whole_index_whole(run, corpus):
    corpus.article("a", FERRY)
    run("reindex")
    result = run("verify")
    assert result.exit_code == 0
    assert "The index is whole" in result.stdout


def test_verify_names_what_is_damaged_and_what_has_changed(run, corpus, index_dir):
    corpus.article("a", FERRY)
    run("reindex")
    corpus.article("b", FERRY)
    (postings,) = index_dir.glob("segments/*/postings")
    content = bytearray(postings.read_bytes())
    content[-40] ^= 1
    postings.write_bytes(content)
    result = run("verify")
    assert result.exit_code == 3
    assert "/postings: " in result.stdout
    assert "b.jsonl: it is new since the last reindex" in result.stdout
    assert "backfile rebuild" in result.stderr


def test_stats_counts_what_there_is(run, corpus):
    corpus.article("a", FERRY)
    run("reindex")
    lines = [line.split() for line in run("stats").stdout.splitlines()]
    assert ["1", "articles"] in lines
    assert ["1", "segments"] in lines
