"""`tertium models`: lists, fetches and verifies neural models."""

from __future__ import annotations

from typing import Annotated

import typer

from tertium.commands.options import Format, Json, Quiet
from tertium.commands.output import Destination
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
    from tertium.metrics.neural.comet.models import LANGUAGES, PUBLISHED, local_revision
    from tertium.reports.objects import json_value
    from tertium.reports.table import Column, Table

    result = {
        "languages": LANGUAGES,
        "models": [json_value(model) | {"here": local_revision(model.name)} for model in PUBLISHED],
    }
    rows = [
        (
            model.name,
            " and ".join(sorted(model.needs)),
            "yes" if model.spans else "no",
            model.paper,
            model.licence,
            "yes" if model.gated else "no",
            model.gigabytes,
            local_revision(model.name) or "no",
        )
        for model in PUBLISHED
    ]
    titles = ("model", "reads the hypothesis and", "spans", "paper", "licence", "gated", "GB", "here")
    columns = tuple(Column(title, digits=1, numeric=title == "GB") for title in titles)
    notes = (
        f"languages: {LANGUAGES}; a text in another has no reliable score",
        "gated: accept the licence on the hub, hf auth login, then tertium models fetch NAME",
        "here: the hub's commit that is on this machine; any other COMET model works by its name, folder or file",
    )
    table = Table("COMET models", columns, tuple(rows), notes)
    Destination(format, json).put("tertium.models/1", result, lambda: [table])


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
