"""Files that are parts of a saved page: what a browser puts into a folder beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

_PAGES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".mht", ".svg")

# As browsers and Windows name it: English, German, French, Dutch, Spanish, Portuguese (two),
# Italian, the Nordic languages, Finnish, Estonian, Latvian, Lithuanian, Polish, Czech, Hungarian,
# Romanian, Croatian, Slovene, Turkish, Catalan, Basque, Galician, Greek; others have ".files".
_ENDINGS = (
    *("_files", ".files", "-Dateien", "_fichiers", "_bestanden", "_archivos", "_arquivos"),
    *("_ficheiros", "_file", "-filer", "_tiedostot", "_failid", "_fails", "_bylos", "_pliki"),
    *("_soubory", "_súbory", "_elemei", "_fişiere", "_fișiere", "_datoteke", "_dosyalar"),
    *("_fitxers", "_fitxategiak", "_ficheros", "_αρχεία", "_файлы", "_файли", "_filer", "_data"),
)


def folders_of_parts(names: Iterable[str]) -> frozenset[str]:
    """What folders are called that belong to the pages among the names of files in a folder."""
    return frozenset(
        name[: name.rindex(".")] + ending
        for name in names
        if name.lower().endswith(_PAGES)
        for ending in _ENDINGS
    )


class Parts:
    """Which files of an archive are parts of pages in it; names have "/" in them."""

    def __init__(self, names: Iterable[str]) -> None:
        in_folder: dict[str, list[str]] = defaultdict(list)
        for name in names:
            folder, _, file = name.rpartition("/")
            in_folder[folder].append(file)
        self._folders = {folder: folders_of_parts(files) for folder, files in in_folder.items()}

    def holds(self, name: str) -> bool:
        """Whether one of the folders that a file is in belongs to a page beside that folder."""
        return any(last in self._folders.get(above, ()) for above, last in _folders(name))


def _folders(name: str) -> Iterator[tuple[str, str]]:
    """(what is above it, its name) for each folder that a file is in."""
    path = name.rpartition("/")[0]
    while path:
        above, _, last = path.rpartition("/")
        yield above, last
        path = above
