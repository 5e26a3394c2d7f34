"""A plain function as a metric: what it is given, what it may return, and what a run keeps of it."""

# ruff: noqa: ARG005 - the names of parameters are what is tested

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import tertium
from tertium.errors import ArgumentError, MetricError, UsageError
from tertium.evals.scoring import Task, packed
from tertium.executor import processes
from tertium.metrics.function import FunctionMetric, is_function, metric
from tertium.metrics.function_code import UNVERSIONED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tertium.evals.types import Run

TEXTS = {
    "source": ["A dog.", "A cat."],
    "hypothesis": {"a": ["Ein Hund.", "Katze."], "b": ["Hund.", ""]},
    "reference": {"x": ["Ein Hund.", "Die Katze."], "y": ["Hund.", "Katze."]},
}


def same(hypothesis: str, reference: str) -> float:
    return float(hypothesis == reference)


def run_of(function: Callable[..., Any], **named: Any) -> Run:
    return tertium.evaluate(TEXTS, metric(function, **{"name": "f", **named}))


def totals(function: Callable[..., Any], **named: Any) -> list[float]:
    return list(run_of(function, **named).scores["score"])


def test_the_score_is_the_mean_over_segments_and_a_reference_counts_as_the_mean_over_references() -> None:
    assert totals(same) == [0.5, 0.25]


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (lambda hypothesis: len(hypothesis), [7.5, 2.5]),  # noqa: PLW0108 - a lambda with a name for its parameter
        (lambda text: len(text), [7.5, 2.5]),  # noqa: PLW0108
        (lambda mt, src: len(mt) - len(src), [1.5, -3.5]),
        (lambda hyp, refs: float(hyp in refs), [1.0, 0.5]),
        (lambda *, hypothesis, weight=2: weight * len(hypothesis), [15.0, 5.0]),
        (functools.partial(lambda factor, hypothesis: factor * len(hypothesis), 3), [22.5, 7.5]),
        (lambda hypothesis: np.float32(len(hypothesis)), [7.5, 2.5]),
        (lambda hypothesis: np.array(len(hypothesis)), [7.5, 2.5]),
        (lambda hypothesis: hypothesis.startswith("E"), [0.5, 0.0]),
    ],
    ids=["hypothesis", "any", "source", "references", "keyword", "partial", "numpy", "array", "truth"],
)
def test_names_of_parameters_say_what_a_function_is_given(function: Callable[..., Any], expected: list[float]) -> None:
    assert totals(function) == expected


def test_a_segment_without_a_number_has_no_score_and_a_reason() -> None:
    run = run_of(lambda hypothesis: len(hypothesis) or None)
    assert [(skip.system, skip.segment, skip.reason) for skip in run.skips] == [
        ("b", "document#2", "the function returned no number")
    ]
    assert list(run.scores["score"]) == [7.5, 5.0]


def test_needs_follow_from_the_parameters() -> None:
    assert metric(same).needs == {"references"}
    assert metric(lambda source, hypothesis: 1, name="f").needs == {"source"}
    assert metric(len, name="f").needs == set()
    with pytest.raises(tertium.TertiumError, match="same needs references, and no segment"):
        tertium.evaluate({"hypothesis": ["Hund."]}, same)


def test_what_a_function_raises_costs_it_alone_and_names_the_segment() -> None:
    run = tertium.evaluate(TEXTS, ["chrf", metric(lambda hypothesis: 1 / len(hypothesis), name="inverse")])
    assert list(run.measures) == ["chrf"]
    assert run.missing["inverse"].startswith(
        "inverse failed at segment 'document#2': ZeroDivisionError: division by zero"
    )


@pytest.mark.parametrize("value", ["1", [1.0], object(), float("inf"), {"score": 1}])
def test_what_is_no_number_is_named(value: Any) -> None:
    with pytest.raises(MetricError, match=r"^f returned .* at segment 'document#1'\n  try: "):
        run_of(lambda hypothesis: value)


