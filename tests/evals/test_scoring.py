"""Whoever counts, the run is the same, and a metric that fails there costs itself alone."""

from __future__ import annotations

import os
import signal
import time
from contextlib import nullcontext
from dataclasses import dataclass
from threading import get_ident
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.types import NOTHING
from tertium.errors import DataError, MetricError, TertiumError
from tertium.evals import store
from tertium.evals.evaluate import evaluate
from tertium.evals.scoring import Answer, Scoring, Task, packed, score, score_elsewhere
from tertium.executor import Serial, processes, threads
from tertium.metrics.base import Counted, Span, setting
from tertium.metrics.registry import load
from tests.evals.making import run_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tertium.corpora.types import EvalSet, Texts
    from tertium.executor import Executor
    from tertium.metrics.base import Counter, Counts, Metric, Scores

KEY = "sk-4711 geheim"


class JudgeError(TertiumError):
    """An error that can't be unpickled: it takes two values and hands on one."""

    def __init__(self, code: int, body: str) -> None:
        super().__init__(f"the judge answered {code}: {body}")


@dataclass(frozen=True)
class Judge:
    """Counts ones where it isn't told to fail, and says in its warnings who counted."""

    name = "judge"
    needs = NOTHING
    unit = "%"
    higher_is_better = True
    source = "a test"
    signature = "judge|1"

    fault: str = ""
    holds_model: bool = False
    shows_worker: bool = False
    key: str = setting("", secret=True)

    def bind(self, texts: Texts) -> Counter:
        bound_in = os.getpid()

        def count(_: Sequence[str]) -> Counted:
            if self.fault == "hangs":
                time.sleep(600)
            if self.fault == "ours":
                raise JudgeError(500, self.key)
            if self.fault:
                raise ConnectionError(f"refused {self.key}")
            worker = f"{bound_in} {os.getpid()} {get_ident()}" if self.shows_worker else f"by {self.key}"
            spans = (Span(1, 0, 1, "start", note=self.key),)
            return Counted(np.ones((len(texts), 2)), spans, (worker,), {0: f"refused {self.key}"})

        return count

    def score(self, totals: Counts) -> Scores:
        with np.errstate(invalid="ignore"):
            return totals[..., 0] / totals[..., 1]


@dataclass(frozen=True)
class Unreadable(Judge):
    """Can be pickled, and not unpickled: as the class of a notebook, which no other process has."""

    name = "unreadable"

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return _refuse, ("no such class",)


@dataclass(frozen=True)
class Unpicklable(Judge):
    """Can't be pickled at all."""

    name = "unpicklable"

    def __reduce__(self) -> str:
        raise TypeError("cannot pickle")


def _refuse(text: str) -> object:
    raise AttributeError(text)


def data() -> EvalSet:
    return run_of({"x": [1, 2, 3], "y": [3, 2, 1], "z": [1, 1, 1]}).data


def workers_of(metric: Metric, executor: Executor) -> list[list[int]]:
    """Return for each system: the process that bound, the process that counted, and its thread."""
    warnings = evaluate(data(), [metric], executor=executor).warnings
    return [[int(number) for number in line.rpartition(": ")[2].split()] for line in warnings]


KINDS: list[Callable[[], AbstractContextManager[Executor]]] = [
    lambda: threads(2),
    lambda: processes(1),
    lambda: processes(2),
]


