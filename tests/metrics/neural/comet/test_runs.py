"""COMET in whole runs: beside BLEU and chrF, killed and resumed, shared between processes, against comet-score."""

from __future__ import annotations

import filecmp
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.cache import contents
from tertium.cache.store import FILE
from tertium.cli import main
from tertium.corpora.types import Texts
from tertium.evals import store
from tertium.metrics.neural.comet import batches as comet_batches
from tertium.metrics.neural.comet import score as comet_score
from tertium.metrics.neural.comet.metric import Comet
from tests.conftest import ROOT
from tests.metrics.neural.comet.killing import WORDS, write_set

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tertium.metrics.neural.comet.batches import Tokens
    from tertium.metrics.neural.comet.load import LoadedModel

ENVIRONMENT = {
    **os.environ,
    "OMP_NUM_THREADS": "1",
    "SOURCE_DATE_EPOCH": "0",
    "PYTHONPATH": str(ROOT),
    "PYTHONWARNINGS": "",
}


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / FILE


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that goes through an encoder, as its tokens say."""
    seen: list[str] = []

    def watched(loaded: LoadedModel, rows: Sequence[Tokens]) -> object:
        seen.extend(" ".join(map(str, row)) for row in rows)
        return comet_batches.vectors(loaded, rows)

    monkeypatch.setattr(comet_score, "vectors", watched)
    return seen


def texts(rows: int) -> tuple[Texts, Callable[[], list[str]]]:
    rng = np.random.default_rng(4)

    def column() -> list[str]:
        return [f"{' '.join(rng.choice(WORDS, rng.integers(2, 12)))} {i}" for i in range(rows)]

    ids = tuple(map(str, range(rows)))
    return Texts(ids, tuple(column()), tuple((one,) for one in column()), ids), column


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, words)]
    done = subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


def same(one: Path, two: Path) -> bool:
    names = [str(path.relative_to(one)) for path in one.rglob("*") if path.is_file()]
    assert names
    assert len(names) == sum(path.is_file() for path in two.rglob("*"))
    return filecmp.cmpfiles(one, two, names, shallow=False) == (names, [], [])


def test_sources_and_references_are_encoded_once_for_all_systems(models: dict[str, Path], encoded: list[str]) -> None:
    bound, column = texts(40)
    count = Comet(model=str(models["regression"])).bind(bound)
    systems = [column() for _ in range(3)]
    systems[2][:20] = systems[1][:20]
    for hypotheses in systems:
        count(hypotheses)
    assert len(encoded) == len(set(encoded)) == 2 * 40 + 2 * 40 + 20


def test_a_system_of_which_a_twentieth_changed_costs_a_twentieth(models: dict[str, Path], encoded: list[str]) -> None:
    bound, column = texts(40)
    hypotheses = column()
    before = Comet(model=str(models["regression"])).bind(bound)(hypotheses).counts
    encoded.clear()
    changed = [*hypotheses[:38], "another", "one"]
    after = Comet(model=str(models["regression"])).bind(bound)(changed).counts
    assert len(encoded) == len(set(encoded)) == 2
    assert np.array_equal(after[:38], before[:38])


def test_what_is_in_the_cache_needs_no_model(models: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    bound, column = texts(8)
    hypotheses = column()
    first = {kind: Comet(model=str(model)).bind(bound)(hypotheses) for kind, model in models.items()}
    monkeypatch.setattr("tertium.metrics.neural.comet.metric.load", lambda *_, **__: pytest.fail("it was loaded"))
    for kind, model in models.items():
        again = Comet(model=str(model)).bind(bound)(hypotheses)
        assert np.array_equal(again.counts, first[kind].counts)
        assert again.spans == first[kind].spans
        assert again.warnings == first[kind].warnings


def test_precisions_share_nothing(models: dict[str, Path], encoded: list[str]) -> None:
    bound, column = texts(4)
    hypotheses = column()
    Comet(model=str(models["regression"])).bind(bound)(hypotheses)
    Comet(model=str(models["regression"]), precision="bf16").bind(bound)(hypotheses)
    assert len(encoded) == 2 * len(set(encoded))


def test_damaged_results_are_computed_again_and_said(models: dict[str, Path], own_cache: Path) -> None:
    import sqlite3
    from contextlib import closing

    bound, column = texts(8)
    hypotheses = column()
    before = Comet(model=str(models["regression"])).bind(bound)(hypotheses)
    with closing(sqlite3.connect(own_cache)) as database:
        database.execute("UPDATE results SET value = zeroblob(length(value)) WHERE rowid % 3 = 0")
        database.commit()
    after = Comet(model=str(models["regression"])).bind(bound)(hypotheses)
    assert any("to be computed again" in warning for warning in after.warnings)
    assert np.allclose(after.counts, before.counts, rtol=0, atol=1e-6)
    again = Comet(model=str(models["regression"])).bind(bound)(hypotheses)
    assert again.warnings == ()
    assert np.array_equal(again.counts, after.counts)


def test_batches_arrive_with_an_estimate(models: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(1000))
    monkeypatch.setattr("tertium.cache.progress.PAUSE", 1.0)
    monkeypatch.setattr("tertium.cache.progress.time.monotonic", lambda: next(clock))
    bound, column = texts(40)
    told: list[str] = []
    Comet(model=str(models["regression"]), tokens=256).bind_reporting(bound, told.append)(column())
    assert told[0] == "local on cpu in fp32"
    assert re.fullmatch(r"\d+ of 120 texts encoded, \d+\.\d a second, \d+ s left", told[1])
    assert told[-1].startswith("120 of 120 texts encoded")
    assert told[-1].endswith(" 0 s left")


@pytest.fixture(scope="module")
def killed(models: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The folder of all runs that were killed, undisturbed or shared a cache, and what was told of them."""
    folder = tmp_path_factory.mktemp("killed")
    done = run("-m", "tests.metrics.neural.comet.killing", folder, models["regression"].parent)
    return folder, json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "kills"), [("regression", 10), ("xcomet", 4)])
