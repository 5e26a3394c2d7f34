"""The command line: one module per command in commands/, and one place that turns errors into exit codes."""

from __future__ import annotations

import sys
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperGroup

from tertium import interruption, stdout
from tertium.conversion import Command, with_converters
from tertium.errors import TertiumError, UsageError
from tertium.refusals import Refused, explained
from tertium.terminal import say, warnings_as_lines

if TYPE_CHECKING:
    from collections.abc import Sequence


HELP_WIDTH: Final = 120
"""The most columns of the help."""


class _Stopped(Exception):  # noqa: N818 - carries an interruption past the parser, which would write an empty line
    def __init__(self, interruption: KeyboardInterrupt) -> None:
        self.interruption = interruption


class Commands(TyperGroup):
    """The commands, as a group that hands interruptions on."""

    def get_params(self, ctx: Any) -> Any:
        """Return its parameters."""
        return with_converters(super().get_params(ctx))

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was typed."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise _Stopped(error) from None


COMMANDS: Final = (
    *("init", "check", "run", "build", "export", "translate", "score", "import", "report", "plot"),
    *("compare", "rank", "gate", "pin", "rescore", "history", "meta", "challenge"),
    *("human", "campaign", "spans", "judge-check", "metrics"),
)
"""Commands in the order of the help; each is a function of its own name in commands/, with `_` for `-` and
behind a keyword."""
GROUPS: Final = ("runs", "models", "cache")
"""Commands that have commands: each is an `app` in commands/."""


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer's callback
    if wanted:
        from tertium.version import version

        typer.echo(f"tertium {version()}")
        raise typer.Exit


START: Final = (
    "start: tertium init && tertium run             scores what lies in this folder",
    "or:    tertium score FILE.tsv -m chrf -o RUN   source, reference, system.NAME",
    "help:  tertium --help, tertium COMMAND --help, tertium --install-completion",
)
"""What `tertium` alone says."""


def tertium(
    ctx: typer.Context,
    _: Annotated[  # noqa: FBT002 - an option
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Evaluation of machine translation, from raw articles to a release verdict."""
    if ctx.invoked_subcommand is None:
        for line in START:
            typer.echo(line)


def parser(words: Sequence[str] = ()) -> typer.Typer:
    """Return the parser of the command line; with the words, of the command that they call: all take .05 s to make."""
    # The plain form of the help: typer's other one loads a renderer of Markdown.
    whole = typer.Typer(
        cls=Commands,
        invoke_without_command=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"max_content_width": HELP_WIDTH},
    )
    whole.callback()(tertium)
    called = set(words[:1]) & {*COMMANDS, *GROUPS}
    for name in COMMANDS:
        if name in (called or COMMANDS):
            function = f"{name}_" if iskeyword(name) else name.replace("-", "_")
            command = getattr(import_module(f"tertium.commands.{function}"), function)
            # A short help that is given isn't cut at the edge of the terminal.
            whole.command(name, cls=Command, short_help=(command.__doc__ or "").partition("\n")[0])(command)
    for name in GROUPS:
        if name in (called or GROUPS):
            group = import_module(f"tertium.commands.{name}").app
            whole.add_typer(group, name=name, short_help=group.info.help)
    return whole


def app(args: Sequence[str] | None, **settings: Any) -> Any:
    """Parse the words, of the process if there are none, and run the command that they call."""
    return parser(sys.argv[1:] if args is None else args)(args=args, **settings)


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
