"""Judging: a baseline is a system of the project or what was pinned, and a stale one never passes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tertium.cli import main
from tertium.commands.project import deciding
from tertium.commands.project.work import work_of
from tertium.errors import DataError
from tertium.evals import store
from tertium.evals.suite.read import read
from tests.evals.test_pin import write_old_pin
from tests.tertium.commands import projects

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("news-en-de", "news-de-en")
PAGES = ("index.html", "gate.xml", "summary.md")
PINNED = projects.RULES.replace('baseline = "base"', 'baseline = "pinned"')


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return the folder of a project that was run, and whose runs of base were pinned and taken away."""
    projects.make(tmp_path, projects.RULES, NAMES)
    assert main(["run", str(tmp_path), "-q", "--json"]) == 0
    shutil.copytree(tmp_path / "work" / "runs", tmp_path / "released")
    (tmp_path / "pinned").mkdir()
    for name in NAMES:
        pin = str(tmp_path / "pinned" / name)
        assert main(["pin", str(tmp_path / "released" / name), "--system", "base", "-o", pin, "-q"]) == 0
    projects.make(tmp_path, PINNED, NAMES)
    file = tmp_path / "tertium.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('[systems.base]\nfile = "outputs/{set}.{system}.txt"\n', ""), encoding="utf-8")
    return tmp_path


def verdict(place: Path, capsys: pytest.CaptureFixture[str], code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["run", str(place), "-q", "--json"]) == code
    result: dict[str, Any] = json.loads(capsys.readouterr().out)["verdict"]
    return result


def test_a_pinned_baseline_gives_the_verdict_that_the_system_gives(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pinned = verdict(place, capsys)
    projects.make(place, projects.RULES, NAMES)
    own = verdict(place, capsys)
    assert pinned["baseline"] == "pinned"
    deltas = [[cell["check"]["estimate"] for row in v["sets"] for cell in row["cells"].values()] for v in (pinned, own)]
    assert deltas[0] == deltas[1]


@pytest.mark.parametrize("pattern", ["pinned/{set}", "released/{set}"])
def test_a_pattern_and_a_folder_of_runs_name_baselines_too(place: Path, pattern: str) -> None:
    file = place / "tertium.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"pinned"', f'"{pattern}"'), encoding="utf-8")
    places = deciding.baseline_places(read(place))
    assert places == {name: place / pattern.replace("{set}", name) for name in NAMES}


def test_a_set_without_a_pin_is_missing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(place / "pinned" / "news-de-en")
    rows = verdict(place, capsys, code=5)["sets"]
    assert [row["outcome"] for row in rows] == ["pass", "missing"]


def test_a_stale_pin_never_passes(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = place / "released" / "news-de-en"
    shutil.rmtree(place / "pinned" / "news-de-en")
    write_old_pin(place / "pinned" / "news-de-en.toml", run, "../released/news-de-en", "base")
    shutil.rmtree(run)
    shutil.copytree(place / "released" / "news-en-de", place / "released" / "news-de-en")
    assert main(["run", str(place), "-q", "--json"]) == 4
    assert "the baseline is stale" in capsys.readouterr().err


def test_another_pin_decides_again(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verdict(place, capsys)
    project, work = read(place), work_of(read(place))
    assert deciding.decide_stage(project, work, {}).reason(work.verdict) == ""
    run, pin = place / "released" / "news-de-en", place / "pinned" / "news-de-en"
    other = next(system for system in store.load(run).systems if system != "base")
    assert main(["pin", str(run), "--system", other, "-o", str(pin), "--overwrite", "-q"]) == 0
    assert deciding.decide_stage(project, work, {}).reason(work.verdict) == "the baseline of news-de-en changed"


def test_a_baseline_that_is_nowhere_is_an_error(place: Path) -> None:
    shutil.rmtree(place / "pinned")
    with pytest.raises(DataError, match="pinned does not exist, and no system is named so"):
        deciding.baseline_places(read(place))


def test_a_damaged_verdict_is_decided_again(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = verdict(place, capsys)
    (place / "work" / "verdict.json").write_text("[]", encoding="utf-8")
    assert verdict(place, capsys) == first


def test_every_report_that_is_named_is_written_and_shows_both_systems(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = place / "tertium.toml"
    file.write_text(file.read_text(encoding="utf-8") + projects.PAGES, encoding="utf-8")
    verdict(place, capsys)
    reports = {name: (place / "report" / name).read_text(encoding="utf-8") for name in PAGES}
    for text in reports.values():
        assert all(name in text for name in (*NAMES, "new", "pinned"))
    assert not deciding.report_stage(read(place), work_of(read(place))).reason(place / "work" / "reports.json")


def test_reports_of_a_stored_verdict_are_those_of_the_verdict(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = place / "tertium.toml"
    file.write_text(file.read_text(encoding="utf-8") + projects.PAGES, encoding="utf-8")
    verdict(place, capsys)
    before = {name: (place / "report" / name).read_bytes() for name in PAGES}
    shutil.rmtree(place / "report")
    verdict(place, capsys)
    assert {name: (place / "report" / name).read_bytes() for name in PAGES} == before
