"""From the tree of a parsed page to its outline.

lexbor repairs the page as a browser would and writes it out again in a regular form: every tag
closed, every attribute quoted, every mark in the text escaped. That form is read here in one
pass with one regular expression, which costs less than visiting the nodes from Python, needs no
recursion however deep the page nests, and leaves text that is already escaped for the reader.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from index.cleaning.html.element import reason_of_element
from index.cleaning.html.outline import HEADINGS, Box, Outline, Paragraph

# Never text of the page; xmp and the like would not be escaped.
_UNREAD = [
    *("script", "style", "template", "svg", "math", "iframe", "object", "canvas"),
    *("video", "audio", "textarea", "select", "datalist", "head", "noframes", "noembed"),
    *("xmp", "plaintext", "map"),
]
_BLOCKS = HEADINGS | {
    *("p", "div", "section", "article", "main", "ul", "ol", "li", "blockquote", "pre", "table"),
    *("tr", "td", "th", "tbody", "thead", "tfoot", "dl", "dt", "dd", "figure", "figcaption"),
    *("header", "footer", "nav", "aside", "form", "fieldset", "center", "address", "body"),
    *("details", "summary", "dialog", "menu", "caption", "legend", "hgroup", "search", "hr"),
    "marquee",
}
_EDGES = frozenset({"hr", "body"})
# Text inside plain elements is of the kind that the nearest lasting one above says, if there is
# one straight above them.
_PLAIN = frozenset({"div", "section", "article", "center", "td", "th", "p", "main", "figure"})
_LASTING = frozenset({"li", "blockquote", "pre"})
_SPEAKING = HEADINGS | _LASTING
# Names in listings colour the code; in a menu or a footer there is no more to find out, and what
# marks there are is of no use.
_JUDGED = frozenset({"pre", "nav", "footer"})
_COUNTED = _JUDGED | {"a", "td", "th"}
# Boxes that do not say what their text is.
_UNRULED = frozenset({"div", "td", "body", "center", "section", "article", "form"})
_CELLS = frozenset({"td", "th"})
_VOID = frozenset(
    {"area", "base", "col", "embed", "img", "input", "link", "meta", "param", "source", "track"}
) | {"wbr"}
_MARKS = {"a": "a", "strong": "strong", "b": "strong", "em": "em", "i": "em", "code": "code"}
_NEVER_BOILERPLATE = frozenset({"strong", "b", "em", "i", "code"})
# An inline element with more text than this is prose, whatever its names say.
_LABEL_CHARS = 400
# A table cell with more text is a column of a page that is laid out with tables.
_CELL_CHARS = 300
# A table row with more boxes is a layout, too; and looking through them again would take long.
_ROW_BOXES = 400
# Emphasis that is never closed goes on in every paragraph after it; a reader sees no difference.
_DEEPEST = 8
# In the place of the box around it: an element that is not counted.
_PLACE = -2
# A noscript with less text is a notice or a picture.
_FOR_OTHERS = 1_000

_TAG = re.compile(r'<(/?)([^ />]++)((?>(?: [^ />][^ />=]*+="[^"]*+")*))>')
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HREF = re.compile(r' href="([^"]*)"')
# Leads to a place on this page, or does something: prints it, writes a letter.
_ACTION = re.compile(r"\s{0,9}(?:#|javascript:|mailto:|tel:|sms:|whatsapp:)", re.IGNORECASE)
# Would end the address early, in HTML or in Markdown.
_UNSAFE = re.compile(r"[\x00-\x20<>()\\]")
_MARKUP = re.compile(r"<[^>]*>")
# Show nothing, and break words for the index. Joiners (U+200C, U+200D) stay: Persian needs them.
_INVISIBLE = dict.fromkeys((*range(9), *range(14, 32), 0x7F, 0xAD, 0x200B, 0x200E, 0x200F))
_INVISIBLE |= dict.fromkeys((*range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF))


def outline_of(tree: LexborHTMLParser) -> Outline:
    """Every text of the page, in order; takes scripts and the like out of `tree`."""
    tree.strip_tags(_UNREAD)
    if not _is_for_others(tree):
        tree.strip_tags(["noscript"])
    body = tree.body
    source = (body.html if body is not None else None) or ""
    reader = _Reader()
    reader.read(_COMMENT.sub("", source) if "<!--" in source else source)
    return Outline(reader.boxes, reader.paragraphs)


def _is_for_others(tree: LexborHTMLParser) -> bool:
    """Whether most of the text is for those without scripts: others have theirs from a program.

    On other pages it is a second copy.
    """
    size = sum([len(node.text()) for node in tree.css("body noscript")])
    return size >= _FOR_OTHERS and tree.body is not None and size > len(tree.body.text()) / 2


class _Reader:
    """The state of one pass over a page: what is open, and the paragraph being read."""

    def __init__(self) -> None:
        self.boxes = [Box("body", "", "p", "", -1, 0)]
        self.paragraphs: list[Paragraph] = []
        self.box = 0  # the innermost open box
        # Elements not yet closed: tag, the box around it (-1 if it is none), pieces so far, markup
        self.open: list[tuple[str, int, int, str]] = []
        self.counts = dict.fromkeys(_COUNTED, 0)  # how many of these are open
        self.judged_above = 0  # how many elements are open inside which nothing is judged
        self.marks: list[str] = []  # the start tags of links and emphasis that are open
        self.pieces: list[str] = []  # escaped text and inline markup
        self.has_words = False
        self.is_anchor = False  # the open link leads to no other page
        self.linked = 0
        self.anchored = 0
        self.after_break = -1  # len(pieces) after the last br

    def read(self, source: str) -> None:
        parts = _TAG.split(source)
        counts = self.counts
        for is_end, tag, attributes, text in zip(*(parts[i::4] for i in range(1, 5)), strict=True):
            if is_end:
                self.end(tag)
            else:
                self.start(tag, attributes)
            if text and (not text.isspace() or self.has_words):
                self.pieces.append(text)
                self.has_words = True
                if counts["a"]:
                    self.linked += len(text.strip())
                    self.anchored += len(text.strip()) if self.is_anchor else 0
        if self.pieces:
            self.flush()
        self.boxes[0].last = len(self.paragraphs)

    def start(self, tag: str, source: str) -> None:
        if tag in _BLOCKS:
            if self.pieces:
                self.flush()
            if tag not in _EDGES:
                reason = "" if self.judged_above else reason_of_element(tag, source)
                self.open_box(tag, source, reason)
        elif tag == "br":
            self.line_break()
        elif tag not in _VOID:
            self.start_inline(tag, source)

    def open_box(self, tag: str, source: str, reason: str) -> None:
        if tag in _COUNTED:
            self.counts[tag] += 1
            self.judged_above += tag in _JUDGED
        if tag in _SPEAKING:
            kind = tag
        else:
            above = self.boxes[self.box].kind
            kind = above if above in _LASTING and tag in _PLAIN else "p"
        outer, self.box = self.box, len(self.boxes)
        self.open.append((tag, outer, len(self.pieces), ""))
        self.boxes.append(Box(tag, source, kind, reason, outer, len(self.paragraphs)))

    def start_inline(self, tag: str, source: str) -> None:
        reason = markup = ""
        # A place that links lead to is no link; older pages do not close it.
        is_place = tag == "a" and " name=" in source and " href=" not in source
        if not self.judged_above:
            if tag == "a":
                href = _HREF.search(source)
                self.is_anchor = href is not None and _ACTION.match(href[1]) is not None
                markup = _link(href[1]) if href else ""
                # Nearly every address is another, and says nothing of the element.
                source = source.replace(href[0], "", 1) if href else source
            elif tag in _MARKS:
                markup = f"<{_MARKS[tag]}>"
            if (source or "-" in tag) and tag not in _NEVER_BOILERPLATE:
                reason = reason_of_element(tag, source)
        # A link amid a sentence is part of it, whatever it is called; at the head it may be a card.
        if reason and (tag != "a" or not self.has_words):
            self.open_box(tag, source, reason)
            return
        if tag in _COUNTED and not is_place:
            self.counts[tag] += 1
        if markup and len(self.marks) < _DEEPEST:
            self.pieces.append(markup)
            self.marks.append(markup)
        else:
            markup = ""
        self.open.append((tag, _PLACE if is_place else -1, 0, markup))

    def end(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            return
        _, outer, start, markup = self.open.pop()
        if outer >= 0:
            self.end_box(tag, start)
            self.box = outer
        elif markup:
            self.marks.pop()
            self.pieces.append(f"</{_MARKS[tag]}>")
        if tag in _COUNTED and outer != _PLACE:
            self.counts[tag] -= 1
            self.judged_above -= tag in _JUDGED

    def end_box(self, tag: str, start: int) -> None:
        box = self.boxes[self.box]
        if tag in _BLOCKS or box.first < len(self.paragraphs):
            if self.pieces:
                self.flush()
            if tag == "tr":
                self.join_cells(box)
            elif tag == "table" and self.is_inset():
                box.reason = "sidebar"
        else:
            self.cut_label(box, start)
        box.last = len(self.paragraphs)

    def line_break(self) -> None:
        """Older pages have no p elements: there one br ends the paragraph, elsewhere a second."""
        is_second = self.after_break >= 0 and not "".join(self.pieces[self.after_break :]).strip()
        if is_second or self.boxes[self.box].tag in _UNRULED:
            self.flush()
        elif self.pieces:
            self.pieces.append("\n")
            self.after_break = len(self.pieces)

    def cut_label(self, box: Box, start: int) -> None:
        """Make the text of a small boilerplate element a paragraph of its own, inside another."""
        label = self.pieces[start:]
        if sum(map(len, label)) > _LABEL_CHARS:
            box.reason = ""
            return
        around, linked, anchored = self.pieces, self.linked, self.anchored
        del around[start:]
        self.pieces = self.marks + label
        self.flush()
        self.pieces, self.linked, self.anchored = around, linked, anchored
        self.has_words = len(around) > len(self.marks)

    def flush(self) -> None:
        """Close the paragraph being read; marks that are open go on in the next."""
        markup = "".join(self.pieces)
        text = _plain(_MARKUP.sub("", markup) if "<" in markup else markup)
        if text:
            for mark in reversed(self.marks):
                markup += "</a>" if mark.startswith("<a ") else f"</{mark[1:]}"
            paragraph = Paragraph(self.boxes[self.box].kind, text, markup, self.box)
            paragraph.linked, paragraph.anchored = self.linked, self.anchored
            self.paragraphs.append(paragraph)
        self.pieces = self.marks.copy()
        self.linked = self.anchored = 0
        self.has_words = False
        self.after_break = -1

    def is_inset(self) -> bool:
        """Whether the table is one cell inside a cell: how older pages set a box into the text."""
        inner = self.boxes[self.box + 1 : self.box + 9]
        is_small = len(self.boxes) - self.box <= len(inner) + 1
        is_inside = self.counts["td"] + self.counts["th"] > 0
        return is_inside and is_small and sum(box.tag in _CELLS for box in inner) == 1

    def join_cells(self, row: Box) -> None:
        """Make a row of a data table one paragraph; leave the columns of a page layout alone."""
        if len(self.boxes) - self.box > _ROW_BOXES:
            return
        cells, inner = self.paragraphs[row.first :], self.boxes[self.box + 1 :]
        is_layout = any(box.parent == self.box and box.last - box.first > 1 for box in inner)
        if len(cells) < 2 or is_layout or any(len(cell.text) > _CELL_CHARS for cell in cells):
            return
        joined = Paragraph(
            "tr",
            " | ".join(cell.text for cell in cells),
            " | ".join(cell.markup for cell in cells),
            self.box,
        )
        joined.linked = sum(cell.linked for cell in cells)
        self.paragraphs[row.first :] = [joined]
        for box in inner:
            box.first, box.last = row.first, min(box.last, row.first + 1)


def _link(href: str) -> str:
    """The opening tag of a link that a reader may follow; of another, nothing."""
    href = href.strip()
    scheme = href.split(":", 1)[0].lower() if ":" in href.split("/", 1)[0] else ""
    if not href or href.startswith(("#", "//")) or scheme not in ("", "http", "https"):
        return ""
    return f'<a href="{_UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", href)}">'


def _plain(escaped: str) -> str:
    if "&" in escaped:
        # All that lexbor writes; the ampersand last, or "&amp;lt;" would be unescaped twice.
        for sign, entity in (("\u00a0", "&nbsp;"), ("<", "&lt;"), (">", "&gt;"), ("&", "&amp;")):
            escaped = escaped.replace(entity, sign)
    text = " ".join(escaped.split())
    return text if text.isprintable() else " ".join(text.translate(_INVISIBLE).split())
