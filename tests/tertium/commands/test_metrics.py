"""`tertium metrics`: every metric is listed."""

from __future__ import annotations

from importlib.metadata import version
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


def test_the_engine_that_counts_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_ENGINE", "sacrebleu")
    described = f"sacrebleu {version('sacrebleu')}"
    assert main(["metrics"]) == 0
    assert f"counted by {described}: bleu, chrf, ridge, ter" in capsys.readouterr().out
    metrics("ter", format="csv")
    assert f"counted by,{described}" in capsys.readouterr().out
    metrics("length", format="csv")
    assert "counted by,\n" in capsys.readouterr().out
    by_name = {metric["name"]: metric["counted_by"] for metric in answer(capsys, "metrics")["metrics"]}
    assert (by_name["bleu"], by_name["length"]) == (described, "")


def test_metrics_are_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    result = answer(capsys, "metrics", "bleu")
    assert result["schema"] == "tertium.metrics/1"
    assert [metric["name"] for metric in result["metrics"]] == ["bleu"]


def test_an_unknown_metric_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    code, err = fails(capsys, "metrics", "blue")
    assert (code, err) == (2, "tertium: no metric is named 'blue'\n  try: bleu, language\n")
