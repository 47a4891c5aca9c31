"""Makes tests/data/index-4, the index that every later version must open or refuse by name.

    python -m tests.index.fixture

It is made anew only when the format, the schema or the analysis gets a new number.
"""

import shutil
import tempfile
from pathlib import Path

from index import Article
from index.article import RemovedLine
from tests.index.shelf import Shelf

FOLDER = Path(__file__).parents[1] / "data" / "index-4"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder) / "index")
        shelf.commit({"a.txt": FERRY, "b.jsonl#1": MANY, "d.txt": Article("gone", "gone")})
        shelf.commit({"c.txt": Article("A goat", "A goat found the tablets.")}, drop=["d.txt"])
        shutil.rmtree(FOLDER, ignore_errors=True)
        shutil.copytree(shelf.directory, FOLDER)
        (FOLDER / "lock").unlink()
        for memory in FOLDER.glob("memory-*"):
            memory.rmdir()


FERRY = Article(
    title="The ferry ran aground",
    text="The ferry ran aground at noon.\nEverybody was taken off.",
    date="2017-06-09",
    time="14:05+02:00",
    outlet="The Courier",
    byline="Leila Tamzali",
    lang="en",
    url="https://courier.example/ferry",
    removed=(RemovedLine("Share this", "furniture"),),
    provenance={"date": "byline"},
)
MANY = Article("Éléonore", "المدينة 東京 U.S. 3,000 " + "goat " * 300, date="2018")

if __name__ == "__main__":
    main()
