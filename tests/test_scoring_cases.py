"""Files as people hold them, from public reports: each gives its right value, or a refusal that helps."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.evals import store
from tertium.evals.types import Key
from tests.conftest import ROOT
from tests.tertium.answering import answer, fails

if TYPE_CHECKING:
    from tertium.evals.types import Run

CASES = ROOT / "tests" / "data" / "cases"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """Copy the case that a test names into a folder of its own, and go there."""
    shutil.copytree(CASES / request.param, tmp_path / "case")
    monkeypatch.chdir(tmp_path / "case")
    return tmp_path / "case"


def scored(*words: str) -> Run:
    assert main(["score", *words, "-o", "run", "-q"]) == 0
    return store.load(Path("run"))


def total(run: Run, metric: str, system: str = "system") -> float:
    return run.values[Key(system, metric)].total


@pytest.mark.parametrize("here", ["csv-outputs"], indirect=True)
def test_csv_is_read(here: Path) -> None:
    run = scored("out.csv", "-m", "bleu")
    assert total(run, "bleu") == pytest.approx(70.7579, abs=1e-4)
    assert (run.data.sources or ())[0] == 'The mill closed in 1912., said "he"'
    assert here.is_dir()


@pytest.mark.parametrize("here", ["jsonl-list-of-references"], indirect=True)
@pytest.mark.usefixtures("here")
def test_a_list_of_references_is_several_references() -> None:
    assert total(scored("out.jsonl", "-m", "bleu"), "bleu") == pytest.approx(81.4462, abs=1e-4)


@pytest.mark.parametrize("here", ["jsonl-optional-keys"], indirect=True)
@pytest.mark.usefixtures("here")
def test_a_missing_key_is_a_missing_text() -> None:
    run = scored("in.jsonl", "-m", "chrf")
    assert total(run, "chrf") == pytest.approx(100.0)
    assert run.data.notes == ("in.jsonl: 1 of 2 rows have no 'reference.B', first line 2",)


@pytest.mark.parametrize("here", ["jsonl-predict-label"], indirect=True)
@pytest.mark.usefixtures("here")
def test_columns_have_the_names_that_the_user_gives(capsys: pytest.CaptureFixture[str]) -> None:
    file = "generated_predictions.jsonl"
    code, err = fails(capsys, "score", file, "-m", "bleu", "-o", "run")
    assert (code, "--column reference=label --column hypothesis=predict" in err) == (3, True)
    run = scored(file, "-m", "bleu", "--column", "hypothesis=predict", "--column", "reference=label")
    assert total(run, "bleu") == pytest.approx(70.7579, abs=1e-4)
    assert run.data.notes == (f"{file}: columns that are not read: 'prompt'",)


@pytest.mark.parametrize("here", ["tsv-quoted-hypothesis"], indirect=True)
@pytest.mark.usefixtures("here")
def test_a_tsv_of_pandas_is_scored_without_its_quotes() -> None:
    run = scored("out.tsv", "-m", "bleu", "-m", "chrf")
    assert total(run, "bleu") == pytest.approx(69.5933, abs=1e-4)
    assert total(run, "chrf") == pytest.approx(80.0391, abs=1e-4)


@pytest.mark.parametrize("here", ["two-output-files"], indirect=True)
def test_two_output_files_over_the_same_texts_compare_and_gate(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder, file in (("ci-1", "old.jsonl"), ("ci-2", "new.jsonl")):
        (here / folder).mkdir()
        (here / file).rename(here / folder / file)
        assert main(["score", f"{folder}/{file}", "-m", "chrf", "-o", f"{folder}/run", "-q"]) == 0
    row = answer(capsys, "compare", "ci-1/run", "ci-2/run")["differences"][0]
    assert (row["other"], row["score"]) == (pytest.approx(69.3238, abs=1e-4), pytest.approx(98.0567, abs=1e-4))
    (here / "elsewhere").mkdir()
    assert main(["gate", "ci-2/run", "--baseline", "ci-1/run", "--policy", "p.toml"]) in {0, 11}


@pytest.mark.parametrize("here", ["same-texts-two-names"], indirect=True)
def test_one_set_built_under_two_names_is_the_same_data(here: Path) -> None:
    for name in "ab":
        files = ["--source", "src.txt", "--reference", "r=ref.txt", "--from", "en", "--to", "de"]
        assert main(["build", *files, "-o", f"out/{name}", "-q"]) == 0
        system = f"{name}=ref.txt"
        assert main(["score", f"out/{name}", "--system", system, "-m", "chrf", "-o", f"out/r{name}", "-q"]) == 0
    assert main(["compare", "out/ra", "out/rb"]) == 0
    assert store.load(here / "out" / "ra").fingerprint == store.load(here / "out" / "rb").fingerprint
