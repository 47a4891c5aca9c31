"""Who wrote an article: names out of metadata, markup and lines such as "By Ada Byron"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from index.cleaning.metadata.dated_element import is_of_others
from index.cleaning.metadata.dates import dates_in
from index.cleaning.metadata.headline import fold_name
from index.cleaning.metadata.headline_context import HeadlineContext
from index.cleaning.metadata.sourced_value import UNKNOWN, SourcedValue, cleaned
from index.cleaning.metadata.structured import Structured

LONGEST_BYLINE = 300
_LONGEST_NAME = 120
# A longer list of authors is that of a scientific paper; it is cut.
_MOST_AUTHORS = 12
# Elements and lines that hold more than this also hold a biography.
_LONGEST_LINE = 200
_MOST_ELEMENTS = 6
_SHOWN_SOURCES = ("author element", "text")
_MOST_WORDS = 8
_AUTHOR_LINKS = (
    'a[rel~="author"], a[href*="author" i], a[href*="/people/"], a[href*="/profile" i], '
    'a[href*="autor" i], a[href*="/staff/"], a[href*="/by/"]'
)

_AUTHOR_METAS = (
    "author", "sailthru.author", "parsely-author", "citation_author", "dc.creator", "byl",
    "dcterms.creator", "article:author", "byline", "article.author", "cxenseparse:author",
    "bt:author", "authors", "og:article:author", "dc.contributor",
)  # fmt: skip
# Those first that name the author most often.
_AUTHOR_ELEMENTS = (
    '[itemprop~="author"] [itemprop~="name"]',
    '[rel~="author"]',
    '[itemprop~="author"]',
    '[class*="author-name" i], [class*="author_name" i], [class*="authorname" i]',
    'a[href*="/author/"], a[href*="/authors/"], a[href*="/staff/"]',
    '[class~="author" i], [class~="byline" i]',
    '[class*="byline" i], [class*="author" i], [data-testid*="author" i]',
)

# Words before a name, of which a line may have two ("Written by: ").
_INTRODUCTION = re.compile(
    r"(?:(?:by|von|par|por|di|door|av|af|przez|text|texte|texto|testo|tekst|interview|words|story|"
    r"authors?|autor|autorin|autora|autoren|auteur|auteurs|autore|автор|авторы|автори|yazan|oleh|"
    r"penulis|written|authored|posted|published|reported|hosted|created|report|posts|articles|"
    r"stories|view all|more|geschrieben|erstellt|verfasst|alle artikel|alles|rezept|escrito|publié|"
    r"words and pictures)(?::|\b)|بقلم\b|كتب\b|نویسنده\b|文\s?[/／:：]|記者|记者)[\s:]*",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:written|posted|published|reported|story|words|report|hosted|photos and text) )?by\b|"
    r"(?:posted|published) on\b.{6,40}\bby\b|"
    r"(?:von|par|por|di|door|av|af|przez)\s|"
    r"(?:text|texte|texto|testo|tekst|interview|words|author|autor|autora|autoren|auteur|autore|"
    r"автор|авторы|yazan|oleh|penulis):|بقلم|كتب:|نویسنده:|文[/／:：]|記者|记者",
    re.IGNORECASE,
)
# What says nothing but who has written it may stand far from the headline.
_SIGNED = re.compile(
    r"^[ \t]*(?:(?:article|story|words|written|authored) by|(?:ein )?(?:artikel|beitrag) von"
    r"|(?:geschrieben|verfasst) von|escrito por|écrit par|scritto da|(?:author|autorin?|auteur):)"
    r"[ \t]*:?\s{1,20}(\S[^\n]{3,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_PAGE = 200_000
_READING_TIME = re.compile(r"\d\s?min", re.IGNORECASE)
# What the first label of a card says before the author's name.
_LABELS = frozenset(
    {"by", "von", "par", "por", "da", "door", "av", "af", "przez", "автор", "yazan"}
)
_PARTS = re.compile(r"[|•·/\\<>()\[\]{}–—;,:@\"“”]|\s-\s")
_JOINERS = frozenset({"and", "&", "und", "et", "y", "e", "и", "та", "i", "og", "och", "en", "ve"})
# Between two full names: of two surnames and of a couple it is a part.
_AND = re.compile(r",\s|\s(?:und|et|y|e|og|och|en|и|та|ve)\s")
_PARTICLES = frozenset({
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der",
    "den", "ter", "ten", "el", "al", "bin", "ibn", "abu", "ben", "of", "the", "af", "av", "zu",
    "zum", "zur", "und", "y", "e", "d'", "dan",
})  # fmt: skip
# Words that are no part of a name, and end it.
_ROLE = re.compile(
    r"\s(?:(?:staff|senior|junior|chief|guest|contributing|freelance|managing|deputy|associate) ?"
    r"(?:writer|reporter|editor|correspondent|columnist)|contributor|correspondent|reporter|updated|"
    r"published|posted|full bio|about|min read|fact checked|edited|reviewed|verified|trending|"
    r"follow|share|author['’]s|see all|view)\b.*",
    re.IGNORECASE,
)
# Words that only companies, papers and departments have in their names.
_ORGANISATIONS = frozenset({
    "admin", "agency", "association", "board", "company", "editorial", "editors", "e.v.", "e.v",
    "forum", "foundation", "gmbh", "group", "inc", "inc.", "institute", "llc", "ltd", "ltd.",
    "magazin", "magazine", "media", "média", "medien", "network", "news", "online", "press",
    "presse", "redaccion", "redacción", "redaktion", "rédaction", "redazione", "redação",
    "redakcja", "редакция", "staff", "team", "times", "university", "verlag", "volksblatt", "desk",
    "newsroom", "nachrichten", "zeitung", "bureau", "agentur", "correspondent", "reporter",
})  # fmt: skip
_NOBODY = frozenset({
    "admin", "administrator", "webmaster", "undefined", "null", "none", "author", "authors",
    "unknown", "editor", "staff", "guest", "user", "root", "login", "name", "by", "fullbio",
    "authorwebsite", "learnmore", "readmore", "website", "home", "profile", "anonymous",
    "contributor", "follow", "viewprofile", "seeall", "abouttheauthor", "na", "moreposts",
    "viewmoreposts", "editorialstandards", "facebook", "twitter", "instagram", "linkedin",
    "whatsapp", "pinterest", "telegram", "xing", "youtube", "tiktok", "email", "share", "skip",
    "article", "artikel", "inhalt", "posted", "published", "authored", "veröffentlicht", "personal",
    "interview", "espectáculos", "deportes", "termsconditions", "zumprofil", "kategorie",
    "category", "kommentare", "comments", "minread", "minuten", "politik", "sport", "kultur",
    "wirtschaft", "opinion", "opinión", "meinung", "print", "drucken", "news", "nachrichten",
    "superuser", "eingestellt", "źródło", "quelle", "fuente", "course", "kurs", "copy", "link",
    "faculty", "manufacturer", "dr", "prof", "red", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
})  # fmt: skip


def byline_of_page(
    tree: LexborHTMLParser, structured: Structured, near: HeadlineContext, site_names: set[str]
) -> SourcedValue:
    """The authors that a page names.

    Who is only a user name, an office or the outlet itself counts where no person is named.
    """
    named = weak = UNKNOWN
    stated = [(names, source) for names, source in _stated(structured) if names]
    for names, source in _whole(stated, _shown(tree, near)):
        fact = SourcedValue(_joined(names, site_names), source)
        if fact.value and _has_person(fact.value):
            return fact
        if fact.value and source not in _SHOWN_SOURCES:
            named = named or fact
        weak = weak or SourcedValue(_joined(names, set()), source)
    return named or weak


def _whole(
    stated: Sequence[tuple[list[str], str]], shown: Iterable[tuple[list[str], str]]
) -> Iterator[tuple[list[str], str]]:
    """What is stated, each in the longest form that is stated elsewhere, then what is shown."""
    folded = [_folded(names) for names, _ in stated]
    for own, wanted in zip(stated, folded, strict=True):
        pairs = zip(stated, folded, strict=True)
        yield next((other for other, found in pairs if wanted and wanted < found), own)
    yield from shown


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_name(part) for name in names for part in _separate(name)) - {""}


def _separate(name: str) -> list[str]:
    """The full names in "Ada Byron und Charles Babbage", else the name as it is."""
    parts = [part.strip(" ,'") for part in _AND.split(name)]
    return parts if all(" " in part for part in parts) else [name.strip(" ,'")]


def bylines_in(lines: Sequence[str]) -> Iterator[str]:
    """The names in those lines that are bylines; "By" may stand on a line of its own."""
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        if len(line) > _LONGEST_LINE:
            continue
        whole = f"{line} {following}" if _BY.fullmatch(f"{line.rstrip(' :')} ".strip()) else line
        if name := byline_in_line(whole):
            yield name


def byline_in_line(line: str) -> str:
    """The names in a line that is a byline: it says "by", or the like, before them."""
    match = _BY.match(line) if len(line) <= _LONGEST_LINE else None
    names = line[match.end() :].lstrip(" :") if match else ""
    # "by | 6 June 2017 | Section" has no name, nor has "von der Behörde".
    found = names_in(names) if names[:1].isalpha() else ""
    is_name = not found[:1].islower() or sum(map(_is_capital, found.split())) > 1
    return found if is_name else ""


def names_in(text: str) -> str:
    """The names at the head of a text that is about its author, or "".

    "Ada Byron, Harbour Correspondent" is Ada Byron; "A Byron, B Babbage and C Darwin" all three.
    """
    text = text[:_LONGEST_LINE]
    for written in reversed(dates_in(text)):
        text = f"{text[: written.start]} | {text[written.end :]}"
    text = _ROLE.sub("", " " + text)
    runs = [name for name in map(_leading_name, _PARTS.split(text)) if name]
    if not runs:
        return ""
    last = next((i for i, run in enumerate(runs) if _JOINERS & set(run.split())), 0)
    return ", ".join(runs[: last + 1])


def _leading_name(text: str) -> str:
    """The words at the head of a text that are written as names are."""
    words = text.split()
    while words and words[0].lower() in _JOINERS and not words[0].istitle():
        del words[0]
    end = 0
    for number, word in enumerate(words[:9], start=1):
        if _is_capital(word):
            end = number
        elif word.lower() not in _JOINERS and word.lower() not in _PARTICLES:
            break
    return " ".join(words[:end]).strip(" .'’")


def _is_capital(word: str) -> bool:
    """Whether a word can be a part of a name; scripts without capitals cannot tell."""
    first = word.lstrip("'’\"“‘«")[:1]
    return first.isalpha() and (first.isupper() or first.upper() == first.lower())


def _has_person(names: str) -> bool:
    return any(map(_is_person, names.split(", ")))


def _is_person(name: str) -> bool:
    is_organisation = not _ORGANISATIONS.isdisjoint(re.findall(r"[\w.]+", name.casefold()))
    return (" " in name or not name.isascii()) and not is_organisation


def _is_somebody(name: str) -> bool:
    """Whether a name has a word that may be a person's: "Twitter Facebook" has none."""
    return not all(fold_name(word) in _NOBODY for word in name.split())


