"""From bytes to text as browsers do it, for pages and text files alike.

The labels are those of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org), by which
"iso-8859-1" means windows-1252 and "gb2312" means gb18030.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from charset_normalizer import from_bytes

from index.cleaning.latin_encoding import latin_codec_of

UTF_8: Final = "utf-8"
LAST_RESORT: Final = "cp1252"

# Python codec: labels other than its own name. The labels of the standard, no others: Python also
# has codecs that are no character sets ("rot13", "idna") or that no browser reads ("utf-7").
_LABELS: Final = {
    UTF_8: "utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "cp1252": (
        "windows-1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 latin1 latin-1 l1 "
        "ascii us-ascii ansi_x3.4-1968 cp819 ibm819 iso-ir-100 csisolatin1 x-cp1252 "
        "x-user-defined ansi"
    ),
    "cp1250": "windows-1250 x-cp1250",
    "cp1251": "windows-1251 x-cp1251",
    "cp1253": "windows-1253 x-cp1253",
    "cp1254": (
        "windows-1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 latin5 l5 "
        "iso-ir-148 csisolatin5"
    ),
    "cp1255": "windows-1255 x-cp1255",
    "cp1256": "windows-1256 x-cp1256",
    "cp1257": "windows-1257 x-cp1257",
    "cp1258": "windows-1258 x-cp1258",
    "cp874": "windows-874 dos-874 tis-620 iso-8859-11 iso8859-11 iso885911",
    "cp866": "ibm866 866 csibm866",
    "iso8859-2": "iso-8859-2 iso_8859-2 iso88592 iso_8859-2:1987 latin2 l2 csisolatin2 iso-ir-101",
    "iso8859-3": "iso-8859-3 iso_8859-3 iso88593 iso_8859-3:1988 latin3 l3 csisolatin3 iso-ir-109",
    "iso8859-4": "iso-8859-4 iso_8859-4 iso88594 iso_8859-4:1988 latin4 l4 csisolatin4 iso-ir-110",
    "iso8859-5": "iso-8859-5 iso_8859-5 iso88595 cyrillic csisolatincyrillic iso-ir-144",
    "iso8859-6": "iso-8859-6 iso_8859-6 iso88596 arabic asmo-708 ecma-114 csisolatinarabic",
    "iso8859-7": "iso-8859-7 iso_8859-7 iso88597 greek greek8 elot_928 ecma-118 sun_eu_greek",
    "iso8859-8": (
        "iso-8859-8 iso_8859-8 iso88598 hebrew visual iso-8859-8-i iso-8859-8-e logical csiso88598i"
    ),
    "iso8859-10": "iso-8859-10 iso885910 latin6 l6 csisolatin6 iso-ir-157",
    "iso8859-13": "iso-8859-13 iso885913",
    "iso8859-14": "iso-8859-14 iso885914",
    "iso8859-15": "iso-8859-15 iso_8859-15 iso885915 l9 latin9 latin-9 csisolatin9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "koi koi8 koi8_r cskoi8r",
    "koi8-u": "koi8-ru",
    "mac-roman": "macintosh mac x-mac-roman csmacintosh",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": (
        "gb2312 gb_2312 gb_2312-80 gbk x-gbk chinese csgb2312 csiso58gb231280 iso-ir-58 cp936 "
        "hz-gb-2312 windows-936"
    ),
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp949": (
        "euc-kr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 iso-ir-149 "
        "csksc56011987 windows-949 uhc"
    ),
    "utf-16-le": "utf-16 utf-16le unicode ucs-2 iso-10646-ucs-2 csunicode unicodefeff",
    "utf-16-be": "utf-16be unicodefffe",
}
_CODECS: Final = {
    label: codec for codec, labels in _LABELS.items() for label in (codec, *labels.split())
}
BOMS: Final = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers look into the first 1,024 bytes; pages that put it later are forgiven.
_HEAD: Final = 4096
# More bytes do not make the guess better, and it takes time.
_SAMPLE: Final = 16_384
# A page may hold a stray byte or half a character; more of them mean that the label is wrong.
_STRAYS: Final = 0.001

# What a file without a label may be in; rarer encodings only win by chance.
_GUESSES: Final = (
    *("cp1250", "iso8859_2", "cp1251", "koi8_r", "cp866", "cp1252", "cp1253", "cp1254", "cp1255"),
    *("cp1256", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "utf_16_le", "utf_16_be"),
    "cp874",
)
# UTF-16 without a mark: units looked at, and how many of them must be letters, signs or blanks.
_UNITS: Final = 2_000
_SENSIBLE: Final = 0.95

_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(
    rb"<meta\s[^>]{0,500}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:\-]{1,40})", re.IGNORECASE
)
_XML = re.compile(rb"\A\s{0,99}<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:\-]{1,40})")
_HEADER = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:\-]{1,40})", re.IGNORECASE)
_HIGH = re.compile(rb"[\x80-\xff]")


def decode(data: bytes, declared: str = "") -> str:
    """The text of a page or text file, without its byte order mark. Never raises.

    In order: the byte order mark; UTF-16 that lacks it; `declared`, a label or a Content-Type
    header; what the page says in a meta element or its XML declaration; UTF-8, if the bytes are
    valid; the best guess; windows-1252. A label that the bytes contradict is passed over: text
    that was saved again often keeps the label of another encoding.
    """
    for mark, codec in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    if b"\0" in data[:_UNITS] and (codec := utf_16_of(data)):
        return data.decode(codec, "replace")
    if not declared and data.isascii() and b"\x1b" not in data:
        return data.decode("ascii")
    text = _decode_as(codec_of(declared), data)
    if text is None:
        text = _decode_as(UTF_8, data, strays=0)
    if text is None:
        text = _decode_as(_stated(data), data)
    if text is None:
        text = _decode_as(UTF_8, data)
    if text is None:
        text = data.decode(_guess(data), "replace")
    return text


def codec_of(label: str) -> str:
    """The Python codec for a label or a Content-Type header; empty if it names no encoding."""
    header = _HEADER.search(label)
    return _CODECS.get((header[1] if header else label).strip().strip("\"'").lower(), "")


def _stated(data: bytes) -> str:
    """The codec that the page itself names."""
    head = data[:_HEAD]
    found = _META.search(_COMMENT.sub(b"", head)) or _XML.search(head)
    codec = codec_of(found[1].decode("ascii", "ignore")) if found else ""
    # Who can read the label without knowing the encoding knows that it is not UTF-16.
    return UTF_8 if codec.startswith("utf-16") else codec


def _decode_as(codec: str, data: bytes, strays: float = _STRAYS) -> str | None:
    """The text in this encoding; None if the bytes are not in it, but for a few strays."""
    if not codec:
        return None
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
    # Single-byte encodings leave a few bytes undefined; browsers show those as control characters.
    is_single = codec.startswith(("cp125", "iso8859", "cp874"))
    return text if is_single or text.count("\ufffd") <= strays * len(text) else None


def utf_16_of(data: bytes) -> str:
    """The codec of UTF-16 that lacks its mark, "" for what is not UTF-16.

    Such a text has blanks or line ends, whose upper byte is zero; other texts hold no zeros. In
    the wrong byte order, and in bytes that are no text, hardly any units are letters.
    """
    sample = data[: 2 * _UNITS]
    if b"\0" not in sample.rstrip(b"\0"):
        return ""
    shares = {codec: _sensible(sample, codec) for codec in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=lambda codec: shares[codec])
    return best if shares[best] >= _SENSIBLE else ""


def _sensible(sample: bytes, codec: str) -> float:
    """The share of characters that texts are made of."""
    text = sample[: len(sample) & ~1].decode(codec, "replace").rstrip("\0")
    known = sum(sign.isalnum() or sign.isspace() or _is_sign(sign) for sign in text)
    blanks = sum(sign in " \n\r\t，。、\u3000" for sign in text)
    return known / len(text) if blanks else 0.0


def _is_sign(sign: str) -> bool:
    return sign != "\ufffd" and unicodedata.category(sign)[0] in "PSM"


def _guess(data: bytes) -> str:
    """The codec that makes the most of the part where the text is not ASCII."""
    first = _HIGH.search(data)
    start = max(0, (first.start() if first else 0) - 200)
    sample = data[start : start + _SAMPLE]
    if codec := latin_codec_of(sample):
        return codec
    best = from_bytes(sample, cp_isolation=list(_GUESSES)).best()
    if best is None:
        return LAST_RESORT
    return _CODECS.get(best.encoding.replace("_", "-"), best.encoding)
