"""`python -m tertium`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def test_python_m_tertium_is_the_command() -> None:
    # In a process of its own: pytest's loader of a package with a plug-in isn't one that runpy can use.
    command = [sys.executable, "-m", "tertium", "--version"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("tertium ")


IMPORTING = """
import sys, time, types

class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == "tertium.cli":
            print("ready", flush=True)
            time.sleep(600)

sys.meta_path.insert(0, Slow())
from tertium.__main__ import start
sys.exit(start())
"""
ENDING = """
import sys, time, types

def main():
    print("ready", flush=True)
    try:
        time.sleep(600)
    finally:
        time.sleep(0.3)

sys.modules["tertium.cli"] = types.SimpleNamespace(main=main)
from tertium.__main__ import start
sys.exit(start())
"""


@pytest.mark.parametrize("script", [IMPORTING, ENDING])
@pytest.mark.parametrize(
    ("name", "code", "line"), [("SIGINT", 130, "interrupted"), ("SIGTERM", 143, "ended by SIGTERM")]
)
def test_a_signal_however_often_it_comes_is_one_line_and_its_code(
    script: str, name: str, code: int, line: str, tmp_path: Path
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "ready\n"
        for _ in range(20):
            process.send_signal(getattr(signal, name))
            time.sleep(0.01)
        assert process.wait(timeout=300) == code
        assert process.stderr.read() == f"tertium: {line}\n"


@pytest.mark.parametrize("streams", ["", "sys.stdout.close()", "sys.stderr = None"])
def test_a_process_that_ran_a_plug_in_ends_with_its_own_code(streams: str) -> None:
    script = (
        "import atexit, os, sys, threading, time, types\n"
        "from tertium.metrics import registry\n"
        "from tertium.__main__ import start\n"
        "atexit.register(os._exit, 7)\n"
        "threading.Thread(target=time.sleep, args=(600,)).start()\n"
        "registry.plug_ins.append('odd_metric:Odd')\n"
        f"def main():\n    print('shown')\n    {streams or 'pass'}\n    return 5\n"
        "sys.modules['tertium.cli'] = types.SimpleNamespace(main=main)\n"
        "sys.exit(start())\n"
    )
    process = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert (process.returncode, process.stdout, process.stderr) == (5, "shown\n", "")
