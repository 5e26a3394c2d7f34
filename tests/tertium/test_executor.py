"""Who runs a function over many items: results in order, few of them ahead, and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tertium import executor as executor_module
from tertium.errors import DataError, TertiumError, UsageError
from tertium.executor import Serial, after_death, available, lasting_threads, own_threads, processes, threads, with_gpus
from tests.conftest import ROOT
from tests.tertium.ray_here import two_ray_workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tertium.executor import Executor

KINDS: list[Callable[[], AbstractContextManager[Executor]]] = [
    lambda: nullcontext(Serial()),
    lambda: threads(3),
    lambda: nullcontext(lasting_threads(3)),
    lambda: processes(2),
    lambda: processes(2, chunk=4),
]
kinds = pytest.mark.parametrize(
    "kind",
    [*KINDS, pytest.param(two_ray_workers, marks=pytest.mark.ray)],
    ids=["serial", "threads", "lasting threads", "processes", "chunks", "ray"],
)


def refuse(text: str) -> str:
    if text == "bad":
        raise DataError("line 3 is broken", hint="mend it")
    return text


def environment(name: str) -> str | None:
    return os.environ.get(name)


@kinds
def test_results_come_in_the_order_of_the_items(kind: Callable[[], AbstractContextManager[Executor]]) -> None:
    items = ["10", "7", "3"] * 30
    with kind() as executor:
        assert list(executor.map(int, items)) == [10, 7, 3] * 30
        assert list(executor.map(len, items)) == [2, 1, 1] * 30, "an executor serves any number of steps"
        assert list(executor.map(len, [])) == []


@kinds
def test_few_items_are_taken_ahead_of_the_results(kind: Callable[[], AbstractContextManager[Executor]]) -> None:
    taken = []

    def items() -> Iterator[int]:
        for i in range(1000):
            taken.append(i)
            yield i

    with kind() as executor:
        results = executor.map(abs, items())
        assert next(results) == 0
        assert len(taken) <= 4 * 3 * 4


@kinds
def test_an_error_of_the_function_is_raised_with_its_remedy(
    kind: Callable[[], AbstractContextManager[Executor]],
) -> None:
    with kind() as executor, pytest.raises(DataError, match="line 3 is broken\n  try: mend it"):
        list(executor.map(refuse, ["good", "bad"]))


@kinds
def test_an_error_while_items_are_read_is_raised_too(kind: Callable[[], AbstractContextManager[Executor]]) -> None:
    with kind() as executor, pytest.raises(DataError, match="line 3"):
        list(executor.map(len, map(refuse, ["good", "bad"])))


@pytest.mark.parametrize(("workers", "remedy"), [(2, "again, with --workers 1"), (1, "a machine with more memory")])
def test_a_process_that_dies_is_two_lines(workers: int, remedy: str) -> None:
    error = f"a process died; the memory may be full\n  try: {remedy}$"
    with processes(workers) as executor, pytest.raises(TertiumError, match=error):
        list(executor.map(os._exit, [3]))


def test_what_a_dead_process_left_undone_is_done_by_another_one() -> None:
    with processes(2) as executor, after_death(executor) as other:
        assert other is not executor
        assert list(other.map(abs, [-3])) == [3]


@pytest.mark.parametrize("kind", KINDS)
def test_no_executor_of_one_machine_lends_gpus(kind: Callable[[], AbstractContextManager[Executor]]) -> None:
    with kind() as executor:
        assert with_gpus(executor, 1) is None


def test_even_one_worker_is_a_process_of_its_own() -> None:
    with processes(1) as executor:
        assert list(executor.map(os.getpgid, [0])) == [os.getpgid(0)]
        assert list(executor.map(environment, ["OMP_NUM_THREADS"])) == ["1"]
    assert available() >= 1


@pytest.mark.parametrize(("limit", "threads"), [("1", 1), ("0", 1), ("", None), ("many", None), ("9999", None)])
def test_a_process_computes_in_as_many_threads_as_it_is_told_or_has_cores(
    monkeypatch: pytest.MonkeyPatch, limit: str, threads: int | None
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", limit)
    assert own_threads() == (threads or available())


def test_a_process_computes_in_one_thread_and_the_parent_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    with processes(2) as executor:
        assert list(executor.map(environment, ["OMP_NUM_THREADS", "MKL_NUM_THREADS"])) == ["1", "1"]
    assert os.environ["OMP_NUM_THREADS"] == "7"
    assert "MKL_NUM_THREADS" not in os.environ


def test_a_script_without_a_guard_is_not_run_again(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from tertium.executor import processes\nprint('once')\n"
        "with processes(2) as executor:\n    print(list(executor.map(abs, [-1, -2])))\n",
        encoding="utf-8",
    )
    process = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True, cwd=ROOT, env=_env())
    assert process.stdout.split("\n") == ["once", "[1, 2]", ""]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_processes_end_with_a_parent_that_is_killed() -> None:
    code = (
        "import os, time; from tertium.executor import processes\n"
        "with processes(2) as executor:\n"
        "    print(*executor.map(os.getpgid, [0, 0]), flush=True)\n"
        "    time.sleep(600)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=_env(), start_new_session=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline().split() == [str(parent.pid)] * 2
        assert len(members(parent.pid)) >= 3, "the parent and both workers"
        parent.send_signal(signal.SIGKILL)
    until = time.monotonic() + 300
    while members(parent.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert members(parent.pid) == []


def members(group: int) -> list[int]:
    """Return the living processes of a group."""
    pids = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            pids.append(int(path.parent.name))
    return pids


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("kind", [threads, processes])
@pytest.mark.parametrize(("workers", "word"), [(0, "few"), (-1, "few"), (1001, "many"), (3_000_000_000, "many")])
def test_a_number_of_workers_that_no_machine_has_is_refused(kind: Any, workers: int, word: str) -> None:
    with pytest.raises(UsageError, match=rf"^{workers} workers are too {word}\n  try: 1 to 1000; "), kind(workers):
        pass


def test_lasting_threads_are_the_same_until_a_process_is_forked(tmp_path: Path) -> None:
    assert lasting_threads(2) is lasting_threads(2)
    assert lasting_threads(2) is not lasting_threads(3)
    if not hasattr(os, "fork"):
        return
    script = tmp_path / "forked.py"
    script.write_text(
        "import os\n"
        "from tertium.executor import lasting_threads\n"
        "assert [*lasting_threads(2).map(abs, [-1, -2])] == [1, 2]\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    os._exit(sum(lasting_threads(2).map(abs, [-1, -2])))\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n",
        encoding="utf-8",
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, script], env=environment, capture_output=True, text=True, check=True, timeout=300
    )
    assert done.stdout == "3\n"


def test_two_threads_that_start_processes_leave_the_variables_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    second_is_in, first_is_out = threading.Event(), threading.Event()

    def second() -> None:
        with executor_module._one_thread_each():
            second_is_in.set()
            first_is_out.wait(60)

    thread = threading.Thread(target=second)
    with executor_module._one_thread_each():
        thread.start()
        second_is_in.wait(0.2)  # in vain: it has to wait for the first
    first_is_out.set()
    thread.join()
    assert os.environ["OMP_NUM_THREADS"] == "7"
