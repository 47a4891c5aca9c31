"""The kept blocks of an article as Markdown, for the reader view.

Blocks are minimal HTML, and markdownify makes Markdown of it. In most blocks it has nothing to
do, or only links and emphasis: those are written directly, just as markdownify would write them,
because parsing them again would take longer than all other cleaning.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from html import escape, unescape
from itertools import groupby
from typing import Final

from markdownify import ATX, MarkdownConverter

from index.cleaning.block import Block

_PREFIXES: Final = {"h2": "## ", "h3": "### ", "h4": "#### ", "h5": "##### ", "h6": "###### "}
# markdownify takes some 60 microseconds a tag: a block with more tags than this is plain text.
_MOST_TAGS: Final = 2_000
# As many links and emphases as this are no paragraph either, though they cost less.
_MOST_MARKS: Final = 10_000
# Marks nested deeper than this are text.
_DEEPEST: Final = 8

_MARKS: Final = "\\`*[]<~_&"
_MARK = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,32};)")
# What opens a heading, a list, a quotation or a rule at the head of a line.
_OPENING = re.compile(r"(\d{1,9}(?=[.)](?:\s|$))|(?=[-+](?:\s|$)|[-=]{1,99}$|#{1,6}(?:\s|$)|>))")
_FENCE = re.compile(r"`{3,}")
_FLAT = re.compile(r'<(a href="[^"<>]*"|strong|em)>([^<>]*)</(?:a|strong|em)>')
_NESTED = re.compile(r'<(a href="[^"<>]+"|strong|em|/a|/strong|/em)>')
_SIGNS: Final = {"strong": "**", "em": "*"}


def markdown_of(blocks: Iterable[Block]) -> str:
    """The Markdown of the kept blocks; nothing in their text is read as a mark.

    Never raises: a block whose markup cannot be converted is given as plain text.
    """
    kept = (block for block in blocks if block.kept)
    parts: list[str] = []
    for kind, group in groupby(kept, key=lambda block: block.kind):
        parts.extend(_parts(kind, list(group)))
    return "\n\n".join(part for part in parts if part)


def escaped(text: str) -> str:
    """The text with a backslash before each character that Markdown would read as a mark."""
    # Most lines have no mark, and nine characters are looked for far faster than a set of them.
    return _MARK.sub(r"\\\g<0>", text) if any(sign in text for sign in _MARKS) else text


def _parts(kind: str, group: Sequence[Block]) -> Iterator[str]:
    """The Markdown of neighbours of one kind: one part, where they are one list or table."""
    if kind == "tr":
        yield _table(group)
    elif kind == "pre":
        yield from _listings(group)
    elif kind == "li":
        yield "\n".join("- " + _opened(_inline(block)) for block in group)
    elif kind == "blockquote":
        yield "\n>\n".join("> " + _opened(_inline(block)) for block in group)
    else:
        prefix = _PREFIXES.get(kind, "")
        for block in group:
            yield prefix + _headline(_inline(block)) if prefix else _opened(_inline(block))


def _inline(block: Block) -> str:
    """The text of one block with its links, emphasis and code."""
    if "<" not in block.html or block.html.count("<") > _MOST_MARKS:
        return escaped(block.text)
    flat = _flat(block.html)
    if flat is None and block.html.count("<") <= _MOST_TAGS:
        flat = _nested(block.html)
    return _converted(f"<p>{block.html}</p>", block.text) if flat is None else flat


def _flat(markup: str) -> str | None:
    """The Markdown of markup without nested marks, else None."""
    parts = _FLAT.split(markup)
    for i in range(0, len(parts), 3):
        if "<" in parts[i]:
            return None
        parts[i] = escaped(unescape(parts[i]))
    for i in range(1, len(parts), 3):
        text = escaped(unescape(parts[i + 1]))
        bare = text.strip()
        if bare:
            before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            parts[i : i + 2] = before, _marked(parts[i], bare) + after
        else:
            parts[i : i + 2] = "", ""
    return " ".join("".join(parts).split())


def _nested(markup: str) -> str | None:
    """The Markdown of links and emphasis inside each other, if that is all there is, else None."""
    first, *parts = _NESTED.split(markup)
    if "<" in first or any("<" in text for text in parts[1::2]):
        return None
    around: list[tuple[str, list[str]]] = []  # start tags that are open, and what is before them
    pieces = [escaped(unescape(first))]
    for tag, text in zip(parts[::2], parts[1::2], strict=True):
        if not tag.startswith("/") and len(around) < _DEEPEST:
            around.append((tag, pieces))
            pieces = []
        elif around and around[-1][0].split(" ", 1)[0] == tag[1:]:
            start, before = around.pop()
            before.append(_chomped(start, "".join(pieces)))
            pieces = before
        else:
            return None
        pieces.append(escaped(unescape(text)))
    return None if around else " ".join("".join(pieces).split())


def _chomped(tag: str, text: str) -> str:
    """Marked text with the spaces at its ends outside of the marks."""
    bare = text.strip()
    return f"{' ' * (text[0] == ' ')}{_marked(tag, bare)}{' ' * (text[-1] == ' ')}" if bare else ""


def _marked(tag: str, text: str) -> str:
    if tag in _SIGNS:
        return f"{_SIGNS[tag]}{text}{_SIGNS[tag]}"
    return f"[{text}]({unescape(tag[8:-1])})"


def _opened(line: str) -> str:
    """A line that is a paragraph, whatever it begins with."""
    opening = _OPENING.match(line)
    return f"{opening[1]}\\{line[opening.end() :]}" if opening else line


def _headline(line: str) -> str:
    """Markdown takes number signs at the end of a heading for decoration."""
    return f"{line[:-1]}\\#" if line.endswith("#") else line


def _converted(source: str, text: str) -> str:
    if source.count("<") > _MOST_TAGS:
        return escaped(text)
    try:
        return " ".join(str(_CONVERTER.convert(source)).split())
    except RecursionError:
        return escaped(text)


def _listings(group: Sequence[Block]) -> Iterator[str]:
    """Listings; one that was saved line by line is put together again."""
    lines: list[str] = []
    for block in group:
        listing = unescape(re.sub(r"<[^>]*>", "", block.html)) or block.text
        if "\n" not in listing.strip():
            lines.append(listing.rstrip())
            continue
        if lines:
            yield _fenced("\n".join(lines))
            lines = []
        yield _fenced(listing.strip("\n"))
    if lines:
        yield _fenced("\n".join(lines))


def _fenced(listing: str) -> str:
    longest = max((len(run) for run in _FENCE.findall(listing)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{listing}\n{fence}"


def _table(rows: Sequence[Block]) -> str:
    """A table whose first row is its head."""
    cells = [(row.html or escape(row.text, quote=False)).split(" | ") for row in rows]
    width = max(map(len, cells))
    for row in cells:
        row.extend([""] * (width - len(row)))
    flat = [_row(row) for row in cells]
    if None not in flat:
        return "\n".join((flat[0] or "", f"|{' --- |' * width}", *(row or "" for row in flat[1:])))
    source = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    try:
        if source.count("<") <= _MOST_TAGS:
            return str(_CONVERTER.convert(f"<table>{source}</table>")).strip()
    except RecursionError:
        pass
    return "\n\n".join(_opened(escaped(row.text)) for row in rows)


def _row(cells: Sequence[str]) -> str | None:
    """A row of a table whose cells have no nested marks, else None."""
    parts = [part.replace("|", "\\|") for cell in cells if (part := _flat(cell)) is not None]
    return f"| {' | '.join(parts)} |" if len(parts) == len(cells) else None


class _Converter(MarkdownConverter):
    """markdownify with the escapes of this module: its own leave list marks and entities alone."""

    def escape(self, text: str, parent_tags: Collection[str]) -> str:
        marked = escaped(text)
        return marked.replace("|", "\\|") if "td" in parent_tags else marked


_CONVERTER: Final = _Converter(heading_style=ATX, autolinks=False, table_infer_header=True)
