"""Files that are parts of a saved page: what a browser puts into a folder beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

_PAGES = (".html", ".htm", ".xhtml", ".HTML", ".HTM", ".shtml", ".php", ".asp", ".aspx", ".svg")

# As browsers and Windows name it: English, German, French, Dutch, Spanish, Portuguese (two),
# Italian, the Nordic languages, Finnish, Estonian, Latvian, Lithuanian, Polish, Czech, Hungarian,
# Romanian, Croatian, Slovene, Turkish, Catalan, Basque, Galician, Greek; others have ".files".
_ENDINGS = (
    *("_files", ".files", "-Dateien", "_fichiers", "_bestanden", "_archivos", "_arquivos"),
    *("_ficheiros", "_file", "-filer", "_tiedostot", "_failid", "_fails", "_bylos", "_pliki"),
    *("_soubory", "_súbory", "_elemei", "_fişiere", "_fișiere", "_datoteke", "_dosyalar"),
    *("_fitxers", "_fitxategiak", "_ficheros", "_αρχεία", "_файлы", "_файли", "_filer", "_data"),
)


def belongs_to_page(folder: str, names: Container[str]) -> bool:
    """Whether a folder belongs to a page that is among the `names` beside it."""
    for ending in _ENDINGS:
        if folder.endswith(ending):
            stem = folder.removesuffix(ending)
            if any(f"{stem}{page}" in names for page in _PAGES):
                return True
    return False


class Parts:
    """Which files of an archive are parts of pages in it; names have "/" in them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        for name in names:
            folder, _, file = name.rpartition("/")
            self._names[folder].add(file)

    def holds(self, name: str) -> bool:
        """Whether one of the folders that a file is in belongs to a page beside that folder."""
        return any(
            belongs_to_page(last, self._names.get(above, ())) for above, last in _folders(name)
        )


def _folders(name: str) -> Iterator[tuple[str, str]]:
    """(what is above it, its name) for each folder that a file is in."""
    path = name.rpartition("/")[0]
    while path:
        above, _, last = path.rpartition("/")
        yield above, last
        path = above
