"""What the benchmark of planted errors makes of a file of our own."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from benchmarks.demetr import COLUMNS, NO_ERROR, by_language, items, measured
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

SOURCE, GOOD = "Sie wohnt in Rom.", "She lives in Rome."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        ("negated", "critical", "1", "de", "1", SOURCE, GOOD, GOOD, "She does not live in Rome."),
        ("dotted", "minor", "1", "de", "1", SOURCE, GOOD, GOOD, GOOD),
        ("dotted", "minor", "2", "es", "0", "Vive en Roma.", GOOD, GOOD, GOOD),
        (NO_ERROR, "base", "1", "de", "1", SOURCE, GOOD, GOOD, GOOD),
    ]
    lines = ["\t".join(row) for row in [tuple(COLUMNS), *rows]]
    (tmp_path / "items.tsv.gz").write_bytes(gzip.compress("\n".join([*lines, ""]).encode()))
    return tmp_path


def test_items_without_the_error_are_left_out(folder: Path) -> None:
    assert [item.type for item in items(folder)] == ["negated", "dotted", NO_ERROR]
    assert list(by_language(items(folder))) == ["de"]


def test_a_tie_is_a_failure_and_the_reference_no_error(folder: Path) -> None:
    figures = {result.name: result.value for result in measured(folder, ["chrf"], [])}
    assert figures == {"demetr/chrf/critical/accuracy": 1, "demetr/chrf/minor/accuracy": 0}


def test_a_check_has_a_recall_per_type_and_false_alarms(folder: Path) -> None:
    figures = {result.name: result.value for result in measured(folder, [], ["negation"])}
    assert figures["demetr/negation/negated/recall"] == figures["demetr/negation/negated/de/recall"] == 1
    assert figures["demetr/negation/dotted/recall"] == 0
    assert figures["demetr/negation/unperturbed/flagged"] == figures["demetr/negation/unperturbed/de/flagged"] == 0


def test_what_cannot_be_measured_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(measured(folder, ["nothing"], [])) == []
    assert "# nothing:" in capsys.readouterr().err


def test_a_folder_without_the_file_and_a_file_without_a_column_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no items\.tsv\.gz"):
        items(tmp_path)
    (tmp_path / "items.tsv.gz").write_bytes(gzip.compress(b"type\n"))
    with pytest.raises(DataError, match="no column severity"):
        items(tmp_path)
