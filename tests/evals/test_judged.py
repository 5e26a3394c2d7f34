"""Sets that people judged are found, with their systems whatever the score file calls them."""

from __future__ import annotations

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
