"""Lines in eleven languages whose words need care: an English source, its reference and another translation."""

from __future__ import annotations

import csv
from typing import Final, NamedTuple

from tests.conftest import ROOT

LANGUAGES: Final = ("hi", "bn", "ta", "th", "km", "my", "ko", "ja", "zh", "ar", "he")


class Lines(NamedTuple):
    """Eight lines of one language."""

    sources: tuple[str, ...]
    references: tuple[str, ...]
    outputs: tuple[str, ...]


def lines(language: str) -> Lines:
    """Return the lines of a language from tests/data/scripts.tsv."""
    with (ROOT / "tests" / "data" / "scripts.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    own = [row for row in rows if row["language"] == language]
    return Lines(*(tuple(row[column] for row in own) for column in ("source", "reference", "output")))
