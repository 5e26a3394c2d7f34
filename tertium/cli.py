"""The command line: one module per command in commands/, and one place that turns errors into exit codes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Final

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
from tertium.errors import TertiumError, UsageError
from tertium.refusals import Refused, explained

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED: Final = 130
"""Exit code of an interrupted command, as shells have it: 128 + SIGINT."""

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer's callback
    if wanted:
        from tertium.version import version

        typer.echo(f"tertium {version()}")
        raise typer.Exit


@app.callback()
def tertium(
    _: Annotated[  # noqa: FBT002 - an option
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Evaluation of machine translation, from raw articles to a release verdict."""


for command in (build, export, score, report, plot, compare, rank, gate, pin, meta, metrics):
    app.command()(command)
for name, commands in (("runs", runs), ("models", models), ("cache", cache)):
    app.add_typer(commands, name=name)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code.

    An error of ours is two lines on stderr; any other exception passes, with its traceback.
    """
    try:
        code = app(args=None if argv is None else list(argv), prog_name="tertium", standalone_mode=False)
    except Refused as refused:
        return _refusal(refused)
    except TertiumError as error:
        return _report(error)
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    return code if isinstance(code, int) else 0


def _refusal(refused: Exception) -> int:
    """Report what the parser refused; a group without a command shows its help instead."""
    if type(refused).__name__ == "NoArgsIsHelpError":
        refused.show()  # type: ignore[attr-defined]  # click's
        return UsageError.exit_code
    return _report(explained(refused))


def _report(error: TertiumError) -> int:
    """Write the error to stderr and return its exit code."""
    sys.stderr.write(f"tertium: {error}\n")
    return error.exit_code
