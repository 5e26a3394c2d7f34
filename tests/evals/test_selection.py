"""Part of a run's metrics or systems."""

from __future__ import annotations

from tertium.evals.selection import with_metrics, with_systems
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
