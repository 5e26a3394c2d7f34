"""XLIFF 2.0: one file element per document; the first reference is the target, other columns are matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.corpora.columns import from_set
from tertium.corpora.markup import markup, spoilt, text
from tertium.corpora.readers.xliff import SPACE
from tertium.corpora.writers.xliff import listed, others, source_and_target
from tertium.files import write_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tertium.corpora.types import EvalSet

MARKER = None
MATCHES: Final = "urn:oasis:names:tc:xliff:matches:2.0"


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the file; ids of units are numbers, as XLIFF 2 wants, the segments' own are their names."""
    columns = from_set(data)
    source, target = (language or "und" for language in data.languages)
    first = next((name for name in columns if name.startswith("reference.")), None)
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    files = [
        markup(
            "file",
            "\n" + "\n".join(_unit(i, rows[i], first) for i in range(document.start, document.stop)) + "\n",
            id=f"f{number}",
            original=document.id,
            t_domain=document.domain,
        )
        for number, document in enumerate(data.documents, start=1)
    ]
    whole = markup(
        "xliff",
        "\n" + "\n".join(files) + "\n",
        version="2.0",
        srcLang=source,
        trgLang=target,
        xmlns="urn:oasis:names:tc:xliff:document:2.0",
        xmlns_mtc=MATCHES,
        xmlns_t=SPACE,
        t_columns=listed(columns),
        xml_space="preserve",
    )
    write_text(path, f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}\n')
    return spoilt(data)


def _unit(number: int, row: Mapping[str, str | float | None], first: str | None) -> str:
    matches = [
        markup("mtc:match", markup("source", "") + markup("target", text(one)), ref="#s", origin=name)
        for name, one in others(row, first).items()
    ]
    confidence = row.get("confidence")
    return markup(
        "unit",
        (markup("mtc:matches", "".join(matches)) if matches else "")
        + markup("segment", source_and_target(row, first), id="s"),
        id=f"u{number + 1}",
        name=str(row["id"]),
        t_confidence=None if confidence is None else str(confidence),
    )
