"""The example notebook runs from top to bottom, and what it shows is what it says."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING, Any

from tests.conftest import ROOT

if TYPE_CHECKING:
    import pytest

NOTEBOOK = json.loads((ROOT / "examples" / "compare.ipynb").read_text(encoding="utf-8"))


def executed(source: str, names: dict[str, Any]) -> Any:
    """Run a cell as Jupyter does and return the value of its last line, if that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - our own notebook
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None  # noqa: S307


def test_the_example_notebook_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT / "examples")
    names: dict[str, Any] = {}
    shown = [executed("".join(cell["source"]), names) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
    assert shown[0] == "121 segments, 12 documents, ['northwind', 'southwind']"
    assert names["comparison"]._repr_html_().count("<tr") == 6
    assert names["comparison"].warnings == ()
    assert 2 / 2**12 <= names["comparison"].differences[0].p < 0.05
    assert names["verdict"].outcome in capsys.readouterr().out
    assert list(names["history"]["run"].unique()) == ["first"]


def test_the_notebook_holds_no_output_that_could_grow_old() -> None:
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in NOTEBOOK["cells"])
