"""The README's pictures: `python -m tests.web.screenshots` writes docs/results.png and more.

The sample articles are indexed and searched in a real browser, in both themes at a width that
reads well on a page.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from index import reindex
from search import Engine
from tests.web.chromium import BROWSERS, QUIET
from tests.web.serving import serving
from web import create_app

ROOT = Path(__file__).parent.parent.parent
SEARCH = "/search?q=ferry+OR+buoy"
WARM_UP = "/search?q=ferry+OR+wall"
PICTURES = {"light": "results.png", "dark": "results-dark.png"}
SIZE = {"width": 1120, "height": 760}


def main() -> None:
    """Write the pictures."""
    executable = next(filter(None, map(shutil.which, BROWSERS)))
    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        for scheme, name in PICTURES.items():
            page = browser.new_page(viewport=SIZE, color_scheme=scheme)
            for search in (WARM_UP, SEARCH):  # what is compiled is loaded at its first use
                page.goto(address + search)
            page.screenshot(path=ROOT / "docs" / name)
        browser.close()


@contextmanager
def _served() -> Iterator[str]:
    """The sample articles on a free port of this machine."""
    with tempfile.TemporaryDirectory() as folder:
        reindex(ROOT / "corpus", Path(folder, "index"))
        with serving(create_app(Engine.open(Path(folder, "index")))) as address:
            yield address


if __name__ == "__main__":
    main()
