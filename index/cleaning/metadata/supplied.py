"""Facts that came with an article: front matter, or the other keys of a JSON Lines record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from operator import itemgetter

from index.cleaning.metadata.byline import LONGEST_BYLINE
from index.cleaning.metadata.canonical_url import absolute_url
from index.cleaning.metadata.dates import Convention, iso_date, month_is_first
from index.cleaning.metadata.headline import LONGEST_TITLE
from index.cleaning.metadata.outlet import LONGEST_OUTLET
from index.cleaning.metadata.sourced_value import SourcedValue, cleaned

# The keys that crawlers, exporters and writers use, in letters and digits only; the plainest
# first, because it is the one that was meant.
_KEYS = {
    "title": "title headline name ogtitle articletitle fulltitle webtitle heading",
    # Not when something was made: clippers say by "created" when they clipped the page.
    "date": "date published publisheddate publishedat publishdate datepublished pubdate "
    "datepublish publishingdate publishedon publishedtime publicationdate publicationtime "
    "webpublicationdate articlepublishedtime firstpublished firstpublicationdate issued "
    "displaydate posted postedat dateposted isodate day time timestamp",
    "outlet": "outlet sitename site publication newspaper sourcename sourcehostname medianame "
    "journal organization providername provider publisher source sourcedomain domainname domain "
    "hostname",
    "byline": "author authors byline creator writer by reporter authorname publishedby",
    "lang": "lang language locale languagecode inlanguage",
    "url": "url link canonicalurl canonical permalink sourceurl href uri originalurl weburl "
    "articleurl source originurl pageurl",
    "description": "description summary abstract excerpt subtitle lead",
}
# For each key the fields that it may state, with its place among the keys of the field.
_RANKS: dict[str, list[tuple[str, int]]] = {}
for _name, _names_of_keys in _KEYS.items():
    for _rank, _key in enumerate(_names_of_keys.split()):
        _RANKS.setdefault(_key, []).append((_name, _rank))
_MOST_ITEMS = 12
# A link in a wiki or in Obsidian: [[Name]] or [[page|Name]].
_LINKED = re.compile(r"\[\[(?:[^\]|]{0,200}\|)?([^\]]{0,200})\]\]")
_INTRODUCTION = re.compile(r"\Aby\s+(?=\S)", re.IGNORECASE)


def supplied_facts(given: Mapping[str, object], source: str) -> dict[str, SourcedValue]:
    """The facts that `given` states, by the names of the fields of Metadata; only known ones."""
    values = _values(given)
    lang = next(filter(None, map(_language, values["lang"])), "")
    url = next(filter(None, map(_address, values["url"])), "")
    convention = Convention(
        month_is_first(next(_strings(next(iter(values["lang"]), "")), ""), "", "")
    )
    facts = {
        "title": _first_line(values["title"], LONGEST_TITLE),
        "date": next(filter(None, (_date(v, convention) for v in values["date"])), ""),
        "outlet": _first_line(list(_names(values["outlet"])), LONGEST_OUTLET),
        "byline": _INTRODUCTION.sub("", _first_line(values["byline"], LONGEST_BYLINE)),
        "lang": lang,
        "url": url,
        "description": _first_line(values["description"], 1_000),
    }
    return {name: SourcedValue(value, source) for name, value in facts.items() if value}


def title_given(given: Mapping[str, object] | None) -> str:
    """The title that `given` states in so many words, or ""."""
    title = (given or {}).get("title")
    return str(title) if isinstance(title, date) else next(_strings(title), "")


def _values(given: Mapping[str, object]) -> dict[str, list[object]]:
    """The values that are given for each field, those under the plainest keys first."""
    plain = {_folded(str(key)[:60]): value for key, value in given.items()}
    ranked: dict[str, list[tuple[int, object]]] = {name: [] for name in _KEYS}
    for key, value in plain.items():
        for name, rank in _RANKS.get(key, ()):
            if value not in (None, "", [], {}):
                ranked[name].append((rank, value))
    return {
        name: [value for _, value in sorted(values, key=itemgetter(0))]
        for name, values in ranked.items()
    }


@lru_cache(maxsize=1_024)
def _folded(key: str) -> str:
    return re.sub(r"[\W_]", "", key.lower())


def _names(values: list[object]) -> Iterator[object]:
    """Values without those that are an address: where an article stands is not who made it."""
    for value in values:
        if not any("://" in text for text in _strings(value)):
            yield value


def _first_line(values: list[object], longest: int) -> str:
    lines = (cleaned(", ".join(_strings(value)), longest) for value in values)
    return next((line for line in lines if line), "")


def _strings(value: object, depth: int = 0) -> Iterator[str]:
    """The strings in a value: itself, those of a list, the name of a mapping."""
    if isinstance(value, str):
        yield _LINKED.sub(r"\1", value) if "[[" in value else value
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        if abs(value) < 1e18:  # a longer one says nothing, and may be too long to be written out
            yield str(value)
    elif isinstance(value, list) and depth < 3:
        for item in value[:_MOST_ITEMS]:
            yield from _strings(item, depth + 1)
    elif isinstance(value, Mapping) and depth < 3:
        for key in ("name", "title"):
            if key in value:
                yield from _strings(value[key], depth + 1)
                return


def _date(value: object, convention: Convention) -> str:
    return iso_date(next(_strings(value), "") if isinstance(value, str) else value, convention)


def _address(value: object) -> str:
    return absolute_url(next(_strings(value), ""))


def _language(value: object) -> str:
    text = next(_strings(value), "").strip().lower()
    return language_code(text)


# Names and longer codes that files use for languages.
_CODES = {
    "english": "en", "eng": "en", "german": "de", "deutsch": "de", "deu": "de", "ger": "de",
    "french": "fr", "français": "fr", "fra": "fr", "fre": "fr", "spanish": "es", "español": "es",
    "spa": "es", "italian": "it", "ita": "it", "portuguese": "pt", "por": "pt", "dutch": "nl",
    "nld": "nl", "polish": "pl", "pol": "pl", "russian": "ru", "rus": "ru", "ukrainian": "uk",
    "ukr": "uk", "arabic": "ar", "ara": "ar", "العربية": "ar", "persian": "fa", "farsi": "fa",
    "fas": "fa", "turkish": "tr", "tur": "tr", "swedish": "sv", "swe": "sv", "danish": "da",
    "dan": "da", "norwegian": "no", "nor": "no", "nb": "no", "nn": "no", "nob": "no", "nno": "no",
    "indonesian": "id", "ind": "id", "in": "id", "iw": "he", "chinese": "zh", "zho": "zh",
    "cmn": "zh", "japanese": "ja", "jpn": "ja", "korean": "ko", "kor": "ko", "jp": "ja",
}  # fmt: skip


def language_code(text: str) -> str:
    """ISO 639-1 of a language tag or name ("en-GB", "pt_BR", "English"), or ""."""
    tag = re.split(r"[-_.;,\s]", text.strip().lower(), maxsplit=1)[0]
    if tag in _CODES:
        return _CODES[tag]
    return tag if re.fullmatch(r"[a-z]{2}", tag, re.ASCII) else ""