def _joined(names: Iterable[str], site_names: set[str]) -> str:
    """Names that stand for somebody, once each, as one line."""
    kept: dict[str, str] = {}
    for name in (part for whole in names for part in _separate(whole)):
        folded = fold_name(name)
        is_nobody = folded in _NOBODY or not _is_somebody(name)
        is_site = (
            folded in site_names or "".join(filter(str.isalnum, name.casefold())) in site_names
        )
        if not is_nobody and not is_site and _is_name(name):
            kept.setdefault(folded, name)
    return cleaned(", ".join(list(kept.values())[:_MOST_AUTHORS]), LONGEST_BYLINE)


def _is_name(name: str) -> bool:
    is_address = "://" in name or "@" in name or name.startswith("www.")
    return bool(re.search(r"[^\W\d_]{2}", name)) and not is_address


def _stated(structured: Structured) -> Iterator[tuple[list[str], str]]:
    for meta in _AUTHOR_METAS:
        contents = structured.metas.get(meta, ())
        yield [_declared_name(content) for content in contents], f"meta {meta}"
    for node in (structured.article, structured.page):
        for key in ("author", "creator"):
            yield list(people(node.get(key), structured)), f"json-ld {key}"
    if not _LABELS.isdisjoint(structured.meta("twitter:label1").lower().split()):
        yield [_declared_name(structured.meta("twitter:data1"))], "meta twitter:data1"
    first, is_parted, _ = structured.meta("og:description").strip().partition("\n")
    if is_parted:
        yield [byline_in_line(first.strip())], "meta og:description"


