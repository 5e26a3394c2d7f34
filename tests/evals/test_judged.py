"""Sets that people judged are found, with their systems whatever the score file calls them."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks.judged import judged_sets
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

SCORES = {
    "mqm": "system\tline\tmqm\nOnlineX\t1\t-5\nOnlineX\t2\t0\nNemo\t1\t-1\nrefB\t1\t0\n",
    "da": "system\tline\traw\tz\nOnline-X\t1\t80\t0.5\nNVIDIA-NeMo\t1\t40\t-0.5\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one WMT folder of two systems and two score files."""
    data = tmp_path / "wmt99-en-de"
    (data / "systems").mkdir(parents=True)
    (data / "human").mkdir()
    for name, text in {
        "source.txt": "One.\nTwo.\nThree.\n",
        "reference.A.txt": "Eins.\nZwei.\nDrei.\n",
        "systems/Online-X.txt": "Ein.\nZwei.\nDrei.\n",
        "systems/NVIDIA-NeMo.txt": "Eins.\nZwo.\nDrei.\n",
        "systems/Unjudged.txt": "Eins.\nZwei.\nDrei.\n",
    }.items():
        (data / name).write_text(text, encoding="utf-8")
    for kind, text in SCORES.items():
        (data / "human" / f"{kind}.seg.tsv").write_text(text, encoding="utf-8")
    return tmp_path


def test_each_score_file_is_a_judged_set_and_mqm_comes_first(folder: Path) -> None:
    found = list(judged_sets(folder))
    assert [(one.label, one.kind) for one in found] == [("wmt99-en-de", "mqm"), ("wmt99-en-de-da", "da")]
    assert found[0].data.languages == ("en", "de")


def test_systems_are_found_by_another_spelling_and_references_left_out(folder: Path) -> None:
    first = next(iter(judged_sets(folder)))
    place = {name: i for i, name in enumerate(first.data.outputs)}
    assert set(place) == {"Online-X", "NVIDIA-NeMo"}
    assert first.scores[:2, place["Online-X"]].tolist() == [-5, 0]
    assert first.scores[0, place["NVIDIA-NeMo"]] == -1


def test_lines_count_from_one_and_what_nobody_judged_is_nan(folder: Path) -> None:
    first = next(iter(judged_sets(folder)))
    assert first.rated.tolist() == [True, True, False]
    assert np.isnan(first.scores[2]).all()


def test_standardised_scores_are_taken_where_a_file_has_them(folder: Path) -> None:
    *_, last = judged_sets(folder)
    assert np.nanmax(last.scores) == 0.5


def test_a_set_is_its_own_folder_of_sets(folder: Path) -> None:
    assert len(list(judged_sets(folder / "wmt99-en-de"))) == 2


def test_a_folder_without_judgements_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no human/\*.seg.tsv"):
        list(judged_sets(tmp_path))


def test_a_table_of_segments_with_appraises_rows_is_a_judged_set_whose_reference_is_no_system(tmp_path: Path) -> None:
    folder = tmp_path / "wmt98-en-de"
    folder.mkdir()
    table = "line_id\tdocument\tdomain\tsource\tOne\trefA\n1\td\tnews\tA.\tEin.\tEine.\n2\td\tnews\tB.\tZwei.\tBe.\n"
    row = "rater,One,{},TGT,eng,deu,{},{},False,[],1.0,2.0\n"
    rows = row.format(1, 80, "d") + row.format(1, 60, "d") + row.format(2, 10, "d#bad")
    (folder / "segments.tsv.gz").write_bytes(gzip.compress(table.encode()))
    (folder / "esa.wave1.csv.gz").write_bytes(gzip.compress(rows.encode()))
    (judged,) = judged_sets(tmp_path)
    assert (judged.label, judged.kind, judged.data.languages) == ("wmt98-en-de", "esa", ("en", "de"))
    assert dict(judged.data.references) == {"refA": ("Eine.", "Be.")}
    assert list(judged.data.outputs) == ["One"]
    assert judged.scores[:, 0].tolist() == pytest.approx([70, np.nan], nan_ok=True)


@pytest.mark.parametrize(("reference", "sets"), [("refB", 1), ("Two", 0)])
def test_mqm_rows_are_a_judged_set_where_one_of_the_systems_is_a_reference(
    tmp_path: Path, reference: str, sets: int
) -> None:
    folder = tmp_path / "talk-de-en"
    folder.mkdir()
    titles = "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity"
    row = "{}\ttalk\t1\t1\tr\tHaus.\t{}\t{}"
    rows = [
        row.format("One", "<v>Hut</v>.", "Accuracy/Mistranslation\tMajor"),
        row.format(reference, "House.", "No-error\tNo-error"),
    ]
    (folder / "ratings.tsv.gz").write_bytes(gzip.compress("\n".join([titles, *rows, ""]).encode()))
    if not sets:
        with pytest.raises(DataError):
            list(judged_sets(tmp_path))
        return
    (judged,) = judged_sets(tmp_path)
    assert (judged.label, judged.kind, list(judged.data.outputs)) == ("talk-de-en", "mqm", ["One"])
    assert judged.data.references["refB"] == ("House.",)
    assert judged.scores.tolist() == [[-5]]
