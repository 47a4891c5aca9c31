"""The tokens of a query, as Whoosh's syntax nodes: words, phrases, ranges, operators and the rest.

A word is taken whole, with its field, wildcards and weight, so that nothing inside a word is taken
for something else, and the time is that of the words and not of the letters.
"""

from __future__ import annotations

import re

from whoosh import query as ast
from whoosh.qparser import QueryParser, plugins, syntax

from index import QUERY_FIELDS
from search.query.nearness import NEARNESS, Nearness
from search.query.tree import AS_WRITTEN, DATE_WORDS, GROUP_FIELDS, NAME_FIELD, SIDE_BY_SIDE
from search.selection import SELECTION_FIELDS

_FIELDS = (*QUERY_FIELDS, *DATE_WORDS, *SELECTION_FIELDS, *GROUP_FIELDS, NAME_FIELD)
FIELD = rf"(?i:{'|'.join(_FIELDS)}):"
"""What names the field of the word, phrase or group right behind it."""

_NUMBER = r"(?:\d+(?:\.\d+)?|\.\d+)"
_DATE = r"[^\[\]]{0,40}"  # what can be one
_FREE = r"(?<![^\s()\"])"  # nothing but what separates words stands before
_ENDS = r"(?![^\s()\"])"  # nor behind
_TOKEN = rf"""
    (?P<minus> (?<![^\s(])-(?=[^\s)-]) ) | (?P<plus> (?<![^\s(])\+(?=[^\s)+]) )
    | {_FREE}(?P<near> {NEARNESS} ){_ENDS}
    | {_FREE}(?P<operator> AND | OR | NOT ){_ENDS} | (?P<sign> && | \|\| )
    | (?P<close> \) ) | (?<![\s(])\^(?P<weight> {_NUMBER} ){_ENDS}
    | (?P<field> {FIELD} )?
      (?:
        (?P<open> \( )
        | (?P<phrase> "(?P<words>[^"]*)"(?:~(?P<slop>\d+))? )
        | (?P<range> \[(?P<start>{_DATE}?)\b(?(field)(?i:TO)|TO)\b(?P<end>{_DATE})\] )
        | (?P<word> (?:(?!&&|\|\|)[^\s()"])+ )
      )
"""
_WORD = re.compile(rf"(.+?)(?:~(\d*(?:\.\d+)?))?(?:\^({_NUMBER}))?", re.DOTALL)
_WILD = re.compile(r"[*?]")
_ADDRESS = re.compile(r"://|\bwww\.|\w@\w|\?\w+=")
"""A web or e-mail address, in which `?` and `~` are letters like others."""


class Required(ast.Query):  # type: ignore[misc]  # Whoosh carries no annotations
    """What `+` stands before. Only on the way to a tree, never in one."""

    def __init__(self, child: ast.Query) -> None:
        self.child = child


class Near(ast.Query):  # type: ignore[misc]  # as above
    """What operators of nearness stand between: one fewer than there are children."""

    def __init__(self, children: list[ast.Query], nearness: list[Nearness]) -> None:
        self.children = children
        self.nearness = nearness


class Stranded(ast.Term):  # type: ignore[misc]  # as above
    """An operator with nothing to join, or a parenthesis that opens one too many."""


class Word(syntax.TextNode):  # type: ignore[misc]  # as above
    """A word, and nothing else."""

    qclass = ast.Term


class _Pattern(syntax.TextNode):  # type: ignore[misc]  # as above
    qclass = ast.Wildcard


class _Varied(syntax.TextNode):  # type: ignore[misc]  # as above
    qclass = ast.FuzzyTerm

    def __init__(self, text: str, edits: float | None) -> None:
        super().__init__(text)
        self.edits = edits

    def query(self, parser: QueryParser) -> ast.Query:
        query = super().query(parser)
        query.maxdist = self.edits
        return query


class _Phrase(syntax.TextNode):  # type: ignore[misc]  # as above
    def __init__(self, text: str, slop: int) -> None:
        super().__init__(text)
        self.slop = slop

    def query(self, parser: QueryParser) -> ast.Query:
        name = self.fieldname or parser.fieldname
        return ast.Phrase(name, self.text.split(), slop=self.slop, boost=self.boost)


class _Range(syntax.RangeNode):  # type: ignore[misc]  # as above
    has_boost = True


class Stray(syntax.TextNode):  # type: ignore[misc]  # as above
    """What gives a Stranded."""

    qclass = Stranded


