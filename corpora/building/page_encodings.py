"""Warnings about web pages whose text is likelier in another encoding than in the one that they declare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tertium.corpora.cleaning.clean import plain_text
from tertium.corpora.cleaning.mojibake import is_unicode, likelier_encoding
from tertium.corpora.readers import articles
from tertium.files import read_bytes
from tertium.files.page_encoding import declared_label, encoding_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tertium.executor import Executor

SHOWN: Final = 10
"""Pages that are named."""


def encoding_warnings(
    folder: Path, names: Sequence[str], languages: tuple[str, str], executor: Executor
) -> tuple[str, ...]:
    """Return a warning for each of the first pages that seem to be in another encoding, and one that counts the others.

    Args:
        folder: of the articles.
        names: of their files, below the folder.
        languages: that the articles should be in.
        executor: runs the work on pages that aren't in Unicode.

    Raises:
        DataError: a file can't be read.
    """
    pages = [
        name for name in names if articles.is_html(name) and not is_unicode(encoding_of(read_bytes(folder / name)))
    ]
    warnings = [warning for warning in executor.map(PageCheck(folder, languages), pages) if warning] if pages else []
    more = len(warnings) - SHOWN
    return (*warnings[:SHOWN], *([f"pages that are likelier in another encoding too: {more}"] if more > 0 else []))


@dataclass(frozen=True, slots=True)
class PageCheck:
    """Checks the encoding of a page, by its file's name below the folder."""

    folder: Path
    languages: tuple[str, str]

    def __call__(self, name: str) -> str:
        """Return the warning about a page; "" where there is none."""
        raw = read_bytes(self.folder / name)
        text = plain_text(articles.read(self.folder, name))
        likelier = likelier_encoding(text, encoding_of(raw), self.languages)
        if likelier is None:
            return ""
        reading = f"in {likelier.language} if it is read as {likelier.encoding}"
        return f"{name} declares {declared_label(raw)}, but its text is far likelier {reading}: save it as UTF-8"
