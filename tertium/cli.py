"""The command line: one module per command in commands/, and one place that turns errors into exit codes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from tertium import interruption, stdout
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
from tertium.terminal import say, warnings_as_lines

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Stopped(Exception):  # noqa: N818 - carries an interruption past the parser, which would write an empty line
    def __init__(self, interruption: KeyboardInterrupt) -> None:
        self.interruption = interruption


class Commands(TyperGroup):
    """The commands, as a group that hands interruptions on."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was typed."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise _Stopped(error) from None


app = typer.Typer(
    cls=Commands,
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
    with warnings_as_lines(), interruption.raised(), stdout.guarded():
        return _run(argv)


def _run(argv: Sequence[str] | None) -> int:
    try:
        code = app(args=None if argv is None else list(argv), prog_name="tertium", standalone_mode=False)
        sys.stdout.flush()
    except Refused as refused:
        return _refusal(refused)
    except TertiumError as error:
        return _report(error)
    except (_Stopped, KeyboardInterrupt, typer.Abort) as error:  # Abort: while the words were parsed
        return _interrupted(error)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    return code if isinstance(code, int) else 0


def _interrupted(error: BaseException) -> int:
    """Report the interruption in one line and return its exit code."""
    cause = error.interruption if isinstance(error, _Stopped) else error
    return interruption.report(cause if isinstance(cause, KeyboardInterrupt) else KeyboardInterrupt())


def _refusal(refused: Exception) -> int:
    """Report what the parser refused; a group without a command shows its help instead."""
    if type(refused).__name__ == "NoArgsIsHelpError":
        refused.show()  # type: ignore[attr-defined]  # click's
        return UsageError.exit_code
    return _report(explained(refused))


def _report(error: TertiumError) -> int:
    """Write the error to stderr, its message and its hint in a line each, and return its exit code."""
    message, separator, hint = str(error).partition("\n  try: ")
    say(f"tertium: {message}")
    if separator:
        say(f"  try: {hint}")
    return error.exit_code
