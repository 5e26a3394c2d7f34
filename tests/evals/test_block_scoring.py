"""A large set is scored part by part, and its run is the one of the whole set, whoever counts."""

from __future__ import annotations

import gc
import os
import signal
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora import store as sets
from tertium.corpora.types import REFERENCES, EvalSet
from tertium.errors import DataError, MetricError
from tertium.evals import store
from tertium.evals.block_scoring import gpus_of, is_divisible, score_unit
from tertium.evals.compare import compare
from tertium.evals.evaluate import evaluate
from tertium.evals.results import Resampling
from tertium.executor import Serial, processes, threads
from tertium.files.remote import located
from tertium.metrics.base import Counted
from tertium.metrics.registry import load
from tests.corpora.making_stored import many_segments, small_groups, stored
from tests.tertium.ray_here import two_ray_workers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from tertium.corpora.types import Texts
    from tertium.evals.types import Run
    from tertium.executor import Executor
    from tertium.metrics.base import Counter, Counts, Scores

METRICS = ("chrf", "bleu", "ter", "numbers", "length")
FILES = (*store.FILES, store.MARKER)


@pytest.fixture(autouse=True)
def _same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")


@dataclass(frozen=True)
class Probe:
    """Counts ones; it may fail in a part, end the process there, or refuse to be read elsewhere."""

    name = "probe"
    needs = REFERENCES
    unit = "%"
    higher_is_better = True
    source = "a test"
    signature = "probe|1"
    segmentwise = True

    fault: str = ""
    first: str = ""

    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return (_unread if self.fault == "unread" else Probe), (self.fault, self.first)

    def bind(self, texts: Texts) -> Counter:
        if self.first in texts.ids and self.fault == "raises":
            raise ConnectionError("refused")
        if self.first in texts.ids and self.fault == "dies":
            os._exit(1)
        if self.first in texts.ids and self.fault.startswith("is killed, ") and self._is_first_time():
            os.kill(os.getpid(), signal.SIGKILL)
        width = 3 if self.first in texts.ids and self.fault == "wide" else 2

        def count(hypotheses: Sequence[str]) -> Counted:
            return Counted(np.ones((len(hypotheses), width)), warnings=("look at it",))

        return count

    def _is_first_time(self) -> bool:
        try:
            Path(self.fault.removeprefix("is killed, ")).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def score(self, totals: Counts) -> Scores:
        with np.errstate(invalid="ignore"):
            return totals[..., 0] / totals[..., 1]


def _unread(*_: str) -> Probe:
    raise ImportError("no such module")


def assert_equal_runs(first: Run, second: Run) -> None:
    assert list(first.counts) == list(second.counts)
    for key, rows in first.counts.items():
        assert np.array_equal(rows, second.counts[key], equal_nan=True)
        for level in ("segments", "documents", "domains", "total"):
            mine, other = (np.asarray(getattr(run.values[key], level)) for run in (first, second))
            assert np.array_equal(mine, other, equal_nan=True)
    for name in ("measures", "spans", "skips", "missing", "warnings", "problems", "versions"):
        assert getattr(first, name) == getattr(second, name)


@pytest.mark.parametrize("per_document", [7, 1000])
def test_a_run_in_parts_is_the_run_of_the_whole_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, per_document: int
) -> None:
    data = many_segments(per_document=per_document)
    whole = evaluate(data, METRICS)
    small_groups(monkeypatch)
    assert_equal_runs(whole, evaluate(data, METRICS))
    assert_equal_runs(whole, evaluate(stored(data, tmp_path / "set"), METRICS))


@pytest.mark.parametrize(
    "kind",
    [
        lambda: nullcontext(Serial()),
        lambda: threads(3),
        lambda: processes(2),
        pytest.param(two_ray_workers, marks=pytest.mark.ray),
    ],
    ids=["serial", "threads", "processes", "ray"],
)
def test_the_stored_bytes_are_the_same_whoever_counts_and_wherever_the_set_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Callable[[], AbstractContextManager[Executor]]
) -> None:
    small_groups(monkeypatch)
    monkeypatch.setattr(store, "ROWS", 64)
    data = many_segments()
    store.save(evaluate(data, METRICS), tmp_path / "memory")
    with kind() as workers:
        store.save(evaluate(stored(data, tmp_path / "set"), METRICS, executor=workers), tmp_path / "parts")
    for name in FILES:
        assert (tmp_path / "parts" / name).read_bytes() == (tmp_path / "memory" / name).read_bytes()


