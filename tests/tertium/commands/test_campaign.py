"""`tertium campaign`: files for pearmut and of MQM rows, and what to expect of them first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.corpora import store
from tests.evals.human.campaign_sets import small_set
from tests.tertium.answering import answer, fails, outcome

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(tmp_path: Path) -> Path:
    store.save(small_set(), tmp_path / "set")
    words = ("score", str(tmp_path / "set"), "-m", "chrf", "-m", "numbers", "-o", str(tmp_path / "run"), "-q")
    assert main(list(words)) == 0
    return tmp_path / "run"


def test_the_file_is_written_and_what_to_expect_stands_on_stderr(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "campaign.json"
    code, out, err = outcome(capsys, "campaign", str(run), "--size", "4", "--annotators", "2", "-o", str(file))
    assert (code, out) == (0, "")
    assert "small: a campaign, and what to expect" in err
    assert "36 ratings to be given" in err
    first = file.read_bytes()
    assert len(json.loads(first)["data"]) == 2
    assert fails(capsys, "campaign", run, "-o", file)[0] == 2
    again = ("campaign", str(run), "--size", "4", "--annotators", "2", "-o", str(file), "--overwrite", "-q")
    assert outcome(capsys, *again) == (0, "", "")
    assert file.read_bytes() == first


def test_a_dry_run_writes_nothing_and_answers_on_stdout(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("campaign", str(run), "--size", "2", "--choose", "diversity", "--dry-run")
    code, out, _ = outcome(capsys, *words, "-o", str(tmp_path / "no.json"))
    assert (code, "whose outputs differ most" in out) == (0, True)
    assert not (tmp_path / "no.json").exists()
    result = answer(capsys, *words)
    assert (result["schema"], result["basis"], result["pairs"]) == ("tertium.campaign/1", "chrf", 3)
    assert [item["documents"] for item in result["expectations"]] == [2, 4, 8]


def test_rows_of_mqm_are_of_the_chosen_systems(run: Path, tmp_path: Path) -> None:
    file = tmp_path / "mqm.tsv"
    words = ("campaign", str(run), "--protocol", "mqm", "--system", "good", "--prefill", "numbers", "-o", str(file))
    assert main([*words, "-q"]) == 2  # the check has marked nothing of that system
    assert main([*words[:6], "-o", str(file), "-q"]) == 0
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    assert ({row[0] for row in rows}, len(rows)) == ({"good"}, 24)


def test_earlier_ratings_say_what_to_expect_of_a_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = small_set()
    store.save(data, tmp_path / "set")
    ratings = tmp_path / "da.tsv"
    lines = [
        f"{name}\t{i + 1}\tr{i % 4}\t{60 + 10 * place + (7 * i + 3 * place) % 11}"
        for place, name in enumerate(("Good", "fair", "poor"))
        for i in range(len(data))
    ]
    ratings.write_text("system\tline\trater\tda\n" + "\n".join(lines) + "\n", encoding="utf-8")
    words = ("campaign", tmp_path / "set", "--human", ratings, "--rename", "Good=good", "--dry-run")
    result = answer(capsys, *map(str, words))
    assert (result["basis"], result["pairs"]) == ("earlier ratings (da, 4 raters)", 3)
    assert result["expectations"][-1]["margin"] > 0


def test_files_and_choices_that_there_are_not_are_errors(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, message in (
        ((run,), "no -o FILE"),
        ((run, "-o", "campaign.txt"), "neither .json nor .tsv"),
        ((run, "-o", tmp_path / "esa.tsv"), "no scores of esa"),
        ((run, "--dry-run", "--size", "9"), "has 8 documents, not 9"),
        ((run, "--dry-run", "--choose", "taste"), "by 'taste'"),
        ((run, "--dry-run", "--system", "other"), "other"),
        ((tmp_path / "set", "--dry-run", "-m", "chrf"), "no scores of chrf"),
    ):
        code, text = fails(capsys, "campaign", *words)
        assert (code, message in text) == (2, True), text
    assert not (tmp_path / "esa.tsv").exists()
