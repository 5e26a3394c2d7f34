"""`tertium models`: the neural models that are known, and how they get here."""

from __future__ import annotations

from typing import Annotated

import typer

from tertium.commands.deciding import show_json
from tertium.commands.options import Format, Json, Quiet
from tertium.commands.progress import tell
from tertium.errors import DataError

app = typer.Typer(invoke_without_command=True)

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="A hub name, e.g. Unbabel/wmt22-comet-da, a folder or a checkpoint file.")
]
Revision = Annotated[str, typer.Option(metavar="COMMIT", show_default="the newest", help="The hub's commit.")]


@app.callback()
def models(context: typer.Context, format: Format = "text", json: Json = False) -> None:
    """List the known COMET models: what they read, under which licence, how large, and whether they are here."""
    if context.invoked_subcommand is not None:
        return
    from tertium.commands.output import put_tables
    from tertium.metrics.neural.comet.models import LANGUAGES, PUBLISHED, local_revision
    from tertium.reports.objects import json_value
    from tertium.reports.table import Column, Table

    if json:
        known = [json_value(one) | {"here": local_revision(one.name)} for one in PUBLISHED]
        show_json("tertium.models/1", {"languages": LANGUAGES, "models": known}, None)
        return
    rows = [
        (
            one.name,
            " and ".join(sorted(one.needs)),
            "yes" if one.spans else "no",
            one.paper,
            one.licence,
            "yes" if one.gated else "no",
            one.gigabytes,
            local_revision(one.name) or "no",
        )
        for one in PUBLISHED
    ]
    titles = ("model", "reads the hypothesis and", "spans", "paper", "licence", "gated", "GB", "here")
    columns = tuple(Column(title, digits=1, numeric=title == "GB") for title in titles)
    notes = (
        f"languages: {LANGUAGES}; a text in another has no reliable score",
        "gated: accept the licence on the hub, hf auth login, then tertium models fetch NAME",
        "here: the hub's commit that is on this machine; any other COMET model works by its name, folder or file",
    )
    put_tables([Table("COMET models", columns, tuple(rows), notes)], format)


@app.command()
def fetch(
    name: Name,
    revision: Revision = "",
    quiet: Quiet = False,
) -> None:
    """Download a model and its encoder's tokenizer; what is here already isn't fetched again."""
    from tertium.metrics.neural.comet import models as comet_models

    files = comet_models.fetch(name, revision)
    tell(f"{name} at {files.revision or 'its place'}: {files.checkpoint}", quiet=quiet)


@app.command()
def verify(name: Name, revision: Revision = "") -> None:
    """Check a model: the bytes are those that were published, no code hides in it, every weight has its place."""
    from tertium.metrics.neural.comet import load as comet_load
    from tertium.metrics.neural.comet import models as comet_models

    comet_load.require_package()
    files = comet_models.find(name, revision)
    if damaged := comet_models.damaged_files(files):
        raise DataError(
            f"{damaged[0]} is not what was published", hint=f"rm {damaged[0].resolve()}; tertium models fetch {name}"
        )
    comet_load.load(files, device="cpu", precision="fp32")
    typer.echo(
        f"{name}: {files.settings['class_identifier']}, revision {files.revision or 'none'}, files {files.digest}"
    )