@pytest.mark.parametrize("kind", KINDS, ids=["threads", "one process", "processes"])
def test_a_run_is_the_same_bytes_whoever_counts(
    kind: Callable[[], AbstractContextManager[Executor]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    metrics: list[str | Metric] = [
        "length",
        Judge("any", key=KEY),
        Judge("ours", key=KEY),
        Unreadable(),
        "copied",
        Judge(key=KEY),
        "chrf",
    ]
    metrics += [Unpicklable(key=KEY), "repetition"]
    contents = []
    for name, make in (("serial", lambda: nullcontext(Serial())), ("other", kind)):
        with make() as executor:
            run = evaluate(data(), metrics, executor=executor)
        store.save(run, tmp_path / name)
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        contents.append({path.relative_to(tmp_path / name): path.read_bytes() for path in files})
    assert contents[0] == contents[1]
    assert list(run.measures) == ["length", "unreadable", "copied", "judge", "unpicklable", "repetition"]
    assert list(run.missing) == ["judge:fault=any", "judge:fault=ours", "chrf"]
    assert run.missing["judge:fault=ours"] == "the judge answered 500: ***"
    assert run.missing["judge:fault=any"].startswith("judge:fault=any failed: ConnectionError: refused ***\n  try: ")
    assert not any(b"geheim" in content for content in contents[1].values())


@pytest.mark.parametrize("kind", KINDS, ids=["threads", "one process", "processes"])
def test_progress_is_the_same_lines_of_each_metric(kind: Callable[[], AbstractContextManager[Executor]]) -> None:
    lines: list[str] = []
    with kind() as executor:
        evaluate(data(), ["length", Judge(key=KEY)], executor=executor, progress=lines.append)
    assert lines == [f"{name}: {step}" for name in ("length", "judge") for step in ("preparing 3 segments", *"xyz")]


def test_processes_bind_where_they_count_and_threads_share_what_the_caller_bound() -> None:
    with processes(2) as executor:
        workers = workers_of(Judge(shows_worker=True), executor)
    assert len({bound for bound, _, _ in workers}) == 1, "references are prepared once"
    assert all(bound == counting != os.getpid() for bound, counting, _ in workers)
    with threads(2) as executor:
        workers = workers_of(Judge(shows_worker=True), executor)
    assert all(bound == counting == os.getpid() and thread != get_ident() for bound, counting, thread in workers)


@pytest.mark.parametrize("make", [Judge, Unreadable, Unpicklable])
def test_a_metric_with_a_model_or_that_does_not_pickle_stays_in_the_calling_process(make: type[Judge]) -> None:
    with processes(2) as executor:
        workers = workers_of(make(shows_worker=True, holds_model=True), executor)
    assert workers == [[os.getpid(), os.getpid(), get_ident()]] * 3
    with threads(2) as executor:
        assert workers_of(make(shows_worker=True, holds_model=True), executor) == workers


def test_a_time_limit_is_kept_by_one_thread() -> None:
    with threads(2) as executor:
        run = evaluate(data(), [Judge(shows_worker=True)], executor=executor, time_limit=600)
    assert all(line.endswith(f" {get_ident()}") for line in run.warnings)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="needs SIGALRM")
def test_a_time_limit_holds_in_a_process_too() -> None:
    with processes(1) as executor:
        run = evaluate(data(), [Judge("hangs"), "length"], executor=executor, time_limit=5.0)
    assert run.missing["judge:fault=hangs"].startswith("judge:fault=hangs failed: OutOfTime: took longer than 5 s")
    assert list(run.measures) == ["length"]


@pytest.mark.parametrize("spec", ["similarity", "ridge", "completeness:by=alignment"])
def test_metrics_with_an_encoder_hold_a_model(spec: str) -> None:
    assert packed(task_of(load(spec))) is None
    assert packed(task_of(load("completeness"))) is not None


def test_an_end_that_the_caller_wants_ends_it_whoever_counts() -> None:
    def stop(_line: str) -> None:
        raise TimeoutError("that is enough")

    for kind in KINDS:
        with kind() as executor, pytest.raises(TimeoutError, match="that is enough"):
            evaluate(data(), ["length"], executor=executor, progress=stop)


def test_the_first_error_is_raised_with_its_class_when_no_metric_can_run() -> None:
    with processes(1) as executor:
        with pytest.raises(DataError, match="chrf needs references"):
            evaluate(data(), ["chrf", Judge("any")], executor=executor)
        with pytest.raises(MetricError, match="refused"):
            evaluate(data(), [Judge("any"), "chrf"], executor=executor)


def task_of(metric: Metric) -> Task:
    return Task(data(), metric.name, metric, frozenset({KEY}), float("inf"))


def test_a_task_that_was_packed_gives_what_it_gives_here() -> None:
    task = task_of(Judge(key=KEY))
    parcel = packed(task)
    assert parcel is not None
    there, here = score_elsewhere(parcel), score(task, Serial(), lambda _: None)
    assert isinstance(there, Answer)
    assert isinstance(there.result, Scoring)
    assert isinstance(here, Scoring)
    assert there.result.measure == here.measure
    assert [column.skips for column in there.result.columns] == [column.skips for column in here.columns]
    unreadable = packed(task_of(Unreadable()))
    assert unreadable is not None
    assert score_elsewhere(unreadable) is None
