"""The folder layout of mt-metrics-eval: sources, references, system-outputs and documents by language pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.readers import json_values
from tertium.corpora.readers.lines import check_lengths
from tertium.corpora.text import tags
from tertium.corpora.types import EvalSet, blocks, numbered_ids
from tertium.errors import DataError
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tertium.corpora.types import Column, Languages

KEEPS_BOM: Final = True
"""Byte order marks may be kept; see `LineReader`."""
MISSING: Final = "[No translation supplied]"
"""The line of a text file that stands for no text."""
FIELDS: Final = {
    "sources": ("source",),
    "references": ("target", "reference", "hypothesis"),
    "system-outputs": ("hypothesis",),
}
"""Folder to the keys of which one holds the text in a .jsonl file, the tool's own first."""
ENDINGS: Final = (".txt", ".jsonl")
LISTED: Final = 5
"""Number of files or systems that a note names."""


class Files(NamedTuple):
    """The files of one language pair.

    Attributes:
        source: of the sources, or None.
        references: reference's name, refA, to file.
        outputs: system's name to file.
        unread: files of the pair with another ending, or beside one of the same name.
    """

    source: Path | None
    references: dict[str, Path]
    outputs: dict[str, Path]
    unread: tuple[Path, ...]


def claims(path: Path) -> bool:
    """Return whether the folder has the subfolders of this layout: documents, and sources or references."""
    return (path / "documents").is_dir() and ((path / "sources").is_dir() or (path / "references").is_dir())


def read(path: Path, languages: Languages, *, keep_bom: bool = False) -> EvalSet:
    """Return the set of one language pair: the requested one, or the only one.

    A reference ``refA`` is named A; the domain ``all`` becomes None. A system with the name of a reference is that
    reference and left out. With `keep_bom`, byte order marks are part of the texts.

    Raises:
        DataError: there are several pairs and none is requested, or files differ in length.
    """
    pair = _pair(path, languages)
    notes: list[str] = []
    domains, document_of = _documents(path / "documents" / f"{pair}.docs", notes)
    documents = blocks(document_of, ["" if domain == "all" else domain for domain in domains])
    files = _files(path, pair)
    copies = [name for name in files.outputs if name in files.references]
    paths = [*([files.source] if files.source else []), *files.references.values()]
    paths += [file for name, file in files.outputs.items() if name not in copies]
    columns = {file: _texts(file, path, notes, keep_bom=keep_bom) for file in paths}
    check_lengths(columns, len(document_of))
    tags_of_pair = (requested or tag for requested, tag in zip(languages, _split(pair), strict=True))
    source_tag, target_tag = (None if tag == "und" else tag for tag in tags_of_pair)  # und: undetermined
    notes += [*_copy_notes(copies), *_unread_notes(path, files.unread)]
    return EvalSet(
        name=path.resolve().name,
        ids=numbered_ids(documents),
        documents=documents,
        sources=columns[files.source] if files.source else None,
        references={name.removeprefix("ref") or name: columns[file] for name, file in files.references.items()},
        outputs={name: columns[file] for name, file in files.outputs.items() if name not in copies},
        languages=(source_tag, target_tag),
        provenance={"read": [str(file.relative_to(path)) for file in columns], "notes": notes},
    )


def _documents(path: Path, notes: list[str]) -> tuple[list[str], list[str]]:
    """Return domain and document of each segment; the tool splits at any white space and takes the first two words."""
    lines, stripped = read_lines(path)
    notes += stripped
    rows = [line.split() for line in lines]
    for number, row in enumerate(rows, start=1):
        if len(row) != 2:  # noqa: PLR2004 - domain, document
            message = f"{path}, line {number}: not a domain and a document"
            raise DataError(message, hint="DOMAIN<tab>DOCUMENT, neither with blanks")
    return [row[0] for row in rows], [row[1] for row in rows]


