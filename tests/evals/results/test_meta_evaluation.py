"""What meta-evaluation returns, and how it shows itself."""

from __future__ import annotations

from tertium.evals.results.meta_evaluation import Meta, Trust
from tertium.evals.results.resampling import Interval, Resampling

META = Meta(
    name="made",
    fingerprint="f00",
    human="mqm",
    trusts=(
        Trust("chrf", "", "Pearson", "system", 0.8, Interval(0.5, 0.9), 6),
        Trust("chrf", "news", "Kendall", "system", 0.6, Interval(float("nan"), float("nan")), 6),
    ),
    systems=("a", "b", "c", "d"),
    segments=60,
    resampling=Resampling(samples=1000),
    signatures={"chrf": "chrf|x"},
    warnings=("few <b>documents</b>",),
)


def test_a_meta_evaluation_shows_itself_in_a_line_and_as_a_table() -> None:
    assert repr(META) == "<Meta on 'made': chrf against mqm, 4 systems>"
    columns = ["metric", "part", "statistic", "level", "value", "low", "high", "pairs", "outside"]
    assert list(META.frame.columns) == columns
    assert META.frame["low"].isna().tolist() == [False, True]
    assert META._repr_html_().count("<tr") == 3
    assert "few &lt;b&gt;documents&lt;/b&gt;" in META._repr_html_()
