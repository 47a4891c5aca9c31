"""Commands in messages, with the folders that are meant: as they stand they can be run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from web.settings import Settings, default_index

_COMMAND = re.compile(r"\bbackfile (?:reindex|rebuild|verify|serve)\b(?! --)")


def with_folders(text: str, settings: Settings) -> str:
    """`text` with the options of the archive behind each command in it."""
    options = options_of(settings.corpus, settings.index)
    if settings.engine is not None:
        options += f" --engine {shlex.quote(str(settings.engine))}"
    return _COMMAND.sub(lambda match: match[0] + options, text)


def explained(text: str, settings: Settings) -> str:
    """A failure, with the folder that is meant where that is what is wrong."""
    said = with_folders(text, settings)
    if settings.engine is not None or settings.corpus.is_dir() or str(settings.corpus) in text:
        return said
    return (
        f"There is no folder {settings.corpus}. Name the folder of articles with --corpus or "
        f"BACKFILE_CORPUS. {said}"
    )


def options_of(corpus: Path, index: Path) -> str:
    """How a command is told of an archive; the index is left out where it is the usual one."""
    options = f" --corpus {_quoted(corpus)}"
    return options if index == default_index(corpus) else f"{options} --index {_quoted(index)}"


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