def _shown(tree: LexborHTMLParser, near: HeadlineContext) -> Iterator[tuple[list[str], str]]:
    for selector in _AUTHOR_ELEMENTS:
        for element in tree.css(selector)[:_MOST_ELEMENTS]:
            beside = element.parent if element.tag == "a" and element.parent else element
            names = [] if is_of_others(element) else _linked(beside) or _names_in_element(element)
            if names:
                yield names, "author element"
                break
    yield list(bylines_in(near.lines))[:1], "text"
    signed = dict.fromkeys(_signed(tree))
    yield list(signed) if len(signed) == 1 else [], "text"


def _signed(tree: LexborHTMLParser) -> Iterator[str]:
    """The names in lines anywhere on the page that say who has written it, and in so many words."""
    text = tree.body.text(separator="\n") if tree.body is not None else ""
    for match in _SIGNED.finditer(text, 0, _LONGEST_PAGE):
        name = names_in(" ".join(match[1].split()))
        if _is_full_name(name) and _is_person(name):
            yield name


def _names_in_element(element: LexborNode) -> list[str]:
    """The names in an element about its author.

    What stands in a piece of its own behind a name is the bearer's office, or something else.
    """
    texts = element.text(separator="\n")[:1_000].split("\n")
    pieces = [piece for text in texts if (piece := cleaned(text, 1_000))]
    if len(" ".join(pieces)) > _LONGEST_LINE:
        return []
    names: list[str] = []
    is_joined = True
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=False):
        if _is_initials(piece, following):  # in the place of a portrait
            continue
        if piece.lower().strip(" ,") in _JOINERS or not piece.strip(" ,"):
            is_joined = True
        elif not _INTRODUCTION.fullmatch(piece):
            name = names_in(_without_introduction(piece)) if is_joined else ""
            # A single word beside a reading time is a section.
            if " " not in name and _READING_TIME.search(piece):
                name = ""
            if name and len(name.split()) <= _MOST_WORDS:
                names.append(name)
            is_joined = not names or piece.endswith((",", "&"))
    return names


