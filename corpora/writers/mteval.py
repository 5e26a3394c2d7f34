"""The folder layout of mt-metrics-eval: sources, references, system-outputs and documents by language pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.corpora.writers.lines import file_stem, loss_notes, order_notes, write_lines
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet

MARKER: Final = "documents"


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the files of one language pair; a set without languages becomes ``und-und``."""
    pair = "-".join(language or "und" for language in data.languages)
    domains = {document.id: document.domain or "all" for document in data.documents}
    if any("\t" in cell for cell in (*domains, *domains.values())):
        raise DataError("a document's id or domain contains a tab", hint="another one, or -f jsonl")
    write_lines(path / MARKER / f"{pair}.docs", [f"{domains[document]}\t{document}" for document in data.document_ids])
    if data.sources is not None:
        write_lines(path / "sources" / f"{pair}.txt", data.sources)
    # mt-metrics-eval names references refA, refB; its files must begin with ref.
    references = {name if name.startswith("ref") else f"ref{name}": name for name in data.references}
    if len(references) < len(data.references):
        raise DataError("two references would be one file", hint="names that differ in more than 'ref', or -f jsonl")
    for stem, name in references.items():
        write_lines(path / "references" / f"{pair}.{file_stem(stem)}.txt", data.references[name])
    for name, column in data.outputs.items():
        write_lines(path / "system-outputs" / pair / f"{file_stem(name)}.txt", column)
    return (*loss_notes(data), *order_notes(references, data.outputs))
