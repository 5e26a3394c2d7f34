"""Commands of tertium, run in this process, as `python benchmarks/people.py` asks them for figures."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tertium.cli import main as tertium

PARTIAL: Final = 5
"""Exit code of a run that lacks some scores, which the published files do."""


def command(*words: object) -> str:
    """Return what a command writes to stdout; nothing where it fails, which stderr tells."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = tertium([str(word) for word in words])
    if code not in {0, PARTIAL}:
        print(f"tertium {' '.join(map(str, words))}: exit code {code}\n{err.getvalue()}", file=sys.stderr)
        return ""
    out.flush()
    return out.buffer.getvalue().decode()


def answer(*words: object) -> dict[str, Any]:
    """Return the JSON object of a command; an empty one where it fails."""
    result: dict[str, Any] = json.loads(command(*words, "--json") or "{}")
    return result
