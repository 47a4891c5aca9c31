"""What files are that hold no articles, told by their endings or by their first bytes."""

from __future__ import annotations

from index.reading.kind import Head

_PICTURES = "pictures"
_SCANS = "pictures (if they are scans: make install OCR=1)"
_SOUND = "sound and video"
_WEB = "style sheets, scripts and fonts"
_PROGRAMS = "programs and their data"

_BY_ENDING = {
    _SCANS: "jpg jpeg png tif tiff",
    _PICTURES: "jpe jfif gif webp svg bmp ico heic heif avif jxl psd ai eps raw",
    _SOUND: "mp3 m4a aac ogg oga opus flac wav wma mp4 m4v mov avi mkv webm mpg mpeg wmv flv 3gp "
    "vtt srt",
    _WEB: "css js mjs map woff woff2 ttf otf eot scss less ts",
    _PROGRAMS: "exe dll so dylib bin dat db sqlite sqlite3 ini cfg conf lock log py r rmd ipynb "
    "sh bat pyc class jar o a tmp bak part crdownload torrent iso dmg deb rpm apk msi pkl npy "
    "parquet rdata rds sav dta",
    "old Word documents (save them as .docx)": "doc dot",
    "Pages documents (export them as .docx)": "pages",
    "spreadsheets (save them as .csv)": "xls xlsx xlsm ods numbers",
    "slides": "ppt pptx pps odp key",
    "RAR archives (unpack them)": "rar cab arj",
    "Mobipocket and Kindle books": "mobi azw azw3 prc",
    "DjVu scans": "djvu djv",
    "addresses of pages": "url webloc website desktop",
    "feed lists": "opml",
    "calendars and contacts": "ics vcf",
}
_KIND_OF = {f".{end}": kind for kind, ends in _BY_ENDING.items() for end in ends.split()}
_LOOKED_INTO = frozenset({".doc", ".dot"})  # RTF and pages of databases are often called so

_BY_CONTENT = (
    (b"\x89PNG\r\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"BM", "a picture (BMP)"),
    (b"RIFF", "a picture, sound or video (RIFF)"),
    (b"ID3", "sound (MP3)"),
    (b"OggS", "sound (Ogg)"),
    (b"fLaC", "sound (FLAC)"),
    (b"\x1a\x45\xdf\xa3", "video (Matroska)"),
    (b"Rar!", "a RAR archive; unpack it into the folder of articles"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as .docx"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3\0", "a database (SQLite)"),
    (b"wOF", "a font"),
    (b"bplist00", "a property list"),
    (b"AT&TFORM", "a DjVu scan"),
)


def named_by_ending(name: str) -> str:
    """What files of such a name are, in the plural; their ending where that is unknown."""
    ending = _ending(name)
    return _KIND_OF.get(ending) or ending or "no ending"


def is_known(name: str) -> bool:
    """Whether the ending says that a file holds no articles, so that it is not opened."""
    ending = _ending(name)
    return ending in _KIND_OF and ending not in _LOOKED_INTO


def _ending(name: str) -> str:
    # Asked of each file at each run: a Path would take ten times as long.
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem and "/" not in ending else ""


def named_by_content(head: Head) -> str:
    """What a file is by its first bytes, in the singular; "" where they do not say."""
    if not head.is_binary:
        return ""
    if head.data[4:8] == b"ftyp":
        return "video or a picture (MPEG-4)"
    known = (what for begin, what in _BY_CONTENT if head.data.startswith(begin))
    return next(known, "bytes that are no text")
