"""The files of the corpus that may hold articles; all others are counted by kind, with their names.

Whether a file may hold articles is said by its ending; one whose ending says nothing is looked
into. What a browser saved beside a page, and all of an ArchiveBox snapshot but its best output,
are parts of that page. Hidden files are passed over, and links that lead out of the corpus.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator, Sequence, Set
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from index.errors import CorpusUnreadable
from index.file_id import escaped
from index.names import NAMES_FILE
from index.problem import Unreadable, reason_of
from index.reading import holds_articles, unread_kind
from index.reading.parts import belongs_to_page
from index.reading.saved_address import is_snapshot
from index.regular_file import NOT_A_FILE, kind_of

Skipped = dict[str, list[str]]
"""What files are that hold no articles (in the plural) → their ids."""

PARTS = "parts of saved pages"
HIDDEN = "hidden files and folders"
LINKS = "links"
REGISTER = "lists of names"

# Outputs of ArchiveBox, of its older versions and its newer ones, the one with most facts first.
_OUTPUTS = (
    *("singlefile.html", "singlefile/singlefile.html", "output.html", "dom/output.html"),
    *("dom.html", "readability/content.html", "mercury/content.html", "htmltotext.txt"),
    *("readability/content.txt", "output.pdf", "pdf/output.pdf"),
)
_LARGEST_NOTE = 1_000_000


class _Folder(NamedTuple):
    """A folder to list, and what ids of its files begin with."""

    path: str
    above: str
    only: str | None = None
    """The id of the one file in it, or in its folders, that is no part of a saved page."""


def check_corpus(corpus: Path) -> None:
    """See that there is a folder of articles, before anything is made for it.

    Raises CorpusUnreadable.
    """
    if not corpus.is_dir():
        what = "is a file, and is not a folder" if corpus.is_file() else "does not exist"
        raise CorpusUnreadable(corpus.absolute(), what)


class Listing:
    """What a walk through the corpus finds besides files that may hold articles."""

    def __init__(self, corpus: Path, is_indexed: Callable[[str], bool]) -> None:
        self.skipped: Skipped = {}
        self.unreadable: dict[str, str] = {}
        """Id → reason; ids of folders end with "/"."""
        self._corpus = corpus
        self._root = os.path.realpath(corpus)
        self._is_indexed = is_indexed

    def files(self) -> Iterator[tuple[str, os.DirEntry[str]]]:
        """(id, file) for every file that may hold articles, folder by folder.

        Raises CorpusUnreadable when the corpus itself cannot be listed.
        """
        corpus = self._corpus
        check_corpus(corpus)
        folders = [_Folder(str(corpus), "")]
        while folders:
            folder = folders.pop()
            try:
                entries = sorted(os.scandir(folder.path), key=attrgetter("name"))
            except OSError as error:
                if not folder.above:
                    raise CorpusUnreadable(
                        corpus.absolute(), f"cannot be read ({error.strerror})"
                    ) from error
                self.unreadable[folder.above] = str(error.strerror)
                continue
            yield from self._files_in(folder, entries, folders)

    def _files_in(
        self, folder: _Folder, entries: Sequence[os.DirEntry[str]], folders: list[_Folder]
    ) -> Iterator[tuple[str, os.DirEntry[str]]]:
        names = {entry.name for entry in entries}
        only = folder.only
        if only is None and "index.json" in names:
            only = _best_output(folder, names)
        for entry in entries:
            file_id = folder.above + escaped(entry.name)
            try:
                if entry.name.startswith("."):
                    is_folder = entry.is_dir(follow_symlinks=False)
                    self._skip(HIDDEN, file_id + "/" * is_folder)
                elif entry.is_dir(follow_symlinks=False):
                    inside = "" if only is None and belongs_to_page(entry.name, names) else only
                    folders.append(_Folder(entry.path, f"{file_id}/", inside))
                elif file_id == NAMES_FILE:
                    self._skip(REGISTER, file_id)
                elif only is not None and file_id != only:
                    self._skip(PARTS, file_id)
                elif why := self._passed_over(file_id, entry):
                    self._skip(why, file_id)
                else:
                    yield file_id, entry
            except Exception as error:
                self.unreadable[file_id] = reason_of(error, file_id)

    def _skip(self, kind: str, file_id: str) -> None:
        self.skipped.setdefault(kind, []).append(file_id)

    def _passed_over(self, file_id: str, entry: os.DirEntry[str]) -> str:
        """What an entry is that holds no articles, "" for a file that may hold some.

        Raises Unreadable or OSError for what is called like an article and cannot be read.
        """
        is_file, may_hold = entry.is_file(follow_symlinks=False), holds_articles(entry.name)
        if is_file and may_hold:
            return ""  # nearly all, with as few questions as possible
        if entry.is_symlink():
            if not may_hold or not self._leads_to_file(entry):
                return LINKS
        elif not may_hold:
            if not is_file:
                return f"{kind_of(entry.stat().st_mode)}s"
            return "" if self._is_indexed(file_id) else unread_kind(entry.path, entry.name)
        if kind := kind_of(entry.stat().st_mode):
            raise Unreadable(f"a {kind}{NOT_A_FILE}")
        return ""

    def _leads_to_file(self, link: os.DirEntry[str]) -> bool:
        """Whether a link leads to something in the corpus that is no folder."""
        try:
            target = Path(os.path.realpath(link.path, strict=True))
        except FileNotFoundError:
            return False
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:  # no file can have such a name
                return False
            if error.errno == errno.ELOOP:
                raise Unreadable(f"a link that leads back to itself{NOT_A_FILE}") from error
            raise
        return target.is_relative_to(self._root) and not target.is_dir()


def _best_output(folder: _Folder, names: Set[str]) -> str | None:
    """The id of the output to read of an ArchiveBox snapshot; None for any other folder."""
    note = Path(folder.path, "index.json")
    try:
        if note.stat().st_size > _LARGEST_NOTE or not is_snapshot(json.loads(note.read_bytes())):
            return None
    except (OSError, ValueError, RecursionError):
        return None
    for output in _OUTPUTS:
        if output.partition("/")[0] in names and Path(folder.path, output).is_file():
            return folder.above + output
    return None
