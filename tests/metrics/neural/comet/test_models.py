"""The files of models: found in folders and in the hub's cache, named where one is missing or isn't what it was."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tertium.cli import main
from tertium.corpora.types import Texts
from tertium.errors import MetricError
from tertium.evals import store
from tertium.files import sha256
from tertium.metrics.neural.comet import models as comet_models
from tertium.metrics.neural.comet.metric import Comet
from tertium.metrics.neural.comet.models import PUBLISHED, find

COMMIT = "0123456789abcdef0123456789abcdef01234567"
TEXTS = Texts(("a",), ("Der Hund.",), (("The dog.",),), ("d",))


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", "off")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))


def refused(model: Path | str, **options: Any) -> list[str]:
    with pytest.raises(MetricError) as error:
        Comet(model=str(model), **options).bind(TEXTS)(["The dog."])
    lines = str(error.value).splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("  try: ")
    return lines


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("- a list", "names no class_identifier"),
        ("class_identifier: [", "can't be read"),
        ("class_identifier: !!python/object/apply:os.getcwd []", "can't be read"),
        ("class_identifier: ranking_metric", "no class 'ranking_metric' gives scores"),
    ],
)
def test_settings_that_make_no_model_are_refused(model: Path, settings: str, message: str) -> None:
    encoder = find(str(model)).encoder
    shutil.copytree(encoder, model / "encoder")
    (model / "hparams.yaml").write_text(settings)
    assert message in refused(model)[0]


@pytest.mark.usefixtures("models")
def test_a_folder_without_a_model_names_what_is_missing(tmp_path: Path) -> None:
    assert "checkpoints/model.ckpt is missing" in refused(tmp_path)[0]
    assert "x.ckpt is missing" in refused(tmp_path / "x.ckpt")[0]


def test_a_model_moves_with_its_encoder(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    score = Comet(model=str(model)).bind(TEXTS)(["The dog."]).counts
    encoder = find(str(model)).encoder
    shutil.copytree(encoder, model / "encoder")
    monkeypatch.setattr(comet_models, "_encoder", lambda _: "/gone")
    assert find(str(model)).encoder == model / "encoder"
    assert np.array_equal(Comet(model=str(model)).bind(TEXTS)(["The dog."]).counts, score)


@pytest.mark.usefixtures("models")
def test_a_model_that_isnt_here_and_cant_be_fetched_is_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    what, hint = refused("Unbabel/wmt22-comet-da")
    assert what == "model Unbabel/wmt22-comet-da is not on this machine and the hub can't be reached"
    assert hint == "  try: tertium models fetch Unbabel/wmt22-comet-da, where there is a network"


@pytest.mark.usefixtures("models")
def test_the_other_metrics_of_the_command_finish(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    (tmp_path / "set.tsv").write_text("source\treference\tsystem.x\nDer Hund.\tThe dog.\tA dog.\n")
    words = [
        "score",
        str(tmp_path / "set.tsv"),
        "-m",
        "comet",
        "-m",
        "bleu",
        "-m",
        "chrf",
        "-o",
        str(tmp_path / "run"),
        "-q",
    ]
    assert main(words) == 5
    said = capsys.readouterr().err
    assert "lacks comet" in said
    assert "tertium models fetch Unbabel/wmt22-comet-da" in said
    run = store.load(tmp_path / "run")
    assert list(run.measures) == ["bleu", "chrf"]
    assert list(run.missing) == ["comet"]


def snapshot(hub: Path, repository: str, files: Path) -> Path:
    """Lay files out as the hub's client keeps them."""
    root = hub / f"models--{repository.replace('/', '--')}"
    (root / "refs").mkdir(parents=True)
    (root / "refs" / "main").write_text(COMMIT)
    return Path(shutil.copytree(files, root / "snapshots" / COMMIT))


def test_a_fetched_model_is_found_by_its_name_and_its_commit_recorded(model: Path) -> None:
    from huggingface_hub import constants

    encoder = find(str(model)).encoder
    hub = Path(constants.HF_HUB_CACHE)
    text = (model / "hparams.yaml").read_text().replace(str(encoder), "someone/encoder")
    (model / "hparams.yaml").write_text(text)
    snapshot(hub, "someone/model", model)
    snapshot(hub, "someone/encoder", encoder)
    metric = Comet(model="someone/model", device="cpu")
    assert f"|model:someone/model|revision:{COMMIT}|" in metric.signature
    assert np.isfinite(metric.bind(TEXTS)(["The dog."]).counts).all()


def test_verify_finds_bytes_that_were_not_published(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "verify", str(model)]) == 0
    assert "regression_metric, revision none" in capsys.readouterr().out
    checkpoint = model / "checkpoints" / "model.ckpt"
    blob = tmp_path / sha256(checkpoint)
    checkpoint.rename(blob)
    checkpoint.symlink_to(blob)
    assert main(["models", "verify", str(model)]) == 0
    raw = bytearray(blob.read_bytes())
    raw[1000] ^= 1
    blob.write_bytes(raw)
    assert main(["models", "verify", str(model)]) == 3
    assert "is not what was published" in capsys.readouterr().err


def test_the_list_says_licence_and_whether_a_model_is_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("Unbabel/wmt22-comet-da,references and source,no,")
    for one, line in zip(PUBLISHED, lines[1:], strict=False):
        assert one.name in line
        assert one.licence in line
        assert ("yes" if one.gated else "no") in line
