"""What it costs to know how words were written: phrases as written against any form, and bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from whoosh import query as ast

from search.plan import Plan, plan_of
from search.query import AS_WRITTEN, SIDE_BY_SIDE
from tests.bench.contest import Sets
from tests.bench.form import TOP
from tests.bench.latency import Side, figures, race
from tests.bench.queries import Words, phrases
from tests.bench.searcher import Ours
from tests.bench.table import micros, table

MOST_TIMES = 1.3
MOST_BYTES = 0.08
_HEAD = ("queries", "phrases", "any form", "as written", "ratio", "p99", "ratio")


def quoted(folder: Path, sets: Sets, runs: int) -> str:
    """Times in µs of the ten best, side by side in any form and as written; bytes of the forms."""
    ours = Ours(folder)
    rows = [_row(ours, name, phrases(queries), runs) for name, queries in sets.items()]
    return f"{table(_HEAD, rows)}\n\n{_bytes(folder)}"


def _row(ours: Ours, name: str, rows: Sequence[Words], runs: int) -> list[str]:
    def best(plan: Plan) -> object:
        return ours.ranking.best(plan, TOP)

    plans = [
        [plan_of(ast.Phrase("text", list(words), slop=slop)) for words in rows]
        for slop in (SIDE_BY_SIDE, AS_WRITTEN)
    ]
    any_form, written = map(figures, race([Side(best, each) for each in plans], runs))
    return [
        name,
        f"{len(rows):,}",
        micros(any_form.median),
        micros(written.median),
        f"{written.median / any_form.median:.2f}",
        f"{micros(any_form.p99)} / {micros(written.p99)}",
        f"{written.p99 / any_form.p99:.2f}",
    ]


def _bytes(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    forms = sum(path.stat().st_size for path in files if path.name == "forms")
    others = sum(path.stat().st_size for path in files) - forms
    taken = (
        f"The forms take {forms / 1e6:.1f} MB, {forms / others:.1%} of the {others / 1e6:.1f} MB"
    )
    return f"{taken} of all else (limit {MOST_BYTES:.0%})."