def test_a_run_whose_texts_and_counts_stay_in_files_is_read_and_compared_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_groups(monkeypatch)
    monkeypatch.setattr(store, "ROWS", 64)
    store.save(evaluate(many_segments(), METRICS), tmp_path / "run")
    opened, loaded = store.open_stored(tmp_path / "run"), store.load(tmp_path / "run")
    assert opened.data.is_stored
    assert not loaded.data.is_stored
    assert_equal_runs(opened, loaded)
    assert opened.coverage == loaded.coverage
    assert opened.part_coverage == loaded.part_coverage
    resampling = Resampling(samples=100)
    assert repr(compare(opened, resampling=resampling)) == repr(compare(loaded, resampling=resampling))


def test_no_more_texts_are_alive_than_row_groups_of_the_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_groups(monkeypatch, 4)
    data = stored(many_segments(1000, per_document=4), tmp_path / "set")
    alive: list[int] = []

    def look(_: str) -> None:
        sets = [thing for thing in gc.get_objects() if isinstance(thing, EvalSet) and not thing.is_stored]
        alive.append(sum(len(part) for part in sets))

    look("")  # sets of other tests
    others = alive.pop()

    evaluate(data, ["chrf"], progress=look)
    assert len(alive) == 250
    assert max(alive) <= others + 4 * 8, "some parts of eight segments at most"


def test_a_line_of_progress_says_how_many_segments_are_counted() -> None:
    lines: list[str] = []
    with pytest.MonkeyPatch.context() as patched:
        small_groups(patched)
        evaluate(many_segments(50), ["chrf", "bleu"], progress=lines.append)
    assert lines[0].startswith("chrf, bleu: 14 of 50 segments, ")
    assert lines[0].endswith(" left")
    assert lines[-1] == "chrf, bleu: 50 of 50 segments"


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_metric_that_fails_in_one_part_costs_itself_alone(
    monkeypatch: pytest.MonkeyPatch, *, elsewhere: bool
) -> None:
    small_groups(monkeypatch)
    with processes(2) if elsewhere else nullcontext(Serial()) as executor:
        run = evaluate(many_segments(), [Probe("raises", "d5#1"), "chrf"], executor=executor)
    assert list(run.measures) == ["chrf"]
    (reason,) = run.missing.values()
    assert "ConnectionError: refused" in reason


def test_a_process_that_dies_costs_its_metric_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    small_groups(monkeypatch)
    whole = evaluate(many_segments(), ["chrf"])
    with processes(2) as executor:
        run = evaluate(many_segments(), [Probe("dies", "d5#1"), "chrf"], executor=executor)
    (reason,) = run.missing.values()
    assert "the process that scored it died" in reason
    assert_equal_runs(replace(run, missing={}), whole)


@pytest.mark.ray
def test_a_lost_worker_of_a_cluster_costs_nothing_its_part_is_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_groups(monkeypatch)
    killed = tmp_path / "killed"
    data = stored(many_segments(), tmp_path / "set")
    with two_ray_workers() as executor:
        run = evaluate(data, [*METRICS, Probe(f"is killed, {killed}", "d5#1")], executor=executor)
    assert killed.exists(), "a worker was killed while it counted the part of d5"
    expected = evaluate(data, [*METRICS, Probe(f"is killed, {killed}", "d5#1")])
    store.save(run, tmp_path / "cluster")
    store.save(expected, tmp_path / "here")
    for name in FILES:
        assert (tmp_path / "cluster" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()


@pytest.mark.ray
def test_a_metric_that_ends_every_worker_costs_itself_alone_on_a_cluster_too(monkeypatch: pytest.MonkeyPatch) -> None:
    small_groups(monkeypatch)
    with two_ray_workers() as executor:
        run = evaluate(many_segments(), [Probe("dies", "d5#1"), "chrf"], executor=executor)
    (reason,) = run.missing.values()
    assert "the process that scored it died" in reason
    assert_equal_runs(replace(run, missing={}), evaluate(many_segments(), ["chrf"]))


@dataclass(frozen=True)
class Model(Probe):
    """A metric with a model, whose counter says which GPUs it sees."""

    holds_model = True
    gpus = 1

    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return Model, ()

    def bind(self, texts: Texts) -> Counter:  # noqa: ARG002 - the name is the protocol's
        seen = os.environ.get("CUDA_VISIBLE_DEVICES", "")
        return lambda hypotheses: Counted(np.ones((len(hypotheses), 2)), warnings=(f"GPUs {seen}",))


@pytest.mark.ray
def test_a_cluster_gives_each_worker_of_a_model_a_gpu_and_counts_it_part_by_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small_groups(monkeypatch)
    lines: list[str] = []
    with two_ray_workers() as executor:
        run = evaluate(many_segments(20), [Model(), "chrf"], executor=executor, progress=lines.append)
    assert run.warnings == ("probe, x: GPUs 0", "probe, y: GPUs 0")
    assert lines[0].startswith("probe: 14 of 20 segments")
    assert list(run.measures) == ["probe", "chrf"]


def test_a_model_stays_in_this_process_where_no_gpu_is_lent(monkeypatch: pytest.MonkeyPatch) -> None:
    small_groups(monkeypatch)
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "those of this process")
    lines: list[str] = []
    with processes(1) as executor:
        run = evaluate(many_segments(20), [Model()], executor=executor, progress=lines.append)
    assert run.warnings[0] == "probe, x: GPUs those of this process"
    assert lines[0] == "probe: preparing 20 segments"
    assert gpus_of(Model()) == 1
    assert gpus_of(load("chrf")) == 0


