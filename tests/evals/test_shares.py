"""Segments' shares of a difference add up to it, by every metric and however the set is divided."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertium.corpora.types import Document, EvalSet
from tertium.evals.contributions import contributions
from tertium.evals.count_rows import CountRows
from tertium.evals.evaluate import evaluate
from tertium.evals.formula import prepare
from tertium.evals.shares import shares
from tertium.evals.types import Key, Run
from tests.evals.making import MEAN, run_of
from tests.evals.test_contributions import NEW, OLD, texts

WORDS = ("der", "Fluss", "die", "Brücke", "war", "vierzehn", "Tage", "lang", "gesperrt", "und", "14", "Fähren")


def of(
    run: Run, label: str, baseline: str = "old", system: str = "new"
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    starts = np.array([document.start for document in run.data.documents])
    return np.asarray(shares(run, prepare(run, label, (baseline, system), starts), baseline, system))


def delta(run: Run, label: str, baseline: str = "old", system: str = "new") -> float:
    return run.values[Key(system, label)].total - run.values[Key(baseline, label)].total


def random_run(seed: int) -> Run:
    """Return two systems whose outputs are a reference with words lost, doubled and exchanged."""
    rng = np.random.default_rng(seed)
    reference = [" ".join(rng.choice(WORDS, size=rng.integers(1, 15))) for _ in range(12)]

    def damaged(text: str) -> str:
        words = [str(rng.choice(WORDS)) if rng.random() < 0.3 else word for word in text.split()]
        return " ".join(word for word in words for _ in range(rng.integers(0, 3)))

    data = EvalSet(
        name="random",
        ids=tuple(map(str, range(12))),
        documents=tuple(Document(str(i), 3 * i, 3 * i + 3) for i in range(4)),
        sources=tuple(reference),
        references={"A": tuple(reference)},
        outputs={name: tuple(map(damaged, reference)) for name in ("old", "new")},
        languages=("de", "de"),
    )
    return evaluate(data, ["bleu", "chrf", "chrf:word_order=2", "ter", "length", "numbers"])


@pytest.mark.parametrize("seed", range(12))
def test_shares_add_up_to_the_difference_of_any_two_systems(seed: int) -> None:
    run = random_run(seed)
    for label in run.measures:
        assert of(run, label).sum() == pytest.approx(delta(run, label), abs=1e-9), label


@pytest.mark.parametrize("label", ["chrf", "bleu"])
def test_shares_add_up_where_what_a_segment_alone_changes_does_not(label: str) -> None:
    run = texts({"old": OLD, "new": NEW})
    prepared = prepare(run, label, ("old", "new"), np.array([0, 2]))
    alone = contributions(run, prepared, "old", "new")
    assert of(run, label).sum() == pytest.approx(delta(run, label), abs=1e-9)
    assert alone.sum() != pytest.approx(delta(run, label), abs=1e-3)
    assert np.sign(of(run, label)).tolist() == np.sign(alone).tolist()


def test_exchanged_systems_have_the_opposite_shares() -> None:
    run = random_run(3)
    for label in run.measures:
        assert of(run, label, "new", "old") == pytest.approx(-of(run, label), abs=1e-6), label


def test_of_a_mean_each_segment_has_its_own_difference_divided_by_their_number() -> None:
    run = run_of({"old": [1.0, 2.0, 3.0, 4.0], "new": [2.0, 2.0, 1.0, 8.0]})
    assert of(run, MEAN) == pytest.approx([0.25, 0, -0.5, 1])


def test_values_of_both_signs_that_have_no_sum_have_shares_too() -> None:
    run = run_of({"old": [0.0, 0.0], "new": [1.0, -1.0]})
    assert of(run, MEAN) == pytest.approx([0.5, -0.5])


def test_equal_outputs_have_exactly_nothing() -> None:
    assert of(texts({"old": OLD, "new": NEW}), "bleu")[3] == 0
    assert of(texts({"old": OLD, "new": OLD}), "chrf").tolist() == [0] * 4


def test_segments_that_one_system_has_no_score_for_are_nan_and_the_others_add_up() -> None:
    run = run_of({"old": [1.0, 2.0, np.nan], "new": [3.0, np.nan, 1.0]})
    assert of(run, MEAN).tolist() == pytest.approx([2, np.nan, np.nan], nan_ok=True)


def test_without_a_difference_that_is_defined_there_are_no_shares() -> None:
    run = run_of({"old": [1.0, 3.0], "new": [1.0, 2.0]})
    run = replace(run, counts={key: rows * [1, 0] for key, rows in run.counts.items()})  # nothing to divide by
    assert np.isnan(of(run, MEAN)).all()


def test_counts_that_lie_in_parts_have_the_same_shares() -> None:
    run = texts({"old": OLD, "new": NEW})

    class Halves:
        def __init__(self, rows: np.ndarray[tuple[int, int], np.dtype[np.float64]], cut: int) -> None:
            self.rows, self.cut = rows, cut

        def blocks(self) -> object:
            yield self.rows[: self.cut]
            yield self.rows[self.cut :]

    counts = CountRows({key: Halves(rows, 1 + (key.system == "new")) for key, rows in run.counts.items()})  # type: ignore[misc]
    assert of(replace(run, counts=counts), "chrf") == pytest.approx(of(run, "chrf"))
