"""RIS and BibTeX: the lists of reference managers; an abstract is the text of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from index.reading.entry import Entry
from index.reading.exports.export import Export, natural

_RIS = re.compile(r"\A\s*(?:Provider:.*|Database:.*|Content:.*|\s)*^TY {1,2}- ", re.MULTILINE)
_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)")
_OF_TAG = {
    "TI": "title", "T1": "title", "CT": "title", "AU": "byline", "A1": "byline",
    "T2": "outlet", "JO": "outlet", "JF": "outlet", "JA": "outlet", "BT": "outlet",
    "DA": "date", "Y1": "date", "PY": "year", "UR": "url", "L2": "url", "LA": "lang",
    "AB": "text", "N2": "text", "AN": "key", "ID": "key", "DO": "key",
}  # fmt: skip
_ENTRY = re.compile(r"^\s*@(\w+)\s*\{\s*([^,\s{}]*)\s*,", re.MULTILINE)
_NAME = re.compile(r"\s*,?\s*([A-Za-z][\w-]*)\s*=\s*")
_OF_NAME = {
    "title": "title", "author": "byline", "journal": "outlet", "journaltitle": "outlet",
    "newspaper": "outlet", "publisher": "publisher", "date": "date", "year": "year",
    "url": "url", "language": "lang", "langid": "lang", "abstract": "text",
}  # fmt: skip
_LARGEST = 200_000  # characters of a value


def _is_ris(content: str) -> bool:
    return _RIS.match(content[:2_000].lstrip("\ufeff")) is not None


def _ris(content: str) -> Iterator[Entry]:
    fields: dict[str, list[str]] = {}
    last = ""
    lines: list[str] = []
    for line in content.lstrip("\ufeff").splitlines():
        lines.append(line)
        tag = _TAG.fullmatch(line.strip())
        if tag and tag[1] == "ER":
            yield replace(_entry(fields), original="\n".join([*lines, ""]))
            fields, last, lines = {}, "", []
        elif tag:
            last = _OF_TAG.get(tag[1], "")
            fields.setdefault(last, []).append(tag[2].strip())
        elif line.strip() and last:
            fields[last][-1] += f"\n{line.strip()}"
    if len(fields) > 1:
        yield replace(_entry(fields), original="\n".join([*lines, ""]))


def _is_bibtex(content: str) -> bool:
    match = _ENTRY.search(content[:4_000])
    return (
        match is not None
        and re.match(r"[\s%]|@", content) is not None
        and ("title" in content[match.end() : match.end() + 4_000].lower())
    )


def _bibtex(content: str) -> Iterator[Entry]:
    for match in _ENTRY.finditer(content):
        if match[1].lower() in {"string", "comment", "preamble"}:
            continue
        fields: dict[str, list[str]] = {"key": [match[2]]}
        at = match.end()
        while name := _NAME.match(content, at):
            value, at = _value(content, name.end())
            fields.setdefault(_OF_NAME.get(name[1].lower(), ""), []).append(value)
        yield replace(_entry(fields), original=f"{content[match.start() : at].strip()}\n}}\n")


def _value(content: str, at: int) -> tuple[str, int]:
    """A value in braces or quotes, or a bare number, and the place behind it."""
    if content[at : at + 1] not in {"{", '"'}:
        bare = re.compile(r"[^,}\n]*").match(content, at)
        return (bare[0].strip(), bare.end()) if bare else ("", at)
    is_quoted = content[at] == '"'
    depth = 0
    for place in range(at + is_quoted, min(len(content), at + _LARGEST)):
        sign = content[place]
        depth += (sign == "{") - (sign == "}")
        if (is_quoted and sign == '"' and depth == 0) or (not is_quoted and depth == 0):
            return re.sub(r"[{}]", "", content[at + 1 : place]), place + 1
    return "", at + _LARGEST


def _entry(fields: Mapping[str, list[str]]) -> Entry:
    first = {name: values[0] for name, values in fields.items() if values and values[0]}
    names = [name for value in fields.get("byline", ()) for name in re.split(r"\s+and\s+", value)]
    facts = {
        "title": " ".join(first.get("title", "").split()),
        "byline": ", ".join(natural(name) for name in names),
        "outlet": first.get("outlet") or first.get("publisher", ""),
        "date": _date(first.get("date") or first.get("year", "")),
        "url": first.get("url", ""),
        "lang": first.get("lang", ""),
    }
    text = "\n".join(line for value in fields.get("text", ()) for line in value.splitlines())
    key = first.get("key") or "\n".join((facts["title"], facts["date"], facts["outlet"]))
    problem = "" if text.strip() else "a reference without an abstract"
    return Entry(text, facts=facts, key=key, problem=problem)


def _date(value: str) -> str:
    """RIS writes 2023/11/17/ and 2023///."""
    return "-".join(part for part in value.split("/")[:3] if part.strip()) or value


EXPORTS = (
    Export("RIS", _is_ris, _ris, ".ris"),
    Export("BibTeX", _is_bibtex, _bibtex, ".bib"),
)
