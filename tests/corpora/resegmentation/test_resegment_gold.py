"""Resegmentation reaches the figures of docs/alignment.md, on outputs whose line breaks are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import corpora_realign

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.shared
@pytest.mark.slow
def test_a_system_without_line_breaks_scores_as_with_them(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpora_realign, "SYSTEMS", 1)
    (tmp_path / "wmt21-en-de").symlink_to(shared / "data" / "wmt21-en-de")
    found = list(corpora_realign.measure(tmp_path))
    assert len(found) == 6
    for one in found:
        if one.name.endswith("error"):
            assert one.value <= 0.1, one
        elif "inserted" not in one.name:  # its foreign sentences are those of another set, and here there is none
            assert one.value >= 0.8, one
