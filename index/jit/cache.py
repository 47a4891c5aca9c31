"""Where machine code is kept between runs, and whether all of it is there.

Numba keeps the machine code of a function until the function's own file changes. But kernels are
made of one another across files, so that code made of an old part would go on being used. Hence
the code of a module stands in a folder named for the contents of the module and of all that its
kernels are made of; a change compiles only what it touches, and the same source at another place
finds the same code. The folders are beside this file, or where that cannot be written, in the
user's cache folder; where neither can, each process compiles anew.

This module does not import the compiler, which takes a third of a second.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from platformdirs import user_cache_path

Part = Literal["runs", "search"]
"""What kernels are for: to index, or to search."""

_HERE = Path(__file__)
_ROOT = _HERE.parents[2]
_COMPLETE = "complete-"  # begins the name of a file that says that a part is compiled
_KERNELS = re.compile(rb"^from index\.jit\.(?:compile|kernel_api) import", re.MULTILINE)
_IMPORT = re.compile(r"^\s*from ((?:index|search)(?:\.\w+)+) import", re.MULTILINE)


@cache
def code_folder(path: Path) -> Path | None:
    """The folder of the machine code of a module's kernels; that of its older forms is removed.

    None where nothing can be kept, and for a file that is not ours.
    """
    root = cache_folder()
    if root is None or not path.is_relative_to(_ROOT):
        return None
    name = ".".join(path.relative_to(_ROOT).with_suffix("").parts)
    folder = root / f"{name}-{_digest(sorted(_parts(path)))}"
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        if not is_shared():
            for other in root.glob(f"{name}-*"):
                if other != folder:
                    shutil.rmtree(other, ignore_errors=True)
    return folder


def is_shared() -> bool:
    """Whether other versions of this program may keep theirs in the same folder."""
    return "NUMBA_CACHE_DIR" in os.environ


def is_complete(part: Part) -> bool:
    """Whether nothing of a part is left to compile, or there is nowhere to keep it."""
    return (mark := _complete_mark(part)) is None or mark.exists()


def mark_complete(part: Part) -> None:
    """Note that all kernels of a part have been compiled."""
    if mark := _complete_mark(part):
        if not is_shared():
            for other in mark.parent.glob(f"{_COMPLETE}{part}-*"):
                other.unlink(missing_ok=True)
        mark.touch()


@cache
def _complete_mark(part: Part) -> Path | None:
    folder = cache_folder()
    return folder and folder / f"{_COMPLETE}{part}-{_digest(_modules_with_kernels())}"


@cache
def cache_folder() -> Path | None:
    """The folder of all that is kept between runs; None where nothing can be."""
    if chosen := os.environ.get("NUMBA_CACHE_DIR"):
        return Path(chosen)
    for folder in (_HERE.parent / "__pycache__" / "kernels", user_cache_path("backfile")):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return None


def _modules_with_kernels() -> list[Path]:
    sources = (path for name in ("index", "search") for path in (_ROOT / name).glob("**/*.py"))
    return sorted(path for path in sources if _has_kernels(path))


@cache
def _source(path: Path) -> bytes:
    return path.read_bytes()


def _has_kernels(path: Path) -> bool:
    return _KERNELS.search(_source(path)) is not None


def _parts(path: Path) -> set[Path]:
    """A module, the modules with kernels that it imports, and all that these import."""
    parts, rest = {path}, [path]
    while rest:
        for imported in _imports(rest.pop()):
            if imported not in parts:
                parts.add(imported)
                if _has_kernels(imported):
                    rest.append(imported)
    return parts


def _imports(path: Path) -> Iterator[Path]:
    for name in _IMPORT.findall(_source(path).decode()):
        imported = (_ROOT / name.replace(".", "/")).with_suffix(".py")
        if imported.exists():  # a package's own file only names what stands in others
            yield imported


def _digest(paths: list[Path]) -> str:
    digest = hashlib.blake2b(version("numba").encode(), digest_size=8)
    for path in paths:
        digest.update(hashlib.blake2b(_source(path)).digest())
    for name in ("compile.py", "machine_code.py"):
        digest.update(_source(_HERE.with_name(name)))
    return digest.hexdigest()
