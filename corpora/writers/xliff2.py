"""XLIFF 2.0: one file element per document; the first reference is the target, other columns are matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.markup import element_markup, escaped, replaced_characters
from tertium.corpora.named_columns import from_set
from tertium.corpora.readers.xliff import MATCHES_NAMESPACE, NAMESPACE
from tertium.corpora.writers.xliff import alternative_texts, column_list, source_and_target
from tertium.files import write_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tertium.corpora.types import EvalSet

MARKER = None


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the file; a unit's id is a number, since XLIFF 2 restricts ids, and its name is the segment's id."""
    columns = from_set(data)
    source, target = (language or "und" for language in data.languages)
    first = next((name for name in columns if name.startswith("reference.")), None)
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    files = [
        element_markup(
            "file",
            "\n" + "\n".join(_unit(i, rows[i], first) for i in range(document.start, document.stop)) + "\n",
            id=f"f{number}",
            original=document.id,
            t_domain=document.domain,
        )
        for number, document in enumerate(data.documents, start=1)
    ]
    root = element_markup(
        "xliff",
        "\n" + "\n".join(files) + "\n",
        version="2.0",
        srcLang=source,
        trgLang=target,
        xmlns="urn:oasis:names:tc:xliff:document:2.0",
        xmlns_mtc=MATCHES_NAMESPACE,
        xmlns_t=NAMESPACE,
        t_columns=column_list(columns),
        xml_space="preserve",
    )
    write_text(path, f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n')
    return replaced_characters(data)


def _unit(number: int, row: Mapping[str, str | float | None], first: str | None) -> str:
    matches = [
        element_markup(
            "mtc:match", element_markup("source", "") + element_markup("target", escaped(text)), ref="#s", origin=name
        )
        for name, text in alternative_texts(row, first).items()
    ]
    confidence = row.get("confidence")
    return element_markup(
        "unit",
        (element_markup("mtc:matches", "".join(matches)) if matches else "")
        + element_markup("segment", source_and_target(row, first), id="s"),
        id=f"u{number + 1}",
        name=str(row["id"]),
        t_confidence=None if confidence is None else str(confidence),
    )
