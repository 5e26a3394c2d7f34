"""Who may import whom: text flows one way, and the front door is imported by nobody."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LEAVES = {
    "tertium.containment",
    "tertium.errors",
    "tertium.files",
    "tertium.modules",
    "tertium.untrusted",
    "tertium.version",
}
TYPES = "tertium.corpora.types"
ALLOWED: dict[str, set[str]] = {
    "tertium.errors": set(),
    "tertium.containment": {"tertium.errors"},
    "tertium.files": {"tertium.errors"},
    "tertium.modules": {"tertium.errors"},
    "tertium.untrusted": {"tertium.errors"},
    "tertium.version": {"tertium.errors", "tertium.files"},
    "tertium.corpora.text": {"tertium.errors", "tertium.corpora.text"},
    "tertium.corpora": LEAVES | {"tertium.corpora"},
    "tertium.metrics": LEAVES
    | {"tertium.metrics", TYPES, "tertium.corpora.encode", "tertium.corpora.text"}
    | {"tertium.corpora.align", "tertium.corpora.segment"},
    "tertium.evals": LEAVES
    | {"tertium.evals", TYPES, "tertium.corpora.text", "tertium.corpora.store", "tertium.metrics.base"},
    "tertium.reports": LEAVES
    | {"tertium.reports", TYPES, "tertium.corpora.text", "tertium.evals.types", "tertium.evals.results"},
}
MEETING = {"tertium.metrics.registry"}
"""What evals may import where metrics meet data, and where a formula is needed to resample."""


def modules() -> list[Path]:
    folders = ["corpora", "evals", "metrics", "reports", "tertium"]
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if not any(parent.is_symlink() for parent in path.parents)
    )


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in (() if parts[0] == "tertium" else ("tertium",)) + parts if part != "__init__")


def imported(path: Path) -> set[str]:
    """Return the modules of ours that a file imports anywhere; `from package import module` is the module."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                found.add(full if is_module(full) else str(node.module))
    return {name for name in found if name.split(".")[0] == "tertium"}


def is_module(name: str) -> bool:
    path = ROOT / "/".join(name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def layer_of(name: str) -> str | None:
    """Return the innermost layer that a module is of, or None where it may import everything."""
    return max((one for one in ALLOWED if name == one or name.startswith(f"{one}.")), key=len, default=None)


def allowed_for(name: str) -> set[str] | None:
    """Return what a module may import, or None when it may import everything."""
    layer = layer_of(name)
    if layer is None:
        return None
    return ALLOWED[layer] | (MEETING if layer == "tertium.evals" else set())


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_point_left(path: Path) -> None:
    allowed = allowed_for(name_of(path))
    if allowed is None:
        return
    layer = layer_of(name_of(path)) or ""
    for name in imported(path) - {layer, "tertium"}:
        covered = any(name == one or name.startswith(f"{one}.") for one in allowed)
        assert covered, f"{layer} may not import {name} ({path.relative_to(ROOT)})"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from tertium.cli import main; main(['--help']); import tertium;"
        "print([m for m in ('numpy', 'pandas', 'torch', 'pyarrow', 'sacrebleu', 'datasets') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.rstrip().endswith("[]")


def test_all_is_what_can_be_imported() -> None:
    import tertium

    for name in tertium.__all__:
        assert getattr(tertium, name) is not None
    assert sorted(tertium.__all__) == sorted({*tertium._HOMES, "TertiumError"})
    with pytest.raises(AttributeError):
        _ = tertium.nothing
