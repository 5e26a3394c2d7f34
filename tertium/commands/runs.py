"""`tertium runs`: a folder of runs, listed, shown, verified."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tertium.commands.deciding import show_json
from tertium.commands.options import Format, Json, StoredRun
from tertium.commands.output import put_tables
from tertium.errors import DataError

if TYPE_CHECKING:
    from tertium.evals.runs import RunEntry
    from tertium.reports.table import Table

app = typer.Typer(no_args_is_help=True, help="Runs in a folder: list, show, verify.")

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder whose folders are runs, or a run.")]


@app.command("list")
def list_(folder: Folder, format: Format = "text", json: Json = False) -> None:
    """List the runs of a folder: id, time, data, systems, metrics, and whether all files are there."""
    from tertium.evals.runs import list_runs

    _put(folder, list_runs(folder), format, json=json)


@app.command("show")
def one(run: StoredRun, format: Format = "text", json: Json = False) -> None:
    """Show what a run is made of, and its scores; every byte is verified."""
    from tertium.evals import store
    from tertium.reports.decisions import Decisions
    from tertium.reports.objects import scores_of
    from tertium.reports.sections.set_scores import set_table
    from tertium.reports.table import Column, Table

    manifest = store.verified(run)
    if json:
        show_json("tertium.shown/1", {"manifest": manifest, **scores_of(store.load(run), ["set"])}, None)
        return
    rows = [(key, str(manifest[key])) for key in ("id", "created", "fingerprint", "schema")]
    rows += [("versions", ", ".join(f"{name} {version}" for name, version in manifest["versions"].items()))]
    rows += [(name, digest) for name, digest in manifest["files"].items()]
    about = Table(f"run {run.resolve().name}", (Column("what"), Column("value")), tuple(rows))
    put_tables([about, set_table(store.load(run), Decisions())], format, None, verbose=True)


@app.command()
def verify(folder: Folder, format: Format = "text", json: Json = False) -> None:
    """Compare every file of every run with its hash; exit code 3 when one differs."""
    from tertium.evals.runs import list_runs

    found = list_runs(folder, verify=True)
    _put(folder, found, format, json=json)
    if broken := [one.name for one in found if one.trouble]:
        raise DataError(f"{len(broken)} of {len(found)} runs can't be trusted: {', '.join(broken)}", hint="score again")


def _put(folder: Path, found: list[RunEntry], format: str, *, json: bool) -> None:
    from tertium.evals.runs import unfinished

    left = unfinished(folder)
    if json:
        runs = [_about(one) for one in found]
        show_json("tertium.runs/1", {"folder": str(folder), "runs": runs, "unfinished": left}, None)
    else:
        put_tables([_table(folder, found, left)], format, None)


def _about(one: RunEntry) -> dict[str, Any]:
    """Return what a list says of a run; nothing where its manifest can't be read."""
    manifest = one.manifest
    return {
        "run": one.name,
        **{key: manifest.get(key, "") for key in ("id", "created", "fingerprint")},
        "systems": manifest.get("systems", []),
        "metrics": [measure["label"] for measure in manifest.get("measures", [])],
        "state": one.state,
    }


def _table(folder: Path, found: list[RunEntry], left: list[str]) -> Table:
    from tertium.reports.table import Column, Table

    rows = tuple(
        tuple(", ".join(cell) if isinstance(cell, list) else cell for cell in _about(one).values()) for one in found
    )
    titles = ("run", "id", "created", "fingerprint", "systems", "metrics", "state")
    notes = [f"left by killed writers, may be deleted: {', '.join(left)}"] if left else []
    if not found:
        notes.append(f"there are no runs here; tertium score SET -m chrf -o {folder / 'NAME'} makes one")
    if any(one.state == "complete" for one in found):
        notes.append(f"complete: every file is there; tertium runs verify {folder} compares every byte")
    return Table(f"runs in {folder}", tuple(Column(one) for one in titles), rows, tuple(notes))
