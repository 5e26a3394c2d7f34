"""Runs a document's code blocks in the current folder and compares what they write with what the document shows.

A ```console block holds commands after "$ " and the lines that each writes. What a ```python block prints, and the
value of its last line, stand in a ```text block right after it; without one they aren't compared. A line "…" stands for
any lines, "…" within a line for any characters; all else, numbers too, must be equal.
"""

from __future__ import annotations

import ast
import difflib
import io
import re
import shlex
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any, NamedTuple

from tertium.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", flags=re.DOTALL | re.MULTILINE)
OUTPUT = re.compile(r"\n+```text\n(.*?)^```$", flags=re.DOTALL | re.MULTILINE)
ANY = "…"


class Step(NamedTuple):
    """A command or a block of Python, and the lines that the document shows for it.

    Attributes:
        language: ``"console"`` or ``"python"``.
        code: what is run.
        start: where the shown lines begin in the document.
        end: where they end; equal to `start` where nothing is shown.
        is_compared: whether the lines count; not so for Python without a text block.
    """

    language: str
    code: str
    start: int
    end: int
    is_compared: bool = True


def steps(document: str) -> Iterator[Step]:
    """Yield what a document's console and Python blocks run, in its order."""
    for block in BLOCK.finditer(document):
        if block[1] == "console":
            yield from _commands(block[2], block.start(2))
        elif block[1] == "python":
            output = OUTPUT.match(document, block.end())
            start, end = output.span(1) if output else (block.end(), block.end())
            yield Step("python", block[2], start, end, is_compared=bool(output))


def _commands(text: str, offset: int) -> Iterator[Step]:
    """Yield the commands of a console block; a backslash at the end of a line continues a command."""
    for match in re.finditer(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", text, flags=re.MULTILINE):
        start, end = match.span(2)
        yield Step("console", match[1].replace("\\\n", " "), offset + start, offset + end)


def matches(shown: str, written: str) -> bool:
    """Return whether a text is what the document shows, blank lines at its end aside."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == ANY else ".*?".join(map(re.escape, line.split(ANY))) + r"\n" for line in _lines(shown)
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in _lines(written))) is not None


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().splitlines()]


class Session:
    """Runs steps one after the other: names of Python stay, and so does the exit code of the last command."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {}
        self.code = 0

    def run(self, step: Step) -> str:
        """Run a step and return what it writes to stdout and stderr."""
        written = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)  # tables are bytes
        with redirect_stdout(written), redirect_stderr(written):
            if step.language == "python":
                self._python(step.code)
            else:
                self._command(step.code)
        written.seek(0)
        return written.read()

    def _command(self, line: str) -> None:
        words = shlex.split(line, comments=True)
        if words[0] == "tertium":
            self.code = main(words[1:])
        elif words == ["echo", "$?"]:
            print(self.code)  # noqa: T201 - the output of the step
        else:
            done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)  # noqa: S607
            self.code = done.returncode
            print(done.stdout + done.stderr, end="")  # noqa: T201

    def _python(self, code: str) -> None:
        value = executed(code, self.names)
        if value is not None:
            print(repr(value))  # noqa: T201


def executed(code: str, names: dict[str, Any]) -> Any:
    """Run Python as Jupyter does a cell and return the value of its last line, if that is an expression."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - our own documents
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None  # noqa: S307


def renewed(shown: str, written: str) -> str:
    """Return the shown lines with what is written now; "…" stays where it stood."""
    if matches(shown, written):
        return shown
    old, new = _lines(shown), _lines(written)
    if ANY not in old:
        kept = {line for line in old if ANY in line}
        return "".join(f"{next((k for k in kept if matches(k, line)), line)}\n" for line in new)
    lines: list[str] = []
    place, is_next = 0, True  # whether the next line must follow the last one directly
    for line in old:
        if line == ANY or not new[place:]:
            lines.append(line)
            is_next = False
            continue
        nearest = max(range(place, len(new)), key=lambda i: difflib.SequenceMatcher(None, line, new[i]).ratio())
        lines += new[place:nearest] if is_next else []
        lines.append(line if matches(line, new[nearest]) else new[nearest])
        place, is_next = nearest + 1, True
    return "".join(f"{line}\n" for line in lines)


def check(path: Path, *, rewrite: bool = False) -> Sequence[str]:
    """Run a document's steps in the current folder and return what differs, a text for each step.

    With `rewrite`, the document gets the lines that are written now.
    """
    document = path.read_text(encoding="utf-8")
    session = Session()
    differences, pieces, done = [], [], 0
    for step in steps(document):
        shown, written = document[step.start : step.end], session.run(step)
        if not step.is_compared or matches(shown, written):
            continue
        pieces += [document[done : step.start], renewed(shown, written)]
        done = step.end
        differences.append(f"{path.name}: {step.code}\nshows:\n{shown}\nwrites:\n{written}")
    if rewrite and differences:
        path.write_text("".join([*pieces, document[done:]]), encoding="utf-8")
    return differences