def test_a_decorated_function_can_still_be_called() -> None:
    @metric(unit="%", higher_is_better=False)
    def shouting(hypothesis: str) -> float:
        """Count capital letters."""
        return 100 * sum(map(str.isupper, hypothesis)) / max(len(hypothesis), 1)

    assert shouting("AB") == 100
    assert (shouting.name, shouting.unit, shouting.higher_is_better) == ("shouting", "%", False)
    assert shouting.__doc__ == "Count capital letters."
    assert repr(shouting).startswith("<metric shouting|code:")


def test_evaluate_takes_a_plain_function_as_it_is() -> None:
    assert list(tertium.evaluate(TEXTS, [same, "chrf"]).measures) == ["same", "chrf"]
    assert is_function(len)
    assert not is_function(metric(same))


def make(factor: float) -> Callable[[str], float]:
    return lambda hypothesis: factor * len(hypothesis)


def test_the_signature_changes_with_the_code_and_with_what_it_encloses() -> None:
    assert metric(same).signature == metric(same).signature
    signatures = {metric(make(factor), name="f").signature for factor in (1, 2)}
    assert len(signatures) == 2


def test_code_that_can_not_be_read_is_unversioned_and_the_run_warns() -> None:
    run = run_of(len)
    assert run.measures["f"].signature == f"f|code:{UNVERSIONED}|segments:mean"
    assert run.warnings[0] == ("f, a: the code of the function can't be read: runs by another version of it look alike")


@pytest.mark.parametrize(
    ("make_metric", "message"),
    [
        (lambda: metric(lambda hypothesis: 1), "^name is missing: a lambda has none\n  try: "),
        (
            lambda: metric(same, name="chrf"),
            "^name can't be 'chrf': tertium has a metric of that name\n  try: name=\"my_",
        ),
        (lambda: metric(same, name="two words"), "^name can't be 'two words'"),
        (
            lambda: metric(lambda a, b: 1, name="f"),
            "^f: the function's parameter 'a' is nothing that a metric is given\n",
        ),
        (lambda: metric(lambda: 1, name="f"), "^f: the function has no parameter for a text"),
        (lambda: metric(lambda *texts: 1, name="f"), "^f: the function has no parameter for a text"),
    ],
)
def test_what_can_be_no_metric_is_named(make_metric: Callable[[], Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        make_metric()


@pytest.mark.parametrize("value", [5, "chrf", str, None])
def test_what_is_no_function_is_a_type_error(value: Any) -> None:
    if value is None:
        assert callable(metric(value)), "that is a decorator"
        return
    with pytest.raises(ArgumentError, match=r"^function can't be"):
        metric(value)


def test_a_metric_of_a_metric_is_one_of_its_function() -> None:
    again = metric(metric(same), name="again")
    assert isinstance(again, FunctionMetric)
    assert (again.function, again.name) == (same, "again")


def test_a_function_of_a_module_travels_to_a_process_and_a_local_one_stays() -> None:
    data = tertium.open_set(TEXTS)
    assert packed(Task(data, "same", metric(same), frozenset(), float("inf"))) is not None
    assert packed(Task(data, "f", metric(lambda text: 1, name="f"), frozenset(), float("inf"))) is None
    with processes(2) as executor:
        run = tertium.evaluate(TEXTS, [same, metric(lambda text: len(text), name="f")], executor=executor)  # noqa: PLW0108
    assert list(run.scores["score"]) == [0.5, 0.25, 7.5, 2.5]


def test_a_run_outlives_the_function(tmp_path: Path) -> None:
    tertium.save_run(run_of(same), tmp_path / "run")
    run = tertium.open_run(tmp_path / "run")
    assert list(run.scores["score"]) == [0.5, 0.25]
    assert tertium.compare(run, baseline="a").differences[0].delta == -0.25
    assert tertium.rank(tmp_path / "run").rankings[0].metric == "f"
