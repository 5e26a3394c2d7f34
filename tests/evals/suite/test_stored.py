"""A stored verdict is the verdict: what is read is what was written, numbers that are undefined included."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tertium.errors import DataError
from tertium.evals.results import Check, Interval, Resampling, Verdict
from tertium.evals.results.suite import Cell, SetVerdict, SuiteMean, SuiteVerdict
from tertium.evals.suite.stored import SCHEMA, verdict_of
from tertium.reports.objects import json_value

if TYPE_CHECKING:
    from collections.abc import Callable

CHECK = Check("chrf at least 3", "chrf", "pass", 1.5, math.nan, "it is", ("few",))
SETTINGS = Resampling(500, 7, "document", 0.9)
VERDICT = Verdict("pass", "new", "old", "news", "abc", (CHECK,), SETTINGS, {"chrf": "chrf|x"}, ("doubt",))
SUITE = SuiteVerdict(
    outcome="missing",
    candidate="new",
    baseline="old",
    sets=(
        SetVerdict("news", "must", ("en", None), "pass", {CHECK.rule: Cell(CHECK, "pass", 0.25)}, VERDICT),
        SetVerdict("talks", "should", (None, None), "missing", reason="no outputs"),
    ),
    rules=(CHECK.rule,),
    budget=1,
    spent=1,
    means=(SuiteMean("chrf", "suite", 2, 50.5, 50.0, 0.5, Interval(-1.0, 2.0)),),
    resampling=SETTINGS,
    warnings=("a", "b"),
)


def table(verdict: SuiteVerdict) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(json.dumps({"schema": SCHEMA, **json_value(verdict)}, allow_nan=False))
    return value


def same(verdict: SuiteVerdict) -> str:
    """Return the verdict in words: nan equals nan there."""
    return repr([verdict.outcome, verdict.sets, verdict.means, verdict.resampling, verdict.warnings, verdict.rules])


def test_what_was_written_is_read() -> None:
    verdict = verdict_of(table(SUITE), "verdict.json")
    assert same(verdict) == same(SUITE)
    assert verdict.sets[0].verdict is not None
    assert verdict.sets[0].verdict.checks[0].doubts == ("few",)
    assert table(verdict) == table(SUITE)


def test_an_undefined_number_stays_undefined() -> None:
    limit = verdict_of(table(SUITE), "verdict.json").sets[0].cells[CHECK.rule].check.limit
    assert math.isnan(limit)


def test_what_else_stands_in_the_file_is_left_alone() -> None:
    assert same(verdict_of({**table(SUITE), "stage": {"key": "1"}}, "v.json")) == same(SUITE)


@pytest.mark.parametrize(
    "harm",
    [
        lambda rows: rows.pop("outcome"),
        lambda rows: rows.update(sets=3),
        lambda rows: rows["sets"][0]["cells"].update(x=None),
        lambda rows: rows["resampling"].update(samples=1),
        lambda rows: rows.update(schema="tertium.run/1"),
    ],
)
def test_a_damaged_verdict_is_an_error_that_says_how_to_go_on(harm: Callable[[Any], object]) -> None:
    rows = table(replace(SUITE))
    harm(rows)
    with pytest.raises(DataError, match=r"verdict.json .*\n  try: remove it"):
        verdict_of(rows, "verdict.json")
