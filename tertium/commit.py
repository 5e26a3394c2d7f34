"""The git commit of a folder."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

TIME_LIMIT: Final = 5.0
"""Seconds that git may take: of a slow disk nobody waits for a commit."""
DESCRIBE: Final = ("git", "-c", "core.fsmonitor=false", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")
"""Prints the whole hash, with ``-dirty`` where a file that git knows was changed; runs no program of the repository."""


def current_commit(folder: Path | None = None) -> str:
    """Return the commit of the repository around a folder, by default the current one; empty without any, or no git."""
    try:
        done = subprocess.run(  # noqa: S603 - constant words
            DESCRIBE,
            cwd=folder,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"},  # the index of others isn't written
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("ascii", "replace").strip() if done.returncode == 0 else ""
