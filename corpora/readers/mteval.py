"""The folder layout of mt-metrics-eval: sources, references, system-outputs and documents by language pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.readers.lines import same_length
from tertium.corpora.types import EvalSet, blocks
from tertium.errors import DataError
from tertium.files import read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.readers import Languages


def claims(path: Path) -> bool:
    """Whether the folder has sources or references, and documents, of this layout."""
    return (path / "documents").is_dir() and ((path / "sources").is_dir() or (path / "references").is_dir())


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set of one language pair: the one asked for, or the only one there is.

    A reference ``refA`` is called A; the domain ``all`` is none.

    Raises:
        DataError: there are several pairs and none is asked for, or files differ in length.
    """
    pair = _pair(path, languages)
    rows = [line.split("\t") for line in read_lines(path / "documents" / f"{pair}.docs")[0]]
    if any(len(row) != 2 for row in rows):  # noqa: PLR2004 - domain, document
        raise DataError(f"{path / 'documents' / pair}.docs: a line is not DOMAIN<tab>DOCUMENT", hint="one tab a line")
    documents = blocks([row[1] for row in rows], ["" if row[0] == "all" else row[0] for row in rows])
    source = path / "sources" / f"{pair}.txt"
    references = sorted((path / "references").glob(f"{pair}.*.txt"))
    outputs = sorted((path / "system-outputs" / pair).glob("*.txt"))
    columns = {
        one: tuple(read_lines(one)[0]) for one in [*([source] if source.is_file() else []), *references, *outputs]
    }
    same_length(columns, len(rows))
    source_language, _, target_language = pair.partition("-")
    return EvalSet(
        name=path.resolve().name,
        ids=tuple(f"{one.id}#{i + 1}" for one in documents for i in range(one.stop - one.start)),
        documents=documents,
        sources=columns.get(source),
        references={_called(one, pair): columns[one] for one in references},
        outputs={one.name.removesuffix(".txt"): columns[one] for one in outputs},
        languages=tuple(None if one == "und" else one for one in (source_language, target_language)),  # type: ignore[arg-type]
        provenance={"read": [str(one.relative_to(path)) for one in columns]},
    )


def _pair(path: Path, languages: Languages) -> str:
    pairs = sorted(one.stem for one in (path / "documents").glob("*.docs"))
    asked = "-".join(one or "" for one in languages)
    if asked in pairs:
        return asked
    if len(pairs) != 1 or any(languages):
        raise DataError(f"{path} has the language pairs {', '.join(pairs) or 'of none'}", hint="--from en --to de")
    return pairs[0]


def _called(path: Path, pair: str) -> str:
    name = path.name.removeprefix(f"{pair}.").removesuffix(".txt")
    return name.removeprefix("ref") or name
