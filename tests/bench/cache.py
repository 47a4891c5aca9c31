"""Indexes that are built once and used by many benchmarks.

A folder holds them by engine, corpus, number of articles, and a fingerprint of what made them: the
version of the engine (of ours: the source of what writes the index) and the source of the
benchmarks' articles. When that changes, the index is built anew and the old one removed.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache as remembered
from importlib.metadata import version
from pathlib import Path

from tests.bench.corpus import data_folder

CACHE = Path("build/bench")  # git knows nothing of build
_ROOT = Path(__file__).parents[2]
_WRITERS = ("analysis/*.py", "segment/*.py", "batch.py", "manifest.py", "policy.py", "schema.py")
_ARTICLES = ("corpus.py", "generate.py", "peer.py", "record.py")
_OWN = {
    "sqlite": ["sqlite.py"],
    "bm25s": ["bm25s.py"],
    "xapian": ["xapian.py"],
    "lucene": ["lucene/Lucene.java", "lucene/pom.xml"],
}
_PACKAGES = {"tantivy": "tantivy", "whoosh": "Whoosh", "bm25s": "bm25s"}


def index_of(engine: str, count: int, cache: Path = CACHE) -> Path:
    """The folder of an index of so many articles; it is built when it is not there."""
    package = _PACKAGES.get(engine.partition("-")[0])
    folder = place_of(engine, count, version(package) if package else "", cache)
    if not folder.is_dir():
        _build(engine, count, folder)
    return folder


def place_of(engine: str, count: int, made_by: str, cache: Path = CACHE) -> Path:
    """Where an index of so many articles is, or is to be; others of its kind are removed.

    `made_by` is the version of the engine.
    """
    corpus = "real" if data_folder() else "made"
    name = f"{engine}-{corpus}-{count}"
    folder = cache / f"{name}-{_fingerprint(engine, made_by)}"
    if not folder.is_dir():
        for old in cache.glob(f"{name}-????????"):
            shutil.rmtree(old, ignore_errors=True)
        for old in cache.glob(f"{name}-????????.json"):  # what it has cost
            old.unlink(missing_ok=True)
    return folder


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """A folder to build in; its `index` becomes the one in the end, if there is none by then."""
    print(f"building {folder} …", file=sys.stderr)
    folder.parent.mkdir(parents=True, exist_ok=True)
    place = folder.with_name(f"new-{secrets.token_hex(4)}")
    place.mkdir()
    try:
        yield place
        if not folder.is_dir():  # another benchmark may have built it meanwhile
            (place / "index").rename(folder)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _build(engine: str, count: int, folder: Path) -> None:
    """Build in a process of its own, so that its memory is not that of the benchmark."""
    with building(folder) as place:
        command = [sys.executable, "-m", "tests.bench.build", engine, str(count)]
        subprocess.run([*command, "--folder", place], check=True, stdout=subprocess.DEVNULL)


@remembered  # one run measures one index, whoever edits the source meanwhile
def _fingerprint(engine: str, made_by: str) -> str:
    """What would change with the bytes of the index, in eight letters."""
    digest = hashlib.sha256(made_by.encode())
    for path in _sources(engine):
        digest.update(path.read_bytes())
    folder = data_folder()
    for path in sorted(folder.glob("*.jsonl.gz")) if folder else ():
        digest.update(f"{path.name} {path.stat().st_size}".encode())
    return digest.hexdigest()[:8]


def _sources(engine: str) -> Iterator[Path]:
    for name in (*_ARTICLES, *_OWN.get(engine, ())):
        yield _ROOT / "tests" / "bench" / name
    if engine in {"ours", "whoosh-facts"}:  # the latter has our schema and analysis
        for pattern in _WRITERS:
            yield from sorted((_ROOT / "index").glob(pattern))
