"""What must not change a result doesn't, and what makes a candidate better never makes its verdict worse."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tertium.corpora.types import Document
from tertium.evals.compare import compare
from tertium.evals.gate import gate
from tertium.evals.policy import parse
from tertium.evals.rank import rank
from tertium.evals.results import Resampling
from tertium.evals.types import Key, Run, document_sums
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.results import Difference

QUICK = Resampling(samples=200)
VALUE = st.floats(-100, 100).map(lambda value: round(value, 3))
SIZES = st.lists(st.integers(1, 4), min_size=2, max_size=6)
OUTCOMES = ("fail", "inconclusive", "pass")


@st.composite
def values(draw: st.DrawFn, systems: int = 2) -> tuple[dict[str, list[float]], list[int]]:
    """Return values of systems by segment, and how many segments each document has."""
    sizes = draw(SIZES)
    column = st.lists(VALUE, min_size=sum(sizes), max_size=sum(sizes))
    return {name: draw(column) for name in "abcde"[:systems]}, sizes


def chosen(run: Run, order: Sequence[int]) -> Run:
    """Return the run with its documents in another order."""
    documents = [run.data.documents[i] for i in order]
    rows = [row for document in documents for row in range(document.start, document.stop)]
    stops = np.cumsum([document.stop - document.start for document in documents]).tolist()
    data = replace(
        run.data,
        ids=tuple(run.data.ids[row] for row in rows),
        documents=tuple(
            Document(document.id, start, stop, document.domain)
            for document, start, stop in zip(documents, [0, *stops], stops, strict=False)
        ),
        outputs={name: tuple(column[row] for row in rows) for name, column in run.data.outputs.items()},
    )
    return replace(run, data=data, counts={key: counts[rows] for key, counts in run.counts.items()})


def near(first: Difference, second: Difference) -> None:
    for what in ("delta", "p", "p_holm", "p_bh", "detectable"):
        assert getattr(first, what) == pytest.approx(getattr(second, what), abs=1e-9, nan_ok=True), what
    assert list(first.interval) == pytest.approx(list(second.interval), abs=1e-9, nan_ok=True)
    assert (first.by_segment, first.by_document) == (second.by_segment, second.by_document)


@given(values(systems=3))
def test_the_order_of_systems_changes_nothing(made: tuple[dict[str, list[float]], list[int]]) -> None:
    columns, sizes = made
    differences = compare(run_of(columns, sizes), baseline="a", resampling=QUICK).differences
    turned = run_of({name: columns[name] for name in "cab"}, sizes)
    turned_differences = compare(turned, baseline="a", resampling=QUICK).differences
    for difference in differences:
        near(difference, next(two for two in turned_differences if two.system == difference.system))


@given(values(systems=3))
def test_a_third_system_changes_neither_p_nor_interval_of_two(made: tuple[dict[str, list[float]], list[int]]) -> None:
    columns, sizes = made
    three = compare(run_of(columns, sizes), baseline="a", resampling=QUICK).differences
    two = run_of({name: columns[name] for name in "ab"}, sizes)
    pair_only = compare(two, baseline="a", resampling=QUICK).differences[0]
    together = next(difference for difference in three if difference.system == "b")
    near(replace(pair_only, p_holm=together.p_holm, p_bh=together.p_bh), together)


@given(values(), st.randoms(use_true_random=False))
def test_where_every_swap_is_tried_the_order_of_documents_changes_nothing(
    made: tuple[dict[str, list[float]], list[int]], random: Any
) -> None:
    run = run_of(*made)
    order = list(range(len(run.data.documents)))
    random.shuffle(order)
    first, second = (compare(each, resampling=QUICK).differences[0] for each in (run, chosen(run, order)))
    assert first.delta == pytest.approx(second.delta, abs=1e-9)
    assert first.p == pytest.approx(second.p, abs=1e-12)


@given(values())
def test_turning_a_pair_around_turns_the_sign_and_the_interval_only(
    made: tuple[dict[str, list[float]], list[int]],
) -> None:
    run = run_of(*made)
    first = compare(run, baseline="a", resampling=QUICK).differences[0]
    second = compare(run, baseline="b", resampling=QUICK).differences[0]
    assert first.delta == pytest.approx(-second.delta, abs=1e-9)
    assert first.p == pytest.approx(second.p, abs=1e-12)
    assert list(first.interval) == pytest.approx([-second.interval.high, -second.interval.low], abs=1e-9)
    assert first.by_segment
    assert second.by_segment
    assert (first.by_segment.wins, first.by_segment.losses) == (second.by_segment.losses, second.by_segment.wins)


@given(values(systems=4))
def test_a_ranking_depends_on_no_order_of_systems(made: tuple[dict[str, list[float]], list[int]]) -> None:
    columns, sizes = made
    assume(len({round(float(np.mean(column)), 9) for column in columns.values()}) == len(columns))
    rankings = [
        rank(run_of({name: columns[name] for name in order}, sizes), resampling=QUICK).rankings[0]
        for order in ("abcd", "dbca")
    ]
    for first, second in zip(*(ranking.places for ranking in rankings), strict=True):
        assert (first.system, first.cluster, first.first, first.last) == (
            second.system,
            second.cluster,
            second.first,
            second.last,
        )
        assert list(first.interval) == pytest.approx(list(second.interval), abs=1e-9)


def verdict_of(rule: dict[str, Any], candidate: Run, baseline: Run) -> int:
    """Return how good the outcome is, 0 to 2."""
    table = {"schema": "tertium.policy/1", "rule": [{"metric": MEAN, **rule}]}
    return OUTCOMES.index(gate(candidate, baseline, parse(table, "p.toml")).outcome)


RULES = {
    "non-inferior": lambda limit: {"kind": "non-inferior", "margin": limit},
    "superior": lambda limit: {"kind": "superior", "margin": -limit},
    "minimum": lambda limit: {"kind": "minimum", "score": -limit},
    "no-worse": lambda limit: {"kind": "no-worse", "by": "document", "margin": limit},
    "at most": lambda limit: {"kind": "limit", "at_most": limit},
    "at least": lambda limit: {"kind": "limit", "at_least": -limit},
}


@pytest.mark.parametrize("kind", RULES)
@given(made=values(), limits=st.tuples(st.floats(0, 150), st.floats(0, 150)))
def test_a_looser_limit_never_gives_a_worse_verdict(
    kind: str, made: tuple[dict[str, list[float]], list[int]], limits: tuple[float, float]
) -> None:
    strict, loose = sorted(limits)
    if kind == "superior":
        strict, loose = -loose, -strict
    columns, sizes = made
    candidate, baseline = run_of({"new": columns["a"]}, sizes), run_of({"old": columns["b"]}, sizes)
    assert verdict_of(RULES[kind](strict), candidate, baseline) <= verdict_of(RULES[kind](loose), candidate, baseline)


@pytest.mark.parametrize("kind", ["non-inferior", "superior", "minimum", "no-worse", "at least"])
@given(made=values(), limit=st.floats(0, 50), gain=st.floats(0, 100))
def test_a_candidate_that_gains_everywhere_never_gets_a_worse_verdict(
    kind: str, made: tuple[dict[str, list[float]], list[int]], limit: float, gain: float
) -> None:
    columns, sizes = made
    rule = RULES[kind](-limit if kind == "superior" else limit)
    baseline = run_of({"old": columns["b"]}, sizes)
    before, after = (run_of({"new": [value + by for value in columns["a"]]}, sizes) for by in (0.0, gain))
    assert verdict_of(rule, before, baseline) <= verdict_of(rule, after, baseline)


@given(values())
def test_the_score_of_a_set_is_that_of_its_documents_sums(made: tuple[dict[str, list[float]], list[int]]) -> None:
    run = run_of(*made)
    sizes = np.array([document.stop - document.start for document in run.data.documents])
    for name in made[0]:
        scores = run.values[Key(name, MEAN)]
        assert scores.total == pytest.approx(float((scores.documents * sizes).sum() / sizes.sum()), abs=1e-9)
        assert scores.macro == pytest.approx(float(scores.documents.mean()), abs=1e-9)


def test_a_skipped_segment_adds_nothing_to_any_sum() -> None:
    nan = float("nan")
    run = run_of({"a": [1.0, nan, 3.0, nan, nan, 7.0]}, [3, 2, 1])
    scores = run.values[Key("a", MEAN)]
    assert scores.documents == pytest.approx([2.0, nan, 7.0], nan_ok=True)
    assert scores.total == pytest.approx(11 / 3)
    assert scores.macro == 4.5
    assert document_sums(run.counts[Key("a", MEAN)], run.data).tolist() == [[4, 2], [0, 0], [7, 1]]
