"""A run of which part was known equals one that was counted from the start, byte for byte, and counts only the rest."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.corpora.types import EvalSet, blocks
from tertium.errors import DataError, UsageError
from tertium.evals import columns as module
from tertium.evals import store
from tertium.evals.columns import assembled, current_signature, engines_of, run_label, update
from tertium.evals.evaluate import count, evaluate
from tertium.evals.types import COUNTED_BY, Key
from tertium.executor import Serial
from tertium.metrics.base import Counted
from tertium.metrics.lexical.length import Length
from tertium.metrics.neural.judge.card_file import SCHEMA
from tertium.metrics.registry import load
from tests import stub_server as stub
from tests.evals.making import card

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tertium.evals.evaluate import Counting
    from tertium.evals.types import Run
    from tests.stub_server import Asked, Play

METRICS = ["chrf", "ter:asian_support=true", "numbers", "length"]
"""Of them ter warns, and numbers points at places."""
DATA = EvalSet(
    name="towns",
    ids=("a#1", "a#2", "b#1", "b#2"),
    documents=blocks(("a", "a", "b", "b")),
    sources=("The town is 300 years old.", "The harbour is new.", "It rains for 3 days.", None),
    references={"A": ("Die Stadt ist 300 Jahre alt.", "Der Hafen ist neu.", "Es regnet 3 Tage.", "Es ist 5 Uhr.")},
    outputs={
        "x": ("Die Stadt ist 30 Jahre alt.", "Ein Hafen ist neu.", "Es regnet.", "Es ist 5."),
        "y": ("Die Stadt ist alt.", None, "Es regnet 2 Tage.", "Es ist 5 Uhr."),
        "z": ("Stadt 300", "", "Es regnet 3 Tage.", "Um 5"),
    },
    languages=("en", "de"),
)


@pytest.fixture(autouse=True)
def fixed_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path_factory.mktemp("cache")))


def with_outputs(**outputs: tuple[str | None, ...] | None) -> EvalSet:
    """Return the set with other outputs of some systems, or without them."""
    changed = {**DATA.outputs, **outputs}
    return replace(DATA, outputs={name: texts for name, texts in changed.items() if texts is not None})


NEW = ("Die Stadt ist 300 Jahre alt.", None, "Es regnet 4 Tage.", "Es ist 5 Uhr.")
SWAPPED = {name: DATA.outputs[name] for name in ("z", "x", "y")}


def updated(old: Run, data: EvalSet, labels: Sequence[str] = METRICS) -> module.Updated:
    return update(old, data, [*labels], executor=Serial(), progress=lambda _: None)


def content(run: Run, folder: Path) -> dict[str, bytes]:
    store.save(run, folder)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("data", "labels", "counted"),
    [
        (DATA, METRICS, 0),
        (with_outputs(y=NEW), METRICS, 4),
        (with_outputs(x=NEW, z=NEW), METRICS, 8),
        (with_outputs(z=None), METRICS, 0),
        (with_outputs(new=NEW), METRICS, 4),
        (replace(DATA, outputs=SWAPPED), METRICS, 0),
        (DATA, METRICS[::-1], 0),
        (DATA, METRICS[:2], 0),
        (DATA, METRICS[2:], 0),
        (DATA, [*METRICS, "bleu"], 3),
        (with_outputs(y=NEW), ["bleu", *METRICS[1:]], 6),
        (with_outputs(x=NEW, y=NEW, z=NEW), METRICS, 12),
    ],
)
def test_it_equals_an_evaluation_from_the_start_byte_for_byte(
    tmp_path: Path, data: EvalSet, labels: list[str], counted: int
) -> None:
    old = evaluate(DATA, METRICS)
    result = updated(old, data, labels)
    assert content(result.run, tmp_path / "a") == content(evaluate(data, labels), tmp_path / "b")
    assert len(result.run.counts) - len(result.kept) == counted
    assert all(result.run.counts[key] is old.counts[key] for key in result.kept)


def test_a_run_that_was_stored_gives_the_same_bytes_too(tmp_path: Path) -> None:
    data = with_outputs(y=NEW)
    store.save(evaluate(DATA, METRICS), tmp_path / "old")
    result = updated(store.load(tmp_path / "old"), data)
    assert content(result.run, tmp_path / "a") == content(evaluate(data, METRICS), tmp_path / "b")


def test_only_the_changed_outputs_reach_a_metric(monkeypatch: pytest.MonkeyPatch) -> None:
    old, seen = evaluate(DATA, METRICS), list[tuple[str, ...]]()

    def counting(data: EvalSet, *rest: Any) -> Counting:
        seen.append(tuple(data.outputs))
        return count(data, *rest)

    monkeypatch.setattr(module, "count", counting)
    updated(old, with_outputs(y=NEW))
    assert seen == [("y",)]


def test_a_metric_of_another_signature_is_counted_for_every_system() -> None:
    old = evaluate(DATA, METRICS)
    aged = replace(old, measures={**old.measures, "chrf": replace(old.measures["chrf"], signature="chrf|old")})
    result = updated(aged, with_outputs(y=NEW))
    assert {key.system for key in result.kept if key.metric == "chrf"} == set()
    assert {key.system for key in result.kept if key.metric == "length"} == {"x", "z"}
    assert result.run.measures["chrf"].signature == current_signature("chrf", ("en", "de"))


def test_a_metric_that_fails_on_the_changed_outputs_is_missing_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, data = evaluate(DATA, METRICS), with_outputs(y=NEW)

    def refuse(hypotheses: Sequence[str]) -> Counted:
        if NEW[0] in hypotheses:
            raise ValueError("not this one")
        return Counted(np.ones((len(hypotheses), 2)))

    monkeypatch.setattr(Length, "bind", lambda *_: refuse)
    result = updated(old, data)
    assert "not this one" in result.run.missing["length"]
    assert content(result.run, tmp_path / "a") == content(evaluate(data, METRICS), tmp_path / "b")
    with pytest.raises(UsageError, match="not this one"):
        updated(old, data, ["length"])


def test_a_metric_that_was_missing_is_tried_for_all_systems() -> None:
    without = replace(DATA, references={})
    old = evaluate(without, ["chrf", "numbers"])
    assert list(old.missing) == ["chrf"]
    assert list(updated(old, without, ["chrf", "numbers"]).run.missing) == ["chrf"]
    with pytest.raises(DataError, match="chrf needs"):
        updated(old, without, ["chrf"])


def test_an_unknown_metric_is_an_error_as_in_an_evaluation() -> None:
    old = evaluate(DATA, METRICS)
    with pytest.raises(UsageError, match="no metric is named 'chrff'"):
        updated(old, DATA, ["chrf", "chrff"])


def test_a_metric_may_be_written_in_any_way_and_is_asked_for_once() -> None:
    old = evaluate(DATA, METRICS)
    assert len(updated(old, DATA, ["chrf:word_order=0", "ter:asian_support=true"]).kept) == 6
    with pytest.raises(UsageError, match="asked for twice"):
        updated(old, DATA, ["chrf", "chrf:word_order=0"])
    assert run_label("ter:asian_support=true") == list(old.measures)[1]


def test_a_warning_belongs_to_the_system_whose_whole_name_it_has() -> None:
    names = {"x": "new", "y": "new: again"}
    data = replace(DATA, outputs={names[name]: DATA.outputs[name] for name in names})
    old = evaluate(data, METRICS)
    assert len(old.warnings) == 2
    assert updated(old, data.with_systems(["new"])).run.warnings == old.warnings[:1]
    assert updated(old, data).run.warnings == old.warnings


def test_the_engines_are_those_of_the_columns() -> None:
    old = evaluate(DATA, ["chrf", "length"])
    assert engines_of(updated(old, DATA, ["length", "chrf"]).run) == engines_of(old)
    both = replace(old, versions={**old.versions, COUNTED_BY: ", ".join([*engines_of(old), "other 1.0"])})
    assert engines_of(updated(both, DATA, ["chrf", "length"]).run) == engines_of(both)
    assert engines_of(updated(both, DATA, ["chrf"]).run) == engines_of(evaluate(DATA, ["chrf"]))
    assert engines_of(updated(old, DATA, ["length"]).run) in ([], engines_of(old))


def test_columns_of_two_runs_are_put_together_in_the_order_that_is_asked_for() -> None:
    first, second = evaluate(DATA, ["chrf"]), evaluate(DATA, ["numbers", "length"])
    keys = {Key("y", "numbers"): second, Key("y", "chrf"): first}
    run = assembled(replace(first, data=DATA.with_systems(["y"])), keys)
    assert list(run.measures) == ["numbers", "chrf"]
    assert list(run.counts) == list(run.values) == list(keys)
    assert [skip.metric for skip in run.skips] == ["numbers", "numbers", "chrf"]


def judged(url: str, **more: str) -> str:
    options = {"protocol": "da", "model": "m", "base_url": url, "tries": "1", **more}
    return f"judge:{','.join(f'{key}={value}' for key, value in options.items())}"


def by_length(asked: Asked, _: int) -> Play:
    return stub.says(json.dumps({"score": len(json.loads(stub.last_message(asked))["translation"])}))


def test_a_judge_is_asked_at_its_address_about_the_outputs_that_changed(tmp_path: Path) -> None:
    pytest.importorskip("openai", reason="needs the extra openai")
    with stub.serving(by_length) as server:
        spec = judged(server.url)
        old = evaluate(DATA, [spec])
        asked = len(server.asked)
        result = updated(old, with_outputs(y=NEW), [spec])
        assert len(server.asked) > asked
        at_once = evaluate(with_outputs(y=NEW), [spec])
    assert {key.system for key in result.kept} == {"x", "z"}
    assert content(result.run, tmp_path / "updated") == content(at_once, tmp_path / "at-once")


def test_what_a_service_did_not_answer_is_asked_again(tmp_path: Path) -> None:
    pytest.importorskip("openai", reason="needs the extra openai")
    with stub.serving(by_length) as server:
        old = evaluate(DATA, [judged(server.url, budget_requests="4"), "length"])
        assert any("budget" in skip.reason for skip in old.skips)
        spec = judged(server.url)
        result = updated(old, DATA, [spec, "length"])
        at_once = evaluate(DATA, [spec, "length"])
    assert {key.metric for key in result.kept} == {"length"}
    assert content(result.run, tmp_path / "updated") == content(at_once, tmp_path / "at-once")


def test_a_kept_judge_has_the_card_of_today(tmp_path: Path) -> None:
    pytest.importorskip("openai", reason="needs the extra openai")
    path, other = tmp_path / "card.json", tmp_path / "other.json"
    path.write_text(json.dumps({"schema": SCHEMA, **card("padding"), "signature": load(judged("")).signature}), "utf-8")
    other.write_text(json.dumps({"schema": SCHEMA, **card("padding")}), "utf-8")
    with stub.serving(by_length) as server:
        old = evaluate(DATA, [judged(server.url)])
        result = updated(old, DATA, [judged(server.url, card=str(path))])
        label = "judge:protocol=da,model=m"
        assert result.run.measures[label].card is not None
        assert len(result.kept) == 3
        refused = updated(old, DATA, [judged(server.url, card=str(other)), "length"])
    assert "is the card of another judge" in refused.run.missing[label]
