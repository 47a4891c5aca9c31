"""How fast saved pages become an index: `BACKFILE_DATA=… python -m tests.bench.ingest [FILES]`.

FILES pages (2,000 unless told) from real sites are written to a folder and indexed as a user
would, with as many workers as there are processors: pages a second from files to committed
index. Then the steps of one page are timed alone, in CPU milliseconds, to see where time goes.
"""

from __future__ import annotations

import gzip
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from index import reindex
from index.cleaning import clean_html
from index.cleaning.encoding import decode
from index.cleaning.html.page import blocks_of_page
from index.cleaning.markdown import markdown_of
from index.cleaning.metadata.language import detect_language
from index.cleaning.metadata.metadata import metadata_of_page
from index.minhash import sketch_of
from index.store.store import Store, locked

FILES = 2_000
_SAMPLE = 200


def main() -> None:
    """Print pages a second, and the cost of each step."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    pages = sorted(Path(os.environ["BACKFILE_DATA"], "cleaning/wcxb-dev/html").glob("*.html.gz"))
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "pages")
        corpus.mkdir()
        size = _write(corpus, pages, files)
        report = reindex(corpus, Path(folder, "index"))
    rate = files / report.seconds
    print(f"{files:,} pages of {size / files / 1000:.0f} KB: {report.seconds:.1f} s, "
          f"{rate:.0f} pages/s on {os.cpu_count()} processors, {report.failed} failed")  # fmt: skip
    for step, milliseconds in _steps(pages[:: len(pages) // _SAMPLE]).items():
        print(f"{milliseconds:8.2f} ms  {step}")


def _write(corpus: Path, pages: list[Path], files: int) -> int:
    """The pages over and over, each copy with a title of its own; returns their bytes."""
    size = 0
    for number, page in enumerate(islice(cycle(pages), files)):
        content = gzip.decompress(page.read_bytes())
        content = content.replace(b"</title>", b" no. %d</title>" % number, 1)
        (corpus / f"{number:06}.html").write_bytes(content)
        size += len(content)
    return size


def _steps(pages: list[Path]) -> Counter[str]:
    """CPU milliseconds a page of each step."""
    clock = _Clock()
    for page in pages:
        data = gzip.decompress(page.read_bytes())
        with clock.step("decode"):
            html = decode(data)
        with clock.step("parse"):
            tree = LexborHTMLParser(html)
        with clock.step("metadata"):
            metadata = metadata_of_page(tree)
        with clock.step("blocks: what is the article"):
            blocks = blocks_of_page(tree, metadata.title)
        with clock.step("Markdown"):
            markdown_of(blocks)
        text = "\n".join(block.text for block in blocks if block.kept)
        with clock.step("language"):
            detect_language(text)
        with clock.step("sketch"):
            sketch_of(text)
    _time_indexing(pages, clock)
    return Counter({step: spent / len(pages) * 1000 for step, spent in clock.spent.items()})


def _time_indexing(pages: list[Path], clock: _Clock) -> None:
    articles = [clean_html(gzip.decompress(page.read_bytes())) for page in pages]
    with tempfile.TemporaryDirectory() as folder:
        corpus, directory = Path(folder, "corpus"), Path(folder, "index")
        corpus.mkdir()
        with locked(directory, corpus), clock.step("index and commit"):
            store = Store.create(directory, corpus)
            with store.batch() as batch:
                for number, article in enumerate(articles):
                    batch.add(str(number), str(number), article)


class _Clock:
    """CPU seconds spent in each step."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = time.process_time()
        yield
        self.spent[name] += time.process_time() - started  # type: ignore[assignment]


if __name__ == "__main__":
    main()
