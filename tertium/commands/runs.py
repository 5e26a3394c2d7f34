"""`tertium runs`: lists, shows and verifies the runs of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tertium.commands.options import Format, Json, Quiet, StoredRun
from tertium.commands.output import Destination, put_json, put_tables
from tertium.errors import DataError
from tertium.stdout import tolerated

if TYPE_CHECKING:
    from tertium.evals.runs import RunEntry
    from tertium.reports.table import Table

app = typer.Typer(no_args_is_help=True, help="Runs in a folder: list, show, verify; log to MLflow.")

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder whose folders are runs, or a run.")]


@app.command("list")
def list_(folder: Folder, format: Format = "text", json: Json = False) -> None:
    """List the runs of a folder: id, time, data, systems, metrics, and whether all files are there."""
    from tertium.evals.runs import list_runs

    _put(folder, list_runs(folder), format, json=json)


@app.command("show")
def show(run: StoredRun, format: Format = "text", json: Json = False) -> None:
    """Show what a run is made of, and its scores; every byte is verified."""
    from tertium.evals import store
    from tertium.reports.decisions import Decisions
    from tertium.reports.objects import scores_of
    from tertium.reports.sections.set_scores import set_table
    from tertium.reports.table import Column, Table

    manifest = store.verified(run)
    if json:
        put_json("tertium.shown/1", {"manifest": manifest, **scores_of(store.open_stored(run), ["set"])})
        return
    rows = [(key, str(manifest[key])) for key in ("id", "created", "fingerprint", "schema")]
    rows += [("versions", ", ".join(f"{name} {version}" for name, version in manifest["versions"].items()))]
    stored = store.open_stored(run)
    rows += stored.description.entries()
    rows += [(name, digest) for name, digest in manifest["files"].items()]
    summary = Table(f"run {run.resolve().name}", (Column("what"), Column("value")), tuple(rows))
    put_tables([summary, set_table(stored, Decisions())], format, None, verbose=True)


@app.command()
def log(
    run: StoredRun,
    server: Annotated[
        str, typer.Option(metavar="URI", help="Of MLflow's tracking server.", show_default="MLFLOW_TRACKING_URI")
    ] = "",
    experiment: Annotated[str, typer.Option(metavar="NAME", help="MLflow's experiment; made where it is missing.")] = (
        "tertium"
    ),
    quiet: Quiet = False,
) -> None:
    """Log a run's scores and description to MLflow (pip install 'tertium[mlflow]')."""
    from tertium.commands.progress import tell
    from tertium.evals import store
    from tertium.tracking import log_run

    stored, manifest = store.open_stored(run), store.manifest_of(run)
    ids = log_run(stored, str(manifest["id"]), name=run.resolve().name, uri=server, experiment=experiment)
    tell(f"{run}: {len(ids)} in experiment {experiment}: {', '.join(ids)}", quiet=quiet)


@app.command()
def verify(folder: Folder, format: Format = "text", json: Json = False) -> None:
    """Compare every file of every run with its hash; exit code 3 when one differs."""
    from tertium.evals.runs import list_runs

    runs = list_runs(folder, verify=True)
    with tolerated():  # the exit code is the answer
        _put(folder, runs, format, json=json)
    if broken := [run.name for run in runs if run.trouble]:
        raise DataError(f"{len(broken)} of {len(runs)} runs can't be trusted: {', '.join(broken)}", hint="score again")


def _put(folder: Path, runs: list[RunEntry], format: str, *, json: bool) -> None:
    from tertium.evals.runs import set_aside, unfinished

    hidden = {"unfinished": unfinished(folder), "set_aside": set_aside(folder)}
    result = {"folder": str(folder), "runs": [_row(run) for run in runs], **hidden}
    Destination(format, json).put("tertium.runs/1", result, lambda: [_table(folder, runs, **hidden)])


def _row(run: RunEntry) -> dict[str, Any]:
    """Return the columns of a run; empty where its manifest can't be read."""
    manifest = run.manifest
    return {
        "run": run.name,
        **{key: manifest.get(key, "") for key in ("id", "created", "fingerprint")},
        "systems": manifest.get("systems", []),
        "metrics": [measure["label"] for measure in manifest.get("measures", [])],
        "state": run.state,
    }


def _table(folder: Path, runs: list[RunEntry], unfinished: list[str], set_aside: list[str]) -> Table:
    from tertium.reports.table import Column, Table

    rows = tuple(
        tuple(", ".join(cell) if isinstance(cell, list) else cell for cell in _row(run).values()) for run in runs
    )
    titles = ("run", "id", "created", "fingerprint", "systems", "metrics", "state")
    notes = [f"left by killed writers, may be deleted: {', '.join(unfinished)}"] if unfinished else []
    if set_aside:
        hint = f"mv {folder / set_aside[0]} {folder / 'NAME'} keeps one"
        notes.append(f"whole runs whose writers were killed: {', '.join(set_aside)}; {hint}")
    if not runs:
        notes.append(f"there are no runs here; tertium score SET -m chrf -o {folder / 'NAME'} makes one")
    if any(run.state == "complete" for run in runs):
        notes.append(f"complete: every file is there; tertium runs verify {folder} compares every byte")
    return Table(f"runs in {folder}", tuple(map(Column, titles)), rows, tuple(notes))
