"""The tables of a human evaluation."""

from __future__ import annotations

from tertium.evals.human.evaluation import human_evaluation
from tertium.evals.human.ratings import Rating, Ratings
from tertium.reports.sections.human_evaluation import human_tables
from tests.evals.making import run_of

DATA = run_of({name: [1.0] * 8 for name in ("x", "y")}, sizes=[2] * 4).data


def test_systems_pairs_raters_and_agreement_have_a_table_each() -> None:
    rows = tuple(
        Rating(name, i, rater, 5.0 * (name == "x") + i % 3) for name in ("x", "y") for i in range(8) for rater in "ab"
    )
    systems, pairs, raters, agreement = human_tables(human_evaluation(Ratings("esa", rows), DATA))
    assert [row[:3] for row in systems.rows] == [("1", "1-1", "x"), ("2", "2-2", "y")]
    assert systems.breaks == {1}
    assert "macro average ↑" in [column.heading for column in systems.columns]
    assert pairs.rows[0][:3] == ("x", "y", 5)
    assert [row[:2] for row in raters.rows] == [("a", 16), ("b", 16)]
    assert [row[:3] for row in agreement.rows] == [
        ("Krippendorff's alpha", 1, 16),
        ("pairwise accuracy", 1, 8),
        ("span F1", agreement.rows[2][1], 16),
    ]


def test_ratings_of_one_rater_have_no_agreement_and_no_name() -> None:
    rows = tuple(Rating(name, i, "", float(i)) for name in ("x", "y") for i in range(8))
    *_, raters, agreement = human_tables(human_evaluation(Ratings("da", rows), DATA))
    assert raters.rows[0][0] == "(not named)"
    assert agreement.notes == ("– where no two raters rated the same",)
