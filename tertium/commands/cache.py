"""`tertium cache`: what is kept of expensive metrics, and how to get rid of it."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands.deciding import show_json
from tertium.commands.options import Format, Json, Quiet
from tertium.commands.progress import tell
from tertium.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

app = typer.Typer(help="Show, check and prune the kept results of expensive metrics.", no_args_is_help=True)


@app.command()
def show(format: Format = "text", json: Json = False) -> None:
    """List what is kept: one row per metric, model, precision and device."""
    from tertium.cache.contents import scopes
    from tertium.commands.output import put_tables
    from tertium.reports.table import Column, Table

    path = _file()
    if json:
        show_json("tertium.cached/1", {"file": str(path), "kept": scopes(path)}, None)
        return
    rows = [
        (one.name, one.results, one.size / 1e6, datetime.fromtimestamp(one.used, timezone.utc).date().isoformat())
        for one in scopes(path)
    ]
    columns = (
        Column("results of"),
        Column("results", numeric=True),
        Column("MB", 1, numeric=True),
        Column("last used"),
    )
    put_tables([Table("Cache", columns, tuple(rows), (str(path),))], format)


@app.command()
def prune(
    days: Annotated[
        float | None, typer.Option(metavar="N", help="Remove what no run used for so many days; 0 is all.")
    ] = None,
    megabytes: Annotated[
        float | None, typer.Option(metavar="N", help="Remove the longest unused until the rest fits.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Remove results; they are computed again when they are needed."""
    from tertium.cache import contents

    if days is None and megabytes is None:
        raise UsageError("prune needs to know what may go", hint="--days 90, or --megabytes 500")
    removed = contents.prune(_file(), days=days, size=None if megabytes is None else int(megabytes * 1e6))
    tell(f"{removed} results removed", quiet=quiet)


@app.command()
def verify(json: Json = False) -> None:
    """Compare every result with its checksum and remove the damaged ones."""
    from tertium.cache import contents

    path = _file()
    found = contents.verify(path)
    if json:
        show_json("tertium.cache/1", {"file": str(path), "results": found.results, "damaged": found.damaged}, None)
    else:
        typer.echo(f"{path}: {found.results} results, {found.damaged} damaged and removed")


def _file() -> Path:
    """Return the cache file's place.

    Raises:
        UsageError: the cache is switched off.
    """
    from tertium.cache.store import FILE, VARIABLE, folder

    place = folder()
    if place is None:
        raise UsageError(f"there is no cache: {VARIABLE} is off", hint=f"unset {VARIABLE}")
    return place / FILE
