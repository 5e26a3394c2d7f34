"""`tertium report`: a stored run as tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertium.commands.options import Format
from tertium.errors import UsageError

LEVELS = ("document", "domain", "set")


def report(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A folder that tertium score wrote.")],
    by: Annotated[
        list[str] | None, typer.Option(help="document, domain or set; may be repeated.  [default: document, set]")
    ] = None,
    format: Annotated[str, Format] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file instead of stdout.")] = None,
) -> None:
    """Show a run's scores per document, per domain or for the whole set, with all that is doubtful below."""
    from tertium.evals import store
    from tertium.files import write_text
    from tertium.reports import formats
    from tertium.reports.tables import scores_table

    levels = by or ["document", "set"]
    for level in levels:
        if level not in LEVELS:
            raise UsageError(f"no level is named {level!r}", hint=", ".join(LEVELS))
    made = formats.load(format)
    found = store.load(run)
    text = made.render([scores_table(found, level) for level in levels])  # type: ignore[arg-type]  # checked above
    if output:
        write_text(output, text)
    else:
        typer.echo(text, nl=False)
