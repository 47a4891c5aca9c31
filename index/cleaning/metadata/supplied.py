"""Facts that came with an article: front matter, or the other keys of a JSON Lines record."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter

from index.cleaning.metadata.byline import LONGEST_BYLINE
from index.cleaning.metadata.canonical_url import absolute_url
from index.cleaning.metadata.dates import Convention, iso_date, month_is_first
from index.cleaning.metadata.headline import LONGEST_TITLE
from index.cleaning.metadata.outlet import LONGEST_OUTLET
from index.cleaning.metadata.sourced_value import SourcedValue, cleaned
from index.cleaning.metadata.time_of_day import time_of_day

# The keys that crawlers, exporters and writers use, in letters and digits without accents; the
# plainest first, because it is the one that was meant. Those of tables that people made
# themselves are words of their languages.
_KEYS = {
    "title": "title headline name ogtitle articletitle fulltitle webtitle heading booktitle "
    "titel uberschrift schlagzeile titre titulo titular titolo kop tytuł nadpis titulek cim baslık "
    "rubrik overskrift otsikko заголовок назва τιτλος العنوان عنوان כותרת 标题 標題 見出し 제목",
    # Not when something was made: clippers say by "created" when they clipped the page.
    "date": "date published publisheddate publishedat publishdate datepublished pubdate "
    "datepublish publishingdate publishedon publishedtime publicationdate publicationtime "
    "webpublicationdate articlepublishedtime firstpublished firstpublicationdate issued "
    "displaydate posted postedat dateposted isodate day time timestamp "
    "datum erscheinungsdatum veroffentlicht datedepublication fecha fechadepublicacion data "
    "datadipubblicazione datadepublicacao dato datapublikacji tarih paivamaara дата ημερομηνια "
    "التاريخ تاريخ תאריך 日期 发布时间 發布時間 日付 날짜",
    "outlet": "outlet sitename site publication newspaper sourcename sourcehostname medianame "
    "journal organization providername provider publisher source sourcedomain domainname domain "
    "hostname quelle medium zeitung media medio fuente periodico diario "
    "fonte testata giornale jornal veiculo bron krant zrodło gazeta tidning kalla avis kilde zdroj "
    "forras kaynak источник издание джерело πηγη المصدر מקור 来源 來源 媒体 媒體 출처 from",
    "byline": "author authors byline creator writer by reporter authorname publishedby bookauthor "
    "autor autoren autorin verfasser auteur auteurs autores autora autore autori forfattare "
    "forfatter szerzo yazar kirjoittaja автор συγγραφεας الكاتب מחבר 作者 记者 記者 기자 著者",
    "lang": "lang language locale languagecode inlanguage",
    "url": "url link canonicalurl canonical permalink sourceurl href uri originalurl weburl "
    "articleurl source originurl pageurl",
    "description": "description summary abstract excerpt subtitle lead",
}
_MOST_ITEMS = 12
LONGEST_DESCRIPTION = 1_000
# A link in a wiki or in Obsidian: [[Name]] or [[page|Name]].
_LINKED = re.compile(r"\[\[(?:[^\]|]{0,200}\|)?([^\]]{0,200})\]\]")
_INTRODUCTION = re.compile(r"\Aby\s+(?=\S)", re.IGNORECASE)


def supplied_facts(given: Mapping[str, object], source: str) -> dict[str, SourcedValue]:
    """The facts that `given` states, by the names of the fields of Metadata; only known ones."""
    values = _values(given)
    convention = Convention(
        month_is_first(next(_strings(next(iter(values.get("lang", ())), "")), ""), "", "")
    )
    facts = {
        name: next(filter(None, _READERS[name](found, convention)), "")
        for name, found in values.items()
    }
    found = {name: SourcedValue(facts[name], source) for name in _KEYS if facts.get(name)}
    if "date" in found:
        day = facts["date"]
        stated = (value for value in values["date"] if _date(value, convention) == day)
        times = (time_of_day(_first_string(value), day) for value in stated)
        found["date"] = SourcedValue(day, source, next(filter(None, times), ""))
    return found


def title_given(given: Mapping[str, object] | None) -> str:
    """The title that `given` states in so many words, or ""."""
    title = (given or {}).get("title")
    return str(title) if isinstance(title, date) else next(_strings(title), "")


def _values(given: Mapping[str, object]) -> dict[str, list[object]]:
    """The values that are given for each field, those under the plainest keys first."""
    plain = {plain_key(str(key)[:60]): value for key, value in given.items()}
    ranked: dict[str, list[tuple[int, object]]] = {}
    for key, value in plain.items():
        if value not in (None, "", [], {}):
            for name, rank in _ranks().get(key, ()):
                ranked.setdefault(name, []).append((rank, value))
    return {
        name: [value for _, value in sorted(values, key=itemgetter(0))]
        for name, values in ranked.items()
    }


@cache
def _ranks() -> Mapping[str, list[tuple[str, int]]]:
    """For each key the fields that it may state, with its place among the keys of the field."""
    ranks: dict[str, list[tuple[str, int]]] = {}
    for name, keys in _KEYS.items():
        for rank, key in enumerate(keys.split()):
            ranks.setdefault(key, []).append((name, rank))
    return ranks


@lru_cache(maxsize=1_024)
def plain_key(key: str) -> str:
    """A key in letters and digits, without accents."""
    if key.isascii():
        return re.sub(r"[\W_]", "", key.lower())
    letters = re.sub(r"[\W_]", "", unicodedata.normalize("NFKD", key.lower()))
    return unicodedata.normalize("NFC", letters)


def _names(values: Iterable[object]) -> Iterator[object]:
    """Values without those that are an address: where an article stands is not who made it."""
    for value in values:
        if not any("://" in text for text in _strings(value)):
            yield value


def _lines(values: Iterable[object], longest: int) -> Iterator[str]:
    return (cleaned(", ".join(_strings(value)), longest) for value in values)


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
    return iso_date(_first_string(value), convention)


def _first_string(value: object) -> object:
    return next(_strings(value), "") if isinstance(value, str) else value


def _without_introduction(byline: str) -> str:
    return _INTRODUCTION.sub("", byline)


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


@lru_cache(maxsize=256)
def language_code(text: str) -> str:
    """ISO 639-1 of a language tag or name ("en-GB", "pt_BR", "English"), or ""."""
    tag = re.split(r"[-_.;,\s]", text.strip().lower(), maxsplit=1)[0]
    if tag in _CODES:
        return _CODES[tag]
    return tag if re.fullmatch(r"[a-z]{2}", tag, re.ASCII) else ""


# The values of each field that its keys state, the empty ones among them.
_READERS: Mapping[str, Callable[[list[object], Convention], Iterable[str]]] = {
    "title": lambda values, _: _lines(values, LONGEST_TITLE),
    "date": lambda values, convention: (_date(value, convention) for value in values),
    "outlet": lambda values, _: _lines(_names(values), LONGEST_OUTLET),
    "byline": lambda values, _: map(_without_introduction, _lines(values, LONGEST_BYLINE)),
    "lang": lambda values, _: map(_language, values),
    "url": lambda values, _: map(_address, values),
    "description": lambda values, _: _lines(values, LONGEST_DESCRIPTION),
}
