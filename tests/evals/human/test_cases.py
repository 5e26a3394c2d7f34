"""Human scores as people hold them, from public reports: each gives its right value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import ROOT
from tests.tertium.answering import answer

if TYPE_CHECKING:
    from collections.abc import Mapping

CASES = ROOT / "tests" / "data" / "cases"


def meta(capsys: pytest.CaptureFixture[str], case: str, human: str, *words: str) -> Mapping[str, Any]:
    folder = CASES / case
    command = ["meta", str(folder / "set.jsonl"), "--human", str(folder / human), "-m", "chrf", "--samples", "100"]
    return answer(capsys, *command, *words)


def test_segments_that_people_scored_for_some_systems_count(capsys: pytest.CaptureFixture[str]) -> None:
    result = meta(capsys, "partially-scored-items", "human.tsv")
    outputs = next(trust for trust in result["trusts"] if trust["level"] == "segment")
    assert outputs["value"] == pytest.approx(0.75)
    assert (outputs["pairs"], result["segments"]) == (8, 4)
    assert any(warning.startswith("people scored 2 of 4 segments for every system") for warning in result["warnings"])
