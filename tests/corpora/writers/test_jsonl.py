"""JSON lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tertium.corpora.writers import jsonl
from tests.corpora.making import RICH

if TYPE_CHECKING:
    from pathlib import Path


def test_missing_texts_and_an_unknown_confidence_are_null(tmp_path: Path) -> None:
    assert jsonl.write(RICH, tmp_path / "a.jsonl") == ()
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["source"] for row in rows] == list(RICH.sources or ())
    assert [row["confidence"] for row in rows] == [0.25, None, -1e-9]
    assert rows[2]["domain"] is None
