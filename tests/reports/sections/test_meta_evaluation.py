"""Which metric agrees with people, best first."""

from __future__ import annotations

from dataclasses import replace

from tertium.evals.results import (
    Interval,
    Meta,
    Trust,
)
from tertium.reports.sections.meta_evaluation import NO_INTERVAL, meta_table
from tests.reports.making import (
    FEW,
)


def meta(*trusts: Trust) -> Meta:
    return Meta("town", "f", "mqm", trusts, ("a", "b"), 9, FEW, {"chrf": "chrf|x:1"}, {"length": "no\n direction"})


def trust(metric: str, value: float, part: str = "", low: float = 0.1) -> Trust:
    return Trust(metric, part, "pairwise accuracy", "system", value, Interval(low, 0.9), 3)


def test_the_best_metric_of_a_slice_comes_first_and_undefined_ones_last() -> None:
    nan = float("nan")
    table = meta_table(meta(trust("x", nan), trust("chrf", 0.5), trust("bleu", 0.7), trust("chrf", 0.6, "news", nan)))
    assert [(row[0], row[3]) for row in table.rows] == [
        ("all", "bleu"),
        ("all", "chrf"),
        ("all", "x"),
        ("news", "chrf"),
    ]
    assert table.notes[:2] == ("length is left out: no direction", NO_INTERVAL)
    assert table.notes[-1] == "people: mqm, 9 segments of 2 systems: a, b"


def test_what_the_human_scores_depend_on_is_said_unless_it_is_their_name() -> None:
    result = meta(trust("chrf", 0.5))
    for signature, said in (("mqm|weights:Minor=1", True), ("mqm", False), ("", False)):
        notes = meta_table(replace(result, human_signature=signature)).notes
        assert (f"human scores: {signature}" in notes) == said


def test_nothing_is_said_of_intervals_where_there_are_all() -> None:
    assert NO_INTERVAL not in meta_table(meta(trust("chrf", 0.5))).notes
