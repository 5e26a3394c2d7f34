"""`tertium check`: what is there, what is missing, and what each set can detect; nothing is written or fetched."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest

from tertium.cli import main
from tests.tertium.answering import fails, outcome
from tests.tertium.commands import projects

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("news-en-de", "news-de-en")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    projects.make(tmp_path, projects.RULES, NAMES)
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], place: Path, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["check", str(place), "--json"]) == code
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def test_before_the_first_run_nothing_is_built_and_nothing_known(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = outcome(capsys, "check", str(place))
    assert (code, err) == (0, "")
    assert out.count("after the first run") == 2
    assert "nothing is missing; tertium run" in out
    assert sorted(path.name for path in place.iterdir()) == ["outputs", "sets", "tertium.toml"]
    sets = checked(capsys, place)["sets"]
    assert [(each["built"], each["scored"], each["texts"]) for each in sets] == [("no", "no", "there")] * 2


def test_after_a_run_it_says_what_each_set_can_detect(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(place), "-q", "--json"]) == 0
    result = checked(capsys, place)
    rule = result["rules"][0]
    for each in result["sets"]:
        assert (each["built"], each["scored"], each["documents"]) == ("yes", "yes", 12)
        assert 0 < each["detectable"][rule] < math.inf
    assert "after the first run" not in outcome(capsys, "check", str(place))[1]


def test_it_says_what_is_out_of_date_and_why(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(place), "-q", "--json"]) == 0
    projects.write(place / "outputs" / "news-en-de.new.txt", projects.lines("de"))
    first, second = checked(capsys, place)["sets"]
    assert first["scored"] == "out of date: outputs/news-en-de.new.txt changed"
    assert second["scored"] == "yes"


def test_missing_outputs_texts_and_metrics_are_problems(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "outputs" / "news-en-de.new.txt").unlink()
    (place / "sets" / "news-de-en").rename(place / "elsewhere")
    file = place / "tertium.toml"
    text = file.read_text(encoding="utf-8").replace('"length"', '"comet:model=Nobody/nothing", "chrff"')
    file.write_text(text.replace('metric = "chrf"', 'metric = "bleu"'), encoding="utf-8")
    problems = checked(capsys, place, code=5)["problems"]
    assert any(f"no outputs of new, {place / 'outputs' / 'news-en-de.new.txt'}" in line for line in problems)
    assert any("news-de-en does not exist" in line for line in problems)
    assert any(line.startswith("comet:model=Nobody/nothing: ") for line in problems)
    assert any(line.startswith("chrff: no metric is named 'chrff'") for line in problems)
    assert any("needs bleu, which isn't among its metrics" in line for line in problems)


def test_a_baseline_that_is_nowhere_is_a_problem(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = place / "tertium.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('baseline = "base"', 'baseline = "pinned"'), encoding="utf-8")
    assert any("pinned does not exist" in line for line in checked(capsys, place, code=5)["problems"])
    (place / "pinned").mkdir()
    problems = checked(capsys, place, code=5)["problems"]
    assert "news-en-de: no pinned baseline in pinned" in problems


def test_a_wrong_file_is_an_error_of_two_lines(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "tertium.toml").write_text('schema = "tertium/1"\n[set.a]\n', encoding="utf-8")
    code, err = fails(capsys, "check", place)
    assert code == 2
    assert "try: sets" in err
