"""Where a saved page was fetched, as the program that saved it noted.

in the page         "saved from url" (Chrome, Edge, Internet Explorer), "Page saved with
                    SingleFile", "Mirrored from" (HTTrack)
beside the page     NAME.url (Windows), NAME.webloc (macOS), index.json (ArchiveBox)
at the file         the attributes user.xdg.origin.url (wget, curl, Chrome) and
                    com.apple.metadata:kMDItemWhereFroms (Safari, Chrome)
in the head         the address that Google's cache notes
a web archive's     that of the page that was archived (Wayback Machine, archive.today)
"""

from __future__ import annotations

import json
import os
import plistlib
import re
from collections.abc import Iterator
from pathlib import Path

from index.cleaning.metadata.canonical_url import absolute_url

_HEAD = 20_000  # characters in which the comment stands; a doctype and styles may come before it
_COMMENTS = (
    re.compile(r"<!--\s*saved from url=\(\d{4}\)(\S+)\s*-->", re.IGNORECASE),
    re.compile(r"Page saved with SingleFile.{0,40}?\burl:\s*(\S+)", re.DOTALL | re.IGNORECASE),
    re.compile(r"<!--\s*Mirrored from (\S+) by HTTrack", re.IGNORECASE),
    re.compile(r"<base href=\"([^\"]+)\">.{0,400}google-cache-hdr", re.DOTALL),
)
_WAYBACK = re.compile(
    rb"(?:https?:)?(?://web\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:)"
)
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?"
    r"|archive\.(?:today|ph|is|li|vn|md|fo)/(?:[\d.-]{14,20}|o/\w{1,10}))/(?=https?:)"
)
_TODAY = re.compile(
    rb"https?://archive\.(?:today|ph|is|li|vn|md|fo)/(?:[\d.-]{14,20}|o/\w{1,10})/(?=https?:)"
    rb"|<meta [^<>]{0,50}content=[\"']archive\.(?:today|ph|is|li|vn|md|fo)[\"'][^<>]{0,50}>"
)
_TOOLBAR = (
    b"<!-- BEGIN WAYBACK TOOLBAR INSERT -->", b"<!-- END WAYBACK TOOLBAR INSERT -->"
)  # fmt: skip
_SHORTCUT = re.compile(rb"^URL=(\S+)", re.MULTILINE | re.IGNORECASE)
_LARGEST_NOTE = 1_000_000
_ATTRIBUTES = (
    "user.xdg.origin.url",
    "com.apple.metadata:kMDItemWhereFroms",
    "user.com.apple.metadata:kMDItemWhereFroms",
)


def address_of(page: str) -> str:
    """The address that a comment at the head of a page notes, or ""."""
    head = page[:_HEAD]
    for comment in _COMMENTS:
        if (match := comment.search(head)) and (address := original(match[1])):
            return address
    return ""


def original(address: str) -> str:
    """An address, "" for none; of one in a web archive that of the page that was archived."""
    if "://" not in address and "." in address.partition("/")[0]:
        address = f"http://{address}"  # HTTrack leaves the scheme out
    return absolute_url(_ARCHIVED.sub("", address))


def as_archived(page: bytes) -> bytes:
    """A page as it was before the Wayback Machine, or archive.today, put its own into it."""
    if b"//archive." in page:
        page = _TODAY.sub(b"", page)
    if b"/web/" not in page or b"archive.org" not in page:
        return page
    begin = page.find(_TOOLBAR[0])
    end = page.find(_TOOLBAR[1], begin) if begin >= 0 else -1
    if end >= 0:
        page = page[:begin] + page[end:]
    return _WAYBACK.sub(b"", page)


def facts_beside(place: Path | None) -> dict[str, object]:
    """What is noted about a page in files beside it, or at the file itself."""
    if place is None:
        return {}
    if facts := _snapshot(place):
        return facts
    for address in (*_shortcuts(place), *_attributes(place)):
        if url := original(address):
            return {"url": url}
    return {}


def _snapshot(place: Path) -> dict[str, object]:
    """What ArchiveBox says of a page in one of its snapshot folders."""
    for folder in (place.parent, place.parent.parent):
        note = folder / "index.json"
        try:
            if note.stat().st_size > _LARGEST_NOTE:
                continue
            said = json.loads(note.read_bytes())
        except (OSError, ValueError, RecursionError):
            continue
        if is_snapshot(said):
            return {"url": said["url"], "title": said.get("title") or ""}
    return {}


def is_snapshot(said: object) -> bool:
    """Whether this is what ArchiveBox writes into the index.json of a snapshot."""
    if not isinstance(said, dict) or not isinstance(said.get("url"), str):
        return False
    return "timestamp" in said and ("history" in said or "canonical" in said)


def _shortcuts(place: Path) -> Iterator[str]:
    """Addresses in NAME.url and NAME.webloc, with the page's ending before theirs or without."""
    for ending in (".url", ".webloc"):
        for note in (place.with_suffix(ending), place.with_name(place.name + ending)):
            try:
                content = note.read_bytes()[:_LARGEST_NOTE]
            except OSError:
                continue
            if ending == ".url" and (match := _SHORTCUT.search(content)):
                yield match[1].decode("utf-8", "replace")
            elif ending == ".webloc":
                yield from _strings(content)


def _attributes(place: Path) -> Iterator[str]:
    """Addresses in the attributes that programs give to what they download."""
    if not hasattr(os, "getxattr"):  # Linux has it
        return
    for name in _ATTRIBUTES:
        try:
            value = os.getxattr(place, name)
        except (OSError, ValueError):
            continue
        if value.startswith(b"bplist"):
            yield from _strings(value)
        else:
            yield value.decode("utf-8", "replace").strip()


def _strings(content: bytes) -> Iterator[str]:
    """The strings in a property list."""
    try:
        value = plistlib.loads(content)
    except Exception:  # plistlib has a dozen errors for what is none
        return
    values = value.values() if isinstance(value, dict) else value
    if isinstance(values, str):
        values = [values]
    yield from (item for item in values if isinstance(item, str))
