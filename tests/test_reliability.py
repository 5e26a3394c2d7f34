"""docs/reliability.md is true to its word: each promise names tests that are there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


MEASURED = frozenset({"many-systems"})
"""Cases of time and memory, which `benchmarks/many.py` measures."""


@pytest.mark.shared
def test_every_case_of_reliability_is_named_by_a_test(shared: Path) -> None:
    cases = {path.name for path in (shared / "cases" / "reliability").iterdir() if path.is_dir()}
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    named = {case for case in cases for text in texts if re.search(rf"\b{re.escape(case)}\b", text)}
    assert named | MEASURED == cases


def test_every_promise_names_tests_that_are_there() -> None:
    tests = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    }
    promises, _, _ = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8").partition("## What isn't promised")
    rows = [line for line in promises.splitlines() if line.startswith("| ") and not line.startswith("| promise ")]
    assert len(rows) > 20
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row)
        assert named, row
        assert set(named) <= tests, row
