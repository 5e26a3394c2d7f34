"""benchmarks/challenge.py and blind_spots.py: figures and tables of sets of a few lines, and of the published ones."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks import blind_spots, challenge
from tests.conftest import ROOT
from tests.evals.challenge.making import demetr_table, gender_tables, mslc, spelling, write_table

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.result import Result

WITHOUT_MODELS = ("bleu", "chrf", "ter")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of small sets; no model is loaded."""
    monkeypatch.setattr(challenge, "QUALITY", WITHOUT_MODELS)
    monkeypatch.setattr(blind_spots, "METRICS", WITHOUT_MODELS)
    mslc(tmp_path / "challenge-wmt25", "mslc-a-ja-zh_CN")
    spelling(tmp_path / "challenge-wmt25")
    demetr_table(tmp_path / "demetr")
    gender_tables(tmp_path / "gender")
    folder = tmp_path / "terminology" / "en-de"
    write_table(
        folder / "items.tsv.gz", [["item", "source", "reference"], *([str(i), "A dog.", "Ein Hund."] for i in "12")]
    )
    write_table(
        folder / "outputs.proper.tsv.gz", [["item", "a", "b"], *([str(i), "Собака.", "Ein Hund."] for i in "12")]
    )
    return tmp_path


def figures_of(data: Path) -> dict[str, Result]:
    """Return the figures of challenge.py by name."""
    return {figure.name.removeprefix("challenge/"): figure for figure in challenge.measure(data)}


def test_the_worst_hypothesis_has_a_place_and_metrics_an_order(data: Path) -> None:
    figures = figures_of(data)
    assert figures["mslc-a-ja-zh_CN/hyp-1/chrf place"].value == 2
    assert figures["mslc-a-ja-zh_CN/all/chrf tau"].value == 1
    assert figures["mslc-a-ja-zh_CN/hyp-1/MetricX-25 place"][1:] == (1, "place", "1 of 2", "published")
    assert figures["mslc-a-ja-zh_CN/all/MetricX-25 tau"].value == -1
    assert "mslc-a-ja-zh_CN/all/Half tau" not in figures, "equal scores have no order"
    assert figures["mslc-a-ja-zh_CN/hyp-2/chrf mean"].value > figures["mslc-a-ja-zh_CN/hyp-1/chrf mean"].value
    assert figures["mslc-a-ja-zh_CN/hyp-1/repetition flagged"].unit == "share"


def test_a_copy_of_the_reference_has_the_best_score_of_lexical_metrics(data: Path) -> None:
    figures = figures_of(data)
    for metric in WITHOUT_MODELS:
        assert figures[f"mslc-b-cs-en/hyp-1/{metric} best"].value == 1
        assert figures[f"mslc-b-cs-en/hyp-1/{metric} prefers the reference"].value == 1


def test_an_output_in_another_language_is_last_and_flagged(data: Path) -> None:
    figures = figures_of(data)
    assert figures["terminology-en-de.proper/a/chrf place"].value == 2
    assert figures["terminology-en-de.proper/a/script flagged"].value == 1
    assert figures["terminology-en-de.proper/b/script flagged"].value == 0


def test_without_a_reference_preferences_are_described(tmp_path: Path) -> None:
    rows = [["line", "document", "source", "hyp-1", "hyp-2"], ["1", "d", "A dog.", "一只狗。", "一只猫。"]]
    write_table(tmp_path / "challenge-wmt25" / "drift-en-zh" / "items.tsv", rows)
    scores = [["line", "system", "Kiwi"], ["1", "hyp-1", "0.4"], ["1", "hyp-2", "0.5"]]
    write_table(tmp_path / "challenge-wmt25" / "drift-en-zh" / "scores.tsv", scores)
    figure = figures_of(tmp_path)["drift-en-zh/hyp-1 over hyp-2/Kiwi"]
    assert (figure.value, figure.against) == (0, "no preference is official")


def test_places_are_shared_and_float_noise_is_no_difference() -> None:
    means = challenge.Means("m", {"a": np.array([100.0]), "b": np.array([100.00001]), "c": np.array([50.0])})
    assert [means.place(name) for name in "abc"] == [1, 1, 3]


def test_the_tables_of_the_page_are_put_between_its_marks(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = data / "page.md"
    page.write_text("a\n<!-- phenomena -->\nold\n<!-- end -->\nb\n<!-- rubbish -->\n<!-- end -->\n", encoding="utf-8")
    monkeypatch.setattr(blind_spots, "PAGE", page)
    monkeypatch.setattr(sys, "argv", ["blind_spots.py", str(data), "--write"])
    blind_spots.main()
    text = page.read_text(encoding="utf-8")
    assert "old" not in text
    assert "| chrf | `critical_id8_negation` | 1 |" in text
    assert "| MetricX-25 | published | 1 | -1.00 |" in text
    assert text.count("<!-- end -->") == 2
    once = text
    blind_spots.main()
    assert page.read_text(encoding="utf-8") == once


def test_every_table_is_made(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blind_spots, "WITHOUT_REFERENCE", ("repetition",))
    monkeypatch.setattr(sys, "argv", ["blind_spots.py", str(data)])
    blind_spots.main()
    blocks = capsys.readouterr().out.split("<!-- end -->")
    assert len(blocks) == 10
    assert all("| --: |" in block for block in blocks[:-1])


def test_the_page_has_every_table() -> None:
    page = blind_spots.PAGE.read_text(encoding="utf-8")
    names = [block["name"] for block in blind_spots.BLOCK.finditer(page)]
    assert names == list(blind_spots.tables(ROOT))


@pytest.mark.parametrize("name", ["challenge", "blind_spots"])
def test_both_start_from_any_folder(name: str, tmp_path: Path) -> None:
    words = [sys.executable, str(ROOT / "benchmarks" / f"{name}.py"), "--help"]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    assert f"benchmarks/{name}.py" in process.stdout


@pytest.mark.shared
def test_published_lexical_scores_and_demetrs_are_reproduced(shared: Path) -> None:
    """The share that prefers the unperturbed one, and that of ties, are those of measured.tsv, type by type."""
    from tertium.evals.challenge.facade import challenge as preferences_of

    rows = [line.split("\t") for line in (shared / "data" / "demetr" / "measured.tsv").read_text("utf-8").splitlines()]
    columns = {"bleu": 3, "chrf": 5, "ter": 7}
    measured = {
        (metric, row[0]): (int(row[2]), int(row[column]), int(row[column + 1]))
        for row in rows[1:]
        for metric, column in columns.items()
    }
    result = preferences_of(shared / "data" / "demetr", list(columns))
    shares = {(p.metric, p.name): p for p in result.preferences if p.part == "phenomenon"}
    assert len(shares) == 3 * 34
    for key, p in shares.items():
        assert (p.pairs, round(p.better * p.pairs), round(p.tied * p.pairs)) == measured[key], key
