"""The torture itself: it tries every kind, and notices what does not hold."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.extent import ALL
from tests.torture.__main__ import KINDS
from tests.torture.child import Ended
from tests.torture.disk import Disk, survivors
from tests.torture.kind import Broken, Tried, chance
from tests.torture.queries import built, mutated
from tests.torture.rules import ends_in_words, is_of_one_edition
from tests.torture.run import Extent, torture
from tests.torture.shim import Entry

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked and killed")

needs_compiler = pytest.mark.skipif(
    shutil.which("cc") is None and not ALL, reason="there is no C compiler"
)
TRIES = 2
SEED = 2


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.torture", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)


@needs_compiler
@pytest.mark.skipif(not ALL, reason="make test-all, and make torture")
def test_every_kind_is_tried_and_holds():
    done = run("--tries", TRIES, "--seed", SEED)
    rows = dict(re.findall(r"^\| (\w+) +\| +([\d,]+) \| ", done.stdout, re.MULTILINE))
    assert rows.keys() == KINDS.keys(), done.stdout + done.stderr
    assert all(int(tried.replace(",", "")) >= TRIES for tried in rows.values())
    assert done.returncode == 0, done.stdout + done.stderr


def test_unknown_kind_is_refused():
    done = run("--only", "kills,nothing")
    assert done.returncode == 2
    assert "nothing" in done.stderr


class Breaking:
    """A kind of which every third try does not hold."""

    weight = 1
    needs_shim = False

    def __init__(self, folder: Path, seed: int) -> None:
        self.seed = seed

    def attempt(self, number: int) -> Tried:
        if number % 3 == 0:
            raise Broken(f"number {number} of seed {self.seed}")
        return Tried(f"{number}", count=10, longest=0.5)


def test_what_does_not_hold_is_counted_and_can_be_had_again(tmp_path):
    (tally,) = torture({"breaking": Breaking}, Extent(0, tries=7), 5, tmp_path)
    assert (tally.tried, tally.failed) == (4 * 10 + 3, 3)
    (alike,) = tally.failures.values()
    assert alike == [(number, f"number {number} of seed 5") for number in (0, 3, 6)]


def test_kind_whose_process_dies_is_a_failure(tmp_path):
    class Dying(Breaking):
        def attempt(self, number: int) -> Tried:
            raise SystemExit(9)

    (tally,) = torture({"dying": Dying}, Extent(0, tries=1), 5, tmp_path)
    assert tally.failed == 1


def printed_by(script: Path) -> str:
    """What a script prints that loads the library itself."""
    environment = os.environ | {"PYTHONPATH": "."}
    command = [sys.executable, script]
    return subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=True, env=environment
    ).stdout


FAILING = """
from pathlib import Path
from tests.torture import shim
shim.load()
folder = Path("{folder}")
shim.watch(folder)
shim.arm(shim.Plan(("write",), 2, "fail", 28))
with (folder / "a").open("wb", buffering=0) as file:
    for _ in range(4):
        try:
            print(file.write(b"ferry"))
        except OSError as error:
            print(error.strerror)
print(Path("/dev/null").write_bytes(b"x"))
"""


@needs_compiler
def test_the_call_that_is_meant_fails_and_no_other(tmp_path):
    script = tmp_path / "failing.py"
    script.write_text(FAILING.format(folder=tmp_path))
    assert printed_by(script).split("\n") == ["5", "5", "No space left on device", "5", "1", ""]


REFUSED = """
import errno
from pathlib import Path
from tests.torture import shim
shim.load()
from index import reindex
corpus, index = Path("{folder}/articles"), Path("{folder}/index")
shim.watch(corpus)
shim.arm(shim.Plan(("open",), 5, "fail", errno.EIO, lasting=True))  # 4 were hashed
refused = reindex(corpus, index)
shim.disarm()
again = reindex(corpus, index)
print(refused.failed > 0, again.failed, again.articles, reindex(corpus, index).unchanged)
"""


@needs_compiler
def test_file_that_the_system_refused_to_read_is_read_by_the_next_run(tmp_path, corpus):
    for number in range(4):
        corpus.article(f"a{number}", f"The ferry {number} ran aground on the shoal.")
    script = tmp_path / "refused.py"
    script.write_text(REFUSED.format(folder=tmp_path))
    assert printed_by(script).split() == ["True", "0", "4", "4"]


def written(folder: Path, *, synced: bool) -> list[Entry]:
    """A file is written beside another, which it replaces."""
    old, fresh = f"{folder}/a", f"{folder}/a.new"
    sync = [Entry("sync", fresh, "", -1, 0, b""), Entry("sync", str(folder), "", 7, 0, b"")]
    return [
        Entry("create", fresh, "", -1, 0, b""),
        Entry("write", fresh, "", -1, 0, b"new" * 500),
        *(sync[:1] if synced else []),
        Entry("rename", fresh, old, 0, 0, b""),
        *(sync[1:] if synced else []),
    ]


def states(folder: Path, entries: list[Entry]) -> set[bytes]:
    """What may be found under the name after the power was lost."""
    found = set()
    for number in range(200):
        disk = Disk(folder)
        disk.apply(survivors(entries, chance(1, number)))
        shutil.move(folder, folder.with_name("before"))
        disk.write()
        found.add((folder / "a").read_bytes())
        shutil.rmtree(folder)
        shutil.move(folder.with_name("before"), folder)
    return found


def test_what_was_synced_is_there_after_the_power_was_lost(tmp_path):
    (folder := tmp_path / "disk").mkdir()
    (folder / "a").write_bytes(b"old")
    assert states(folder, written(folder, synced=True)) == {b"new" * 500}


def test_what_was_not_synced_may_be_missing_or_torn(tmp_path):
    (folder := tmp_path / "disk").mkdir()
    (folder / "a").write_bytes(b"old")
    found = states(folder, written(folder, synced=False))
    assert {b"old", b"", b"new" * 500, bytes(1_500)} < found


def test_traceback_and_silence_are_no_words():
    for ended in (Ended(1, "", "Traceback (most recent call last):\n", 0), Ended(3, "", "", 0)):
        with pytest.raises(Broken):
            ends_in_words(ended)


def test_answer_of_two_generations_is_noticed():
    with pytest.raises(Broken, match="generations"):
        is_of_one_edition(2, ["Edition 1", "Edition 2"], lambda _: 2, 1)


def test_same_seed_makes_the_same_choices():
    one, other = (
        [mutated(rng, built(rng)) for rng in [chance(3, "queries", n)] for _ in range(50)]
        for n in (4, 4)
    )
    assert one == other
