"""The folder layout of mt-metrics-eval: sources, references, system-outputs and documents by language pair.

What its own reader would take for something else is refused: it splits lines of documents and scores at any blank, and
the names of files at dots and hyphens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tertium.corpora.readers.mteval import MISSING
from tertium.corpora.writers.lines import file_stem, id_notes, order_notes, write_lines
from tertium.errors import DataError, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tertium.corpora.types import Column, EvalSet

MARKER: Final = "documents"
RESERVED: Final = frozenset({"refall", "refsrc", "all", "src"})
"""Names that no reference may have; the tool means all references, and the source, by `all` and `src`."""
REFERENCE: Final = re.compile(r"[^\s.-]+")
"""A reference's name: metrics name the references that they used, with dots between, behind a hyphen."""
SYSTEM: Final = re.compile(r"\S+")


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the files of one language pair; a set without languages becomes ``und-und``, zh-TW is written zh_TW.

    Raises:
        DataError: the tool couldn't read the set, or would read something else.
    """
    pair = "-".join((language or "und").replace("-", "_") for language in data.languages)
    # mt-metrics-eval names references refA, refB; its files must begin with ref.
    references = {name if name.startswith("ref") else f"ref{name}": name for name in data.references}
    if len(references) < len(data.references):
        raise DataError("two references would be one file", hint="names that differ in more than 'ref', or -f jsonl")
    _check_names(data, references)
    domains = {document.id: document.domain or "all" for document in data.documents}
    write_lines(path / MARKER / f"{pair}.docs", [f"{domains[document]}\t{document}" for document in data.document_ids])
    for file, column in _columns(data, pair, references):
        write_lines(path / file, [MISSING if text is None else text for text in column])
    return (*_loss_notes(data), *order_notes(references, data.outputs))


def _columns(data: EvalSet, pair: str, references: dict[str, str]) -> Iterator[tuple[str, Column]]:
    """Yield the path of each file of texts and its column."""
    if data.sources is None:
        raise DataError("mt-metrics-eval reads no set without sources", hint="-f wmt, or -f jsonl")
    yield f"sources/{pair}.txt", data.sources
    for stem, name in references.items():
        yield f"references/{pair}.{file_stem(stem)}.txt", data.references[name]
    for name, column in data.outputs.items():
        yield f"system-outputs/{pair}/{file_stem(name)}.txt", column


def _check_names(data: EvalSet, references: Iterable[str]) -> None:
    for stem in references:
        if not REFERENCE.fullmatch(stem) or stem in RESERVED:
            message = (
                f"mt-metrics-eval would misread the reference {stem!r}: no dot, hyphen or blank, no 'all' or 'src'"
            )
            raise DataError(message, hint="another name, or -f wmt")
    stems = set(references)
    for name in data.outputs:
        if not SYSTEM.fullmatch(name):
            raise DataError(f"mt-metrics-eval splits the system {name!r} at its blank", hint="another name, or -f wmt")
        if name in stems:
            raise DataError(f"mt-metrics-eval takes the system {name!r} for the reference", hint="another name")
    for document in data.documents:
        for kind, label in (("document", document.id), ("domain", document.domain)):
            if label is not None and not SYSTEM.fullmatch(label):
                message = f"mt-metrics-eval splits the {kind} {label!r} at its blank"
                raise DataError(message, hint="another name without blanks, or -f wmt")


def _loss_notes(data: EvalSet) -> Iterator[str]:
    """Yield what the format can't hold: ids, confidence, blanks at the end of a text, which the tool strips."""
    yield from id_notes(data)
    if data.confidence is not None:
        yield "the confidence of the alignment is left out"
    columns = [data.sources or (), *data.references.values(), *data.outputs.values()]
    texts = [text for column in columns for text in column if text is not None]
    if any(text.rstrip() == MISSING for text in texts):  # the tool strips before it compares
        raise DataError(f"a text is {MISSING!r}, by which mt-metrics-eval means no text", hint="-f wmt")
    if count := sum(text != text.rstrip() for text in texts):
        yield f"{counted(count, 'text')} with blanks at the end, which mt-metrics-eval strips"
