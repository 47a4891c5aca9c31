"""Whoosh's query parser, told our language.

Whoosh reads a query in three steps, and so do we: a tagger cuts it into syntax nodes, filters
arrange these (parentheses into groups, operators and what they join into groups of their own),
and each node gives a query. Ours differs from Whoosh's own plugins in what must not go wrong:

- one tagger takes each word whole (`token`), where Whoosh's plugins cut it at every sign;
- operators with nothing to join are set aside before Whoosh's plugin meets them: it fails on
  `NOT OR a`, and takes `a OR OR b` for an AND;
- a group in parentheses is never merged with what stands beside it: the 2 of `(a b)^2 AND c` is
  not for c.

How near words stand (`w/3`) binds closest, then NOT, then AND, then OR; what merely stands side by
side is joined last, so that `harbour strike OR blockade` asks for the harbour and one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from whoosh import query as ast
from whoosh.qparser import QueryParser, plugins, syntax

from search.query.limits import MOST_OPEN
from search.query.token import (
    Close,
    NearGroup,
    NearOperator,
    Open,
    Plus,
    Stray,
    Tokens,
    Weight,
    Word,
)
from search.query.tree import TEXT_FIELD


class _Group(syntax.GroupNode):  # type: ignore[misc]  # Whoosh carries no annotations
    """What stood in parentheses."""

    qclass = ast.And
    merging = False


class _Parentheses(plugins.Plugin):  # type: ignore[misc]  # as above
    """Makes groups of parentheses and gives groups and phrases their weight.

    One that is not closed ends with the query; one that was not opened is nothing.
    """

    def filters(self, parser: QueryParser) -> list[tuple[object, int]]:
        return [(self.group, 0)]

    def group(self, parser: QueryParser, nodes: syntax.GroupNode) -> syntax.GroupNode:
        """The nodes with groups for what stands between parentheses."""
        stack: list[tuple[syntax.GroupNode, str | None]] = [(nodes.empty_copy(), None)]
        too_many = 0
        for node in nodes:
            inner = stack[-1][0]
            if isinstance(node, Open) and len(stack) > MOST_OPEN:
                if not too_many:
                    inner.append(Stray("(").set_range(node.startchar, node.endchar))
                too_many += 1
            elif isinstance(node, Open):
                stack.append((_Group(), node.field))
            elif isinstance(node, Close):
                if too_many:
                    too_many -= 1
                elif len(stack) > 1:
                    _close(stack)
            elif isinstance(node, Weight):
                _weigh(inner, node)
            else:
                inner.append(node)
        while len(stack) > 1:
            _close(stack)
        return stack[0][0]


def _close(stack: list[tuple[syntax.GroupNode, str | None]]) -> None:
    group, field = stack.pop()
    if field:
        group.set_fieldname(field)
    if not all(node.is_ws() for node in group):
        stack[-1][0].append(group)


def _weigh(group: syntax.GroupNode, weight: Weight) -> None:
    """Weigh the last node of a group; a weight with nothing before it is a word."""
    if group and group[-1].has_boost:
        group[-1].set_boost(float(weight.text))
    else:
        group.append(Word(weight.text).set_range(weight.startchar, weight.endchar))


class _Operators(plugins.OperatorsPlugin):  # type: ignore[misc]  # as above
    """Whoosh's operators, after those that have nothing to join were set aside."""

    def __init__(self) -> None:
        kinds = (
            (syntax.InfixOperator, NearGroup), (syntax.PrefixOperator, Plus),
            (syntax.PrefixOperator, syntax.NotGroup), (syntax.InfixOperator, syntax.AndGroup),
            (syntax.InfixOperator, syntax.OrGroup),
        )  # fmt: skip
        # Only their kinds and their order count here: the tokens' tagger finds them.
        self.ops = [(self.OpTagger("", group, kind), 0) for kind, group in kinds]

    def taggers(self, parser: QueryParser) -> tuple[()]:
        return ()

    def filters(self, parser: QueryParser) -> list[tuple[object, int]]:
        return [(self.set_aside, 590), (self.do_operators, 600)]

    def set_aside(self, parser: QueryParser, group: syntax.GroupNode) -> syntax.GroupNode:
        """The group with its stranded operators behind all else."""
        kept = group.empty_copy()
        stranded: list[syntax.Operator] = []
        waiting: list[syntax.Operator] = []  # for what they stand before
        for node in group:
            if isinstance(node, syntax.PrefixOperator):
                waiting.append(node)
            elif isinstance(node, syntax.InfixOperator):
                stranded += waiting
                waiting = []
                joins = len(kept) and not isinstance(kept[-1], syntax.InfixOperator)
                (kept if joins else stranded).append(node)
            else:
                if waiting and kept and isinstance(kept[-1], NearOperator):
                    stranded.append(kept.pop())  # what is not there is near nothing
                kept.extend(_prefixes(waiting))
                waiting = []
                is_group = isinstance(node, syntax.GroupNode)
                kept.append(self.set_aside(parser, node) if is_group else node)
        if kept and isinstance(kept[-1], syntax.InfixOperator):
            stranded.append(kept.pop())
        kept.extend(_as_words(stranded + waiting))
        return kept


def _prefixes(operators: list[syntax.Operator]) -> list[syntax.Operator]:
    """At most one `+` and one NOT: NOT NOT is nothing."""
    plus = [operator for operator in operators if operator.grouptype is Plus]
    nots = [operator for operator in operators if operator.grouptype is not Plus]
    return nots[: len(nots) % 2] + plus[:1]


def _as_words(operators: list[syntax.Operator]) -> Iterator[syntax.TextNode]:
    """Those of the operators that are words; signs are nothing by themselves."""
    for operator in operators:
        if operator.text.isalpha() or isinstance(operator, NearOperator):
            yield Stray(operator.text).set_range(operator.startchar, operator.endchar)


PARSER = QueryParser(TEXT_FIELD, None, plugins=[Tokens(), _Parentheses(), _Operators()])
"""Gives a tree of Whoosh's with the words as typed, and Required and Stranded in it."""
