"""benchmarks/people.py gives published figures again, by command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.people import answer, decimals, is_equal, judges, measure, wmt25

if TYPE_CHECKING:
    from pathlib import Path


def test_a_figure_is_equal_where_it_is_printed_alike() -> None:
    assert decimals(["0.58", "0.596", "", "3"]) == 3
    assert is_equal(0.5804, "0.58", 3)
    assert not is_equal(0.5806, "0.58", 3)
    assert not is_equal(None, "1", 0)


def test_a_command_that_fails_ends_the_benchmark() -> None:
    with pytest.raises(SystemExit, match="tertium rank absent --json: exit code 3"):
        answer("rank", "absent")


def test_a_table_of_its_own_is_measured_by_command(tmp_path: Path) -> None:
    pair = tmp_path / "made" / "en-de"
    pair.mkdir(parents=True)
    (pair / "scores.parquet").write_bytes(_parquet())
    (pair / "system-scores.tsv").write_text("metric\tsystem\tscore\nm\tx\t1.5\nm\ty\t4.0\n", encoding="utf-8")
    figures = {result.name: result.value for result in measure(tmp_path)}
    assert figures == {"people/made/means/equal": 1, "people/made/means/of": 2}


def _parquet() -> bytes:
    import io

    import pyarrow as pa
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(pa.table({"system": list("xxyy"), "segment": [1, 2, 1, 2], "m": [1.0, 2.0, 3.0, None]}), file)
    return file.getvalue()


@pytest.mark.shared
def test_every_published_autorank_and_mean_of_wmt25_is_given_again(shared: Path) -> None:
    tallies = list(wmt25(shared / "data" / "wmt25-autorank"))
    assert [(tally.what, tally.equal, tally.of) for tally in tallies] == [("autorank", 564, 564), ("means", 2425, 2425)]


@pytest.mark.shared
def test_every_system_mean_of_gemba_is_given_again(shared: Path) -> None:
    (tally,) = judges(shared / "data" / "gemba-wmt22")
    assert (tally.equal, tally.of) == (2072, 2072)
