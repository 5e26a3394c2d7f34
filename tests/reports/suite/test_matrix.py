"""The matrix answers first, fits a terminal, and says each doubt once."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tertium.evals.suite.judge import judge
from tertium.reports import suite as reports
from tertium.reports.formats import text
from tertium.reports.objects import as_json
from tertium.reports.suite.matrix import answer, breaking, doubts, in_words, matrix_table, tables
from tests.evals.making import MEAN
from tests.evals.suite.making import NOT_WORSE, project, scored
from tests.reports.making import rendered
from tests.reports.suite.making import many, suite


def test_the_first_line_is_the_answer_with_what_broke_it() -> None:
    verdict = suite().verdict
    assert answer(verdict) == "FAIL: new against old, because of news (length), gone (missing)"
    assert tables(verdict)[0].title == answer(verdict)
    assert reports.tables(verdict) == tables(verdict)


def test_a_pass_says_on_how_much() -> None:
    verdict = suite(without="news,gone").verdict
    assert answer(verdict) == "PASS: new against old, on 3 sets by 2 rules"
    assert breaking(verdict) == []


def test_sets_beyond_the_budget_break_a_suite_and_those_within_do_not() -> None:
    within, beyond = suite(without="news,gone").verdict, suite(without="news,gone", budget=0).verdict
    assert (within.outcome, beyond.outcome) == ("pass", "inconclusive")
    assert [row.name for row in breaking(beyond)] == ["chat"]


def test_many_broken_sets_are_counted() -> None:
    assert answer(many(30).verdict).endswith(
        "because of set 0 (length), set 1 (length), set 2 (length) and 27 sets more"
    )


def test_a_cell_has_outcome_gain_and_bounds() -> None:
    verdict = suite().verdict
    table = matrix_table(verdict)
    assert [column.title for column in table.columns] == [
        *("set", "tier", "outcome", "length not worse by more than 1", "length at most 80")
    ]
    check = verdict.sets[0].cells["length not worse by more than 1"].check
    assert table.rows[0][:4] == (
        *("news", "must", "fail"),
        f"fail {check.estimate:.2f} [{check.low:.2f}, {check.high:.2f}]",
    )
    assert str(table.rows[1][3]).startswith("pass +")
    assert str(table.rows[0][4]).startswith("pass ")
    assert "[" not in str(table.rows[0][4])
    assert table.rows[4] == ("gone", "must", "missing", None, None)


def test_a_score_with_a_minimum_has_bounds_without_a_sign() -> None:
    rules = [{"kind": "minimum", "metric": MEAN, "score": 40}]
    verdict = judge(project({"a": "must"}, rules), {"a": scored(1.0)})
    (cell,) = verdict.sets[0].cells.values()
    check = cell.check
    assert in_words(cell) == f"pass {check.estimate:.2f} [{check.low:.2f}, {check.high:.2f}]"


def test_a_set_without_a_rule_has_no_outcome() -> None:
    rules = [{**NOT_WORSE, "sets": ["a"]}]
    verdict = judge(project({"a": "must", "b": "must"}, rules), {"a": scored(1.0), "b": scored(1.0)})
    assert matrix_table(verdict).rows[1] == ("b", "must", None, None)
    assert answer(verdict) == "PASS: new against old, on 1 set by 1 rule"


@pytest.mark.parametrize("rules", [1, 2, 9])
def test_no_line_of_the_matrix_is_wider_than_a_terminal(rules: int) -> None:
    margins = [{**NOT_WORSE, "margin": 1 + i / 4} for i in range(rules)]
    sets = {f"wmt-2024-general-{i}": "must" for i in range(12)}
    verdict = judge(project(sets, margins), {name: scored(-1.0, seed=i) for i, name in enumerate(sets)})
    shown = text.for_terminal([table.shortened() for table in tables(verdict)], 80, color=False)
    assert max(map(text.display_width, shown.splitlines())) <= 80
    for name in sets:
        assert shown.count(name) >= (rules + 1) // 2, "the sets' names stand beside every group of rules"


def test_means_stand_below_with_what_they_are_over() -> None:
    (means,) = [table for table in tables(suite().verdict) if table.title == "means over sets"]
    assert [(row[0], row[1], row[2], row[3]) for row in means.rows] == [
        *((MEAN, "all", "sets", 4), (MEAN, "all", "segments", 4)),
        *((MEAN, "→ de", "sets", 2), (MEAN, "→ de", "segments", 2)),
        *((MEAN, "→ fr", "sets", 2), (MEAN, "→ fr", "segments", 2)),
    ]


def test_what_is_missing_has_its_reason_and_nothing_missing_is_no_table() -> None:
    assert tables(suite().verdict)[-1].rows == (("gone", "all", "missing", "outputs/gone.new.txt does not exist"),)
    assert "what is missing" not in {table.title for table in tables(suite(without="gone").verdict)}
    verdict = judge(project({"a": "must"}, [{"kind": "required", "metric": "comet"}]), {"a": scored(1.0)})
    assert tables(verdict)[-1].rows == (("a", "comet must be there", "missing", "the candidate has no comet"),)


def test_a_doubt_of_several_sets_is_said_once() -> None:
    few = {name: scored(1.0, documents=4, seed=i) for i, name in enumerate("abc")}
    every = judge(project(dict.fromkeys(few, "must")), few)
    sentences = [line for line in doubts(every) if "only 4 documents" in line]
    assert sentences == [sentences[0]]
    assert sentences[0].startswith("all sets: ")
    some = judge(project(dict.fromkeys("abcd", "must")), {**few, "d": scored(1.0)})
    assert [line[:9] for line in doubts(some) if "only 4 documents" in line] == ["a, b, c: "]


def test_the_budget_and_failures_that_may_be_chance_are_notes() -> None:
    verdict = suite().verdict
    notes = matrix_table(verdict).notes
    assert any("1 of 2 sets that should pass don't; the budget is 1." in note for note in notes)
    row = verdict.sets[0]
    rule, cell = next(iter(row.cells.items()))
    chance = replace(cell, outcome="inconclusive", p_fail=0.3)
    verdict = replace(verdict, sets=(replace(row, cells={rule: chance}), *verdict.sets[1:]))
    assert any("chance alone could give that (p Holm 0.3)" in note for note in matrix_table(verdict).notes)


def test_signatures_and_settings_stand_below_once() -> None:
    provenance = matrix_table(suite().verdict).provenance
    full = provenance.full
    assert full[0].startswith("bounds: jackknife:CV3")
    assert full[1].startswith("means: jackknife:CV3|freedom:Satterthwaite|skewness:Hall|strata:set|")
    assert not [
        line for line in (*full, *provenance.brief) if "seed:" in line or "draws by" in line
    ]  # nothing is drawn
    assert sum(line.startswith("length: ") for line in full) == 1
    assert "news" not in full[1]


def test_every_format_shows_it() -> None:
    for name in ("text", "markdown", "csv", "tsv", "json", "latex"):
        assert "news" in rendered(name, *tables(suite().verdict))


def test_json_has_every_attribute_under_the_suites_schema() -> None:
    table = json.loads("".join(as_json("tertium.suite/1", suite().verdict)))
    assert table["schema"] == "tertium.suite/1"
    assert [row["outcome"] for row in table["sets"]] == ["fail", "pass", "inconclusive", "pass", "missing"]
    cells = table["sets"][0]["cells"]
    assert cells["length at most 80"]["p_fail"] is None
    assert cells["length not worse by more than 1"]["check"]["low"] < 0
    assert table["means"][0]["interval"].keys() == {"low", "high"}
