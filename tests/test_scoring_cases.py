"""Files as people hold them, from public reports: each gives its right value, or a refusal that helps."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import tertium
from tertium.cli import main
from tertium.corpora.types import Document, EvalSet
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
    assert (run.data.sources or ("",))[0] == 'The mill closed in 1912., said "he"'
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
def test_two_output_files_over_the_same_texts_compare_and_gate_from_three_folders(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, file in (("ci-1", "old.jsonl"), ("ci-2", "new.jsonl"), ("release", "p.toml")):
        (here / folder).mkdir()
        (here / file).rename(here / folder / file)
        monkeypatch.chdir(here / folder)
        if file.endswith(".jsonl"):
            assert main(["score", file, "-m", "chrf", "-o", "run", "-q"]) == 0
    row = answer(capsys, "compare", "../ci-1/run", "../ci-2/run")["differences"][0]
    assert (row["other"], row["score"]) == (pytest.approx(69.3238, abs=1e-4), pytest.approx(98.0567, abs=1e-4))
    assert row["delta"] == pytest.approx(28.7329, abs=1e-4)
    gate = ["gate", "../ci-2/run", "--baseline", "../ci-1/run", "--policy", "p.toml"]
    assert main(gate) == 11  # comparable, but four segments can't show a margin of 1


@pytest.mark.parametrize("here", ["same-texts-two-names"], indirect=True)
def test_one_set_built_under_two_names_is_the_same_data(here: Path) -> None:
    for name in "ab":
        files = ["--source", "src.txt", "--reference", "r=ref.txt", "--from", "en", "--to", "de"]
        assert main(["build", *files, "-o", f"out/{name}", "-q"]) == 0
        system = f"{name}=ref.txt"
        assert main(["score", f"out/{name}", "--system", system, "-m", "chrf", "-o", f"out/r{name}", "-q"]) == 0
    assert main(["compare", "out/ra", "out/rb"]) == 0
    assert store.load(here / "out" / "ra").fingerprint == store.load(here / "out" / "rb").fingerprint


@pytest.mark.parametrize("here", ["mteval-mixed-txt-jsonl"], indirect=True)
@pytest.mark.usefixtures("here")
def test_json_lines_stand_beside_text_files_in_a_folder_of_mt_metrics_eval() -> None:
    run = scored("set", "-m", "chrf")
    assert run.systems == ("X", "Y")
    assert total(run, "chrf", "X") == pytest.approx(75.9708, abs=1e-4)
    assert total(run, "chrf", "Y") == pytest.approx(100.0)


@pytest.mark.parametrize("here", ["mteval-reference-as-system"], indirect=True)
@pytest.mark.usefixtures("here")
def test_a_reference_among_the_systems_is_no_system() -> None:
    run = scored("set", "-m", "chrf")
    assert (run.systems, list(run.data.references)) == (("X",), ["A", "B"])
    assert run.data.notes[0].startswith("refA, refB of system-outputs are references and no systems")


@pytest.mark.parametrize("here", ["mteval-zh_CN"], indirect=True)
@pytest.mark.usefixtures("here")
def test_a_pair_with_a_region_is_scored_in_its_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert total(scored("set", "-m", "bleu"), "bleu", "X") == pytest.approx(61.7779, abs=1e-4)
    for target in ("zh", "zh_CN", "zho_Hans"):
        words = ["score", "set", "--from", "en", "--to", target, "-m", "bleu", "-o", f"run-{target}", "-q"]
        assert main(words) == 0, capsys.readouterr().err
        assert total(store.load(Path(f"run-{target}")), "bleu", "X") == pytest.approx(61.7779, abs=1e-4)


@pytest.mark.parametrize(
    ("here", "message"),
    [
        ("mteval-export-reference-name", "would misread the reference 'refB-post.edited'"),
        ("mteval-export-spaces", "splits the system 'my model' at its blank"),
    ],
    indirect=["here"],
)
@pytest.mark.usefixtures("here")
def test_an_export_that_mt_metrics_eval_would_misread_is_refused(
    message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["export", "in.jsonl", "-f", "mteval", "--from", "en", "--to", "de", "-o", "out/myset"]
    code, err = fails(capsys, *words)
    assert (code, message in err) == (3, True)


def build(target: str, *files: str) -> None:
    words = ["build", "--reference", "A=ref.txt", "--system", "x=hyp.txt", "--from", "en", "--to", target]
    assert main([*words, *files, "-o", f"set-{target}", "-q"]) == 0


@pytest.mark.parametrize("here", ["zh-region-code"], indirect=True)
@pytest.mark.parametrize("target", ["zh-CN", "zh-TW", "zh-Hans", "zho_Hans", "yue", "zh_CN", "zho", "cmn"])
@pytest.mark.usefixtures("here")
def test_chinese_in_any_spelling_is_tokenized_as_chinese(target: str) -> None:
    build(target, "--source", "src.txt")
    assert total(scored(f"set-{target}", "-m", "bleu"), "bleu", "x") == pytest.approx(54.2799, abs=1e-4)


@pytest.mark.parametrize("here", ["ter-asian-support"], indirect=True)
@pytest.mark.usefixtures("here")
def test_asian_support_alone_is_doubted() -> None:
    build("zh")
    both = "ter:asian_support=true,normalized=true"
    run = scored("set-zh", "-m", "ter", "-m", "ter:asian_support=true", "-m", both)
    totals = [total(run, label, "x") for label in run.measures]
    assert totals == [pytest.approx(value, abs=0.01) for value in (100.0, 100.0, 17.39)]
    assert [warning for warning in run.warnings if "asian_support changes nothing without normalized" in warning]


@pytest.mark.parametrize("here", ["half-references-empty"], indirect=True)
@pytest.mark.usefixtures("here")
def test_empty_references_are_named_beside_scores_that_are_those_of_sacrebleu(
    capsys: pytest.CaptureFixture[str],
) -> None:
    build("en", "--source", "src.txt")
    doubt = "references: 10 of 20 empty in A"
    run = scored("set-en", "-m", "bleu", "-m", "chrf", "-m", "ter")
    totals = [total(run, label, "x") for label in run.measures]
    assert totals == [pytest.approx(value, abs=0.005) for value in (50.0, 100.0, 100.0)]
    capsys.readouterr()
    assert main(["report", "run"]) == 0
    assert doubt in capsys.readouterr().out
    assert main(["score", "set-en", "--leave-out", "empty", "-m", "bleu", "-m", "ter", "-o", "kept", "-q"]) == 0
    kept = store.load(Path("kept"))
    assert total(kept, "bleu", "x") == pytest.approx(100.0)
    assert total(kept, "ter", "x") == 0.0


@pytest.mark.parametrize("here", ["spm-without-package"], indirect=True)
@pytest.mark.usefixtures("here")
def test_a_tokenizer_without_its_package_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tertium.metrics.lexical.engines.sacrebleu.find_spec", lambda _: None)
    monkeypatch.setitem(sys.modules, "sentencepiece", None)
    build("de")
    code, err = fails(capsys, "score", "set-de", "-m", "bleu:tokenize=flores200", "-o", "run", "-q")
    assert (code, "'flores200' doesn't load: sentencepiece is not installed" in err) == (2, True)
    assert "pip install 'tertium[spm]'" in err


def test_a_missing_value_of_pandas_is_no_output() -> None:
    texts = ("eins", "zwei", "drei")
    data = EvalSet("s", ("1", "2", "3"), (Document("d", 0, 3),), ("a", "b", "c"), {"r": texts})
    run = tertium.evaluate(data.with_outputs({"x": pd.Series(["eins", None, "drei"])}), ["chrf"])  # type: ignore[dict-item]
    assert [skip.segment for skip in run.skips] == ["2"]
