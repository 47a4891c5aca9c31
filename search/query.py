"""From what a person types to a tree of what to find; never an error, never a word lost.

    drone strike          both words          "air strikes"     the words side by side
    drone OR jet          either              "border fence"~5  the words within 5 places
    drone NOT jet, -jet   without jet         (a OR b) c        parentheses
    strik*  wom?n         beginnings, letters  outlet:courier    title: outlet: byline: lang:
    date:2017-06          a day, month, year                    path: url:
    after:2017  before:2018-03  date:[2017-01 TO 2017-06]       drone^2 counts double

The tree is made of Whoosh's query classes and holds the words as typed, so that every engine can
read it: And, Or, Not, Term, Phrase, Prefix, Wildcard, NumericRange (of dates) and Every. What
cannot be read as an instruction is searched as words, and the notes say so.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from whoosh import query as ast
from whoosh.analysis import RegexTokenizer
from whoosh.fields import TEXT, Schema
from whoosh.qparser import QueryParser, plugins, syntax

from index import STOP_WORDS, tokens
from search.dates import NEVER, day_range, iso_date

LONGEST = 1_000
"""Characters of a query that are read; the rest is left out, and the note says so."""

MOST_WORDS = 64
"""Words and phrases of a query that are searched."""

TEXT_FIELD = "text"
NAME_FIELDS = ("title", "outlet", "byline", "lang", "path", "url")
DATE_FIELDS = ("date", "after", "before")


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood.

    `tree` is None when there is nothing to look for: the query is blank or only punctuation.
    """

    text: str
    tree: ast.Query | None
    understood: str = ""
    notes: tuple[str, ...] = ()


def parse(text: str) -> Query:
    """Read a query. Never raises."""
    reading = _Reading()
    tidy = reading.tidy(text)
    try:
        tree = reading.tree(_PARSER.parse(tidy, normalize=False))
    except Exception:  # odd operators and deep nesting break Whoosh's parser in many ways
        reading.notes.append("The query could not be read as written; its words were searched.")
        tree = reading.tree(_all_words(tidy))
    return Query(text, tree, understood(tree) if tree else "", tuple(reading.notes))


def understood(tree: ast.Query, *, inside: bool = False) -> str:
    """The tree in the query language, each operator spelt out."""
    match tree:
        case ast.And() | ast.Or():
            operator = " AND " if isinstance(tree, ast.And) else " OR "
            joined = operator.join(understood(child, inside=True) for child in tree)
            return f"({joined}){_boost(tree)}" if inside or tree.boost != 1 else joined
        case ast.Not():
            return f"NOT {understood(tree.query, inside=True)}"
        case ast.Phrase():
            slop = f"~{tree.slop}" if tree.slop > 1 else ""
            return f'{_prefix(tree.fieldname)}"{" ".join(tree.words)}"{slop}{_boost(tree)}'
        case ast.NumericRange():
            return _understood_dates(tree)
        case ast.Prefix():
            return f"{_prefix(tree.fieldname)}{tree.text}*{_boost(tree)}"
        case ast.Every():
            return "all articles"
        case _:
            return f"{_prefix(tree.fieldname)}{tree.text}{_boost(tree)}"


