"""A pinned baseline: which run, of which data, by which metrics; a small TOML file that is committed."""

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
    """Write down a run as the baseline and return its system's name.

    Raises:
        UsageError: the file is there and may not be replaced, or the run has several systems and none is chosen.
    """
    if target.exists() and not overwrite:
        raise UsageError(f"{target} is already there", hint="--overwrite, to make another run the baseline")
    manifest = store.verified(folder)
    chosen = choose(manifest["systems"], system, str(folder))
    signatures = [f"{_text(one['label'])} = {_text(one['signature'])}" for one in manifest["measures"]]
    lines = [
        "# The baseline that `tertium gate` holds candidates against; `tertium pin --overwrite` makes another run it.",
        f"schema = {_text(SCHEMA)}",
        f"run = {_text(os.path.relpath(folder.resolve(), target.resolve().parent))}",
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
    """Return the run that a folder holds or that a pin names, and the pinned system.

    Raises:
        CompareError: the run is no longer the one that was pinned.
        DataError: the run is missing, was changed, or was never finished.
        UsageError: the file is no pin.
    """
    if not path.is_file():
        return store.load(path), None
    table = read_toml(path)
    if table.get("schema") != SCHEMA or not all(isinstance(table.get(key), str) for key in ("run", "id", "system")):
        raise UsageError(f"{path} is no pinned baseline", hint=f"tertium pin RUN -o {path}")
    folder = path.parent / table["run"]
    run, manifest = store.load(folder), store.verified(folder)
    found = {
        "id": manifest["id"],
        "fingerprint": manifest["fingerprint"],
        "signatures": {one["label"]: one["signature"] for one in manifest["measures"]},
    }
    for what, value in found.items():
        if table.get(what) != value:
            raise CompareError(
                f"the baseline is stale: {folder} has another {what} than {path} pins",
                hint=f"tertium pin {folder} -o {path} --overwrite, if this run is to be the baseline",
            )
    return run, choose(list(run.systems), table["system"], str(folder))


def choose(systems: list[str], wanted: str | None, where: str, option: str = "--system") -> str:
    """Return the wanted system, or the only one; UsageError for another or none, which names the option to set."""
    if wanted is None and len(systems) == 1:
        return systems[0]
    if wanted not in systems:
        what = f"has no system {wanted!r}" if wanted else "has several systems"
        raise UsageError(f"{where} {what}", hint=f"{option} with one of {', '.join(systems)}")
    return wanted


def _text(value: str) -> str:
    r"""Return a TOML string: JSON's, but DEL must be escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
