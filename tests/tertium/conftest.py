"""A small set and a run of it, made by the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.cli import main

if TYPE_CHECKING:
    from pathlib import Path

TSV = "document\tsource\treference\tsystem.x\tsystem.y\na\tOne.\tEins.\tEins.\tEin.\nb\tTwo.\tZwei.\tZwo.\tZwei.\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with small.tsv, the set made of it and a run of its two systems."""
    (tmp_path / "small.tsv").write_text(TSV, encoding="utf-8")
    assert main(["build", str(tmp_path / "small.tsv"), "--from", "en", "--to", "de", "-o", str(tmp_path / "set")]) == 0
    assert main(["score", str(tmp_path / "set"), "-m", "chrf", "-m", "length", "-o", str(tmp_path / "run")]) == 0
    return tmp_path
