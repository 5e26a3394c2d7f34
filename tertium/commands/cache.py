"""`tertium cache`: shows, checks and prunes the stored results of expensive metrics."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands.options import Format, Json, Quiet
from tertium.commands.output import Destination, put_json
from tertium.commands.progress import tell
from tertium.errors import UsageError, counted

if TYPE_CHECKING:
    from pathlib import Path

app = typer.Typer(help="Show, check and prune the stored results of expensive metrics.", no_args_is_help=True)


@app.command()
def show(format: Format = "text", json: Json = False) -> None:
    """List the stored results: one row per metric, model, precision and device."""
    from tertium.cache.contents import scopes
    from tertium.reports.table import Column, Table

    path = _file()
    stored = scopes(path)
    rows = [
        (
            scope.name,
            scope.results,
            scope.size / 1e6,
            datetime.fromtimestamp(scope.used, timezone.utc).date().isoformat(),
        )
        for scope in stored
    ]
    columns = (
        Column("results of"),
        Column("results", numeric=True),
        Column("MB", 1, numeric=True),
        Column("last used"),
    )
    table = Table("Cache", columns, tuple(rows), (str(path),))
    Destination(format, json).put("tertium.cached/1", {"file": str(path), "kept": stored}, lambda: [table])


@app.command()
def prune(
    days: Annotated[
        float | None,
        typer.Option(metavar="N", help="Remove results that no run used for this many days; 0 removes all."),
    ] = None,
    megabytes: Annotated[
        float | None, typer.Option(metavar="N", help="Remove the least recently used results until the rest fits.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Remove results; they are computed again when they are needed."""
    from tertium.cache import contents

    if days is None and megabytes is None:
        raise UsageError("prune needs a limit: of days, or of megabytes", hint="--days 90, or --megabytes 500")
    removed = contents.prune(_file(), days=days, size=None if megabytes is None else int(megabytes * 1e6))
    tell(f"{counted(removed, 'result')} removed", quiet=quiet)


@app.command()
def verify(json: Json = False) -> None:
    """Compare every result with its checksum and remove the damaged ones."""
    from tertium.cache import contents

    path = _file()
    checked = contents.verify(path)
    if json:
        put_json("tertium.cache/1", {"file": str(path), "results": checked.results, "damaged": checked.damaged})
    else:
        typer.echo(f"{path}: {counted(checked.results, 'result')}, {checked.damaged} damaged and removed")


def _file() -> Path:
    """Return the path of the cache file.

    Raises:
        UsageError: the cache is switched off.
    """
    from tertium.cache.store import FILE, VARIABLE, folder

    cache_folder = folder()
    if cache_folder is None:
        raise UsageError(f"there is no cache: {VARIABLE} is off", hint=f"unset {VARIABLE}")
    return cache_folder / FILE
