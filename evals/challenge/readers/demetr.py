"""DEMETR (Karpinska et al. 2022): machine translations into English and the same with one planted error each.

Read are the authors' own files (``dataset/*.json``), and one table of all of them with the columns type, severity, id,
lang, applied, source, reference, unperturbed and perturbed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.text import tags
from tertium.errors import DataError, counted
from tertium.evals.challenge.pairs import ChallengeSet, ContrastivePair
from tertium.evals.challenge.rows import file_in, header_of, read_rows
from tertium.files import read_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

COLUMNS: Final = ("type", "severity", "id", "lang", "applied", "source", "reference", "unperturbed", "perturbed")
"""Of the table; of the authors' files see `KEYS`."""
KEYS: Final = {
    "pert_name": "type",
    "severity": "severity",
    "id": "id",
    "lang_tag": "lang",
    "pert_check": "applied",
    "src_sent": "source",
    "eng_sent": "reference",
    "mt_sent": "unperturbed",
    "pert_sent": "perturbed",
}
"""Keys of the authors' files to our names."""
TEXTS: Final = ("pert_name", "severity", "lang_tag", "src_sent", "eng_sent", "mt_sent", "pert_sent")
"""Keys whose values are texts."""
LANGUAGES: Final = {
    "chinese_simple": "zh",
    "czech": "cs",
    "french": "fr",
    "german": "de",
    "hindi": "hi",
    "italian": "it",
    "japanese": "ja",
    "polish": "pl",
    "russian": "ru",
    "spanish": "es",
}
"""Names of languages in the authors' files to their tags."""
NO_ERROR: Final = "base_id35_reference"
"""The type whose "worse" translation is the human reference itself: there is no error to be found."""


def claims(path: Path) -> bool:
    """Return whether the file or folder has DEMETR's columns, or its files."""
    return {*COLUMNS} <= {*header_of(_table(path))} or bool(_json_files(path))


def read(path: Path, _order: Sequence[str]) -> ChallengeSet:
    """Return the pairs in which an error was planted; what is left out is noted."""
    files = _json_files(path)
    rows = list(_json_rows(files) if files else (row.cells for row in read_rows(_table(path) or path, COLUMNS)))
    errors = [row for row in rows if row["type"] != NO_ERROR]
    applied = [row for row in errors if str(row["applied"]) in {"1", "True"}]
    folder = path.resolve() if path.is_dir() else path.resolve().parent
    return ChallengeSet(
        folder.parent.name if folder.name == "dataset" else folder.name,
        tuple(map(_pair, applied)),
        notes=tuple(_notes(len(rows) - len(errors), len(errors) - len(applied))),
    )


def _table(path: Path) -> Path | None:
    return file_in(path, "items.tsv") if path.is_dir() else path


def _json_files(path: Path) -> list[Path]:
    """Return the authors' files, of their repository or of its folder dataset; none elsewhere."""
    for folder in (path / "dataset", path):
        if folder.is_dir() and (files := sorted(folder.glob("*_id[0-9]*_*.json"))):
            return files
    return []


def _json_rows(files: Iterable[Path]) -> Iterator[Mapping[str, Any]]:
    for file in files:
        items = read_json(file)
        for number, item in enumerate(items if isinstance(items, list) else [items], start=1):
            missing = [key for key in KEYS if not isinstance(item, dict) or key not in item]
            if missing:
                raise DataError(
                    f"{file}, item {number} has no {missing[0]!r}", hint=f"DEMETR's keys: {', '.join(KEYS)}"
                )
            for key in TEXTS:
                if not isinstance(item[key], str):
                    raise DataError(f"{file}, item {number}: {key} is no text", hint="a text, as in the published file")
            yield {name: item[key] for key, name in KEYS.items()}


def _pair(row: Mapping[str, Any]) -> ContrastivePair:
    language = LANGUAGES.get(row["lang"], row["lang"])
    return ContrastivePair(
        str(row["source"]),
        (str(row["reference"]),),
        str(row["unperturbed"]),
        str(row["perturbed"]),
        (str(row["type"]),),
        str(row["severity"]),
        str(row["id"]),  # of one sentence; the texts of a handful differ between types
        (language if tags.parse(language) else None, "en"),
    )


def _notes(references: int, unplanted: int) -> Iterator[str]:
    if unplanted:
        yield f"{counted(unplanted, 'pair')} in which no error could be planted: left out"
    if references:
        yield f"{counted(references, 'pair')} of {NO_ERROR}, whose worse translation is the reference: left out"
