"""`tertium runs`: a folder of runs, listed, shown, verified."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands.options import Format
from tertium.commands.output import put_tables
from tertium.errors import DataError

if TYPE_CHECKING:
    from tertium.evals.runs import Listed
    from tertium.reports.table import Table

app = typer.Typer(no_args_is_help=True, help="Runs in a folder: list, show, verify.")

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder whose folders are runs, or a run.")]


@app.command("list")
def list_(folder: Folder, format: Format = "text") -> None:
    """List the runs of a folder: id, time, data, systems, metrics."""
    from tertium.evals.runs import listed, unfinished

    put_tables([_table(f"runs in {folder}", listed(folder), unfinished(folder))], format, None)


@app.command("show")
def one(run: Annotated[Path, typer.Argument(metavar="RUN")], format: Format = "text") -> None:
    """Show what a run is made of, and its scores; every byte is verified."""
    from tertium.evals import store
    from tertium.reports.table import Column, Table
    from tertium.reports.tables import scores_table

    manifest = store.verified(run)
    rows = [(key, str(manifest[key])) for key in ("id", "created", "fingerprint", "schema")]
    rows += [("versions", ", ".join(f"{name} {version}" for name, version in manifest["versions"].items()))]
    rows += [(name, digest) for name, digest in manifest["files"].items()]
    about = Table(f"run {run.resolve().name}", (Column("what"), Column("value")), tuple(rows))
    put_tables([about, scores_table(store.load(run), "set")], format, None)


@app.command()
def verify(folder: Folder, format: Format = "text") -> None:
    """Compare every file of every run with its hash; exit code 3 when one differs."""
    from tertium.evals.runs import listed, unfinished

    found = listed(folder, verify=True)
    put_tables([_table(f"runs in {folder}, verified", found, unfinished(folder))], format, None)
    if broken := [one.name for one in found if one.trouble]:
        raise DataError(f"{len(broken)} of {len(found)} runs can't be trusted: {', '.join(broken)}", hint="score again")


def _table(title: str, found: list[Listed], left: list[str]) -> Table:
    from tertium.reports.table import Column, Table

    rows = tuple(
        (
            one.name,
            str(one.manifest.get("id", "")),
            str(one.manifest.get("created", "")),
            str(one.manifest.get("fingerprint", "")),
            ", ".join(one.manifest.get("systems", [])),
            ", ".join(measure["label"] for measure in one.manifest.get("measures", [])),
            one.trouble or "ok",
        )
        for one in found
    )
    titles = ("run", "id", "created", "fingerprint", "systems", "metrics", "state")
    notes = (f"left by killed writers, may be deleted: {', '.join(left)}",) if left else ()
    return Table(title, tuple(Column(one) for one in titles), rows, notes)