def test_a_killed_run_is_byte_for_byte_the_undisturbed_one(
    killed: tuple[Path, dict[str, Any]], kind: str, kills: int
) -> None:
    folder, told = killed[0] / kind, killed[1][kind]
    assert told["codes"] == [0, 0, 0, 0]
    assert same(folder / "whole", folder / "resumed")
    assert len(told["stored"]) == kills
    assert told["stored"] == sorted(told["stored"]), "what is there stays there"
    assert told["resumed"] <= told["whole"] + 2 * kills * told["largest"], "a kill costs two batches at most"


@pytest.mark.slow
def test_the_resumed_run_computes_only_what_is_missing(killed: tuple[Path, dict[str, Any]]) -> None:
    told = killed[1]["regression"]
    assert told["last"] == max(0, told["whole"] - told["stored"][-1])
    told = killed[1]["xcomet"]
    assert told["last"] == told["whole"] - told["stored"][-1]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["regression", "xcomet"])
def test_two_processes_share_a_cache(killed: tuple[Path, dict[str, Any]], kind: str) -> None:
    folder = killed[0] / kind
    path = folder / "cache-both" / FILE
    assert contents.verify(path).damaged == 0
    (scope,) = contents.scopes(path)
    (alone,) = contents.scopes(folder / "cache-whole" / FILE)
    assert scope.results == alone.results
    whole, one, two = (store.load(folder / name) for name in ("whole", "one", "two"))
    for key, counts in whole.counts.items():
        assert np.allclose(one.counts[key], counts, rtol=0, atol=1e-6)
        assert np.allclose(two.counts[key], counts, rtol=0, atol=1e-6)


@pytest.mark.slow
def test_the_printed_scores_are_comet_scores(models: dict[str, Path], tmp_path: Path) -> None:
    bound, column = texts(12)
    hypotheses = column()
    names = ("src", "mt", "ref")
    for name, lines in zip(names, (bound.sources, hypotheses, [some[0] for some in bound.references]), strict=True):
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    script = "import sys; from comet.cli.score import score_command; score_command()"
    words = ["-s", tmp_path / "src", "-t", tmp_path / "mt", "-r", tmp_path / "ref", "--gpus", "0", "--quiet"]
    printed = run("-c", script, *words, "--model", models["regression"] / "checkpoints" / "model.ckpt").stdout
    theirs = [float(one) for one in re.findall(r"score: (-?\d\.\d{4})", printed)]
    metric = Comet(model=str(models["regression"]), precision="fp16")
    ours = metric.bind(bound)(hypotheses).counts
    scores = [*ours[:, 0], float(metric.score(ours.sum(axis=0)))]
    assert [round(one, 4) for one in scores] == pytest.approx(theirs, abs=1.01e-4)
    assert len(theirs) == 13


def test_tables_by_document_stand_beside_bleu_and_chrf(
    models: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_set(tmp_path / "set.tsv", 40)
    main(["build", str(tmp_path / "set.tsv"), "-o", str(tmp_path / "set"), "-q"])
    metrics = ["-m", f"comet:model={models['regression']}", "-m", "bleu", "-m", "chrf"]
    assert main(["score", str(tmp_path / "set"), *metrics, "-o", str(tmp_path / "run"), "-q"]) == 0
    capsys.readouterr()
    assert main(["report", str(tmp_path / "run"), "-f", "json"]) == 0
    tables = json.loads(capsys.readouterr().out)["tables"]
    whole, documents = (next(t for t in tables if t["title"].endswith(end)) for end in (": scores", "by document"))
    name = metrics[1]
    assert {name, "bleu", "chrf"} <= set(documents["columns"])
    scores = [row[documents["columns"].index(name)] for row in documents["rows"]]
    assert len(scores) == 2
    (row,) = whole["rows"]
    mean = row[whole["columns"].index(name)]
    assert np.isclose(mean, np.mean(scores), rtol=0, atol=1e-12), "documents of 20 segments each"
    assert any("precision:fp32" in note for note in whole["notes"])


def test_the_cache_is_shown_verified_and_pruned(models: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    bound, column = texts(4)
    Comet(model=str(models["regression"])).bind(bound)(column())
    assert main(["cache", "show", "-f", "csv"]) == 0
    out = capsys.readouterr().out
    assert "comet|model:local|" in out
    assert ",16," in out  # 12 vectors and 4 scores
    assert main(["cache", "verify", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["schema"], answer["results"], answer["damaged"]) == ("tertium.cache/1", 16, 0)
    assert main(["cache", "prune"]) == 2
    assert main(["cache", "prune", "--days", "0", "-q"]) == 0
    capsys.readouterr()
    assert main(["cache", "verify"]) == 0
    assert "0 results, 0 damaged" in capsys.readouterr().out
