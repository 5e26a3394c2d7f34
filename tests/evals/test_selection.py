"""Part of a run's metrics or systems, and what users may call these."""

from __future__ import annotations

import pytest

from tertium.errors import UsageError
from tertium.evals.evaluate import evaluate
from tertium.evals.selection import labels_named, systems_named, with_metrics, with_systems
from tertium.evals.types import Key
from tests.reports.making import plain_run

RUN = plain_run()


def test_a_run_with_some_metrics_has_them_in_the_order_of_the_request_and_nothing_of_the_others() -> None:
    part = with_metrics(RUN, ["ter", "chrf"])
    assert list(part.measures) == ["ter", "chrf"]
    assert {key.metric for key in part.values} == {key.metric for key in part.counts} == {"ter", "chrf"}
    assert part.values[Key("north", "ter")] is RUN.values[Key("north", "ter")]
    assert part.missing == {}
    assert list(with_metrics(RUN, ["ter"]).spans) == []
    assert part.fingerprint == RUN.fingerprint


def test_a_run_with_some_systems_has_their_texts_counts_and_scores_and_nothing_of_the_others() -> None:
    part = with_systems(RUN, ["north"])
    assert list(part.data.outputs) == ["north"]
    assert {key.system for key in part.values} == {key.system for key in part.counts} == {"north"}
    assert part.values[Key("north", "ter")] is RUN.values[Key("north", "ter")]
    assert {skip.system for skip in part.skips} <= {"north"}
    assert part.measures == RUN.measures


def test_a_metric_is_named_by_its_label_in_any_case_by_its_spec_or_by_its_name_alone() -> None:
    assert labels_named(RUN, ["chrF", "BLEU", "chrf"]) == ["chrf", "bleu"]
    other = evaluate(RUN.data, ["chrf:word_order=2", "ter"])
    assert labels_named(other, ["chrf:word_order=2", "chrF++"]) == ["chrf++"]
    assert labels_named(evaluate(RUN.data, ["chrf:beta=3"]), ["chrf"]) == ["chrf:beta=3"]


def test_what_the_run_has_not_is_refused_with_what_it_has() -> None:
    with pytest.raises(UsageError, match="no scores of 'nothing'\n  try: bleu, chrf"):
        labels_named(RUN, ["nothing"])
    with pytest.raises(UsageError, match="no scores of 'comet': comet is not installed"):
        labels_named(RUN, ["comet"])
    assert systems_named(RUN, ["NORTH", "south"]) == ["north", "south"]
    with pytest.raises(UsageError, match="no system 'nort'\n  try: north"):
        systems_named(RUN, ["nort"])
