"""Ctrl-C, SIGTERM and SIGHUP end a command with one line, its exit code, and nothing half-written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from tertium import cli, interruption
from tertium.cli import main
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SLOW = """
import signal, sys, time
for hangup in {signal.SIGHUP} if hasattr(signal, "SIGHUP") else ():
    signal.signal(hangup, signal.SIG_DFL)  # whoever runs the tests may ignore it, as nohup does
from tertium.cli import main
from tertium.evals import store

def slow(run):
    print("ready", flush=True)
    time.sleep(600)

store._spans_table = slow  # the counts are written, the manifest isn't
sys.exit(main(sys.argv[1:]))
"""
CODES = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}
LINES = {"SIGINT": "interrupted", "SIGTERM": "ended by SIGTERM", "SIGHUP": "ended by SIGHUP"}


@pytest.mark.parametrize("name", CODES)
def test_a_signal_leaves_one_line_the_old_run_and_no_other_file(place: Path, name: str) -> None:
    before = (place / "run" / "manifest.json").read_bytes()
    words = ["score", "set", "-m", "bleu", "-o", "run", "--overwrite", "-q"]
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, *words],
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        assert any(path.name.startswith(".run.") for path in place.iterdir())
        process.send_signal(getattr(signal, name))
        assert process.wait(timeout=300) == CODES[name]
        assert process.stderr is not None
        assert process.stderr.read() == f"tertium: {LINES[name]}\n"
    assert sorted(path.name for path in place.iterdir()) == ["run", "set", "small.tsv"]
    assert (place / "run" / "manifest.json").read_bytes() == before


WORKING = """
import sys, time
from tertium.executor import processes

def main():
    with processes(2) as executor:
        for _ in executor.map(work, range(4)):
            pass

def work(item):
    open(sys.argv[1] + str(item), "w").close()
    time.sleep(600)
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_workers_end_with_an_interrupted_command_and_say_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "working.py").write_text(
        WORKING.replace("sys.argv[1]", repr(str(tmp_path / "started"))), encoding="utf-8"
    )
    script = (
        (
            "import sys; from tertium import interruption, working; sys.path.insert(0, sys.argv[1])\n"
            "with interruption.raised():\n    try: working.main()\n"
            "    except KeyboardInterrupt as error: sys.exit(interruption.exit_code(error))\n"
        )
        .replace("interruption, working", "interruption")
        .replace("\nwith", "\nimport working\nwith", 1)
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"},
    ) as process:
        for _ in range(6000):
            if len(list(tmp_path.glob("started*"))) >= 2:
                break
            threading.Event().wait(0.05)
        else:
            pytest.fail("no worker started")
        os.killpg(process.pid, getattr(signal, name))  # as a terminal does
        assert process.wait(timeout=300) == CODES[name]
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_an_interruption_in_a_command_is_a_line_without_an_empty_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for error, code in ((KeyboardInterrupt(), 130), (interruption.Terminated(signal.SIGTERM), 143)):

        def interrupted(*_: object, error: BaseException = error, **__: object) -> None:
            raise error

        monkeypatch.setattr("tertium.evals.store.open_stored", interrupted)
        assert main(["report", "run"]) == code
        assert capsys.readouterr().err == f"tertium: {interruption.description(error)}\n"
        monkeypatch.setattr(cli, "app", interrupted)
        assert main([]) == code
        capsys.readouterr()
        monkeypatch.undo()


def test_a_handler_of_somebody_else_stays() -> None:
    before = signal.getsignal(signal.SIGTERM)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with interruption.raised():
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
            os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
    with pytest.raises(interruption.Terminated), interruption.raised():
        os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before


def test_in_another_thread_signals_are_left_alone() -> None:
    handlers = []

    def look() -> None:
        with interruption.raised():
            handlers.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert handlers == [signal.getsignal(signal.SIGTERM)]
