"""The command line: one module per command in commands/, and one place that turns errors into exit codes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from tertium.commands.build import build
from tertium.commands.cache import app as cache
from tertium.commands.compare import compare
from tertium.commands.export import export
from tertium.commands.gate import gate
from tertium.commands.meta import meta
from tertium.commands.metrics import metrics
from tertium.commands.models import app as models
from tertium.commands.pin import pin
from tertium.commands.plot import plot
from tertium.commands.rank import rank
from tertium.commands.report import report
from tertium.commands.runs import app as runs
from tertium.commands.score import score
from tertium.errors import TertiumError

if TYPE_CHECKING:
    from collections.abc import Sequence

app = typer.Typer(
    help="Evaluation of machine translation, from raw articles to a release verdict.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for command in (build, export, score, report, plot, compare, rank, gate, pin, meta, metrics):
    app.command()(command)
for name, commands in (("runs", runs), ("models", models), ("cache", cache)):
    app.add_typer(commands, name=name)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: an error of ours is two lines on stderr, never a traceback."""
    try:
        app(args=None if argv is None else list(argv), prog_name="tertium")
    except TertiumError as error:
        sys.stderr.write(f"tertium: {error}\n")
        return error.exit_code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    return 0
