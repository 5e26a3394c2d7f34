"""The model-index is read back by the Hub's own model card, number by number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.description import Description
from tertium.evals.types import Key, Run
from tertium.reports.model_index import render
from tests.evals.making import MEAN, run_of

hub = pytest.importorskip("huggingface_hub")
NAMED = Description(model='opus: "big" #1')


def run(*systems: str) -> Run:
    made = run_of({system: [1.0, 2.0, 2.0] for system in systems})
    return replace(made, data=replace(made.data, languages=("en", "de")), description=NAMED)


def test_the_card_of_the_hub_reads_what_was_scored() -> None:
    made = run("x")
    card = hub.ModelCard(render(made) + "\n# A model\n")
    (result,) = card.data.eval_results
    assert card.data.model_name == NAMED.model
    assert card.data.language == ["en", "de"]
    assert result.metric_value == made.values[Key("x", MEAN)].total
    assert (result.task_type, result.task_name) == ("translation", "Translation en-de")
    assert (result.dataset_name, result.dataset_revision) == ("made", made.fingerprint)
    assert (result.metric_name, result.metric_config) == (MEAN, made.measures[MEAN].signature)


def test_of_several_systems_one_is_chosen() -> None:
    with pytest.raises(UsageError, match="has several systems"):
        render(run("x", "y"))
    with pytest.raises(UsageError, match="has no system 'z'"):
        render(run("x", "y"), "z")
    assert "model-index" in render(run("x", "y"), "y")


def test_without_a_name_or_a_score_there_is_no_index() -> None:
    with pytest.raises(UsageError, match=r"which model it scores\n  try: tertium score … --model NAME"):
        render(replace(run("x"), description=Description()))
    nothing = run_of({"x": [float("nan")] * 3})
    with pytest.raises(DataError, match="x has no score"):
        render(replace(nothing, description=NAMED))
