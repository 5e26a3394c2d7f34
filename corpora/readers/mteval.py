"""The folder layout of mt-metrics-eval: sources, references, system-outputs and documents by language pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.readers.lines import same_length
from tertium.corpora.text import tags
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
    own = _split(pair)
    said = (languages[0] or own[0], languages[1] or own[1])
    return EvalSet(
        name=path.resolve().name,
        ids=tuple(f"{one.id}#{i + 1}" for one in documents for i in range(one.stop - one.start)),
        documents=documents,
        sources=columns.get(source),
        references={_called(one, pair): columns[one] for one in references},
        outputs={one.name.removesuffix(".txt"): columns[one] for one in outputs},
        languages=(None if said[0] == "und" else said[0], None if said[1] == "und" else said[1]),
        provenance={"read": [str(one.relative_to(path)) for one in columns]},
    )


def _pair(path: Path, languages: Languages) -> str:
    pairs = sorted(one.stem for one in (path / "documents").glob("*.docs"))
    asked = "-".join(one or "" for one in languages)
    if asked in pairs:
        return asked
    fitting = [
        pair
        for pair in pairs
        if all(not a or tags.closest(a, [b]) for a, b in zip(languages, _split(pair), strict=True))
    ]
    if len(fitting) != 1:
        source, target = _split(next(iter(fitting or pairs), "en-de"))
        hint = f"--from {source} --to {target}"
        raise DataError(f"{path} has the language pairs {', '.join(pairs) or 'of none'}", hint=hint)
    return fitting[0]


def _split(pair: str) -> tuple[str, str]:
    """Return source and target of a pair: where both sides of a hyphen are tags (en-zh-TW), else at the first one."""
    parts = pair.split("-")
    ways = [("-".join(parts[:i]), "-".join(parts[i:])) for i in range(1, len(parts))]
    return next((way for way in ways if all(map(tags.parse, way))), ways[0] if ways else (pair, "und"))


def _called(path: Path, pair: str) -> str:
    name = path.name.removeprefix(f"{pair}.").removesuffix(".txt")
    return name.removeprefix("ref") or name
