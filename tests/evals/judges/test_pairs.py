"""The texts that judges are probed with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError
from tertium.evals.judges.pairs import SEVERITIES, demetr_pairs, own_pairs

if TYPE_CHECKING:
    from pathlib import Path

TITLES = "type\tseverity\tid\tlang\tdata_source\tapplied\tsource\treference\tunperturbed\tperturbed"


def row(severity: str, number: int, *, kind: str = "x", applied: int = 1, perturbed: str = "bad") -> str:
    return f"{kind}\t{severity}\t{number}\tde\tWMT\t{applied}\tQuelle {number}\tref\tgood {number}\t{perturbed}"


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "items.tsv"
    path.write_text("\n".join([TITLES, *rows]) + "\n", encoding="utf-8")
    return path


def test_our_pairs_are_different_texts_in_equal_number() -> None:
    pairs = own_pairs()
    columns = [pairs.sound, *pairs.damaged.values(), pairs.other_language, pairs.texts.sources]
    assert {len(column) for column in columns} == {len(pairs.texts)} == {12}
    assert len({text for column in columns for text in column}) == 12 * len(columns)
    assert len(set(pairs.texts.documents)) == 12, "no pair is another's context"


def test_demetr_is_read_by_severity_evenly_and_without_what_has_no_error(tmp_path: Path) -> None:
    rows = [row(severity, number) for severity in SEVERITIES for number in range(10)]
    none = [
        row("minor", 90, applied=0),
        row("minor", 91, perturbed="good 91"),
        row("minor", 92, kind="base_id35_reference"),
        row("base", 93),
    ]
    by_severity = demetr_pairs(table(tmp_path, *none, *rows), limit=5)
    assert list(by_severity) == list(SEVERITIES)
    assert by_severity["minor"].sound == tuple(f"good {number}" for number in (0, 2, 4, 6, 8))
    assert by_severity["minor"].texts.languages == ("de", "en")
    assert by_severity["major"].damaged == {"major": ("bad",) * 5}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([row("minor", 1)], "has no critical error that was planted"),
        (["a\tb"], "line 2: 2 cells for 10 columns"),
    ],
)
def test_another_table_is_refused(rows: list[str], message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=message):
        demetr_pairs(table(tmp_path, *rows), limit=5)


def test_a_table_without_a_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "items.tsv"
    path.write_text("type\tid\n", encoding="utf-8")
    with pytest.raises(DataError, match="has no column 'severity'"):
        demetr_pairs(path, limit=5)


@pytest.mark.shared
def test_demetr_itself_is_read(shared: Path) -> None:
    by_severity = demetr_pairs(shared / "data" / "demetr" / "items.tsv.gz", limit=50)
    assert {len(pairs.sound) for pairs in by_severity.values()} == {50}
