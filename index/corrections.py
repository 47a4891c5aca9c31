"""Lines that readers have put back: they belong to the article, whatever cleaning decides.

They are kept beside the index (`INDEX.corrections.jsonl`), which can be deleted and made anew; a
line of JSON each, appended and never changed, so that whoever reads the file sees what was done:

    {"digest": "…", "record": "", "line": "…", "keep": true, "reason": "…", "id": "…",
     "title": "…", "when": "2026-11-30"}

`digest` is the content hash of the file that the line stands in and `record` the number of the
article in that file, so a file that has been moved or renamed keeps its corrections, and one that
has another content has none. `reason` is why the line had been left out. With `"keep": false` a
line is taken back.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any

from index.article import Article
from index.atomic_file import sync_folder
from index.errors import CorrectionsDamaged, IndexUnreadable, IndexUnwritable
from index.problem import Unreadable
from index.record_number import article_id_of, label_of, number_of
from index.regular_file import content_hash

Lines = Mapping[str, frozenset[str]]
"""The lines put back in the articles of a file, by the articles' numbers in it ("" for its one)."""

NONE: Lines = {}


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of an article that was put back, or with `keep` false taken back again."""

    digest: str
    record: str
    line: str
    keep: bool = True
    reason: str = ""
    id: str = ""
    title: str = ""
    when: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it corrects."""
        return self.digest, self.record, self.line


def corrections_file(directory: Path) -> Path:
    """Where the corrections of an index are kept."""
    return directory.with_name(f"{directory.name}.corrections.jsonl")


def read_corrections(directory: Path) -> list[Correction]:
    """The lines that are put back in the articles of an index, in the order in which they were.

    Raises CorrectionsDamaged or IndexUnreadable.
    """
    path = corrections_file(directory)
    try:
        rows = path.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise IndexUnreadable(directory, error, path.name) from error
    found: dict[tuple[str, str, str], Correction] = {}
    for number, row in enumerate(rows, 1):
        if row.strip():
            correction = _correction(path, number, row)
            found.pop(correction.key, None)
            if correction.keep:
                found[correction.key] = correction
    return list(found.values())


def add_correction(directory: Path, correction: Correction) -> None:
    """Keep a correction; it is on the disk when this returns. Raises IndexUnwritable."""
    path = corrections_file(directory)
    row = json.dumps(asdict(correction), ensure_ascii=True) + "\n"
    try:
        is_new = not path.exists()
        with path.open("ab") as file:
            # What an earlier write has left unfinished stays a line of its own.
            file.write((row if is_new or _ends_a_line(path) else f"\n{row}").encode())
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync_folder(path.parent)
    except OSError as error:
        raise IndexUnwritable(directory, f"{path.name}: {error.strerror or error}") from error


def correction_of(
    directory: Path, path: Path, article_id: str, article: Article, line: str
) -> Correction:
    """The correction that puts a line of an article back, or takes it back when it was put back.

    `path` is the file that the article came from. Raises ValueError when the article has no such
    line, OSError or Unreadable when the file cannot be read, and as `read_corrections`.
    """
    reasons = {removed.line: removed.reason for removed in article.removed}
    digest, record = content_hash(path), label_of(article_id)
    known = {correction.key for correction in read_corrections(directory)}
    is_back = (digest, record, line) in known
    if line not in reasons and not is_back:
        raise ValueError("the article has no such line that was left out")
    return Correction(
        digest=digest,
        record=record,
        line=line,
        keep=not is_back,
        reason=reasons.get(line, ""),
        id=article_id,
        title=article.title,
        when=datetime.now(UTC).date().isoformat(),
    )


def lines_by_file(corrections: Iterable[Correction]) -> dict[str, Lines]:
    """The lines that are put back, by the content hash of their file."""
    found: dict[str, dict[str, set[str]]] = {}
    for correction in corrections:
        records = found.setdefault(correction.digest, {})
        records.setdefault(correction.record, set()).add(correction.line)
    return {
        digest: {record: frozenset(lines) for record, lines in records.items()}
        for digest, records in found.items()
    }


def put_back_in(directory: Path, path: Path) -> Lines:
    """The lines that are put back in the articles of a file, by the corrections of an index.

    Raises CorrectionsDamaged or IndexUnreadable.
    """
    corrections = read_corrections(directory)
    try:
        return lines_by_file(corrections).get(content_hash(path), NONE) if corrections else NONE
    except (OSError, Unreadable):
        return NONE  # whoever reads it says what is wrong with it


def articles_corrected(
    corrections: Iterable[Correction], files: Mapping[str, str]
) -> dict[Correction, tuple[str, ...]]:
    """Each correction with the ids of the articles that it holds for; none where all are gone.

    `files` has the content hashes of the files that the index holds, by id. Of a file that was
    moved it is another article than the one on whose page the line was put back, of one that was
    copied there are more.
    """
    named: dict[str, list[str]] = {}
    for file_id, digest in files.items():
        named.setdefault(digest, []).append(file_id)
    return {
        each: tuple(
            article_id_of(file_id, number_of(each.record))
            for file_id in sorted(named.get(each.digest, ()))
        )
        for each in corrections
    }


def training_rows(
    corrected: Mapping[Correction, Iterable[str]], articles: Iterable[tuple[str, Article]]
) -> Iterator[dict[str, Any]]:
    """The corrected articles as examples to learn from: each line of the page, kept or not.

    As the labelled texts of tests.quality.score_text: id, url, text, labels ("keep", "strip").
    `corrected` is as of `articles_corrected`.
    """
    ids = set(chain.from_iterable(corrected.values()))
    for article_id, article in articles:
        if article_id in ids:
            page = list(article.page())
            yield {
                "id": article_id,
                "url": article.url,
                "text": "\n".join(line.line for line in page),
                "labels": ["strip" if line.reason else "keep" for line in page],
            }


def mark_of(lines: Lines) -> str:
    """Tells whether two sets of lines are the same."""
    told = json.dumps(sorted((record, sorted(some)) for record, some in lines.items()))
    return blake2b(told.encode(), digest_size=8).hexdigest()


def _correction(path: Path, number: int, row: bytes) -> Correction:
    try:
        told = json.loads(row)
        names = Correction.__dataclass_fields__
        correction = Correction(**{name: told[name] for name in names if name in told})
    except (ValueError, TypeError, KeyError) as error:
        raise CorrectionsDamaged(path, number) from error
    if not all(isinstance(part, str) for part in correction.key):
        raise CorrectionsDamaged(path, number)
    return correction


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        if not file.tell():
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
