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
from functools import cache as remembered
from importlib.metadata import version
from pathlib import Path

from tests.bench.corpus import data_folder

CACHE = Path("build/bench")  # git knows nothing of build
_ROOT = Path(__file__).parents[2]
_WRITERS = ("analysis/*.py", "segment/*.py", "batch.py", "manifest.py", "policy.py", "schema.py")
_ARTICLES = ("corpus.py", "generate.py", "peer.py", "record.py")
_PACKAGES = {"tantivy": "tantivy", "whoosh": "Whoosh"}


def index_of(engine: str, count: int, cache: Path = CACHE) -> Path:
    """The folder of an index of so many articles; it is built when it is not there."""
    corpus = "real" if data_folder() else "made"
    name = f"{engine}-{corpus}-{count}"
    folder = cache / f"{name}-{_fingerprint(engine)}"
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        for old in cache.glob(f"{name}-*"):
            shutil.rmtree(old, ignore_errors=True)
        _build(engine, count, folder)
    return folder


def _build(engine: str, count: int, folder: Path) -> None:
    """Build in a process of its own, so that its memory is not that of the benchmark."""
    print(f"building {folder} …", file=sys.stderr)
    place = folder.with_name(f"new-{secrets.token_hex(4)}")
    place.mkdir()
    try:
        command = [sys.executable, "-m", "tests.bench.build", engine, str(count)]
        subprocess.run([*command, "--folder", place], check=True, stdout=subprocess.DEVNULL)
        if not folder.is_dir():  # another benchmark may have built it meanwhile
            (place / "index").rename(folder)
    finally:
        shutil.rmtree(place, ignore_errors=True)


@remembered  # one run measures one index, whoever edits the source meanwhile
def _fingerprint(engine: str) -> str:
    """What would change with the bytes of the index, in eight letters."""
    digest = hashlib.sha256()
    for path in _sources(engine):
        digest.update(path.read_bytes())
    if engine != "ours":
        digest.update(version(_PACKAGES[engine.partition("-")[0]]).encode())
    folder = data_folder()
    for path in sorted(folder.glob("*.jsonl.gz")) if folder else ():
        digest.update(f"{path.name} {path.stat().st_size}".encode())
    return digest.hexdigest()[:8]


def _sources(engine: str) -> Iterator[Path]:
    for name in _ARTICLES:
        yield _ROOT / "tests" / "bench" / name
    if engine in {"ours", "whoosh-facts"}:  # the latter has our schema and analysis
        for pattern in _WRITERS:
            yield from sorted((_ROOT / "index").glob(pattern))
