"""The folder layout of mt-metrics-eval: sources, references, system-outputs and documents by language pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.readers.lines import check_lengths
from tertium.corpora.text import tags
from tertium.corpora.types import EvalSet, blocks, numbered_ids
from tertium.errors import DataError
from tertium.files import read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.readers import Languages


def claims(path: Path) -> bool:
    """Return whether the folder has the subfolders of this layout: documents, and sources or references."""
    return (path / "documents").is_dir() and ((path / "sources").is_dir() or (path / "references").is_dir())


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set of one language pair: the requested one, or the only one.

    A reference ``refA`` is named A; the domain ``all`` becomes None.

    Raises:
        DataError: there are several pairs and none is requested, or files differ in length.
    """
    pair = _pair(path, languages)
    rows = [line.split("\t") for line in read_lines(path / "documents" / f"{pair}.docs")[0]]
    if any(len(row) != 2 for row in rows):  # noqa: PLR2004 - domain, document
        raise DataError(f"{path / 'documents' / pair}.docs: a line is not DOMAIN<tab>DOCUMENT", hint="one tab a line")
    documents = blocks([row[1] for row in rows], ["" if row[0] == "all" else row[0] for row in rows])
    source = path / "sources" / f"{pair}.txt"
    references = sorted((path / "references").glob(f"{pair}.*.txt"))
    outputs = sorted((path / "system-outputs" / pair).glob("*.txt"))
    paths = [*([source] if source.is_file() else []), *references, *outputs]
    columns = {file: tuple(read_lines(file)[0]) for file in paths}
    check_lengths(columns, len(rows))
    tags_of_pair = (requested or tag for requested, tag in zip(languages, _split(pair), strict=True))
    source_tag, target_tag = (None if tag == "und" else tag for tag in tags_of_pair)  # und: undetermined
    return EvalSet(
        name=path.resolve().name,
        ids=numbered_ids(documents),
        documents=documents,
        sources=columns.get(source),
        references={_reference_name(file, pair): columns[file] for file in references},
        outputs={file.name.removesuffix(".txt"): columns[file] for file in outputs},
        languages=(source_tag, target_tag),
        provenance={"read": [str(file.relative_to(path)) for file in columns]},
    )


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


def _reference_name(path: Path, pair: str) -> str:
    name = path.name.removeprefix(f"{pair}.").removesuffix(".txt")
    return name.removeprefix("ref") or name