@dataclass(slots=True)
class _Reading:
    """Turns the parser's tree into ours, noting on the way what was left out and why."""

    notes: list[str] = field(default_factory=list)
    words: int = 0

    def tidy(self, text: str) -> str:
        """The query without what has no meaning in it: control characters, curly quotes."""
        if len(text) > LONGEST:
            self.notes.append(f"Only the first {LONGEST:,} characters were read.")
            text = text[:LONGEST]
        text = unicodedata.normalize("NFC", text).translate(_QUOTES)
        text += '"' * (text.count('"') % 2)  # a phrase that was not closed ends with the query
        return "".join(
            " " if unicodedata.category(letter) in _SPACES else letter for letter in text
        )

    def tree(self, node: ast.Query) -> ast.Query | None:
        """Our tree for a node of the parser's; None when nothing is left of it."""
        match node:
            case ast.AndNot():
                return self.tree(ast.And([node.a, ast.Not(node.b)]))
            case ast.And() | ast.Or():
                return self.group(node)
            case ast.Not():
                child = self.tree(node.query)
                return ast.Not(child) if child is not None else None
            case ast.Every() | ast.NumericRange():
                return node
            case ast.TermRange():
                return self.range(node)
            case ast.Phrase() | ast.Term() | ast.Prefix() | ast.Wildcard():
                return self.leaf(node)
            case _:
                return None

    def group(self, node: ast.Query) -> ast.Query | None:
        children = [child for part in node if (child := self.tree(part)) is not None]
        if isinstance(node, ast.And):
            children = self.without_stop_words(children)
        if len(children) < 2:
            return children[0] if children else None
        flat: list[ast.Query] = []
        for child in children:
            alike = type(child) is type(node) and child.boost == 1
            flat.extend(child if alike else [child])
        return type(node)(flat, boost=node.boost)

    def without_stop_words(self, children: list[ast.Query]) -> list[ast.Query]:
        """Leave out the small words of an AND, unless it has no others."""
        small = [child for child in children if _is_stop_word(child)]
        kept = [child for child in children if not _is_stop_word(child)]
        if not small or not any(not isinstance(child, ast.Not) for child in kept):
            return children
        words = ", ".join(dict.fromkeys(child.text for child in small))
        self.notes.append(f"Small words were left out: {words}.")
        return kept

    def leaf(self, node: ast.Query) -> ast.Query | None:
        self.words += 1
        if self.words > MOST_WORDS:
            if self.words == MOST_WORDS + 1:
                self.notes.append(f"Only the first {MOST_WORDS} words were searched.")
            return None
        if isinstance(node, ast.Term) and node.fieldname in DATE_FIELDS:
            return self.date(node)
        if node.fieldname in DATE_FIELDS:
            return self.as_words(node.fieldname, _raw(node))
        if isinstance(node, ast.Prefix | ast.Wildcard):
            return self.pattern(node)
        return _trimmed(node)

    def pattern(self, node: ast.Query) -> ast.Query | None:
        """A wildcard needs three letters to go by; a question mark at the end is punctuation."""
        text = node.text
        if isinstance(node, ast.Wildcard):
            text = text.rstrip("?؟") or text
            if not _WILD.search(text):
                return self.leaf(ast.Term(node.fieldname, text, boost=node.boost))
            node = ast.Wildcard(node.fieldname, text, boost=node.boost)
        literal = _WILD.sub("", text)
        if len(literal) >= 3 or (literal and isinstance(node, ast.Prefix)):
            return node
        self.notes.append(f"“{_raw(node)}” needs at least three letters; the mark was ignored.")
        return self.leaf(ast.Term(node.fieldname, literal)) if literal else None

    def date(self, node: ast.Term) -> ast.Query:
        found = day_range(node.text)
        if found is None:
            return self.as_words(node.fieldname, node.text)
        first, last = found
        match node.fieldname:
            case "after":
                return ast.NumericRange("date", first, NEVER)
            case "before":
                return ast.NumericRange("date", 1, first - 1)
            case _:
                return ast.NumericRange("date", first, last)

    def range(self, node: ast.TermRange) -> ast.Query | None:
        start, end = day_range(node.start or "*"), day_range(node.end or "*")
        if node.fieldname != "date" or start is None or end is None:
            words = " ".join(part for part in (node.start, node.end) if part)
            return self.as_words(node.fieldname, words)
        return ast.NumericRange("date", start[0], end[1])

    def as_words(self, fieldname: str, text: str) -> ast.Query | None:
        """An instruction that makes no sense, as words of the text."""
        typed = f"{fieldname}:{text}" if fieldname != TEXT_FIELD else text
        self.notes.append(f"“{typed}” is no date; it was searched as words.")
        return self.tree(_all_words(typed))


def _all_words(text: str) -> ast.And:
    """Every word of a text, and nothing but words."""
    return ast.And([ast.Term(TEXT_FIELD, text[t.start : t.end]) for t in tokens(text)])


def _raw(node: ast.Query) -> str:
    """What was typed for a leaf."""
    if isinstance(node, ast.Phrase):
        return " ".join(node.words)
    return str(node.text) + ("*" if isinstance(node, ast.Prefix) else "")


def _trimmed(node: ast.Query) -> ast.Query | None:
    """A word without the punctuation around it; None when there is nothing else."""
    if isinstance(node, ast.Phrase):
        return node if any(True for word in node.words for _ in tokens(word)) else None
    found = list(tokens(node.text))
    if not found:
        return None
    return ast.Term(node.fieldname, node.text[found[0].start : found[-1].end], boost=node.boost)


def _is_stop_word(node: ast.Query) -> bool:
    return (
        type(node) is ast.Term and node.fieldname == TEXT_FIELD and node.text.lower() in STOP_WORDS
    )


def _prefix(fieldname: str) -> str:
    return "" if fieldname == TEXT_FIELD else f"{fieldname}:"


def _boost(tree: ast.Query) -> str:
    return "" if tree.boost == 1 else f"^{tree.boost:g}"


def _understood_dates(tree: ast.NumericRange) -> str:
    """A range of dates in the shortest form that says it."""
    start, end = int(tree.start), int(tree.end)
    if end == NEVER:
        return f"after:{iso_date(start)}" if start > 1 else "date:[* TO *]"
    if start == 1:
        return f"before:{iso_date(end + 1)}"
    named = iso_date(start)
    if day_range(named) == (start, end):
        return f"date:{named}"
    return f"date:[{named} TO {_last_named(end)}]"


def _last_named(end: int) -> str:
    """The least precise date that ends with a number: 20170699 → `2017-06`."""
    number = end - 9_999 if end % 10_000 == 9_999 else end - 99 if end % 100 == 99 else end
    return iso_date(number)


_WILD = re.compile(r"[*?؟]")
_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)
_SPACES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})


def _parser() -> QueryParser:
    """Whoosh's parser, told our fields and operators, and to leave the words as they are."""
    as_typed = TEXT(analyzer=RegexTokenizer(r"\S+"))
    fields = dict.fromkeys((TEXT_FIELD, *NAME_FIELDS, *DATE_FIELDS), as_typed)
    minus = plugins.OperatorsPlugin.OpTagger(
        r"(?:(?<=[\s(])|^)-(?=[^\s-])", syntax.NotGroup, syntax.PrefixOperator, memo="minus"
    )
    return QueryParser(
        TEXT_FIELD,
        Schema(**fields),
        plugins=[
            plugins.WhitespacePlugin(),
            plugins.PhrasePlugin(),
            plugins.WildcardPlugin(),
            plugins.RangePlugin(),
            plugins.FieldsPlugin(),
            plugins.GroupPlugin(),
            plugins.BoostPlugin(),
            plugins.OperatorsPlugin([(minus, 0)], AndNot=None, AndMaybe=None, Require=None),
        ],
    )


_PARSER = _parser()
