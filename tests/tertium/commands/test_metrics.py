"""`tertium metrics`: every metric is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.cli import main
from tertium.commands.metrics import metrics
from tests.tertium.answering import answer, fails

if TYPE_CHECKING:
    import pytest


def test_metrics_lists_every_metric(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["metrics"]) == 0
    out = capsys.readouterr().out
    for name in ("bleu", "chrf", "ter", "length"):
        assert f"\n{name} " in out


def test_one_metric_is_shown_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    metrics("chrf", format="csv")
    assert "option char_order,6" in capsys.readouterr().out


def test_metrics_are_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    result = answer(capsys, "metrics", "bleu")
    assert result["schema"] == "tertium.metrics/1"
    assert [metric["name"] for metric in result["metrics"]] == ["bleu"]


def test_an_unknown_metric_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    code, err = fails(capsys, "metrics", "blue")
    assert (code, err) == (2, "tertium: no metric is named 'blue'\n  try: bleu\n")
