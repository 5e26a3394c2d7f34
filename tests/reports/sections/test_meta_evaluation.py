"""Which metric agrees with people, best first."""

from __future__ import annotations

from dataclasses import replace

from tertium.evals.results import (
    Contrast,
    Interval,
    Meta,
    Trust,
)
from tertium.reports.sections.meta_evaluation import NO_INTERVAL, contrast_tables, meta_table, metric_clusters
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
    assert table.notes[:2] == ("length is left out: no; direction", NO_INTERVAL)
    assert table.notes[-1] == "people: mqm, 9 segments of 2 systems: a, b"


def test_what_the_human_scores_depend_on_is_said_unless_it_is_their_name() -> None:
    result = meta(trust("chrf", 0.5))
    for signature, said in (("mqm|weights:Minor=1", True), ("mqm", False), ("", False)):
        notes = meta_table(replace(result, human_signature=signature)).notes
        assert (f"human scores: {signature}" in notes) == said


def test_nothing_is_said_of_intervals_where_there_are_all() -> None:
    assert NO_INTERVAL not in meta_table(meta(trust("chrf", 0.5))).notes


def test_metrics_that_do_not_differ_share_a_cluster() -> None:
    deltas = {("a", "b"): (0.1, 0.3), ("a", "c"): (0.3, 0.01), ("b", "c"): (0.2, 0.2)}
    deltas |= {("c", "d"): (0.1, 0.9), ("a", "d"): (0.4, 0.001), ("b", "d"): (0.3, 0.01)}
    assert metric_clusters(["a", "b", "c", "d"], deltas, 0.05) == [1, 1, 2, 2]


def test_every_statistic_has_a_matrix_best_first() -> None:
    result = replace(
        meta(),
        contrasts=(
            Contrast("bad", "good", "Pearson", "system", -0.5, 0.01),
            Contrast("bad", "good", "accuracy with calibrated ties", "segment", -0.1, 0.5),
        ),
    )
    by_system, by_segment = contrast_tables(result)
    assert [row[:2] for row in by_system.rows] == [("1", "good"), ("2", "bad")]
    assert by_system.breaks == {1}
    assert by_system.rows[0][3] == by_system.rows[1][2] == 0.01
    assert [row[0] for row in by_segment.rows] == ["1", "1"]
    assert "PERM-INPUT" in by_segment.notes[0]


def test_a_value_outside_its_interval_has_its_reason_in_a_note() -> None:
    item = Trust("chrf", "", "Kendall", "system", 0.9, Interval(0.5, 0.8), 3, "noise")
    assert "outside its interval: chrf Kendall: noise" in meta_table(replace(meta(), trusts=(item,))).notes
