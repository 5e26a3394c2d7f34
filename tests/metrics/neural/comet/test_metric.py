"""COMET against its own package, on small random models of every class."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.corpora.types import EvalSet, Texts, blocks
from tertium.errors import MetricError
from tertium.evals.evaluate import evaluate
from tertium.evals.types import Key
from tertium.metrics.neural.comet import batches as comet_batches
from tertium.metrics.neural.comet.load import load as load_model
from tertium.metrics.neural.comet.metric import Comet
from tertium.metrics.neural.comet.models import find
from tertium.metrics.registry import label, load

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("regression", "referenceless", "unified", "xcomet")
WORDS = ["the", "quick", "brown", "fox", "over", "lazy", "der", "schnelle", "Fuchs", "über", "den", "Hund", "Testsatz"]


def sentences(rng: np.random.Generator, count: int, most: int = 25) -> list[str]:
    return [" ".join(rng.choice(WORDS, rng.integers(1, most))) for _ in range(count)]


@pytest.fixture(scope="module")
def texts() -> Texts:
    rng = np.random.default_rng(1)
    sources, references = sentences(rng, 24), sentences(rng, 24)
    sources[5], references[5] = sources[6], references[6]  # duplicates
    sources[7], references[8] = "", ""
    sources[9] = " ".join(sentences(rng, 30))  # past the window
    return Texts(
        ids=tuple(f"d{i // 6}#{i}" for i in range(24)),
        sources=tuple(sources),
        references=tuple((one,) for one in references),
        documents=tuple(f"d{i // 6}" for i in range(24)),
        languages=("de", "en"),
    )


@pytest.fixture(scope="module")
def systems(texts: Texts) -> list[list[str]]:
    rng = np.random.default_rng(2)
    made = [sentences(rng, 24) for _ in range(4)]
    for hypotheses in made:
        hypotheses[5] = hypotheses[6]
        hypotheses[3] = ""
        hypotheses[4] = texts.references[4][0]
        hypotheses[10] = " ".join(sentences(rng, 30))
    made[1][:12] = made[0][:12]  # systems agree on many segments
    return made


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@cache
def package(model: Path) -> Any:
    """The package's own model, as its command loads it."""
    from comet import load_from_checkpoint  # pyright: ignore[reportAttributeAccessIssue] - not this folder

    return load_from_checkpoint(str(model / "checkpoints" / "model.ckpt"))


def predicted(model: Path, texts: Texts, hypotheses: list[str], batch_size: int = 8, *, references: bool = True) -> Any:
    from tertium.metrics.neural.comet.load import quiet

    with quiet():
        names = {"src": texts.sources, "mt": hypotheses, "ref": [some[0] for some in texts.references]}
        if not references:
            del names["ref"]
        data = [dict(zip(names, row, strict=True)) for row in zip(*names.values(), strict=True)]
        return package(model).predict(data, batch_size=batch_size, gpus=0, num_workers=0, progress_bar=False)


