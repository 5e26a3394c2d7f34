"""`tertium history`: a folder of runs as tables, one JSON object and a chart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tests.tertium.commands.making import HALVES, SHUFFLED, score

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of three runs, a day each; the system of the last is another."""
    (tmp_path / "runs").mkdir()
    for day, (name, outputs) in enumerate({"a": SHUFFLED, "b": SHUFFLED, "c": HALVES}.items()):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_700_000_000 + day * 86_400))
        score(tmp_path, f"runs/{name}", outputs)
    return tmp_path / "runs"


def test_it_says_since_when_and_with_what(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["history", str(runs), "-m", "bleu"]) == 0
    out = capsys.readouterr().out
    assert "set: bleu ↑ over 3 runs" in out
    assert "since c (2023-11-16)" in out
    assert "with it changed system" in out
    assert "chrf" not in out


def test_json_has_all_points_unrounded(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["history", str(runs), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["schema"] == "tertium.history/1"
    assert [series["metric"] for series in result["series"]] == ["bleu", "chrf"]
    assert [point["changed"] for point in result["series"][0]["points"]] == [[], [], ["system"]]
    assert result["series"][0]["points"][0]["change"] is None


def test_a_chart_is_drawn_in_the_form_that_its_name_asks_for(
    runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["history", str(runs), "--chart", str(tmp_path / "h.svg")]) == 0
    assert "bleu over runs" in (tmp_path / "h.svg").read_text(encoding="utf-8")
    assert main(["history", str(runs), "--chart", str(tmp_path / "h.bmp")]) == 2
    assert "svg" in capsys.readouterr().err.lower()


def test_what_is_said_of_a_run_is_shown_everywhere(
    runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "output.txt"
    words = ["score", str(tmp_path / "set"), "-m", "bleu", "--system", f"mine={output}", "-o", str(runs / "d"), "-q"]
    said = ["--tag", "v2", "--note", "larger beam", "--model", "opus <big>", "--meta", "beam=12", "--commit", "abc123"]
    assert main([*words, *said]) == 0
    for command in (["runs", "show", str(runs / "d")], ["report", str(runs / "d"), "--by", "set"]):
        capsys.readouterr()
        assert main(command) == 0
        out = capsys.readouterr().out
        for text in ("v2", "larger beam", "opus <big>", "12", "abc123"):
            assert text in out, (command, text)
    assert main(["report", str(runs / "d"), "-f", "html", "-o", str(tmp_path / "page.html")]) == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "opus &lt;big&gt;" in page
    assert "<dt>beam</dt>" in page
    capsys.readouterr()
    assert main(["history", str(runs), "-m", "bleu"]) == 0
    assert "v2, opus <big>, abc123" in capsys.readouterr().out


@pytest.mark.parametrize("meta", ["beam", "=12", "token=x", "beam=ghp_" + "a" * 36])
def test_a_wrong_or_secret_value_is_refused_before_anything_is_scored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], meta: str
) -> None:
    words = ["score", str(tmp_path), "-m", "bleu", "-o", str(tmp_path / "run"), "--meta", meta]
    assert main(words) == 2
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 2
    assert "aaaa" not in err
