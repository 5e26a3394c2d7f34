"""The texts that judges are probed with: small pairs of our own, and DEMETR's from its file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from tertium.corpora.types import Texts
from tertium.errors import DataError, counted
from tertium.files import read_json, read_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

Severity: TypeAlias = Literal["critical", "major", "minor"]
"""How bad an error is that was planted."""

SEVERITIES: Final[tuple[Severity, ...]] = ("critical", "major", "minor")

COLUMNS: Final = ("type", "severity", "lang", "applied", "source", "reference", "unperturbed", "perturbed")
"""Columns of DEMETR's table that are read."""
NO_ERROR: Final = "base_id35_reference"
"""The type whose text is the reference: nothing is wrong with it."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Sound translations, and the same with errors of each severity; columns of equal length.

    Attributes:
        texts: sources and references, each a document of its own.
        sound: translations without an error.
        damaged: by severity, the same with an error; an empty tuple where there are none.
        other_language: translations into a language that nobody asked for; empty where there are none.
        about: what they are, in words.
    """

    texts: Texts
    sound: tuple[str, ...]
    damaged: Mapping[Severity, tuple[str, ...]]
    other_language: tuple[str, ...] = ()
    about: str = ""


@cache
def own_pairs() -> Pairs:
    """Return the pairs of this package."""
    fields = read_json(Path(__file__).with_name("pairs.json"))
    items = fields["items"]
    column = {key: tuple(item[key] for item in items) for key in items[0]}
    source, target = fields["languages"]
    return Pairs(
        texts_of(column["source"], column["reference"], (source, target)),
        column["sound"],
        {severity: column[severity] for severity in SEVERITIES},
        column["other_language"],
        fields["about"],
    )


def texts_of(sources: tuple[str, ...], references: tuple[str, ...], languages: tuple[str | None, str | None]) -> Texts:
    """Return texts of which each is a document of its own, so that none is another's context."""
    ids = tuple(f"pair{i + 1}" for i in range(len(sources)))
    return Texts(ids, sources, tuple((text,) for text in references), ids, languages)


def demetr_pairs(path: Path, limit: int) -> dict[Severity, Pairs]:
    """Return DEMETR's pairs by the severity of their error (Karpinska et al. 2022).

    Args:
        path: its table: type, severity, lang, applied, source, reference, unperturbed, perturbed, with tabs between.
        limit: the most pairs of a severity, evenly over the file.

    Raises:
        DataError: the file isn't such a table, or has no pair of a severity.
    """
    lines, _ = read_lines(path)
    titles = lines[0].split("\t") if lines else []
    if missing := [name for name in COLUMNS if name not in titles]:
        raise DataError(f"{path} has no column {missing[0]!r}", hint="DEMETR as a table, with tabs and a header")
    rows = [_row(titles, line, f"{path}, line {number}") for number, line in enumerate(lines[1:], start=2)]
    return {severity: _of_severity(rows, severity, limit, path) for severity in SEVERITIES}


def _row(titles: list[str], line: str, place: str) -> dict[str, str]:
    cells = line.split("\t")
    if len(cells) != len(titles):
        raise DataError(
            f"{place}: {counted(len(cells), 'cell')} for {counted(len(titles), 'column')}",
            hint="no quoting, tabs between",
        )
    return dict(zip(titles, cells, strict=True))


def _of_severity(rows: list[dict[str, str]], severity: Severity, limit: int, path: Path) -> Pairs:
    planted = [
        row
        for row in rows
        if row["severity"] == severity
        and row["applied"] == "1"
        and row["type"] != NO_ERROR
        and row["unperturbed"] != row["perturbed"]
    ]
    if not planted:
        raise DataError(f"{path} has no {severity} error that was planted", hint="the whole file")
    step = max(len(planted) / limit, 1.0)
    chosen = [planted[int(i * step)] for i in range(min(limit, len(planted)))]
    column = {name: tuple(row[name] for row in chosen) for name in COLUMNS}
    languages = set(column["lang"])
    source = languages.pop() if len(languages) == 1 else None
    texts = texts_of(column["source"], column["reference"], (source, "en"))
    return Pairs(texts, column["unperturbed"], {severity: column["perturbed"]}, about=f"DEMETR, {severity}")
