"""The same outputs by today's metrics: what has the same signature is kept, everything else is counted."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.types import EvalSet, blocks
from tertium.errors import UsageError
from tertium.evals import rescore as module
from tertium.evals.evaluate import evaluate
from tertium.evals.rescore import rescore
from tertium.evals.types import COUNTED_BY, Key, Run
from tertium.metrics.neural.judge.card_file import SCHEMA
from tertium.metrics.registry import load
from tests import stub_server as stub
from tests.evals.making import card

if TYPE_CHECKING:
    from pathlib import Path

DATA = EvalSet(
    name="towns",
    ids=("a#1", "a#2", "b#1"),
    documents=blocks(("a", "a", "b")),
    references={"A": ("Die Stadt ist alt.", "Der Hafen ist neu.", "Es regnet heute.")},
    outputs={"x": ("Die Stadt ist alt.", "Ein Hafen ist neu.", "Es regnet.")},
    languages=("en", "de"),
)


@pytest.fixture(scope="module")
def run() -> Run:
    return evaluate(DATA, ["chrf", "bleu"])


def aged(run: Run, label: str, signature: str) -> Run:
    """Return the run as an older version of a metric would have made it: other signature, other scores."""
    measures = {**run.measures, label: replace(run.measures[label], signature=signature)}
    counts = {key: rows * 0 if key.metric == label else rows for key, rows in run.counts.items()}
    return replace(run, measures=measures, counts=counts)


def test_counts_of_equal_signatures_are_kept_and_nothing_is_computed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "evaluate", lambda *_, **__: pytest.fail("was computed"))
    result = rescore(run)
    assert result.kept == ("chrf", "bleu")
    assert result.changed == {}
    assert result.run.counts == run.counts


def test_a_metric_of_another_version_is_counted_anew_and_the_other_is_not(run: Run) -> None:
    old = aged(run, "chrf", "chrf|sacrebleu:1.0")
    result = rescore(old)
    assert result.kept == ("bleu",)
    assert result.changed == {"chrf": ("chrf|sacrebleu:1.0", run.measures["chrf"].signature)}
    assert list(result.run.measures) == ["chrf", "bleu"]
    assert np.array_equal(result.run.counts["x", "chrf"], run.counts["x", "chrf"])  # type: ignore[index]  # a Key
    assert result.run.counts[Key("x", "bleu")] is old.counts[Key("x", "bleu")]


def test_a_metric_is_added_and_agrees_with_scoring_at_once(run: Run) -> None:
    result = rescore(run, ["ter"])
    assert list(result.run.measures) == ["chrf", "bleu", "ter"]
    at_once = evaluate(DATA, ["chrf", "bleu", "ter"])
    for key, values in at_once.values.items():
        assert result.run.values[key].total == values.total
    assert result.run.versions.get(COUNTED_BY) == at_once.versions.get(COUNTED_BY)


def test_a_metric_that_is_added_twice_or_there_already_is_kept_once(run: Run) -> None:
    assert list(rescore(run, ["bleu", "chrf"]).run.measures) == ["chrf", "bleu"]


def test_what_was_missing_is_tried_again(run: Run) -> None:
    result = rescore(replace(run, missing={"ter": "its package was not there"}))
    assert "ter" in result.run.measures
    assert result.run.missing == {}


def test_a_metric_that_is_not_here_keeps_its_counts_and_its_signature(run: Run) -> None:
    label = "elsewhere"
    old = replace(
        run,
        measures={**run.measures, label: replace(run.measures["bleu"], label=label, signature="elsewhere|v1")},
        counts={**run.counts, Key("x", label): run.counts[Key("x", "bleu")]},
        values={**run.values, Key("x", label): run.values[Key("x", "bleu")]},
        missing={"gone": "it never was"},
    )
    result = rescore(old, ["ter"])
    assert list(result.unavailable) == [label]
    assert result.run.measures[label].signature == "elsewhere|v1"
    assert result.run.missing == {"gone": "it never was"}
    assert list(result.run.measures) == ["chrf", "bleu", label, "ter"]


def test_a_metric_that_can_not_run_is_missing_and_the_others_stay(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from tertium.errors import MetricError

    def failing(*_: object, **__: object) -> Run:
        raise MetricError("ter has no model")

    monkeypatch.setattr(module, "evaluate", failing)
    result = rescore(run, ["ter"])
    assert result.run.missing == {"ter": "ter has no model"}
    assert result.run.counts == run.counts


def test_an_unknown_metric_is_refused(run: Run) -> None:
    with pytest.raises(UsageError, match="no metric is named 'tre'"):
        rescore(run, ["tre"])


def test_a_judge_is_added_with_its_settings_and_one_that_is_there_takes_over_a_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("openai", reason="needs the extra openai")
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path / "cache"))
    data = replace(DATA, sources=("The town is old.", "The harbour is new.", "It rains today."))
    label = "judge:protocol=da,model=m"
    path = tmp_path / "card.json"
    path.write_text(json.dumps({"schema": SCHEMA, **card("padding"), "signature": load(label).signature}), "utf-8")
    with stub.serving(lambda *_: stub.says('{"score": 70}')) as server:
        added = rescore(evaluate(data, ["length"]), [f"{label},base_url={server.url}"]).run
        assert added.values[Key("x", label)].total == 70
        asked = len(server.asked)
        with_card = rescore(added, [f"{label},base_url={server.url},card={path}"])
        assert len(server.asked) == asked
    assert with_card.kept == ("length", label)
    assert with_card.run.measures[label].card is not None
    assert rescore(with_card.run).run.measures[label].card is not None, "it stays"
    path.write_text(json.dumps({"schema": SCHEMA, **card()}), "utf-8")
    with pytest.raises(UsageError, match="is the card of another judge"):
        rescore(added, [f"{label},card={path}"])
