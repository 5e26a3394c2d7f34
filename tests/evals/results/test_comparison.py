"""What compare returns: its direction, its significance, its DataFrame and how it shows itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertium.evals.compare import compare
from tertium.evals.results.comparison import Difference, Tally
from tertium.evals.results.resampling import Interval, Resampling
from tests.evals.making import MEAN, run_of

QUICK = Resampling(samples=200)
DIFFERENCE = Difference(
    metric="ter", system="new", baseline="base", score=40.0, other=42.0, delta=-2.0, interval=Interval(-3.0, -1.0),
    p=0.01, p_holm=0.04, p_bh=0.02, higher_is_better=False, segments=9, by_segment=Tally(6, 1, 2), by_document=None,
    detectable=1.5, agreement=None,
)  # fmt: skip


@pytest.mark.parametrize(("better", "gain"), [(True, -2.0), (False, 2.0), (None, np.nan)])
def test_a_gain_is_positive_where_the_system_is_better(*, better: bool | None, gain: float) -> None:
    assert replace(DIFFERENCE, higher_is_better=better).gain == pytest.approx(gain, nan_ok=True)


def test_significant_is_holms_p_under_alpha_and_nan_never_is() -> None:
    assert DIFFERENCE.significant(0.05)
    assert not DIFFERENCE.significant(0.04)
    assert not replace(DIFFERENCE, p_holm=float("nan")).significant(0.05)


def test_the_frame_has_a_row_per_difference_with_its_tallies() -> None:
    difference = replace(
        compare(run_of({"base": [1.0] * 12, "new": [2.0] * 12}), resampling=QUICK), differences=(DIFFERENCE,)
    )
    row = difference.frame.to_dict("records")[0]
    assert (row["system"], row["baseline_score"], row["low"], row["high"]) == ("new", 42.0, -3.0, -1.0)
    assert (row["segment_wins"], row["segment_ties"], row["segment_losses"]) == (6, 1, 2)
    assert row["document_wins"] is None
    assert row["significant"]
    assert row["verdict"] == "better"


def test_a_notebook_shows_a_table_and_no_markup_of_names() -> None:
    run = run_of({"base": [1.0] * 12, "<script>alert(1)</script>": [2.0] * 12})
    comparison = compare(run, resampling=QUICK)
    html = comparison._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert {"delta", "low", "high", "p_holm", "segment_wins"} <= set(comparison.frame.columns)


def test_a_comparison_shows_itself_in_a_line() -> None:
    comparison = compare(run_of({"base": [1.0] * 20, "new": [1.5] * 20, "other": [2.0] * 20}), resampling=QUICK)
    assert repr(comparison) == f"<Comparison on 'made': 2 systems against base by {MEAN}>"
    pair = compare(run_of({"base": [1.0] * 20, "new": [1.5] * 20}), resampling=QUICK)
    assert repr(pair) == f"<Comparison on 'made': 1 system against base by {MEAN}>"
