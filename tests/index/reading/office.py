"""Office documents and packages as tests need them, written by hand."""

from __future__ import annotations

import io
from zipfile import ZipFile

_OFFICE = "http://schemas.openxmlformats.org"
_WORD = f"{_OFFICE}/wordprocessingml/2006/main"
_TYPES = f"""<Types xmlns="{_OFFICE}/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType=
"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = f"""<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="r1"
Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""
_CORE = """<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
{facts}</c>"""


def package(*members: tuple[str, str | bytes]) -> bytes:
    """A ZIP of (name, content)."""
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def docx(*paragraphs: str, facts: str = "") -> bytes:
    """A Word document; a paragraph that begins with "# " is a heading."""
    body = ""
    for text in paragraphs:
        style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if text.startswith("# ") else ""
        body += f"<w:p>{style}<w:r><w:t>{text.removeprefix('# ')}</w:t></w:r></w:p>"
    return package(
        ("[Content_Types].xml", _TYPES),
        ("_rels/.rels", _RELATIONS),
        (
            "word/document.xml",
            f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        ),
        ("docProps/core.xml", _CORE.format(facts=facts)),
    )


def odt(*paragraphs: str, facts: str = "") -> bytes:
    """An OpenDocument text; a paragraph that begins with "# " is a heading."""
    body = "".join(
        f"<t:h t:outline-level='1'>{p[2:]}</t:h>" if p.startswith("# ") else f"<t:p>{p}</t:p>"
        for p in paragraphs
    )
    space = "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
    return package(
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", f"<d {space}>{body}</d>"),
        ("meta.xml", _CORE.format(facts=facts)),
    )


def rtf(text: str, info: str = "") -> str:
    """An RTF file."""
    body = "".join(f"\\u{ord(sign)}?" if ord(sign) > 127 else sign for sign in text)
    lines = body.replace("\n", "\\par\n")
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Arial;}}}}{{\\info{info}}}\\f0 {lines}}}"
