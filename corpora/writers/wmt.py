"""A folder in the layout of WMT test sets: source.txt, reference.NAME.txt, docs.txt, domains.txt, systems/NAME.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.corpora.writers.lines import file_stem, loss_notes, order_notes, write_lines

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet

MARKER: Final = "docs.txt"


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the files; references and systems are read back in the order of their names."""
    write_lines(path / MARKER, data.document_ids)
    if data.sources is not None:
        write_lines(path / "source.txt", data.sources)
    if data.domains:
        domains = {document.id: document.domain for document in data.documents}
        write_lines(path / "domains.txt", [domains[document] for document in data.document_ids])
    for name, column in data.references.items():
        write_lines(path / f"reference.{file_stem(name)}.txt", column)
    for name, column in data.outputs.items():
        write_lines(path / "systems" / f"{file_stem(name)}.txt", column)
    return (*loss_notes(data), *order_notes(data.references, data.outputs))
