"""Lines for people on stderr: no control character reaches a terminal, and a closed stderr stops no command."""

from __future__ import annotations

import shutil
import sys
import unicodedata
import warnings
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, TextIO

from tertium.limits import MAX_WARNINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode's categories of characters that move the cursor, turn the order of text, break lines, or can't be encoded."""


def reveal(text: str) -> str:
    """Return the text with control and bidirectional characters as codes, so that none reaches a terminal or page."""
    return "".join(f"<U+{ord(c):04X}>" if unicodedata.category(c) in HIDDEN else c for c in text)


def say(line: str) -> None:
    """Write a line to stderr; one that can't be written is lost, since there is nowhere to report it."""
    if sys.stderr is None:  # Python's way of telling that it was closed when the process started
        return
    with suppress(OSError, ValueError):
        sys.stderr.write(f"{reveal(line)}\n")
        sys.stderr.flush()


def rewrite(line: str) -> None:
    """Put a line in the place of the last one of a terminal on stderr, as long as it is wide, and stay there."""
    width = shutil.get_terminal_size().columns - 1
    with suppress(OSError, ValueError):
        sys.stderr.write(f"\r\x1b[K{reveal(line)[:width]}")
        sys.stderr.flush()


@contextmanager
def warnings_as_lines() -> Iterator[None]:
    """Show warnings of the block as lines, without the place in the code, which is of no use to a user.

    Those beyond MAX_WARNINGS are counted.
    """
    previous, lines = warnings.showwarning, _Lines()
    warnings.showwarning = lines.show
    try:
        yield
    finally:
        warnings.showwarning = previous
        if lines.count > MAX_WARNINGS:
            say(f"tertium: {lines.count - MAX_WARNINGS} more warnings")


def show_warnings_as_lines() -> None:
    """Show the first MAX_WARNINGS warnings as lines from now on: for a process that ends with its work."""
    warnings.showwarning = _Lines().show


class _Lines:
    """Shows warnings as lines, up to a number."""

    count = 0

    def show(  # noqa: PLR0913, PLR0917 - Python's own signature
        self,
        message: Warning | str,
        category: type[Warning],  # noqa: ARG002
        filename: str,  # noqa: ARG002
        lineno: int,  # noqa: ARG002
        file: TextIO | None = None,  # noqa: ARG002
        line: str | None = None,  # noqa: ARG002
    ) -> None:
        """Show a warning; the signature is that of `warnings.showwarning`."""
        self.count += 1
        if self.count <= MAX_WARNINGS:
            say(f"tertium: warning: {' '.join(str(message).split())}")
