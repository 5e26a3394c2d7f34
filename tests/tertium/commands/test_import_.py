"""`tertium import`: files of scores become a run that every command takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertium.cli import main
from tests.tertium.answering import answer, fails

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples" / "scores.tsv"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    words = ["import", str(EXAMPLE), "--higher-is-better", "Flu*", "--unit", "Fluency=%", "-o", str(tmp_path / "run")]
    assert main(words) == 5
    return tmp_path / "run"


def test_a_run_is_reported_ranked_compared_and_shown_as_a_page(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scores = answer(capsys, "report", run, "--by", "set")
    assert scores["systems"] == ["north", "south"]
    standings = answer(capsys, "rank", run, "--samples", "100")
    assert standings["over"] == ["MetricX", "Fluency"]
    assert [ranking["higher_is_better"] for ranking in standings["rankings"]] == [False, True]
    assert len(answer(capsys, "compare", run, "--samples", "100")["differences"]) == 2
    assert main(["report", str(run), "-f", "html", "-o", str(tmp_path / "page.html")]) == 0


def test_a_missing_score_is_told_with_its_reason(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(run)]) == 0
    assert "market#2): Fluency: no score in scores.tsv" in " ".join(capsys.readouterr().out.split())


def test_a_candidate_is_gated_against_a_baseline(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header = "system\tdocument\tsegment\tMetricX"
    for name, offset in (("old", 0.0), ("new", -1.0), ("bad", 3.0)):
        rows = [f"mt\td{i // 2}\t{i % 2 + 1}\t{5 + i % 3 + offset + i * 0.01}" for i in range(40)]
        (tmp_path / f"{name}.tsv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        assert main(["import", str(tmp_path / f"{name}.tsv"), "--name", "s", "-o", str(tmp_path / name), "-q"]) == 0
    policy = tmp_path / "policy.toml"
    rule = '[[rule]]\nkind = "non-inferior"\nmetric = "MetricX"\nmargin = 0.5\n'
    policy.write_text(f'schema = "tertium.policy/1"\n{rule}', encoding="utf-8")
    words = ["--baseline", str(tmp_path / "old"), "--policy", str(policy)]
    assert main(["gate", str(tmp_path / "new"), *words]) == 0
    assert main(["gate", str(tmp_path / "bad"), *words]) == 10
    assert "not comparable" not in capsys.readouterr().out
    standings = answer(capsys, "rank", tmp_path / "old", tmp_path / "new", "--samples", "100")
    assert list(standings["overall"]) == ["mt@new", "mt@old"]


def test_other_segments_are_other_data_although_no_text_tells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, segments in (("a", "12"), ("b", "13")):
        rows = "".join(f"{name}\t{segment}\t1\n" for segment in segments)
        (tmp_path / f"{name}.tsv").write_text(f"system\tsegment\tMetricX\n{rows}", encoding="utf-8")
        assert main(["import", str(tmp_path / f"{name}.tsv"), "-o", str(tmp_path / name), "-q"]) == 0
    code, message = fails(capsys, "rank", tmp_path / "a", tmp_path / "b")
    assert code == 4
    assert "the id of 1 of 2 segments differs" in message


def test_system_level_scores_are_ranked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "COMET.sys.score").write_text("x\t0.8\ny\t0.7\n", encoding="utf-8")
    (tmp_path / "MetricX.sys.score").write_text("x\t-2\ny\t-3\n", encoding="utf-8")
    files = [str(tmp_path / f"{name}.sys.score") for name in ("COMET", "MetricX")]
    assert main(["import", *files, "-o", str(tmp_path / "run"), "-q"]) == 0
    standings = answer(capsys, "rank", tmp_path / "run", "--samples", "100", "--aggregate", "wmt24")
    assert standings["overall"] == {"x": 1, "y": 2}
    assert standings["rankings"][0]["places"][0]["interval"] in ([None, None], {"low": None, "high": None})
    assert main(["rank", str(tmp_path / "run"), "--samples", "100"]) == 0


def test_an_unknown_direction_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, message = fails(capsys, "import", EXAMPLE, "-o", tmp_path / "run")
    assert code == 2
    assert "whether a higher Fluency is better" in message
    assert not (tmp_path / "run").exists()


def test_a_file_gives_its_scores_another_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--column", "score=MetricX", "--name", "demo", "--origin", "MetricX-24", "-o", str(tmp_path / "run")]
    assert main(["import", f"MX={EXAMPLE}", *words]) == 0
    standings = answer(capsys, "rank", tmp_path / "run", "--samples", "100")
    assert standings["name"] == "demo"
    assert standings["rankings"][0]["signature"] == "MX|imported:MetricX-24|column:MetricX|unit:points|better:lower"


def test_charts_of_a_run_without_texts_are_those_that_need_none(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("matplotlib")
    assert main(["plot", str(run), "-o", str(tmp_path / "charts"), "--samples", "100"]) == 0
    assert "no chart of length: the run has no sources" in capsys.readouterr().err
    assert len(list((tmp_path / "charts").iterdir())) == 4


def test_systems_are_renamed_in_both_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "m.tsv").write_text("system\tsegment\tCOMET\nnorth-MT\t1\t0.5\nsouth\t1\t0.25\n", encoding="utf-8")
    words = ["--rename", "north-MT=north", "-q", "-o"]
    assert main(["import", str(tmp_path / "m.tsv"), *words, str(tmp_path / "alone")]) == 0
    assert answer(capsys, "report", tmp_path / "alone", "--by", "set")["systems"] == ["north", "south"]
    for name, text in {"source": "One.", "systems/north": "Eins.", "systems/south": "Ein."}.items():
        path = tmp_path / "set" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n", encoding="utf-8")
    beside = ["score", str(tmp_path / "set"), "-m", "copied", "--scores", f"COMET={tmp_path / 'm.tsv'}"]
    assert main([*beside, *words, str(tmp_path / "beside")]) == 0
    scores = answer(capsys, "report", tmp_path / "beside", "--by", "set")["scores"]
    assert {row["system"]: row["score"] for row in scores if row["metric"] == "COMET"} == {"north": 0.5, "south": 0.25}
    assert main(["score", str(tmp_path / "set"), "-m", "copied", *words, str(tmp_path / "none")]) == 2
    assert "--rename is about --human and --scores" in capsys.readouterr().err
