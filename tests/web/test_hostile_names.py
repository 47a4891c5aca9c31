"""What files are named, and what stands in them, never steers the terminal of who looks at it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index import printable
from tests.folder import Folder
from web.log import log_file

OSC = "\x1b]0;owned\x07"
HOSTILE = f"{OSC}\x9b31m\u202eevil\u2066\x7f"
NAME = f"ferry {HOSTILE}\nfailed: none"
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
FERRY = "The ferry ran aground at noon. Everybody was taken off by boat before the evening tide."

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(corpus: Folder, index_dir: Path, tmp_path: Path) -> Run:
    """Runs a command in a process of its own, over articles with hostile names and texts."""
    try:
        corpus.write(f"{NAME}.txt", f"Ferry {HOSTILE} aground\n\n{FERRY} {HOSTILE}\n\nShare\n")
        corpus.write(f"empty {NAME}.txt", b"")
        corpus.write(f"picture.{HOSTILE}", b"")
    except OSError:
        pytest.skip("the file system takes no such names")
    corpus.record(
        "record.jsonl",
        {"title": f"Ferry {HOSTILE}", "text": f"{FERRY} {HOSTILE}", "author": HOSTILE,
         "source": f"Courier {HOSTILE}", "url": f"https://a.example/{HOSTILE}"},
    )  # fmt: skip
    variables = os.environ | {"XDG_STATE_HOME": str(tmp_path / "state")}

    def invoke(command: str, *arguments: str, places: bool = True):
        where = ["--corpus", str(corpus.folder), "--index", str(index_dir)] if places else []
        return subprocess.run(
            [sys.executable, "-c", "from web.cli.command import start; start()", command, *where,
             *arguments],
            capture_output=True, text=True, timeout=120, check=False, env=variables,
        )  # fmt: skip

    return invoke


def assert_harmless(done: subprocess.CompletedProcess[str]) -> None:
    for stream in (done.stdout, done.stderr):
        assert not STEERING.search(stream), ascii(stream)
        assert not any(line.startswith("failed: none") for line in stream.split("\n")), stream
        assert "Traceback" not in stream


def test_hostile_names_steer_no_command(run: Run, corpus: Folder, index_dir: Path) -> None:
    explained = corpus.folder / f"{NAME}.txt"
    for command, *arguments in (
        ["reindex"], ["search", "ferry"], ["search", "--json", "ferry"], ["search", HOSTILE],
        ["audit"], ["stats"], ["verify"], ["rebuild"],
    ):  # fmt: skip
        done = run(command, *arguments)
        assert_harmless(done)
        assert done.stdout
        assert done.returncode in {0, 1}, done
    assert "owned" in run("search", "ferry").stdout  # cleaning has left the control characters out
    assert "\\x1b]0;owned" in run("reindex").stderr
    assert_harmless(run("explain", str(explained), places=False))
    assert_harmless(run("explain", str(explained.with_name(f"empty {NAME}.txt")), places=False))
    explained.unlink()
    (postings,) = index_dir.glob("segments/*/postings")
    postings.write_bytes(bytes(postings.stat().st_size))
    damaged = run("verify")
    assert_harmless(damaged)
    assert "evil" in damaged.stdout
    elsewhere = index_dir.rename(index_dir.with_name(f"index {HOSTILE}"))
    unread = run("search", "ferry", "--index", str(elsewhere), places=False)
    assert unread.returncode == 3
    assert "is damaged" in unread.stderr
    assert_harmless(unread)


def test_hostile_arguments_steer_no_message(run: Run, corpus: Folder) -> None:
    for command, *arguments in (
        ["search", "ferry", "--limit", HOSTILE], ["search", "ferry", "--sort", HOSTILE],
        ["search", "ferry", "--index", f"/nowhere/{HOSTILE}"], ["explain", f"/nowhere/{NAME}"],
        ["reindex", "--corpus", f"/nowhere/{HOSTILE}"],
        ["serve", "--password-file", f"/nowhere/{HOSTILE}"], ["stats", "--engine", HOSTILE],
    ):  # fmt: skip
        done = run(command, *arguments, places=False)
        assert done.returncode in {2, 3}, done
        assert done.stderr
        assert_harmless(done)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Harbour strike, 港口 – “émigrés” 👩\u200d🚀 می\u200cخواهم", None),
        ("a\u00a0b\u3000c", "a b c"),
        ("\x1b]0;x\x07\n\r\t\x00\x7f\x9b", r"\x1b]0;x\x07\n\r\t\x00\x7f\x9b"),
        ("\u202eevil\u202c\u2066\u2069\u200f\u2028", r"\u202eevil\u202c\u2066\u2069\u200f\u2028"),
        ("caf\udce9", r"caf\udce9"),
    ],
)
def test_what_steers_is_shown_escaped(text: str, shown: str | None) -> None:
    assert printable(text) == (text if shown is None else shown)


_FAULTY = """
import sys
from search.local.executor import Executor
def fail(*_, **__):
    raise ZeroDivisionError("of the \\x1b secret ledger")
Executor.search = fail
sys.argv[0] = "backfile"
from web.cli.command import start
start()
"""


def test_fault_of_the_program_is_said_in_one_line_and_told_in_a_file(
    run: Run, index_dir: Path, tmp_path: Path
) -> None:
    run("reindex")
    state = tmp_path / "state"
    shutil.rmtree(state, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-c", _FAULTY, "search", "ferry", "--index", str(index_dir)],
        capture_output=True, text=True, timeout=120, check=False,
        env=os.environ | {"XDG_STATE_HOME": str(state)},
    )  # fmt: skip
    assert done.returncode == 70
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "a fault" in done.stderr
    assert "rebuild" not in done.stderr
    file = next(state.rglob(log_file().name))
    assert str(file) in done.stderr
    told = file.read_text()
    assert "Traceback" in told
    assert "secret ledger" in told
    assert "\x1b" not in told