@pytest.mark.parametrize("kind", KINDS)
def test_scores_equal_the_packages_for_one_and_four_systems_and_any_batches(
    models: dict[str, Path], texts: Texts, systems: list[list[str]], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", "off")  # else the second size of batches would find what the first has made
    expected = [
        predicted(models[kind], texts, hypotheses, size).scores
        for hypotheses, size in zip(systems, (1, 7, 24, 64), strict=True)
    ]
    for tokens in (1, 200, 5000):
        count = Comet(model=str(models[kind]), tokens=tokens, device="cpu").bind(texts)
        for hypotheses, scores in zip(systems, expected, strict=True):
            found = count(hypotheses).counts[:, 0]
            assert np.abs(found - scores).max() < 1e-5
            assert found.std() > 0


def test_the_padded_tokens_are_the_packages(models: dict[str, Path]) -> None:
    loaded = load_model(find(str(models["regression"])), device="cpu", precision="fp32")
    texts = ["The dog sleeps.", "", "word " * 600, "Der Hund"]
    package = loaded.model.encoder.prepare_sample(texts)
    ids, mask = comet_batches._padded(loaded, comet_batches.token_ids(loaded, texts))
    assert np.array_equal(ids, package["input_ids"].numpy())
    assert np.array_equal(mask, package["attention_mask"].numpy())


@pytest.mark.parametrize("kind", ["unified", "xcomet"])
def test_spans_equal_the_packages(models: dict[str, Path], texts: Texts, systems: list[list[str]], kind: str) -> None:
    counted = Comet(model=str(models[kind])).bind(texts)(systems[0])
    theirs = predicted(models[kind], texts, systems[0]).metadata.error_spans
    expected = [(row, one["start"], one["end"], one["severity"]) for row, some in enumerate(theirs) for one in some]
    assert [(one.segment, one.start, one.end, one.severity) for one in counted.spans] == expected
    assert expected
    sure = [one["confidence"] for some in theirs for one in some]
    assert np.allclose([one.confidence for one in counted.spans], sure, rtol=0, atol=1e-6)


def test_xcomet_without_references_is_the_packages_too(
    models: dict[str, Path], texts: Texts, systems: list[list[str]]
) -> None:
    metric = Comet(model=str(models["xcomet"]), references="none")
    assert metric.needs == {"source"}
    counted = metric.bind(texts)(systems[0])
    theirs = predicted(models["xcomet"], texts, systems[0], references=False)
    assert np.abs(counted.counts[:, 0] - theirs.scores).max() < 1e-5


@pytest.mark.parametrize("kind", KINDS)
def test_reduced_precision_stays_near_and_is_in_the_signature(
    models: dict[str, Path], texts: Texts, systems: list[list[str]], kind: str
) -> None:
    full = Comet(model=str(models[kind])).bind(texts)(systems[0]).counts[:, 0]
    for precision in ("bf16", "fp16"):
        metric = load(f"comet:model={models[kind]},precision={precision}")
        assert f"precision:{precision}|" in metric.signature
        reduced = metric.bind(texts)(systems[0]).counts[:, 0]
        if kind != "xcomet":  # a span more or less moves its score
            assert np.abs(reduced - full).max() < 0.02
        assert np.abs(reduced - full).max() > 0


def test_several_references_make_the_mean_or_the_max(models: dict[str, Path], texts: Texts) -> None:
    from dataclasses import replace

    hypotheses = [some[0] for some in texts.references]
    others = tuple((texts.references[i - 1][0],) for i in range(len(texts)))
    both = replace(texts, references=tuple(a + b for a, b in zip(texts.references, others, strict=True)))
    model = str(models["regression"])
    first = Comet(model).bind(texts)(hypotheses).counts[:, 0]
    second = Comet(model).bind(replace(texts, references=others))(hypotheses).counts[:, 0]
    mean = Comet(model).bind(both)(hypotheses).counts[:, 0]
    most = Comet(model, references="max").bind(both)(hypotheses).counts[:, 0]
    assert np.allclose(mean, (first + second) / 2, rtol=0, atol=1e-6)
    assert np.allclose(most, np.maximum(first, second), rtol=0, atol=1e-6)


def test_texts_past_the_window_are_counted_and_named(
    models: dict[str, Path], texts: Texts, systems: list[list[str]]
) -> None:
    (warning,) = Comet(model=str(models["regression"])).bind(texts)(systems[0]).warnings
    assert warning.startswith("2 texts longer than the model reads, so cut: source of d1#9 (")
    assert "hypothesis of d1#10 (" in warning
    (again,) = Comet(model=str(models["regression"])).bind(texts)(systems[0]).warnings
    assert again == warning, "a score from the cache tells it too"


def test_what_needs_is_said_without_a_model(models: dict[str, Path]) -> None:
    assert Comet().needs == {"source", "references"}
    assert Comet(model="Unbabel/wmt22-cometkiwi-da").needs == {"source"}
    assert Comet(model=str(models["referenceless"])).needs == {"source"}
    assert Comet(model=str(models["unified"] / "checkpoints" / "model.ckpt")).needs == {"source", "references"}


def test_the_signature_has_what_the_score_depends_on(models: dict[str, Path]) -> None:
    import torch

    metric = Comet(model=str(models["regression"]), device="cpu")
    parts = dict(part.split(":", 1) for part in metric.signature.split("|")[1:])
    assert parts["model"] == "local"
    assert len(parts["files"]) == 16
    assert (parts["device"], parts["precision"], parts["torch"]) == ("cpu", "fp32", torch.__version__)
    assert parts["references"] == "mean"
    other = Comet(model=str(models["referenceless"]), device="cpu")
    assert other.signature != metric.signature
    assert load(label(metric)) == metric


def test_the_users_logging_is_left_alone(models: dict[str, Path], texts: Texts, systems: list[list[str]]) -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers))
    Comet(model=str(models["regression"])).bind(texts)(systems[0])
    assert (root.level, list(root.handlers)) == before


def test_documents_and_the_set_are_means_of_their_segments(
    models: dict[str, Path], texts: Texts, systems: list[list[str]]
) -> None:
    data = EvalSet(
        name="small",
        ids=texts.ids,
        documents=blocks(texts.documents),
        sources=texts.sources,
        references={"A": tuple(some[0] for some in texts.references)},
        outputs={"one": tuple(systems[0]), "two": (None, *systems[1][1:])},
        languages=texts.languages,
    )
    said: list[str] = []
    spec = f"comet:model={models['xcomet']}"
    run = evaluate(data, [spec, "chrf"], progress=said.append)
    one, two = run.values[Key("one", spec)], run.values[Key("two", spec)]
    assert np.isclose(one.total, one.segments.mean(), rtol=0, atol=1e-12)
    assert np.allclose(one.documents, one.segments.reshape(4, 6).mean(axis=1), rtol=0, atol=1e-12)
    assert np.isnan(two.segments[0])
    assert np.isclose(two.total, two.segments[1:].mean(), rtol=0, atol=1e-12)
    found = run.findings
    assert set(found["severity"]) <= {"minor", "major", "critical"}
    assert (found["text"].str.len() == found["end"] - found["start"]).all()
    counts = run.finding_counts
    assert counts[["minor", "major", "critical"]].to_numpy().sum() == len(found) > 0
    assert f"{spec}: local on cpu in fp32" in said


def test_a_device_that_isnt_there_is_refused(
    models: dict[str, Path], texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(MetricError, match="no cuda"):
        Comet(model=str(models["regression"]), device="cuda").bind(texts)
