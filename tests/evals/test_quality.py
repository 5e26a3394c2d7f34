"""People's scores lead, then the first metric of quality; checks and metrics without a direction come last."""

from __future__ import annotations

from dataclasses import replace

from tertium.evals.quality import leading_measure, quality_measures, without_checks
from tests.reports.making import plain_run

RUN = plain_run()
TER = RUN.measures["ter"]
CHECK = replace(TER, label="numbers", signature="numbers|severity:all|rules:2")
PEOPLE = replace(TER, label="mqm", signature="mqm|people:2")


def labels(*names: str) -> list[str]:
    """Return the metrics of quality of a run of these metrics, in this order."""
    measures = {**RUN.measures, "numbers": CHECK, "mqm": PEOPLE}
    return [
        measure.label for measure in quality_measures(replace(RUN, measures={name: measures[name] for name in names}))
    ]


def test_metrics_of_quality_are_those_with_a_direction_that_are_no_checks_in_their_order() -> None:
    assert labels("numbers", "length", "ter", "chrf") == ["ter", "chrf"]
    assert labels("length", "numbers") == ["numbers"]
    assert labels("length") == []


def test_peoples_scores_come_first() -> None:
    assert labels("chrf", "ter", "mqm") == ["mqm", "chrf", "ter"]


def test_the_first_of_quality_leads_and_without_any_the_first() -> None:
    assert leading_measure(replace(RUN, measures={"length": RUN.measures["length"], "ter": TER})).label == "ter"
    assert leading_measure(replace(RUN, measures={"numbers": CHECK, "ter": TER})).label == "ter"
    assert leading_measure(replace(RUN, measures={"length": RUN.measures["length"]})).label == "length"


def test_of_checks_only_all_are_left() -> None:
    assert without_checks([CHECK, TER]) == [TER]
    assert without_checks([CHECK]) == [CHECK]
