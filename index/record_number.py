"""The number by which a record is found in its file, and how it is written in an article's id.

0           the file is one article: the id is the file's
N           `FILE#N`, for N from 1
M·2³² + N   `FILE#M.N`: record N of member M of an archive
"""

from __future__ import annotations

import re

_LABEL = re.compile(r"([1-9][0-9]{0,9})(?:\.([1-9][0-9]{0,9}))?")
_MEMBER = 32  # bits that the record takes below the member
_MOST = 2**_MEMBER


def record_of(article_id: str, file_id: str) -> int:
    """The number of an article in its file. Raises ValueError when it is none of that file."""
    if article_id == file_id:
        return 0
    number = number_of(article_id.removeprefix(f"{file_id}#"))
    if not number:
        raise ValueError(f"{article_id!r} is not an id of an article of {file_id!r}")
    return number


def parts_of(article_id: str) -> tuple[str, str]:
    """(the file's id, what stands for the record behind it: `#N`, or nothing) of an article's id.

    The id of a file never ends in what looks like a record (index.file_id).
    """
    file_id, _, label = article_id.rpartition("#")
    return (file_id, f"#{label}") if file_id and number_of(label) else (article_id, "")


def number_of(label: str) -> int:
    """The number of the record behind the # of an id; 0 for what is no such label."""
    match = _LABEL.fullmatch(label)
    numbers = [int(part) for part in match.groups() if part] if match else []
    if not numbers or max(numbers) >= _MOST:
        return 0
    return numbers[0] if len(numbers) == 1 else numbers[0] << _MEMBER | numbers[1]


def label_of(article_id: str) -> str:
    """What stands behind the # of an article's id; "" when it has its file to itself."""
    before, _, label = article_id.rpartition("#")
    return label if before and number_of(label) else ""


def article_id_of(file_id: str, number: int) -> str:
    """The id of the article with a number in a file."""
    if not number:
        return file_id
    member, record = divmod(number, _MOST)
    return f"{file_id}#{member}.{record}" if member else f"{file_id}#{record}"