def test_a_metric_whose_number_of_gpus_can_not_be_read_gets_none() -> None:
    class Broken(Probe):
        @property
        def gpus(self) -> int:
            raise RuntimeError

    assert gpus_of(Broken()) == 0


def test_a_set_at_an_address_is_read_row_group_by_row_group_and_its_run_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_groups(monkeypatch)
    data = stored(many_segments(), tmp_path / "set")
    sets.save(data, "memory://tests/set", overwrite=True)
    remote = sets.open_stored("memory://tests/set")
    assert remote.is_stored
    store.save(evaluate(data, METRICS), tmp_path / "here")
    store.save(evaluate(remote, METRICS), "memory://tests/run", overwrite=True)
    assert_equal_runs(store.open_stored("memory://tests/run"), store.open_stored(tmp_path / "here"))
    for name in FILES:
        with (located("memory://tests/run") / name).open("rb") as file:
            assert file.read() == (tmp_path / "here" / name).read_bytes()


def test_a_metric_that_no_other_process_can_read_is_counted_here(monkeypatch: pytest.MonkeyPatch) -> None:
    small_groups(monkeypatch)
    with processes(1) as executor:
        run = evaluate(many_segments(), [Probe("unread")], executor=executor)
    assert_equal_runs(run, evaluate(many_segments(), [Probe("unread")]))


def test_parts_must_have_as_many_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    small_groups(monkeypatch)
    with pytest.raises(MetricError, match="returned 3 counts per segment, and 2 before"):
        evaluate(many_segments(), [Probe("wide", "d5#1")])


def test_a_warning_of_every_part_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    small_groups(monkeypatch)
    run = evaluate(many_segments(), [Probe()])
    assert run.warnings == ("probe, x: look at it", "probe, y: look at it")


def test_parts_without_what_a_metric_needs_are_skipped_and_a_set_without_it_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small_groups(monkeypatch)
    data = many_segments()
    gap = tuple(None if i < 40 else text for i, text in enumerate(data.references["a"]))
    run = evaluate(replace(data, references={"a": gap}), ["chrf"])
    assert sum(skip.system == "x" and skip.reason == "no references" for skip in run.skips) == gap.count(None)
    with pytest.raises(DataError, match="no segment of set 'many' has that"):
        evaluate(replace(data, references={"a": (None,) * 100}), ["chrf"])


def test_a_time_limit_holds_for_all_parts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    small_groups(monkeypatch)
    with pytest.raises(MetricError, match="took longer than 1e-05 s"):
        evaluate(many_segments(), ["numbers"], time_limit=1e-5)


def test_a_metric_that_does_not_say_that_it_is_divisible_gets_all_segments_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    small_groups(monkeypatch)
    lines: list[str] = []

    @dataclass(frozen=True)
    class Whole(Probe):
        segmentwise = False

    assert not is_divisible(Whole())
    assert is_divisible(load("chrf"))
    run = evaluate(stored(many_segments(), tmp_path / "set"), [Whole(), "chrf"], progress=lines.append)
    assert "probe: preparing 100 segments" in lines
    assert list(run.measures) == ["probe", "chrf"]


def test_a_unit_of_no_metrics_has_no_answers() -> None:
    from tertium.evals.block_scoring import Unit

    assert score_unit(Unit(many_segments(3), ())) == []
