"""pearmut's own server, on loopback: it needs Python 3.12, so it lives in an environment of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[3]
SERVE = "import sys, uvicorn; from pearmut.app import app; uvicorn.run(app, host='127.0.0.1', port=int(sys.argv[1]))"
"""`pearmut run` listens on every interface of the machine."""


def pearmut_python() -> str:
    """Return the Python that has pearmut; skip the test where there is none."""
    named = Path(os.environ.get("TERTIUM_PEARMUT", ROOT / ".venv-pearmut" / "bin" / "python"))
    # absolute, as the server has a folder of its own; not resolved, as an environment is known by its link
    for python in (str(named.absolute()), sys.executable):
        process = Path(python).is_file() and subprocess.run(
            [python, "-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('pearmut') is None)"],
            check=False,
        )
        if process and process.returncode == 0:
            return python
    pytest.skip("pearmut isn't installed: make test-pearmut, with Python 3.12 or newer")


def add(python: str, folder: Path, *campaigns: Path) -> None:
    """Load campaigns as pearmut's command does."""
    command = [python, "-c", "from pearmut.cli import main; main()", "add", *map(str, campaigns)]
    process = subprocess.run(
        command, check=False, cwd=folder, env=_environment(folder), capture_output=True, text=True, timeout=300
    )
    assert process.returncode == 0, process.stdout + process.stderr


@contextmanager
def served(python: str, folder: Path) -> Iterator[Callable[..., Any]]:
    """Start the server on the campaigns of a folder and give a function that asks it: a path, and values."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "server.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [python, "-c", SERVE, str(port)], cwd=folder, env=_environment(folder), stdout=log, stderr=log
        )

    def ask(path: str, **values: Any) -> Any:
        content = json.dumps(values).encode()
        request = Request(f"http://127.0.0.1:{port}/{path}", content, {"Content-Type": "application/json"})
        with urlopen(request, timeout=120) as answer:  # noqa: S310 - loopback
            return json.load(answer)

    try:
        for _ in range(3000):
            assert process.poll() is None, (folder / "server.log").read_text(encoding="utf-8")
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield ask
    except URLError as error:
        pytest.fail(f"{error}: {(folder / 'server.log').read_text(encoding='utf-8')}")
    finally:
        process.terminate()
        process.wait(timeout=120)


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {"PEARMUT_ROOT": str(folder), "NO_PROXY": "127.0.0.1", "PYTHONPATH": ""}
