"""A run on disk is the run in memory, needs no metric to be read, and is never half there."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.cli import main
from tertium.corpora.types import Document, EvalSet
from tertium.errors import DataError, UsageError
from tertium.evals import store
from tertium.evals.evaluate import evaluate
from tertium.evals.results import Problem
from tertium.evals.types import Key, Run
from tertium.files import sha256
from tertium.metrics.base import Span
from tests.evals.making import run_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run() -> Run:
    data = EvalSet(
        name="small",
        ids=("a#1", "b#1"),
        documents=(Document("a", 0, 1, "news"), Document("b", 1, 2)),
        references={"A": ("Der Zug fährt.", "Es regnet.")},
        outputs={"x": ("Der Zug geht.", None), "y": ("Ein Zug.", "Es regnet.")},
    )
    run = evaluate(data, ["bleu", "chrf++", "length:against=references"])
    spans = {Key("y", "bleu"): (Span(1, 0, 2, "word", "minor", "say more"),)}
    return replace(run, spans=spans, missing={"comet": "not here\n  try: pip"}, warnings=("mind the gap",))


def test_a_stored_run_reads_back_equal(run: Run, tmp_path: Path) -> None:
    store.save(run, tmp_path / "run")
    back = store.load(tmp_path / "run")
    for name in ("data", "measures", "skips", "missing", "warnings", "versions", "created"):
        assert getattr(back, name) == getattr(run, name), name
    assert str(back.spans) == str(run.spans)
    for key in run.counts:
        assert np.array_equal(back.counts[key], run.counts[key], equal_nan=True)
        for level in ("segments", "documents", "domains", "total"):
            before, after = getattr(run.values[key], level), getattr(back.values[key], level)
            assert np.array_equal(before, after, equal_nan=True), (key, level)


def test_problems_read_back_and_a_run_without_them_has_none(run: Run, tmp_path: Path) -> None:
    problem = Problem("empty", "reference", "A", (0, 1), 2, details="both")
    store.save(replace(run, problems=(problem,)), tmp_path / "run")
    assert store.load(tmp_path / "run").problems == (problem,)
    store.save(replace(run, problems=None), tmp_path / "old")
    assert store.load(tmp_path / "old").problems is None


def test_the_id_is_of_what_was_measured_and_not_of_the_time(run: Run, tmp_path: Path) -> None:
    first_id = store.save(run, tmp_path / "one")
    assert store.save(replace(run, created="2001-01-01T00:00:00+00:00"), tmp_path / "two") == first_id
    assert store.save(replace(run, warnings=()), tmp_path / "three") != first_id


def test_the_same_run_at_the_same_time_is_the_same_bytes(run: Run, tmp_path: Path) -> None:
    store.save(run, tmp_path / "one")
    store.save(run, tmp_path / "two")
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert len(files) == 6
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


@pytest.mark.parametrize("name", ["counts.parquet", "scores.parquet", "spans.parquet", "set/segments.parquet"])
def test_a_flipped_byte_is_noticed(run: Run, tmp_path: Path, name: str) -> None:
    store.save(run, tmp_path / "run")
    path = tmp_path / "run" / name
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    with pytest.raises(DataError, match="differs from what was written"):
        store.load(tmp_path / "run")
    path.unlink()
    with pytest.raises(DataError, match="is missing"):
        store.load(tmp_path / "run")


def test_an_edited_manifest_is_noticed(run: Run, tmp_path: Path) -> None:
    store.save(run, tmp_path / "run")
    path = tmp_path / "run" / store.MARKER
    path.write_text(json.dumps(json.loads(path.read_text()) | {"warnings": []}))
    with pytest.raises(DataError, match=r"manifest\.json differs"):
        store.load(tmp_path / "run")


def test_what_is_no_run_is_an_error(run: Run, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is not a run"):
        store.load(tmp_path)
    store.save(run, tmp_path / "run")
    with pytest.raises(UsageError, match="is already there\n  try: --overwrite"):
        store.save(run, tmp_path / "run")
    store.save(run, tmp_path / "run", overwrite=True)
    (tmp_path / "run" / store.MARKER).write_text('{"schema": "tertium.run/99"}')
    with pytest.raises(DataError, match=r"is not of schema 'tertium\.run/1'"):
        store.load(tmp_path / "run")


def test_a_failure_while_writing_leaves_nothing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "_scores_table", fail)
    with pytest.raises(UsageError, match="No space left on device"):
        store.save(run, tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


def rewritten(folder: Path, change: dict[str, object]) -> None:
    """Change the manifest, with an id that fits: as another program might write it."""
    path = folder / store.MARKER
    manifest = json.loads(path.read_text(encoding="utf-8")) | change
    manifest = {key: value for key, value in manifest.items() if value is not None}
    path.write_text(json.dumps(manifest | {"id": store._id(manifest)}), encoding="utf-8")


@pytest.mark.parametrize("key", ["created", "measures", "missing", "skips", "warnings", "versions", "files"])
@pytest.mark.parametrize("value", [None, 1, ["x", 1], {"x": 1}, "x", [{}], [{"label": "x"}]])
def test_a_manifest_without_a_key_or_with_another_value_is_an_error_of_two_lines(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str, value: object
) -> None:
    store.save(run, tmp_path / "run")
    rewritten(tmp_path / "run", {key: value})
    if (key, value) == ("created", "x"):
        assert store.load(tmp_path / "run").created == "x"
        return
    for words in (["report", "run"], ["runs", "show", "run"], ["rank", "run"], ["pin", "run", "--system", "x"]):
        words[words.index("run", 1)] = str(tmp_path / "run")
        assert main([*words, "-o", str(tmp_path / "new")] if words[0] != "runs" else words) == 3
        assert len(capsys.readouterr().err.splitlines()) == 2
    assert main(["runs", "list", str(tmp_path)]) == 0
    assert "is damaged" in capsys.readouterr().out


def test_tables_of_another_run_are_damage_though_their_hashes_fit(run: Run, tmp_path: Path) -> None:
    store.save(run, tmp_path / "run")
    store.save(run_of({"other": [1.0, 2.0, 3.0]}), tmp_path / "other")
    hashes = json.loads((tmp_path / "run" / store.MARKER).read_text(encoding="utf-8"))["files"]
    for name in ("counts.parquet", "scores.parquet", "spans.parquet"):
        raw = (tmp_path / "run" / name).read_bytes()
        (tmp_path / "run" / name).write_bytes((tmp_path / "other" / name.replace("spans", "scores")).read_bytes())
        rewritten(tmp_path / "run", {"files": hashes | {name: sha256(tmp_path / "run" / name)}})
        with pytest.raises(DataError, match="is damaged"):
            store.load(tmp_path / "run")
        (tmp_path / "run" / name).write_bytes(raw)


def test_a_run_that_stepped_aside_for_its_successor_is_found_again(run: Run, tmp_path: Path) -> None:
    store.save(run, tmp_path / ".run.abc.old")
    assert store.load(tmp_path / "run").systems == run.systems
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"systems": ["x", "y", "ghost"]}, "of another set than the one that it holds"),
        ({"fingerprint": "0" * 16}, "of another set than the one that it holds"),
        ({"skips": [{"system": "x", "metric": "bleu", "segment": "z#9", "reason": "r"}]}, "it skips segments"),
        ({"skips": [{"system": "z", "metric": "bleu", "segment": "a#1", "reason": "r"}]}, "it skips segments"),
    ],
)
def test_a_manifest_that_does_not_fit_its_set_is_damage(
    run: Run, tmp_path: Path, changes: dict[str, object], reason: str
) -> None:
    store.save(run, tmp_path / "run")
    rewritten(tmp_path / "run", changes)
    with pytest.raises(DataError, match=f"is damaged: .*{reason}"):
        store.load(tmp_path / "run")
