"""Limits: each is documented where a user who meets it looks."""

from __future__ import annotations

from tertium import limits
from tests.conftest import ROOT


def test_the_documentation_names_every_limit() -> None:
    table = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    shown = {"MAX_BYTES": "512 MiB", "MAX_TABLE_BYTES": "2 GiB", "MAX_SEED": "2^64 - 1"}
    names = [name for name in vars(limits) if name.startswith("MAX_")]
    assert names
    for name in names:
        value = getattr(limits, name)
        assert shown.get(name, f"{value:,}" if value > 9999 or f"{value:,}" in table else str(value)) in table, name
