"""XLIFF 1.2: one file element per document; the first reference is the target, other columns are alternatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.markup import element_markup, escaped, replaced_characters
from tertium.corpora.named_columns import from_set
from tertium.corpora.readers.xliff import NAMESPACE
from tertium.errors import DataError
from tertium.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from tertium.corpora.types import EvalSet

MARKER = None


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the file."""
    columns = from_set(data)
    source, target = (language or "und" for language in data.languages)
    first = next((name for name in columns if name.startswith("reference.")), None)
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    files = []
    for document in data.documents:
        units = [_unit(i, row, first) for i, row in enumerate(rows[document.rows], start=1)]
        files.append(
            element_markup(
                "file",
                "\n" + element_markup("body", "\n" + "\n".join(units) + "\n") + "\n",
                original=document.id,
                source__language=source,
                target__language=target,
                datatype="plaintext",
                t_domain=document.domain,
            )
        )
    root = element_markup(
        "xliff",
        "\n" + "\n".join(files) + "\n",
        version="1.2",
        xmlns="urn:oasis:names:tc:xliff:document:1.2",
        xmlns_t=NAMESPACE,
        t_columns=column_list(columns),
    )
    write_text(path, f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n')
    return replaced_characters(data)


def column_list(columns: Iterable[str]) -> str:
    """Return the names of the columns as one attribute, separated by tabs; raise DataError for a name with a tab."""
    for name in columns:
        if "\t" in name:
            raise DataError(f"the name {name!r} contains a tab", hint="another name, or -f jsonl")
    return "\t".join(columns)


def _unit(number: int, row: Mapping[str, str | float | None], first: str | None) -> str:
    confidence = row.get("confidence")
    return element_markup(
        "trans-unit",
        source_and_target(row, first) + "".join(_alternatives(row, first)),
        id=str(number),
        resname=str(row["id"]),
        t_confidence=None if confidence is None else str(confidence),
        xml_space="preserve",
    )


def source_and_target(row: Mapping[str, str | float | None], first: str | None) -> str:
    """Return the source element, which XLIFF requires even where the text is missing, and the target if any."""
    source = row.get("source")
    parts = [
        element_markup("source", "", t_missing="yes")
        if source is None
        else element_markup("source", escaped(str(source)))
    ]
    if first is not None and row[first] is not None:
        parts.append(element_markup("target", escaped(str(row[first])), t_column=first))
    return "".join(parts)


def alternative_texts(row: Mapping[str, str | float | None], first: str | None) -> dict[str, str]:
    """Return the texts of a row that are neither source nor target, by column."""
    return {
        name: str(value)
        for name, value in row.items()
        if name.startswith(("reference.", "system.")) and name != first and value is not None
    }


def _alternatives(row: Mapping[str, str | float | None], first: str | None) -> list[str]:
    return [
        element_markup("alt-trans", element_markup("target", escaped(text)), origin=name)
        for name, text in alternative_texts(row, first).items()
    ]
