"""Commands in messages, with the folders that are meant: as they stand they can be run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from index import CorpusUnreadable
from web.settings import Settings, default_index

_COMMAND = re.compile(r"\bbackfile (?:reindex|rebuild|verify|serve)\b(?! --)")


def with_folders(text: str, settings: Settings) -> str:
    """`text` with the options of the archive behind each command in it."""
    options = options_of(settings.corpus, settings.index)
    if settings.engine is not None:
        options += f" --engine {shlex.quote(str(settings.engine))}"
    return _COMMAND.sub(lambda match: match[0] + options, text)


def explained(failure: Exception, settings: Settings) -> str:
    """A failure in words; where the folder of articles is what is wrong, that before all else."""
    corpus = settings.corpus
    if settings.engine is not None or corpus.is_dir() or isinstance(failure, CorpusUnreadable):
        return with_folders(str(failure), settings)
    is_file = f"{corpus.absolute()} is a file, not a folder"
    wrong = is_file if corpus.exists() else f"There is no folder {corpus.absolute()}"
    what, _, _ = str(failure).partition(" Run: ")  # which would fail as well
    return f"{wrong}. Name the folder of articles with --corpus or BACKFILE_CORPUS. {what}"


def options_of(corpus: Path, index: Path) -> str:
    """How a command is told of an archive; the index is left out where it is the usual one."""
    options = f" --corpus {_quoted(corpus)}"
    return options if index == default_index(corpus) else f"{options} --index {_quoted(index)}"


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