def _is_initials(text: str, name: str) -> bool:
    """Whether a text is the initials of a name: TK of Tina Klostermeier."""
    return 1 < len(text) == len(name.split()) and text == "".join(w[0] for w in name.split())


def _linked(element: LexborNode) -> list[str]:
    """The full names that an element about its authors links to their pages, if several."""
    if len(" ".join(element.text(separator=" ")[:1_000].split())) > _LONGEST_LINE:
        return []
    linked = [names_in(cleaned(link.text()[:1_000], 1_000)) for link in element.css(_AUTHOR_LINKS)]
    names = list(dict.fromkeys(name for name in linked if _is_full_name(name)))
    return names if len(names) > 1 else []


def _is_full_name(name: str) -> bool:
    return 2 <= len(name.split()) <= 4


def people(value: object, structured: Structured, depth: int = 0) -> Iterator[str]:
    """The names in a JSON-LD author: a string, a node, a pointer to a node, a list of these."""
    if depth > 3:
        return
    if isinstance(value, str):
        yield _declared_name(value)
    elif isinstance(value, list):
        for item in value[:_MOST_AUTHORS]:
            yield from people(item, structured, depth + 1)
    elif isinstance(value, dict):
        node = structured.nodes.get(str(value.get("@id")), {})
        yield from people(value.get("name") or node.get("name"), structured, depth + 1)


def _declared_name(text: str) -> str:
    name = _without_introduction(cleaned(text, _LONGEST_LINE))
    full, _, last = name.rpartition(",")
    if _is_initials(last.strip(), full):
        name = full
    return cleaned(re.split(r"\s[|•]\s|\s-\s", name, maxsplit=1)[0].strip(" ,;"), _LONGEST_NAME)


def _without_introduction(text: str) -> str:
    for _ in range(3):
        match = _INTRODUCTION.match(text)
        if not match or match.end() == len(text):
            break
        text = text[match.end() :]
    return text
