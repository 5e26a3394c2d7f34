"""Writes the results of every command: to a file, whole or not at all, to a terminal, or to a pipe."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tertium.errors import UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from tertium.reports.table import Table

PAGE: Final = "html"
"""The format of results that are a page of their own."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a command's result goes, and in which form: the options of that name.

    Attributes:
        format: of tables, or `PAGE`; ignored with `json`.
        json: one object instead of tables.
        output: a file; None is stdout.
        overwrite: replace the file.
        verbose: no text is shortened.
        has_page: the result can be a page.

    Raises:
        UsageError: no format has this name, or the file is there and may not be replaced; so this is made before long
            work.
    """

    format: str
    json: bool = False
    output: Path | None = None
    overwrite: bool = False
    verbose: bool = False
    has_page: bool = False

    def __post_init__(self) -> None:
        from tertium.files import check_new

        check_format(self.format, [PAGE] if self.has_page else [])
        check_new(self.output, overwrite=self.overwrite)

    def put(
        self,
        schema: str,
        value: Any,
        tables: Callable[[], Sequence[Table]],
        page: Callable[[], str | Iterator[str]] | None = None,
    ) -> None:
        """Write a result.

        Args:
            schema: of the JSON object, e.g. ``"tertium.comparison/1"``.
            value: the result: a frozen dataclass, or a dictionary.
            tables: makes the tables that show it; called for their formats only.
            page: makes its page, where it has one.
        """
        if self.json:
            put_json(schema, value, self.output)
        elif page and self.format == PAGE:
            put(page(), self.output)
        else:
            put_tables(tables(), self.format, self.output, verbose=self.verbose)


def check_format(format: str, others: Sequence[str] = ()) -> None:
    """Raise UsageError for a format that is neither of tables nor one of the others."""
    from tertium.reports import formats

    if format not in others:
        try:
            formats.load(format)
        except UsageError:
            hint = nearest(format, [*others, *formats.names()])
            raise UsageError(f"no format is named {format!r}", hint=hint) from None


def put_json(schema: str, value: Any, output: Path | None = None) -> None:
    """Write a result as one strict JSON object with a schema."""
    from tertium.reports.objects import as_json

    put(as_json(schema, value), output)


def put_tables(tables: Sequence[Table], format: str, output: Path | None = None, *, verbose: bool = False) -> None:
    """Write tables in a format; on a terminal, text is as wide as the terminal.

    Text shortens long texts, signatures and settings unless `verbose`; other formats have them in full.

    Raises:
        UsageError: an unknown format, a file that can't be written, or bytes for a terminal.
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


def put(content: str | bytes | Iterator[str], output: Path | None = None) -> None:
    """Write a result, whole or in pieces of a text, to the file, whole or not at all, or to stdout.

    Raises:
        UsageError: the file can't be written, or bytes would go to a terminal.
    """
    from tertium.files import write_pieces

    if isinstance(content, bytes):
        pieces: Iterable[bytes] = [content]
    else:
        # Of a file name that isn't UTF-8, JSON can hold the bytes only as escapes, and other text may.
        texts = [content] if isinstance(content, str) else content
        pieces = (text.encode("utf-8", "backslashreplace") for text in texts)
    if output:
        write_pieces(output, pieces)
        return
    if isinstance(content, bytes) and sys.stdout.isatty():
        raise UsageError("this format is not for a terminal", hint="-o FILE")
    # Bytes, not text: the encoding is UTF-8 whatever the locale, and line ends stay on Windows.
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
