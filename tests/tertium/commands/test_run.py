"""`tertium run`: does what isn't done yet, says what it skipped and why it does the rest."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tertium.cli import main
from tertium.evals import store
from tertium.evals.description import Description
from tests.tertium.answering import fails, outcome
from tests.tertium.commands import projects

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a project without rules that was run."""
    folder = tmp_path_factory.mktemp("finished")
    assert main(["run", str(projects.make(folder)), "-q"]) == 0
    return folder


@pytest.fixture
def place(finished: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    shutil.copytree(finished, tmp_path / "place")
    return tmp_path / "place"


def steps(capsys: pytest.CaptureFixture[str], folder: Path, *words: str, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["run", str(folder), "--json", *words]) == code
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def test_a_second_run_does_nothing_and_says_so(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in place.rglob("*") if path.is_file()}
    code, _, err = outcome(capsys, "run", str(place))
    assert code == 0
    names = "news-en-de, talks-en-de, news-de-en"
    assert err == f"nothing to do; up to date: build {names}; score {names}\n"
    assert {path: path.stat().st_mtime_ns for path in place.rglob("*") if path.is_file()} == before


def test_the_scores_of_every_set_are_shown(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = outcome(capsys, "run", str(place))
    assert all(f"{name}: scores" in out for name in projects.PAIRS)


def test_a_changed_output_scores_its_system_again_and_nothing_else(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    projects.write(place / "outputs" / "talks-en-de.new.txt", projects.lines("de", 1))
    code, _, err = outcome(capsys, "run", str(place))
    assert code == 0
    assert "score talks-en-de: outputs/talks-en-de.new.txt changed\n" in err
    assert "talks-en-de: kept as scored before: base by chrf, length\n" in err
    assert "news" not in err.partition("up to date")[0]
    assert steps(capsys, place)["done"] == []
    kept = content(place / "work" / "runs" / "talks-en-de")
    shutil.rmtree(place / "work" / "runs")
    assert "kept" not in outcome(capsys, "run", str(place))[2]
    assert content(place / "work" / "runs" / "talks-en-de") == kept


def content(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_of_a_damaged_run_is_kept(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts = place / "work" / "runs" / "talks-en-de" / "counts.parquet"
    counts.write_bytes(counts.read_bytes()[:-1] + b"x")
    projects.write(place / "outputs" / "talks-en-de.new.txt", projects.lines("de", 1))
    assert "kept" not in outcome(capsys, "run", str(place))[2]
    assert steps(capsys, place)["done"] == []


def test_a_changed_reference_builds_and_scores_its_set_again(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reference = place / "sets" / "news-de-en" / "reference.A.txt"
    reference.write_text(reference.read_text(encoding="utf-8").replace("noon", "night"), encoding="utf-8")
    assert steps(capsys, place)["done"] == ["build news-de-en", "score news-de-en"]


def test_a_set_that_is_built_again_to_the_same_bytes_is_not_scored_again(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(place / "work" / "sets" / "news-de-en")
    assert steps(capsys, place)["done"] == ["build news-de-en"]


def test_another_metric_is_counted_on_all_sets_and_the_others_are_kept(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = place / "tertium.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"length"', '"length", "numbers"'), encoding="utf-8")
    _, _, err = outcome(capsys, "run", str(place))
    assert all(f"{name}: kept as scored before: base, new by chrf, length\n" in err for name in projects.PAIRS)
    assert steps(capsys, place)["done"] == []


def test_only_one_set_is_done_where_only_that_is_asked_for(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(place / "work")
    result = steps(capsys, place, "--only", "news-de-en")
    assert result["done"] == ["build news-de-en", "score news-de-en"]
    assert list(result["runs"]) == ["news-de-en"]
    assert fails(capsys, "run", place, "--only", "news-de-e")[0] == 2


def test_a_project_may_be_run_from_anywhere(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    assert steps(capsys, place / "tertium.toml")["done"] == []
    monkeypatch.chdir(place / "outputs")
    assert main(["run", "..", "-q"]) == 0
    assert steps(capsys, place)["done"] == []


def test_a_set_that_fails_costs_no_other_and_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projects.write(place / "outputs" / "talks-en-de.new.txt", projects.lines("de")[:-1])
    shutil.rmtree(place / "work")
    code, out, err = outcome(capsys, "run", str(place))
    assert code == 5
    assert "news-en-de: scores" in out
    assert "talks-en-de: scores" not in out
    assert err.splitlines()[-2].startswith("tertium: talks-en-de: ")
    assert "23 lines, set 'talks-en-de' has 24 segments" in err


def test_a_system_without_outputs_on_a_set_is_left_out_there_with_a_line(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "outputs" / "talks-en-de.base.txt").unlink()
    code, _, err = outcome(capsys, "run", str(place))
    assert code == 0
    assert "base has no outputs on this set" in err


def test_a_metric_that_cannot_be_here_is_named_each_time_and_not_tried_again(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = place / "tertium.toml"
    for name in projects.PAIRS:
        for reference in (place / "sets" / name).glob("reference*"):
            reference.unlink()
    file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    assert "chrf" in steps(capsys, place, code=5)["problems"]["news-de-en"]
    result = steps(capsys, place, code=5)
    assert result["done"] == []
    assert "chrf" in result["problems"]["news-de-en"]


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fails(capsys, "run", tmp_path)[0] == 2


@pytest.mark.parametrize(("cut", "code"), [(2, 0), (9, 10)])
def test_with_rules_the_exit_code_is_the_verdicts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cut: int, code: int
) -> None:
    projects.make(tmp_path, projects.RULES)
    for name, (_, target) in projects.PAIRS.items():
        projects.write(tmp_path / "outputs" / f"{name}.new.txt", projects.lines(target, cut))
    first = steps(capsys, tmp_path, code=code)
    assert first["done"][-2:] == ["decide", "report"]
    assert first["verdict"]["outcome"] == {0: "pass", 10: "fail"}[code]
    second = steps(capsys, tmp_path, code=code)
    assert second["done"] == []
    assert second["verdict"] == first["verdict"]
    report = json.loads((tmp_path / "report" / "verdict.json").read_text(encoding="utf-8"))
    assert report["schema"] == "tertium.suite/1"
    assert {name: report[name] for name in first["verdict"]} == first["verdict"]


def test_a_set_that_fails_is_missing_in_the_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projects.make(tmp_path, projects.RULES)
    (tmp_path / "outputs" / "talks-en-de.new.txt").unlink()
    verdict = steps(capsys, tmp_path, code=5)["verdict"]
    assert verdict["outcome"] == "missing"
    row = verdict["sets"][1]
    assert (row["name"], row["outcome"]) == ("talks-en-de", "missing")
    assert "talks-en-de.new.txt does not exist" in row["reason"]


def test_there_is_no_verdict_on_some_sets_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projects.make(tmp_path, projects.RULES)
    code, _, err = outcome(capsys, "run", str(tmp_path), "--only", "news-de-en", "--json")
    assert code == 0
    assert "no verdict yet: news-en-de, talks-en-de" in err
    assert steps(capsys, tmp_path)["done"][-1] == "report"
    assert steps(capsys, tmp_path, "--only", "news-de-en")["verdict"]["outcome"] == "pass"


def test_another_rule_decides_again_and_scores_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = projects.make(tmp_path, projects.RULES)
    steps(capsys, tmp_path)
    file.write_text(file.read_text(encoding="utf-8").replace("margin = 3.0", "margin = 2.0"), encoding="utf-8")
    assert steps(capsys, tmp_path)["done"] == ["decide", "report"]


def test_a_report_that_was_removed_is_written_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projects.make(tmp_path, projects.RULES)
    steps(capsys, tmp_path)
    (tmp_path / "report" / "verdict.json").unlink()
    assert steps(capsys, tmp_path)["done"] == ["report"]


def test_two_runs_at_once_are_one_and_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tertium.commands.project.work import Work, writing

    projects.make(tmp_path)
    with writing(Work(tmp_path / "work")):
        code, err = fails(capsys, "run", tmp_path)
    assert code == 2
    assert "another process writes to" in err


def test_a_total_over_part_of_a_set_is_a_partial_result_each_time(place: Path) -> None:
    rows = [{"source": "One.", "reference": "Eins.", "mine": "Ein."}, {"source": "Two.", "reference": "Zwei."}]
    (place / "t.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    text = 'schema = "tertium/1"\n[sets.t]\npath = "t.jsonl"\ncolumn = "hypothesis=mine"\n[metrics]\nuse = ["chrf"]\n'
    (place / "tertium.toml").write_text(text, encoding="utf-8")
    assert main(["run", str(place), "-q", "--json"]) == 5
    assert main(["run", str(place), "-q", "--json"]) == 5


def test_what_would_fail_at_the_end_fails_before_the_work(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(place / "work")
    file = place / "tertium.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"length"', '"lenght"'), encoding="utf-8")
    assert fails(capsys, "run", place) == (2, "tertium: no metric is named 'lenght'\n  try: length\n")
    file.write_text(text + projects.RULES.replace('"base"', '"pinned"'), encoding="utf-8")
    assert fails(capsys, "run", place)[0] == 3
    assert not (place / "work").exists()


def test_what_is_said_of_a_run_is_kept_with_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = projects.make(tmp_path)
    text = file.read_text(encoding="utf-8").replace("[systems.new]", '[systems.new]\nmodel = "opus-big"')
    file.write_text(f'{text}[meta]\ndecoder = "beam-4"\n', encoding="utf-8")
    words = ("--tag", "v1", "--note", "first", "--meta", "steps=9", "--commit", "abc")
    assert outcome(capsys, "run", str(tmp_path), *words)[0] == 0
    description = store.load(tmp_path / "work" / "runs" / "news-de-en").description
    assert description == Description(("v1",), "first", "opus-big", "abc", {"decoder": "beam-4", "steps": "9"})
    _, _, err = outcome(capsys, "run", str(tmp_path), "--tag", "v2")
    assert "nothing was scored, and what was said of it is kept with no run\n" in err
    file.write_text(file.read_text(encoding="utf-8").replace("beam-4", "beam-5"), encoding="utf-8")
    _, _, err = outcome(capsys, "run", str(tmp_path), "--tag", "v2")
    assert "score news-de-en: meta decoder changed\n" in err
    assert "news-de-en: kept as scored before: base, new by chrf, length\n" in err
    description = store.load(tmp_path / "work" / "runs" / "news-de-en").description
    assert (description.tags, description.meta) == (("v2",), {"decoder": "beam-5"})


def test_a_secret_is_refused_before_anything_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, err = fails(capsys, "run", projects.make(tmp_path).parent, "--meta", "api_key=123")
    assert code == 2
    assert "looks like a secret" in err
    assert not (tmp_path / "work").exists()
