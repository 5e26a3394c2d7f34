"""benchmarks/people.py gives published figures again, by command."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from benchmarks.people import decimals, is_equal, judges, measure, wmt25

if TYPE_CHECKING:
    from pathlib import Path


def test_a_figure_is_equal_where_it_is_printed_alike() -> None:
    assert decimals(["0.58", "0.596", "", "3"]) == 3
    assert is_equal(0.5804, "0.58", 3)
    assert not is_equal(0.5806, "0.58", 3)
    assert not is_equal(None, "1", 0)


def test_figures_of_a_command_that_fails_differ(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pair = tmp_path / "made" / "en-de"
    pair.mkdir(parents=True)
    (pair / "scores.parquet").write_bytes(b"PAR1 of no such kind")
    (pair / "system-scores.tsv").write_text("metric\tsystem\tscore\nm\tx\t1.5\n", encoding="utf-8")
    (tally,) = judges(tmp_path / "made")
    assert (tally.equal, tally.of) == (0, 1)
    assert "exit code 3" in capsys.readouterr().err


def test_figures_without_their_files_do_not_count(tmp_path: Path) -> None:
    made = {
        "a/published.tsv": "pair\ttitle\tsystem\tfile\tautorank\tm\nen-xx\tT\ts\ts\t1.0\t2.0\n",
        "a/scores/README": "",
        "b/en-xx/system-scores.tsv": "metric\tsystem\tscore\nm\tx\t1.5\n",
        "c/en-xx/human-ranking.tsv": "system\thuman\ns\t90.0\n",
        "d/expected.tsv": "set\tprediction\tsystem\tprecision\nen-xx\tp\t*\t1.0\n",
        "d/en-yy/gold.tsv.gz": "",
        "e/en-xx/published.tsv": "system\tmqm_error\ns\t1.0\n",
        "e/en-xx/average.tsv.gz": "",
    }
    for name, text in made.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(measure(tmp_path)) == []


def test_segment_averages_may_lack_where_the_table_of_systems_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "talks" / "en-xx"
    folder.mkdir(parents=True)
    rows = [
        "system doc seg_id rater source target category severity",
        *(f"{system} d 1 r One. <v>Eins.</v> Style Major" for system in "st"),
    ]
    (folder / "ratings.tsv.gz").write_bytes(gzip.compress("\n".join(rows).replace(" ", "\t").encode()))
    (folder / "published.tsv").write_text("system\tmqm_error\ns\t5.00\n", encoding="utf-8")
    figures = {result.name: result.value for result in measure(tmp_path)}
    assert figures == {"people/talks/systems/equal": 1, "people/talks/systems/of": 1}


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
