"""What a human evaluation returns, and how it shows itself."""

from __future__ import annotations

from math import nan

from tertium.evals.results.human_evaluation import Agreement, HumanEvaluation, RatedPair, RatedSystem, Rater
from tertium.evals.results.resampling import Interval

EVALUATION = HumanEvaluation(
    name="made",
    fingerprint="f00",
    human="esa",
    signature="esa|raters:2",
    rule="two-way",
    level=0.95,
    systems=(
        RatedSystem("<b>a</b>", 80.0, 80.0, nan, Interval(70.0, 90.0), 9, 18, 1, 1, 1),
        RatedSystem("c", 60.0, 60.0, nan, Interval(nan, nan), 9, 9, 2, 2, 2),
    ),
    pairs=(RatedPair("<b>a</b>", "c", 20.0, Interval(5.0, 35.0), 0.01, 9, 3, 2, 0),),
    raters=(Rater("ann", 27, 70.0, 9.0, 9, -1.0, 0.8, 0.75, 9, 0, 0, 2.5),),
    agreement=Agreement(0.6, 9, 0.75, 9, nan, 0),
    warnings=("only 2 <raters>",),
)


def test_a_human_evaluation_shows_itself_in_a_line() -> None:
    assert repr(EVALUATION) == "<HumanEvaluation of 'made': 2 systems by esa>"


def test_its_frame_has_a_row_per_system_with_the_interval_in_two_columns() -> None:
    frame = EVALUATION.frame
    named = ["system", "score", "mean", "macro", "low", "high", "outputs", "ratings", "best", "worst", "cluster"]
    assert list(frame.columns) == named
    assert frame["low"].tolist()[0] == 70
    assert frame["low"].isna().tolist() == [False, True]


def test_in_a_notebook_names_and_warnings_are_escaped_and_what_is_missing_is_a_dash() -> None:
    content = EVALUATION._repr_html_()
    assert "made: systems by esa" in content
    assert "only 2 &lt;raters&gt;" in content
    assert "&lt;b&gt;a&lt;/b&gt;" in content
    assert content.count("<td>–</td>") == 4, "no domains, and no interval of the second"


def test_a_rater_is_usual_until_there_is_a_reason() -> None:
    assert EVALUATION.raters[0].unusual == ""
