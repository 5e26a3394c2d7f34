"""TMX 1.4: one translation unit per segment; documents, domains and the names of columns as properties."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tertium.corpora.markup import element_markup, escaped, replaced_characters
from tertium.corpora.named_columns import from_set
from tertium.corpora.readers.tmx import PROP
from tertium.files import write_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tertium.corpora.types import EvalSet

MARKER = None
TEXTS = ("source", "reference.", "system.")


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the file."""
    columns = from_set(data)
    source, target = (language or "und" for language in data.languages)
    header = element_markup(
        "header",
        _property("columns", json.dumps(list(columns), ensure_ascii=False)),
        creationtool="tertium",
        creationtoolversion="1",
        segtype="sentence",
        o__tmf="tertium",
        adminlang="en",
        srclang=source,
        datatype="plaintext",
    )
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    body = "\n".join(_unit(row, source, target) for row in rows)
    write_text(
        path,
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        f'<tmx version="1.4">\n{header}\n<body>\n{body}\n</body>\n</tmx>\n',
    )
    return replaced_characters(data)


def _unit(row: Mapping[str, str | float | None], source: str, target: str) -> str:
    parts = [
        _property(name, str(value))
        for name, value in row.items()
        if name in {"document", "domain", "confidence"} and value is not None
    ]
    for name, value in row.items():
        if name.startswith(TEXTS) and value is not None:
            language = source if name == "source" else target
            variant = _property("column", name) + element_markup("seg", escaped(str(value)))
            parts.append(element_markup("tuv", variant, xml_lang=language))
    return element_markup("tu", "".join(parts), tuid=str(row["id"]))


def _property(name: str, value: str) -> str:
    return element_markup("prop", escaped(value), type=PROP + name)
