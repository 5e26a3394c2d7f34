"""`tertium rescore`: today's metrics on a stored run's outputs, and so a baseline that can be compared again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.cli import main
from tertium.evals import rescore as rescoring
from tertium.evals import store
from tertium.metrics.lexical.chrf import Chrf

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_metric_is_added_and_the_others_are_kept(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rescore", str(folder / "old"), "-m", "ter", "-o", str(tmp_path / "new")]) == 0
    assert "kept, of equal signature: bleu, chrf" in capsys.readouterr().err
    old, new = store.load(folder / "old"), store.load(tmp_path / "new")
    assert list(new.measures) == ["bleu", "chrf", "ter"]
    assert new.description.made_from == store.manifest_of(folder / "old")["id"]
    for key, values in old.values.items():
        assert new.values[key].total == values.total


def test_after_an_upgrade_the_gate_says_rescore_then_pin_and_that_works(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    baseline, policy = str(tmp_path / "baseline"), str(folder / "both.toml")
    assert main(["pin", str(folder / "old"), "-o", baseline, "-q"]) == 0
    signature = vars(Chrf)["signature"].fget  # a property
    monkeypatch.setattr(Chrf, "signature", property(lambda metric: signature(metric) + "|upgraded"))
    candidate = str(tmp_path / "candidate")
    assert main(["rescore", str(folder / "same"), "-o", candidate, "-q"]) == 0
    gate = ["gate", candidate, "--policy", policy, "--baseline"]
    capsys.readouterr()
    assert main([*gate, baseline]) == 4
    text = " ".join(capsys.readouterr().out.split())
    assert "rescore the baseline, then pin" in text
    assert "pin again" not in text
    assert main(["compare", candidate, baseline]) == 4
    assert "try: tertium rescore" in capsys.readouterr().err
    new = str(tmp_path / "new")
    assert main(["rescore", baseline, "-o", new]) == 0
    assert "kept, of equal signature: bleu" in capsys.readouterr().err
    assert main(["pin", new, "-o", baseline, "--overwrite", "-q"]) == 0
    assert main([*gate, baseline]) == 0


def test_a_metric_that_can_not_run_ends_with_5_and_the_run_is_stored(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tertium.errors import MetricError

    def failing(*_: object, **__: object) -> None:
        raise MetricError("ter has no model", hint="fetch it")

    monkeypatch.setattr(rescoring, "evaluate", failing)
    assert main(["rescore", str(folder / "old"), "-m", "ter", "-o", str(tmp_path / "new")]) == 5
    assert "lacks ter (ter has no model)" in capsys.readouterr().err
    assert store.load(tmp_path / "new").missing["ter"].startswith("ter has no model")


def test_a_run_that_is_there_and_an_unknown_metric_are_refused(folder: Path, tmp_path: Path) -> None:
    assert main(["rescore", str(folder / "old"), "-o", str(folder / "new")]) == 2
    assert main(["rescore", str(folder / "old"), "-m", "tre", "-o", str(tmp_path / "new")]) == 2
    assert not (tmp_path / "new").exists()
