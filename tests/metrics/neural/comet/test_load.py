"""Checkpoints that can't be trusted or don't fit: two lines, and nothing of theirs runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.errors import MetricError
from tertium.metrics.neural.comet import load as comet_load
from tertium.metrics.neural.comet.metric import Comet
from tests.metrics.neural.comet.test_models import TEXTS, refused

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", "off")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))


def content(model: Path) -> dict[str, Any]:
    import torch

    found: dict[str, Any] = torch.load(model / "checkpoints" / "model.ckpt", weights_only=True)
    return found


def changed(model: Path, **parts: Any) -> Path:
    import torch

    torch.save(content(model) | parts, model / "checkpoints" / "model.ckpt")
    return model


class Touch:
    """Pickles as a call that makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("forced", [False, True])
def test_a_checkpoint_that_would_run_code_is_refused_and_doesnt(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, forced: bool
) -> None:
    if forced:
        monkeypatch.setenv("TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD", "1")
    what, _ = refused(changed(model, evil=Touch(tmp_path / "touched")))
    assert "is refused, loading it could run code" in what
    assert "mkdir" in what
    assert not (tmp_path / "touched").exists()


def test_the_same_checkpoint_does_run_code_where_nobody_refuses_it(model: Path, tmp_path: Path) -> None:
    import torch

    changed(model, evil=Touch(tmp_path / "touched"))
    torch.load(model / "checkpoints" / "model.ckpt", weights_only=False)
    assert (tmp_path / "touched").exists()


def test_missing_and_unexpected_weights_are_refused(model: Path) -> None:
    import torch

    weights = content(model)["state_dict"]
    short = {name: one for name, one in weights.items() if not name.startswith("estimator")}
    assert "lacks estimator.ff" in refused(changed(model, state_dict=short))[0]
    assert "has too much: extra" in refused(changed(model, state_dict={**weights, "extra": torch.zeros(1)}))[0]
    wide = {**weights, "estimator.ff.0.bias": torch.zeros(7)}
    assert "doesn't fit" in refused(changed(model, state_dict=wide))[0]


def test_weights_that_older_versions_wrote_are_passed_over(model: Path) -> None:
    import torch

    weights = content(model)["state_dict"]
    old = {**weights, "encoder.model.embeddings.position_ids": torch.arange(514)}
    assert np.isfinite(Comet(model=str(changed(model, state_dict=old))).bind(TEXTS)(["The dog."]).counts).all()


@pytest.mark.parametrize("content", [b"", b"no zip, no pickle", b"PK\x03\x04 cut off"])
def test_a_checkpoint_that_is_none_is_refused(model: Path, content: bytes) -> None:
    (model / "checkpoints" / "model.ckpt").write_bytes(content)
    refused(model)


def test_without_the_package_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comet_load, "find_spec", lambda _: None)
    assert refused("Unbabel/wmt22-comet-da") == [
        "unbabel-comet isn't installed",
        "  try: pip install 'tertium[comet]', with Python 3.10, 3.11 or 3.12",
    ]


@pytest.mark.usefixtures("models")
def test_the_fastest_device_of_the_machine_is_taken_and_another_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for backend, device in (("torch.backends.mps", "mps"), ("torch.cuda", "cuda")):
        monkeypatch.setattr("torch.cuda.is_available", lambda: False)
        monkeypatch.setattr("torch.backends.mps.is_available", lambda: False)
        assert comet_load.resolve_device("auto") == "cpu"
        monkeypatch.setattr(f"{backend}.is_available", lambda: True)
        assert comet_load.resolve_device("auto") == device
        assert comet_load.resolve_device("cpu") == "cpu"
    with pytest.raises(MetricError, match=r"this machine has no mps\n  try: device=cpu"):
        comet_load.resolve_device("mps")
