"""Every reference and every output below a folder of shared data, whatever form its set has."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.sets import names_languages, open_named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REFERENCES: Final = {
    **dict.fromkeys(("reference", "refA", "formal", "informal", "correct"), None),
    "masculine_reference": "masculine_source",
    "feminine_reference": "feminine_source",
}
"""Columns of tables that people wrote, to the column of their source where it isn't `source`."""
OUTPUTS: Final = re.compile(r"hyp-\d+|unperturbed|perturbed")
"""Columns of outputs in tables that hold other things too."""


class Translations(NamedTuple):
    """One column of translations.

    Attributes:
        set: where it is, e.g. ``terminology/en-de``.
        name: of the system or reference.
        is_reference: whether people wrote it.
        languages: of source and target.
        sources: a text a segment, or empty ones where the set has none.
        texts: the translations.
    """

    set: str
    name: str
    is_reference: bool
    languages: tuple[str, str]
    sources: list[str]
    texts: list[str]


def translations(data: Path) -> Iterator[Translations]:
    """Yield the columns of every folder of WMT's form and every table of items below a folder."""
    for folder in sorted({path.parent for path in data.rglob("source.txt")}):
        if names_languages(folder):
            yield from _of_set(data, folder)
    for table in sorted([*data.rglob("items.tsv.gz"), *data.rglob("segments.tsv.gz"), *data.rglob("co*ual.tsv.gz")]):
        yield from _of_table(data, table)


def _of_set(data: Path, folder: Path) -> Iterator[Translations]:
    evalset = open_named(folder)
    source, target = evalset.languages
    sources = [text or "" for text in evalset.sources or ()]
    columns = [(name, True, texts) for name, texts in evalset.references.items()]
    columns += [(name, False, texts) for name, texts in evalset.outputs.items()]
    for name, is_reference, texts in columns:
        yield Translations(
            _name(data, folder),
            name,
            is_reference,
            (source or "", target or ""),
            sources,
            [text or "" for text in texts],
        )


def _of_table(data: Path, path: Path) -> Iterator[Translations]:
    columns, set_name = _table(path), _name(data, path.parent)
    source = columns.get("source") or [text.partition("<sep>")[2] for text in columns.get("context_and_source", ())]
    for name, texts in columns.items():
        is_system = path.name.startswith("segments") and name not in {"line_id", "document", "domain", "source"}
        if not (name in REFERENCES or OUTPUTS.fullmatch(name) or is_system):
            continue
        sources = columns[other] if (other := REFERENCES.get(name)) else source
        if languages := columns.get("lang"):
            yield from _by_language(set_name, name, sources, texts, languages)
        else:
            yield _of_pair(set_name, name, sources, texts)
    for outputs in sorted(path.parent.glob("outputs.*.tsv.gz")):
        mode = outputs.name.split(".")[1]
        for name, texts in _table(outputs).items():
            if name != "item":
                yield _of_pair(set_name, f"{name} ({mode})", source, texts)
    for file in sorted(path.parent.glob("systems/*.txt.gz")):
        texts = gzip.decompress(file.read_bytes()).decode().split("\n")[: len(source)]
        yield _of_pair(set_name, file.name.removesuffix(".txt.gz"), source, texts)


def _of_pair(set_name: str, name: str, sources: list[str], texts: list[str]) -> Translations:
    """Return a column of a set whose name ends in two languages."""
    source, target = re.findall(r"[a-z]{2}", set_name.replace("_CN", ""))[-2:]
    return Translations(set_name, name, name in REFERENCES, (source, target), sources, texts)


def _by_language(
    set_name: str, name: str, sources: list[str], texts: list[str], languages: list[str]
) -> Iterator[Translations]:
    """Yield the parts of a column by source language, which the table names for each row."""
    rows = defaultdict(list)
    for language, row in zip(languages, zip(sources, texts, strict=True), strict=True):
        rows[language].append(row)
    for language, part in rows.items():
        name_of_part = f"{set_name}-{language}-en"
        columns = [list(column) for column in zip(*part, strict=True)]
        yield Translations(name_of_part, name, name in REFERENCES, (language, "en"), *columns)


def _table(path: Path) -> dict[str, list[str]]:
    """Return the columns of a table without quoting, by heading."""
    lines = gzip.decompress(path.read_bytes()).decode().rstrip("\n").split("\n")
    heading, *rows = (line.split("\t") for line in lines)
    return {name: [row[i] for row in rows] for i, name in enumerate(heading)}


def _name(data: Path, folder: Path) -> str:
    return folder.relative_to(data).as_posix() if folder != data else folder.name
