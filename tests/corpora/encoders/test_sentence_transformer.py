"""The adapter of sentence-transformers: with a small model of random weights where the package is, else with a stub."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.corpora.encoders import sentence_transformer
from tertium.corpora.encoders.choice import load
from tertium.errors import UsageError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ["The quick brown fox.", "fox " * 900, "", "Der schnelle braune Fuchs springt.", "The quick brown fox."] * 9


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the package itself saved: two layers, 32 dimensions, random weights."""
    package = pytest.importorskip("sentence_transformers", reason="needs the extra sentence-transformers")
    import torch
    from transformers import XLMRobertaConfig, XLMRobertaModel

    from tests.metrics.neural.comet.tiny_comet import Size, make_encoder

    folder = tmp_path_factory.mktemp("model")
    make_encoder(folder / "base", Size(), ())
    torch.manual_seed(5)
    XLMRobertaModel(XLMRobertaConfig.from_pretrained(folder / "base")).save_pretrained(folder / "base")
    package.SentenceTransformer(str(folder / "base"), device="cpu").save(str(folder / "saved"))
    return folder / "saved"


@pytest.mark.transformers
def test_a_folder_gives_unit_vectors_in_the_order_of_the_texts(model: Path) -> None:
    encoder = load(f"st:{model}")
    made = encoder.encode(TEXTS)
    assert (made.shape, made.dtype) == ((45, 32), np.dtype(np.float32))
    assert np.allclose(np.linalg.norm(made, axis=1), 1, atol=1e-6)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS[:5]])
    assert np.allclose(made[:5], alone, rtol=0, atol=1e-5), "sorted by length and batched inside, but not outside"
    assert not np.allclose(made[0], made[3], atol=1e-3)


@pytest.mark.transformers
def test_odd_texts_and_none_at_all_are_encoded(model: Path) -> None:
    encoder = load(f"st:{model}")
    assert np.isfinite(encoder.encode(["", " ", "a\0b", "\ud800"])).all()
    assert encoder.encode([]).shape == (0, 32)


@pytest.mark.transformers
def test_the_signature_is_that_of_the_weights_not_of_the_path(model: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(model, tmp_path / "saved")
    name, model_part, _, _ = load(f"st:{model}").signature.split("|")
    assert (name, model_part) == ("st", "model:saved")
    assert load(f"st:{tmp_path / 'saved'}").signature == load(f"st:{model}").signature
    shutil.copytree(model, tmp_path / "2" / "saved")
    (tmp_path / "2" / "saved" / "more.txt").write_text("x", encoding="utf-8")
    assert load(f"st:{tmp_path / '2' / 'saved'}").signature != load(f"st:{model}").signature


@pytest.mark.transformers
def test_what_is_no_model_is_two_lines(model: Path, tmp_path: Path) -> None:
    import shutil

    for name, file, content in (("weights", "model.safetensors", b"x"), ("modules", "modules.json", b"{")):
        shutil.copytree(model, tmp_path / name)
        (tmp_path / name / file).write_bytes(content)
        with pytest.raises(UsageError, match=r"^can't load the encoder .*\n  try: st:FOLDER of a saved model$"):
            load(f"st:{tmp_path / name}")
    for wrong in (str(tmp_path), str(model.parent / "base"), str(model / "config.json"), ""):
        with pytest.raises(UsageError, match=r"is no folder of a model: it has no modules.json\n  try: st:FOLDER"):
            load(f"st:{wrong}")


@pytest.mark.transformers
def test_an_unreachable_hub_is_two_lines_and_soon(model: Path, tmp_path: Path) -> None:
    words = ["build", str(ROOT / "examples" / "articles"), "--from", "de", "--to", "en", "-o", str(tmp_path / "set")]
    code = f"import sys; from tertium.cli import main; sys.exit(main({[*words, '--encoder', 'labse']!r}))"
    nowhere = {"HF_ENDPOINT": "http://127.0.0.1:9", "HF_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | nowhere, capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("tertium: the encoder 'sentence-transformers/LaBSE' is no folder, not in the cache")
    assert done.stderr.splitlines()[1:] == ["  try: st:FOLDER of a saved model"]
    assert model.is_dir()
    assert not (tmp_path / "set").exists()


class Model:
    """A stub of the package's class; its hub has LaBSE only."""

    def __init__(self, name: str, *, local_files_only: bool = False) -> None:
        if name != "sentence-transformers/LaBSE" or local_files_only:
            raise OSError(f"{name} is not a local folder\nand more")

    def encode(self, texts: list[str], *, normalize_embeddings: bool, **_: bool) -> np.ndarray[tuple[int, ...], Any]:
        return np.full((len(texts), 4), 0.5 if normalize_embeddings else 2.0)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    logging = SimpleNamespace(
        is_progress_bar_enabled=bool, disable_progress_bar=lambda: None, enable_progress_bar=lambda: None
    )
    monkeypatch.setitem(sys.modules, "transformers", SimpleNamespace())
    monkeypatch.setitem(sys.modules, "transformers.utils", SimpleNamespace(logging=logging))
    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=Model))
    monkeypatch.setattr(sentence_transformer, "version", lambda _: "5.1")
    monkeypatch.setattr(sentence_transformer, "_load_model", sentence_transformer._load_model.__wrapped__)
    return monkeypatch


def test_models_of_the_hub_have_short_names(stub: pytest.MonkeyPatch) -> None:
    stub.setattr(sentence_transformer, "_hub_error", lambda _: "")
    encoder = load("labse")
    assert encoder.signature == "labse|model:sentence-transformers/LaBSE|sentence-transformers:5.1"
    assert {"de", "is", "yo"} <= encoder.languages
    assert encoder.encode(["a\0b"]).tolist() == [[0.5] * 4]
    assert encoder.encode([]).shape == (0, 4)
    with pytest.raises(UsageError, match="can't load the encoder 'none/such': none/such is not a local folder\n"):
        load("st:none/such")


def test_what_the_hub_refuses_is_said_once(stub: pytest.MonkeyPatch) -> None:
    stub.setattr(sentence_transformer, "_hub_error", lambda _: "404")
    with pytest.raises(UsageError, match=r"'none/such' is no folder, not in the cache, .* the hub: 404\n  try: st:"):
        load("st:none/such")


def test_a_missing_package_is_one_helpful_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(UsageError, match=r"pip install 'tertium\[sentence-transformers\]'"):
        load("st:a model that nobody asked for")