class Weight(syntax.MarkerNode):  # type: ignore[misc]  # as above
    """`^2` behind a phrase or a parenthesis; words have their own."""

    def __init__(self, text: str) -> None:
        self.text = text


class Open(syntax.MarkerNode):  # type: ignore[misc]  # as above
    """A parenthesis that opens, with the field of all within."""

    def __init__(self, field: str | None) -> None:
        self.field = field


class Close(syntax.MarkerNode):  # type: ignore[misc]  # as above
    """A parenthesis that closes."""


class Plus(syntax.Wrapper):  # type: ignore[misc]  # as above
    """What `+` stands before."""

    qclass = Required


class NearGroup(syntax.GroupNode):  # type: ignore[misc]  # as above
    """What operators of nearness join: `a w/3 b w/5 c` is one."""

    merging = True
    has_boost = False

    def __init__(self, nodes: list[syntax.SyntaxNode] | None = None, **_: object) -> None:
        super().__init__(nodes)
        self.nearness: list[Nearness] = []

    def empty_copy(self) -> NearGroup:
        """The group without its members."""
        copy = NearGroup()
        copy.nearness = self.nearness
        return copy

    def query(self, parser: QueryParser) -> ast.Query:
        """What it stands for."""
        return Near([node.query(parser) for node in self.nodes], self.nearness)


class NearOperator(syntax.InfixOperator):  # type: ignore[misc]  # as above
    """`w/3` and its like."""

    def __init__(self, text: str) -> None:
        super().__init__(text, NearGroup)

    def replace_self(self, parser: QueryParser, group: syntax.GroupNode, position: int) -> int:
        """Put a group in place of the operator and what stands on both sides."""
        left = group[position - 1]
        is_first = not isinstance(left, NearGroup)
        position = super().replace_self(parser, group, position)
        joined = group[position - 1]
        joined.nearness = [*([] if is_first else joined.nearness), Nearness.of(self.text)]
        return int(position)


class Tokens(plugins.TaggingPlugin):  # type: ignore[misc]  # as above
    """Cuts a query into words, phrases, ranges, parentheses and operators."""

    def __init__(self) -> None:
        super().__init__(re.compile(_TOKEN, re.VERBOSE))

    def create(self, parser: QueryParser, match: re.Match[str]) -> syntax.SyntaxNode:
        """The node of one token."""
        kind, text = match.lastgroup, match[0]
        field = match["field"] and match["field"][:-1].lower()
        if match["word"] is not None:
            whole = field in DATE_WORDS or field in GROUP_FIELDS
            return _in_field(field, word_node(match["word"], is_date=whole))
        if match["phrase"] is not None:
            return _in_field(field, _Phrase(match["words"], _slop(match["slop"])))
        if match["near"] is not None:
            return NearOperator(" ".join(text.split()))
        if match["range"] is not None:
            return _in_field(field, _Range(match["start"], match["end"], False, False))
        if match["open"] is not None:
            return Open(field)
        if kind == "close":
            return Close()
        if kind == "weight":
            return Weight(match["weight"])
        return _operator(text)


def word_node(text: str, is_date: bool = False) -> syntax.TextNode:
    """The node of a word as typed, with its wildcards, `~2` and `^3`.

    A date, an id, or an address of the web or of e-mail, has only a weight.
    """
    match = _WORD.fullmatch(text)
    assert match is not None  # noqa: S101  # any text but an empty one fits
    word, edits, weight = match.groups()
    if _ADDRESS.search(text) or is_date:
        word, edits = text[: match.end(2) if edits is not None else match.end(1)], None
        node = Word(word)
    elif _WILD.search(word):
        node = _Pattern(word)
    elif edits is not None:
        node = _Varied(word, float(edits) if edits else None)
    else:
        node = Word(word)
    node.boost = float(weight or 1)
    return node


def _in_field(field: str | None, node: syntax.SyntaxNode) -> syntax.SyntaxNode:
    if field:
        node.set_fieldname(field)
    return node


def _slop(typed: str | None) -> int:
    """What stands behind `~` as the slop of a Phrase (search.query): nothing asks for the forms."""
    if typed is None:
        return AS_WRITTEN
    return int(typed) if int(typed) > 1 else SIDE_BY_SIDE


def _operator(text: str) -> syntax.Operator:
    match text:
        case "+":
            return syntax.PrefixOperator(text, Plus)
        case "-" | "NOT":
            return syntax.PrefixOperator(text, syntax.NotGroup)
        case "AND" | "&&":
            return syntax.InfixOperator(text, syntax.AndGroup)
        case _:
            return syntax.InfixOperator(text, syntax.OrGroup)
