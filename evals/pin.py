"""A pinned baseline: a run of one system in a small folder, to be committed, that a fresh checkout gates against."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.corpora.types import UNPENALISED
from tertium.errors import CompareError, DataError, UsageError
from tertium.evals import store
from tertium.evals.join import single_system
from tertium.files import check_free, read_toml, whole_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run

SCHEMA: Final = "tertium.baseline/1"
"""Of files that named a run by its path; they are read, and written no more."""

KEPT: Final = ("notes", "stripped", "left_out", "segments", "sacrebleu")
"""Provenance of the set that a pin keeps; what building removed or left unpaired is the set's, and may be long."""

ATTRIBUTES: Final = "* -text\n"
"""Contents of .gitattributes: git changes no line end in the folder, whose files have hashes."""


def pin(folder: Path, target: Path, *, system: str | None = None, overwrite: bool = False) -> str:
    """Write the folder that makes a run's system the baseline, and return the system's name.

    It is a run of that system with its texts, counts and scores, so that every command takes it for one.

    Raises:
        UsageError: the folder exists and `overwrite` is False, or the run has several systems and none is chosen.
    """
    if target.suffix == ".toml":
        hint = f"-o {target.with_suffix('')}, and commit that folder"
        raise UsageError(f"{target} is named like a file, and a pin is a folder that travels", hint=hint)
    check_free(target, marker=store.MARKER, overwrite=overwrite)
    run, manifest = store.open_stored(folder), store.manifest_of(folder)
    chosen = choose(list(run.systems), system, str(folder))
    of_system = single_system(run, chosen, chosen)
    realigned = run.data.provenance.get("realigned", {})
    provenance = {key: run.data.provenance[key] for key in KEPT if key in run.data.provenance}
    if chosen in realigned:
        provenance["realigned"] = {chosen: realigned[chosen]}
    pinned = replace(
        of_system,
        data=replace(of_system.data, provenance=provenance),
        # A reference may be made from a system that is no part of the pin.
        problems=run.problems if run.systems == (chosen,) else None,
        description=replace(run.description, made_from=manifest["id"]),
    )
    with whole_folder(target, marker=store.MARKER, overwrite=overwrite) as work:
        (work / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
        store.write_into(pinned, work)
    return chosen


def baseline(path: Path) -> tuple[Run, str | None]:
    """Return the run in a folder, or the run and the system that a file of an earlier version names.

    Raises:
        CompareError: the run in its place is another one than was pinned.
        DataError: the run is missing, changed or unfinished.
        UsageError: the file is no pin.
    """
    if not path.is_file():
        return store.open_stored(path), None
    table = read_toml(path)
    if table.get("schema") != SCHEMA or not all(isinstance(table.get(key), str) for key in ("run", "id", "system")):
        raise UsageError(f"{path} is no pinned baseline", hint=f"tertium pin RUN -o {path.with_suffix('')}")
    folder = path.parent / table["run"]
    travelling = f"tertium pin RUN -o {path.with_suffix('')} writes a folder to commit"
    if not folder.exists():
        message = f"{path} names the run {folder}, which is not here"
        raise DataError(message, hint=f"{travelling}, which holds the run")
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
                hint=f"{travelling}, if this run is to be the baseline",
            )
    return run, choose(list(run.systems), table["system"], str(folder))


def choose(systems: list[str], wanted: str | None, where: str, option: str = "--system") -> str:
    """Return the wanted system, or the only one; otherwise UsageError, which names the option to set.

    The copy of a realigned system that is scored without omissions and additions counts only where it is named.
    """
    own = [
        name
        for name in systems
        if name.removesuffix(UNPENALISED) == name or name.removesuffix(UNPENALISED) not in systems
    ]
    if wanted is None and len(own) == 1:
        return own[0]
    if wanted not in systems:
        problem = f"has no system {wanted!r}" if wanted else "has several systems"
        raise UsageError(f"{where} {problem}", hint=f"{option} with one of {', '.join(systems)}")
    return wanted
