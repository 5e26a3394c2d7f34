"""A cluster's executor: as the others (test_executor.py), and what is its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.cluster import _apply, cluster
from tertium.errors import UsageError
from tertium.executor import ProcessDiedError, after_death, with_gpus
from tests.conftest import ROOT
from tests.tertium.ray_here import two_ray_workers

if TYPE_CHECKING:
    from tertium.executor import Executor


def killed_once(path: str) -> str:
    """End the worker at the first call, and return the path at the next."""
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return path


def gpus(_: int) -> str | None:
    return os.environ.get("CUDA_VISIBLE_DEVICES")


def test_without_ray_one_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"^Ray isn't installed\n  try: pip install 'tertium\[ray\]'"), cluster():
        pass
    (tmp_path / "t.tsv").write_text("source\treference\tx\nOne.\tEins.\tEins.\n", encoding="utf-8")
    words = ["score", tmp_path / "t.tsv", "-m", "chrf", "--executor", "ray", "-o", tmp_path / "run"]
    assert main([str(word) for word in words]) == 2
    error = capsys.readouterr().err.splitlines()
    assert error[-2:] == [
        "tertium: Ray isn't installed",
        "  try: pip install 'tertium[ray]', or --workers N",
    ]
    assert not (tmp_path / "run").exists()


def test_a_worker_of_another_version_is_refused() -> None:
    with pytest.raises(UsageError, match=r"a worker has tertium .*, and this machine has 9.9\n  try: tertium==9.9 "):
        _apply(b"", "9.9")


@pytest.mark.ray
def test_an_item_whose_worker_is_killed_is_sent_again(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in "abc"]
    with two_ray_workers() as executor:
        assert list(executor.map(killed_once, paths)) == paths


@pytest.mark.ray
def test_an_item_that_ends_every_worker_is_an_error_and_the_executor_goes_on() -> None:
    with two_ray_workers() as executor:
        with pytest.raises(ProcessDiedError, match=r"died 4 times at the same part.*\n  try: workers with more memory"):
            list(executor.map(os._exit, [3]))
        with after_death(executor) as other:
            assert other is executor
        assert list(executor.map(abs, [-1])) == [1]


@pytest.mark.ray
def test_a_worker_has_the_gpus_that_were_asked_for_where_the_cluster_has_them() -> None:
    with two_ray_workers() as executor:
        lent: Executor | None = with_gpus(executor, 1)
        assert lent is not None
        assert list(lent.map(gpus, [0, 1])) == ["0", "0"]
        assert with_gpus(executor, 2) is None
        assert with_gpus(executor, 0) is None


@pytest.mark.ray
def test_a_cluster_that_is_not_there_is_two_lines() -> None:
    code = "from tertium.cluster import cluster\nwith cluster():\n    pass"
    pytest.importorskip("ray", reason="Ray isn't installed: pip install 'tertium[ray]'")
    environment = {**os.environ, "RAY_ADDRESS": "nonsense", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert "UsageError: can't reach Ray at nonsense: " in done.stderr


@pytest.mark.ray
@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_work_at_once_with_its_own_code(tmp_path: Path, number: signal.Signals, code: int) -> None:
    pytest.importorskip("ray", reason="Ray isn't installed: pip install 'tertium[ray]'")
    script = (
        "import os, time\nfrom tertium.cluster import cluster\nfrom tertium.interruption import exit_code, raised\n"
        "with raised():\n    try:\n        with cluster(1) as executor:\n"
        f"            list(executor.map(abs, [1]))\n            os.kill(os.getpid(), {int(number)})\n"
        "            list(executor.map(time.sleep, [600]))\n"
        "    except KeyboardInterrupt as error:\n        os._exit(exit_code(error))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], check=False, env=environment, cwd=tmp_path, timeout=300)
    assert done.returncode == code


@pytest.mark.ray
@pytest.mark.slow
def test_the_command_starts_a_ray_of_this_machine_and_stores_the_same_run(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="Ray isn't installed: pip install 'tertium[ray]'")
    rows = "".join(f"One {i}.\tEins {i}.\tEin {i}.\n" for i in range(40_000))
    (tmp_path / "t.tsv").write_text(f"source\treference\thypothesis\n{rows}", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "0"}

    def tertium(*words: str) -> None:
        command = [sys.executable, "-m", "tertium", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert all(word not in done.stderr for word in ("Traceback", "ray", "Warning")), done.stderr

    tertium("build", "t.tsv", "-o", "set")
    for name, *executor in (("here",), ("cluster", "--executor", "ray", "--workers", "2")):
        tertium("score", f"file://{tmp_path}/set", "-m", "chrf", "-q", "-o", f"file://{tmp_path}/{name}", *executor)
    files = [path.relative_to(tmp_path / "here") for path in (tmp_path / "here").rglob("*") if path.is_file()]
    assert len(files) > 4
    for file in files:
        assert (tmp_path / "here" / file).read_bytes() == (tmp_path / "cluster" / file).read_bytes()
