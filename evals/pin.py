"""A pinned baseline: a small TOML file, to be committed, that names a run, its data and its metrics."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Final

from tertium.errors import CompareError, UsageError
from tertium.evals import store
from tertium.files import read_toml, write_text

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run

SCHEMA: Final = "tertium.baseline/1"


def pin(folder: Path, target: Path, *, system: str | None = None, overwrite: bool = False) -> str:
    """Write the file that makes a run the baseline, and return the name of its system.

    Raises:
        UsageError: the file exists and `overwrite` is False, or the run has several systems and none is chosen.
    """
    if os.path.lexists(target) and not overwrite:
        raise UsageError(f"{target} is already there", hint="--overwrite, to make another run the baseline")
    manifest = store.verified(folder)
    chosen = choose(manifest["systems"], system, str(folder))
    signatures = [f"{_text(measure['label'])} = {_text(measure['signature'])}" for measure in manifest["measures"]]
    # os.path, since Path fails for links that lead to themselves; writing the file is what says so.
    parent = os.path.dirname(os.path.realpath(target))  # noqa: PTH120
    lines = [
        "# The baseline that `tertium gate` holds candidates against; `tertium pin --overwrite` makes another run it.",
        f"schema = {_text(SCHEMA)}",
        f"run = {_text(os.path.relpath(folder.resolve(), parent))}",
        f"id = {_text(manifest['id'])}",
        f"fingerprint = {_text(manifest['fingerprint'])}",
        f"system = {_text(chosen)}",
        "",
        "[signatures]",
        *signatures,
    ]
    write_text(target, "\n".join(lines) + "\n")
    return chosen


def baseline(path: Path) -> tuple[Run, str | None]:
    """Return the run in a folder, or the run and the system that a pin names.

    Raises:
        CompareError: the run in its place is another one than was pinned.
        DataError: the run is missing, changed or unfinished.
        UsageError: the file is no pin.
    """
    if not path.is_file():
        return store.open_stored(path), None
    table = read_toml(path)
    if table.get("schema") != SCHEMA or not all(isinstance(table.get(key), str) for key in ("run", "id", "system")):
        raise UsageError(f"{path} is no pinned baseline", hint=f"tertium pin RUN -o {path}")
    folder = path.parent / table["run"]
    run, manifest = store.open_stored(folder), store.verified(folder)
    current = {
        "id": manifest["id"],
        "fingerprint": manifest["fingerprint"],
        "signatures": {measure["label"]: measure["signature"] for measure in manifest["measures"]},
    }
    for key, value in current.items():
        if table.get(key) != value:
            raise CompareError(
                f"the baseline is stale: {folder} has another {key} than {path} pins",
                hint=f"tertium pin {folder} -o {path} --overwrite, if this run is to be the baseline",
            )
    return run, choose(list(run.systems), table["system"], str(folder))


def choose(systems: list[str], wanted: str | None, where: str, option: str = "--system") -> str:
    """Return the wanted system, or the only one; otherwise UsageError, which names the option to set."""
    if wanted is None and len(systems) == 1:
        return systems[0]
    if wanted not in systems:
        problem = f"has no system {wanted!r}" if wanted else "has several systems"
        raise UsageError(f"{where} {problem}", hint=f"{option} with one of {', '.join(systems)}")
    return wanted


def _text(value: str) -> str:
    r"""Return a TOML string: that of JSON, with DEL escaped as TOML requires."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
