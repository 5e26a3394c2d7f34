"""A table of pairs: a row each, with the columns good and bad and, where there are any, source, reference and tags.

| column | holds |
|---|---|
| `good`, `bad` | the better and the worse translation |
| `source` | the text that both translate |
| `reference`, `reference.NAME` | a human translation; several columns are several references, an empty cell is none |
| `phenomenon` | what is wrong in the worse one; several are parted by semicolons |
| `severity` | of the error |
| `group` | pairs of one group aren't independent; by default those with the same source |
| `source_language`, `target_language` | where pairs differ in it |
| `good.METRIC`, `bad.METRIC` | scores that others computed |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tertium.corpora.text import tags
from tertium.errors import DataError
from tertium.evals.challenge.pairs import NO_PHENOMENON, ChallengeSet, ContrastivePair
from tertium.evals.challenge.rows import header_of, number_of, read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tertium.evals.challenge.rows import Row

NEEDED: Final = ("good", "bad")
KNOWN: Final = frozenset(
    {*NEEDED, "source", "phenomenon", "severity", "group", "source_language", "target_language", "id", "reference"}
)
"""Names of columns that are read; `id` names a row for people."""


def claims(path: Path) -> bool:
    """Return whether the file is a table with the columns good and bad, or with one of them, which `read` refuses."""
    return not {*NEEDED}.isdisjoint(header_of(path))


def read(path: Path, _order: Sequence[str]) -> ChallengeSet:
    """Return the set; columns that aren't read are noted."""
    rows = read_rows(path, NEEDED)
    names = list(rows[0].cells) if rows else []
    scored = [name.partition(".")[2] for name in names if name.startswith("good.")]
    for name in scored:
        if f"bad.{name}" not in names:
            raise DataError(f"{path} has good.{name} and no bad.{name}", hint="both columns, or neither")
    ignored = [name for name in names if not _is_read(name, scored)]
    notes = (f"columns that aren't read: {', '.join(ignored)}",) if ignored else ()
    pairs = tuple(_pair(path, row, scored) for row in rows)
    return ChallengeSet(re.sub(r"\.tsv(\.gz)?$", "", path.name, flags=re.IGNORECASE), pairs, notes=notes)


def _is_read(name: str, scored: Sequence[str]) -> bool:
    side, _, metric = name.partition(".")
    return name in KNOWN or side == "reference" or (side in NEEDED and metric in scored)


def _pair(path: Path, row: Row, scored: Sequence[str]) -> ContrastivePair:
    cells = row.cells
    references = (text for name, text in cells.items() if name.partition(".")[0] == "reference" and text)
    phenomena = tuple(dict.fromkeys(filter(None, map(str.strip, cells.get("phenomenon", "").split(";")))))
    source = cells.get("source", "")
    return ContrastivePair(
        source,
        tuple(references),
        cells["good"],
        cells["bad"],
        phenomena or (NO_PHENOMENON,),
        cells.get("severity", ""),
        cells.get("group") or source or f"row {row.line}",
        (_language(path, row, "source_language"), _language(path, row, "target_language")),
        {name: _scores(path, row, name) for name in scored},
    )


def _language(path: Path, row: Row, column: str) -> str | None:
    tag = row.cells.get(column) or None
    if tag is not None and tags.parse(tag) is None:
        message = f"{path}, line {row.line}: {tag!r:.40} in {column} is no language code"
        raise DataError(message, hint="an ISO 639-1 code: de, en")
    return tag


def _scores(path: Path, row: Row, name: str) -> tuple[float, float]:
    good, bad = (number_of(row.cells[f"{side}.{name}"], path, row.line) for side in NEEDED)
    return good, bad