def _files(path: Path, pair: str) -> Files:
    """Return the pair's files by what they hold; of one name, .txt goes before .jsonl, as in the tool."""
    present: dict[str, dict[str, Path]] = {}
    unread: list[Path] = []
    for folder, prefix, where in (
        ("sources", pair, path / "sources"),
        ("references", f"{pair}.", path / "references"),
        ("system-outputs", "", path / "system-outputs" / pair),
    ):
        texts: dict[str, Path] = {}
        for ending in ENDINGS:
            for file in sorted(where.glob("*")):
                if not (file.name.startswith(prefix) and file.name.endswith(ending)):
                    continue
                name = file.name.removeprefix(prefix).removesuffix(ending)
                if folder == "sources" and name:  # of another pair: en-zh beside en-zh_CN
                    continue
                if name in texts:
                    unread.append(file)
                texts.setdefault(name, file)
        of_pair = (file for file in sorted(where.glob("*")) if file.name.startswith(prefix) and folder != "sources")
        unread += [file for file in of_pair if file.suffix not in ENDINGS and not file.name.startswith(".")]
        present[folder] = {name: texts[name] for name in sorted(texts, key=lambda name: texts[name].name)}
    return Files(present["sources"].get(""), present["references"], present["system-outputs"], tuple(unread))


def _texts(file: Path, folder: Path, notes: list[str], *, keep_bom: bool) -> Column:
    """Return a file's texts, None where it says that there is none."""
    lines, stripped = read_lines(file, keep_bom=keep_bom and file.suffix == ".txt")
    notes += stripped
    if file.suffix == ".txt":
        return tuple(None if line.rstrip() == MISSING else line for line in lines)
    fields = FIELDS[file.relative_to(folder).parts[0]]
    return tuple(_field(f"{file}, line {number}", line, fields) for number, line in enumerate(lines, start=1))


def _field(place: str, line: str, fields: Sequence[str]) -> str | None:
    record = json_values.parse(line, place)
    field = next((name for name in fields if isinstance(record, dict) and name in record), None)
    if field is None:
        raise DataError(f"{place}: no {fields[0]!r}", hint=f'{{"{fields[0]}": "…"}} on each line')
    text = record[field]
    if not (text is None or isinstance(text, str)):
        raise DataError(f"{place}: {field!r} is neither text nor null", hint="a string")
    return None if text == MISSING else text


def _copy_notes(copies: Sequence[str]) -> list[str]:
    if not copies:
        return []
    first = copies[0]
    option = f"--reference and another one than {first.removeprefix('ref') or first}, and --system {first}=FILE"
    listed = ", ".join(copies[:LISTED]) + (" …" if len(copies) > LISTED else "")
    return [f"{listed} of system-outputs are references and no systems; to score one as a system: {option}"]


def _unread_notes(path: Path, unread: Sequence[Path]) -> list[str]:
    if not unread:
        return []
    listed = ", ".join(str(file.relative_to(path)) for file in unread[:LISTED]) + (" …" if len(unread) > LISTED else "")
    return [f"files that are not read: {listed}; texts are .txt or .jsonl, one file for each name"]


def _pair(path: Path, languages: Languages) -> str:
    """Return the pair of the requested languages, in any spelling; raise DataError unless exactly one matches."""
    pairs = sorted(file.stem for file in (path / "documents").glob("*.docs"))
    exact = "-".join(tag or "" for tag in languages)
    if exact in pairs:
        return exact
    matches = [
        pair
        for pair in pairs
        if all(not wanted or tags.closest(wanted, [tag]) for wanted, tag in zip(languages, _split(pair), strict=True))
    ]
    if len(matches) != 1:
        source, target = _split(next(iter(matches or pairs), "en-de"))
        hint = f"--from {source} --to {target}"
        listed = f"the language pairs {', '.join(pairs)}" if pairs else "no documents of a language pair"
        raise DataError(f"{path} has {listed}", hint=hint)
    return matches[0]


def _split(pair: str) -> tuple[str, str]:
    """Return source and target, split at the hyphen with valid tags on both sides (en-zh-TW), else at the first."""
    parts = pair.split("-")
    splits = [("-".join(parts[:i]), "-".join(parts[i:])) for i in range(1, len(parts))]
    return next((split for split in splits if all(map(tags.parse, split))), splits[0] if splits else (pair, "und"))
