"""The engines of the comparison: whether they are there, how they build, how they are asked.

Each builds and answers in a process of its own. Those of this environment do so by
tests.bench.build and tests.bench.respondent; Xapian by the system's Python, Lucene by Java.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from tests.bench.corpus import articles
from tests.bench.cost import Cost
from tests.bench.form import FORMS, OR, REQUEST
from tests.bench.record import Record

ALL_FORMS = (*FORMS, REQUEST)
_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
_JARS = _ROOT / "build" / "bench" / "lucene-jars"
_JAVA = 21  # what Lucene 10 asks for
_HEAP = "-Xmx2g"  # of the 6 GB that it would take for itself on a machine of 24


class Engine(Protocol):
    """One engine of the comparison."""

    name: str
    title: str
    forms: Sequence[str]
    most: int
    """Articles beyond which it would take too long, or too much memory."""
    repeats: bool
    """Whether it builds again and again by itself, within one process."""

    def absence(self) -> str:
        """Why it cannot be run here; nothing when it can."""

    def version(self) -> str:
        """Of the engine."""

    def build(self, count: int, folder: Path, seconds: float) -> Cost:
        """Build an index in `folder / "index"`; again for so long, if it repeats that itself."""

    def respondent(self, folder: Path) -> Sequence[str | Path]:
        """The command that answers questions to the index in a folder."""


@dataclass(frozen=True, slots=True)
class Packaged:
    """An engine of this environment; `package` is what PyPI calls it."""

    name: str
    title: str
    package: str
    most: int
    forms: Sequence[str] = ALL_FORMS
    repeats: bool = False

    def absence(self) -> str:
        module = {"sqlite": "sqlite3"}.get(self.package, self.package.lower())
        there = self.name == "ours" or find_spec(module)
        return "" if there else f"{self.package} is not installed"

    def version(self) -> str:
        return sqlite3.sqlite_version if self.package == "sqlite" else version(self.package)

    def build(self, count: int, folder: Path, seconds: float) -> Cost:
        del seconds  # once for each process
        module = [sys.executable, "-m", "tests.bench.build", self.name, str(count)]
        return _cost([*module, "--folder", folder])

    def respondent(self, folder: Path) -> Sequence[str | Path]:
        return [sys.executable, "-m", "tests.bench.respondent", self.name, folder.resolve()]


@dataclass(frozen=True, slots=True)
class Xapian:
    """Xapian, by the Python that its binding is installed for."""

    name: str = "xapian"
    title: str = "Xapian"
    most: int = 100_000
    forms: Sequence[str] = ALL_FORMS
    repeats: bool = False

    def absence(self) -> str:
        return "" if _python() else "no Python here has xapian (Debian: apt install python3-xapian)"

    def version(self) -> str:
        return _said([*self._command, "version"])

    def build(self, count: int, folder: Path, seconds: float) -> Cost:
        del seconds
        lines = written(articles(count), folder / "articles.tsv")
        return _cost([*self._command, "build", lines, (folder / "index").resolve()])

    def respondent(self, folder: Path) -> Sequence[str | Path]:
        return [*self._command, "answer", folder.resolve()]

    @property
    def _command(self) -> Sequence[str]:
        return [_python(), "-m", "tests.bench.xapian"]


@dataclass(frozen=True, slots=True)
class Lucene:
    """Lucene, by one Java source file; Maven fetches what that needs, once."""

    name: str = "lucene"
    title: str = "Lucene"
    most: int = 1_000_000
    forms: Sequence[str] = ALL_FORMS
    repeats: bool = True

    def absence(self) -> str:
        if not _java():
            return f"no JDK of {_JAVA} or later here (JAVA_HOME, or in /usr/lib/jvm)"
        return "" if _jars() else "Maven is not here, or cannot fetch Lucene"

    def version(self) -> str:
        return _said([*self._command, "version"])

    def build(self, count: int, folder: Path, seconds: float) -> Cost:
        lines = written(articles(count), folder / "articles.tsv")
        return _cost([*self._command, "build", lines, (folder / "index").resolve(), str(seconds)])

    def respondent(self, folder: Path) -> Sequence[str | Path]:
        return [*self._command, "answer", folder.resolve()]

    @property
    def _command(self) -> Sequence[str | Path]:
        options = ["--add-modules", "jdk.incubator.vector", _HEAP]
        quiet = ["--enable-native-access=ALL-UNNAMED"]
        return [_java(), *options, *quiet, "-cp", f"{_JARS}/*", _HERE / "lucene" / "Lucene.java"]


_MILLION = 1_000_000
ENGINES: Sequence[Engine] = (
    Packaged("ours", "Backfile", "backfile", _MILLION),
    Packaged("tantivy-facts", "tantivy", "tantivy", _MILLION),
    Lucene(),
    Xapian(),
    Packaged("sqlite", "SQLite FTS5", "sqlite", 100_000),
    Packaged("bm25s", "bm25s", "bm25s", 100_000, (OR,)),
    Packaged("whoosh-small", "Whoosh", "Whoosh", 5_000),
)


def written(records: Iterable[Record], path: Path) -> Path:
    """A file with an article a line, its facts apart by tabs, for those who are not Python."""
    with path.open("w", encoding="utf-8", newline="\n") as lines:
        for record in records:
            lines.write("\t".join(" ".join(re.split(r"\s", fact)) for fact in record) + "\n")
    return path.resolve()


def _cost(command: Sequence[str | Path]) -> Cost:
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=_ROOT)
    return Cost(**json.loads(done.stdout))


def _said(command: Sequence[str | Path]) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_ROOT)
    return done.stdout.strip()


def _works(command: Sequence[str | Path]) -> bool:
    return not subprocess.run(command, check=False, capture_output=True).returncode


@cache
def _python() -> str:
    """A Python that has Xapian's binding: this one, or the system's."""
    for python in (sys.executable, "/usr/bin/python3"):
        if Path(python).exists() and _works([python, "-c", "import xapian"]):
            return python
    return ""


@cache
def _java() -> str:
    """A Java that can run Lucene."""
    homes = [Path(os.environ.get("JAVA_HOME", "/none")), *Path("/usr/lib/jvm").glob("*")]
    found = [str(home / "bin" / "java") for home in homes if (home / "bin" / "java").exists()]
    for java in (*found, shutil.which("java")):
        if java and _works([java, "--source", str(_JAVA), "--version"]) and _major(java) >= _JAVA:
            return java
    return ""


def _major(java: str) -> int:
    """The first number of Java's version."""
    done = subprocess.run([java, "--version"], check=False, capture_output=True, text=True)
    numbers = re.findall(r"\d+", done.stdout)
    return int(numbers[0]) if numbers else 0


@cache
def _jars() -> bool:
    """Whether Lucene's archives are there; they are fetched when they are not."""
    if any(_JARS.glob("lucene-core-*.jar")):
        return True
    maven = shutil.which("mvn")
    pom = ["-f", _HERE / "lucene" / "pom.xml", f"-DoutputDirectory={_JARS}"]
    return bool(maven) and _works([maven, "-q", "-B", *pom, "dependency:copy-dependencies"])
