"""What holds for every compiled function."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DECORATORS = {"compiled", "inlined"}
FILES = [
    path
    for package in ("index", "search")
    for path in sorted((ROOT / package).rglob("*.py"))
    if any(f"@{name}" in path.read_text("utf-8") for name in DECORATORS)
]


def kernels(path):
    """The functions of a file that are compiled."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and any(
            isinstance(mark, ast.Name) and mark.id in DECORATORS for mark in node.decorator_list
        ):
            yield node


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_kernel_takes_at_most_ten_parameters_and_says_what_it_does(path):
    found = list(kernels(path))
    assert found
    for kernel in found:
        assert len(kernel.args.args) <= 10, kernel.name
        assert ast.get_docstring(kernel), kernel.name
