"""Where results go: a file written whole, a terminal, or a pipe; once, for every command."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tertium.reports.table import Table


def put_tables(tables: Sequence[Table], format: str, output: Path | None = None, *, verbose: bool = False) -> None:
    """Write tables in a format: to the file, or to stdout, there as wide as the terminal.

    Text has long texts, signatures and settings in short, unless it is to be verbose; other formats have them in full.

    Raises:
        UsageError: no such format, no such place, or bytes for a terminal.
    """
    from tertium.reports import formats

    if format == "text" and not verbose:
        tables = [table.shortened() for table in tables]
    if format == "text" and not output and sys.stdout.isatty():
        from tertium.reports.formats.text import for_terminal

        size = shutil.get_terminal_size()
        color = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        put(for_terminal(tables, size.columns, color=color))
    else:
        put(formats.load(format).render(tables), output)


def put(content: str | bytes, output: Path | None = None) -> None:
    """Write a result to the file, whole or not at all, or to stdout.

    Raises:
        UsageError: the place can't be written to, or bytes would go to a terminal.
    """
    from tertium.files import write_bytes

    made = content.encode() if isinstance(content, str) else content
    if output:
        write_bytes(output, made)
        return
    if isinstance(content, bytes) and sys.stdout.isatty():
        raise UsageError("this format is not for a terminal", hint="-o FILE")
    sys.stdout.flush()
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
