"""A set of a suite is shown by the names of the release, with the losses by the metrics that broke it."""

from __future__ import annotations

from dataclasses import replace

from tertium.reports.sections.losses import losses
from tertium.reports.suite import one_set
from tests.evals.making import MEAN
from tests.reports.suite.making import suite

VERDICT, EVIDENCE = suite()
NEWS, TALKS = VERDICT.sets[0], VERDICT.sets[1]


def test_scores_are_those_of_both_systems() -> None:
    table = one_set.scores_table(VERDICT, NEWS, EVIDENCE["news"])
    assert [column.title for column in table.columns[1:4]] == ["old", "new", "Δ"]
    (difference,) = EVIDENCE["news"].differences
    assert table.rows[0][1:] == (difference.other, difference.score, difference.delta, *difference.interval)
    assert table.title == "news: fail"


def test_rules_have_their_reasons() -> None:
    table = one_set.checks_table(NEWS)
    assert [row[:2] for row in table.rows] == [
        ("length not worse by more than 1", "fail"),
        ("length at most 80", "pass"),
    ]
    assert "gain" in str(table.rows[0][2])


def test_a_pin_that_is_a_path_is_called_the_baseline() -> None:
    assert one_set.named(VERDICT, "baseline") == "old"
    assert one_set.named(replace(VERDICT, baseline="pins/{set}.toml"), "baseline") == "baseline"
    assert one_set.named(VERDICT, "candidate") == "new"


def test_losses_are_by_the_metrics_that_broke_the_set_or_by_all_of_its_rules() -> None:
    assert one_set.shown_metrics(NEWS, EVIDENCE["news"]) == [MEAN]
    assert one_set.shown_metrics(TALKS, EVIDENCE["talks"]) == [MEAN]
    assert one_set.shown_metrics(replace(NEWS, cells={}), EVIDENCE["news"]) == [MEAN], "the first with losses"


def test_losses_come_with_their_texts_the_largest_first() -> None:
    examples = losses(EVIDENCE["news"], MEAN)
    parts = [example.contribution for example in examples]
    assert parts == sorted(parts)
    table = one_set.losses_table(VERDICT, NEWS, examples, MEAN)
    assert table.rows[0][3:] == ("four", None, examples[0].hypothesis, examples[0].other)
    assert [column.title for column in table.columns[-2:]] == ["new", "old"]


def test_findings_of_both_kinds_are_shown_up_to_a_limit() -> None:
    counts, examples = one_set.findings_tables(VERDICT, NEWS, EVIDENCE["news"], 1)
    assert counts.rows == (("new", MEAN, 1, 1, 1),)
    assert [(row[0], row[3]) for row in examples.rows] == [("new", "d0#2"), ("fixed", "d1#1")]
    assert one_set.findings_tables(VERDICT, TALKS, EVIDENCE["talks"], 1) == []
    (only,) = one_set.findings_tables(VERDICT, NEWS, EVIDENCE["news"], 0)
    assert only.rows == counts.rows
