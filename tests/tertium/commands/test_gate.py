"""`tertium gate`: every outcome has its exit code, and reports are written beside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

import pytest

from tertium.cli import main
from tertium.commands.gate import EXIT
from tertium.evals import store
from tertium.evals.results import Outcome
from tests.tertium.commands.conftest import POLICY
from tests.tertium.commands.making import REFERENCES, score

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run


def gate(folder: Path, candidate: str, policy: str, *more: str, baseline: str = "old") -> int:
    paths = [str(folder / candidate), "--baseline", str(folder / baseline), "--policy", str(folder / policy)]
    return main(["gate", *paths, *more])


OUTCOMES = {
    0: ("new", "bleu.toml", "PASS: mine against mine"),
    10: ("new", "both.toml", "FAIL"),
    11: ("same", "unsure.toml", "INCONCLUSIVE"),
    4: ("other", "bleu.toml", "NOT COMPARABLE"),
    5: ("new", "more.toml", "MISSING"),
}


@pytest.mark.parametrize("code", OUTCOMES)
def test_every_outcome_has_its_exit_code(folder: Path, capsys: pytest.CaptureFixture[str], code: int) -> None:
    candidate, policy, heading = OUTCOMES[code]
    assert gate(folder, candidate, policy) == code
    assert capsys.readouterr().out.startswith(heading)


def test_bleu_alone_would_pass_what_chrf_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate(folder, "new", "both.toml", "--json") == 10
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["schema"] == "tertium.verdict/1"
    assert [(check["metric"], check["outcome"]) for check in verdict["checks"]] == [("bleu", "pass"), ("chrf", "fail")]
    for check in verdict["checks"]:
        assert check["low"] <= check["estimate"] <= check["high"]
        assert (check["p_fail"] < 0.05) == (check["outcome"] == "fail")
        assert check["differing"] <= check["units"] == 20


def test_one_changed_byte_of_a_reference_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate(folder, "other", "bleu.toml") == 4
    assert "reference 'A' of 1 of 40 segments differs, first at d19#2" in capsys.readouterr().out


def test_junit_and_summary_are_written_beside(folder: Path, tmp_path: Path) -> None:
    summary, junit = tmp_path / "summary.md", tmp_path / "junit.xml"
    summary.write_text("# an earlier step\n", encoding="utf-8")
    assert gate(folder, "new", "both.toml", "--junit", str(junit), "--summary", str(summary)) == 10
    assert summary.read_text(encoding="utf-8").startswith("# an earlier step\n### FAIL")
    assert 'failures="1"' in junit.read_text(encoding="utf-8")
    assert "largest losses" in summary.read_text(encoding="utf-8")
    assert "Largest losses by chrf" in junit.read_text(encoding="utf-8")
    assert "Largest losses by bleu" not in junit.read_text(encoding="utf-8"), "that rule passes"


def test_a_pass_lists_no_losses_and_what_cannot_be_compared_has_none(folder: Path, tmp_path: Path) -> None:
    for candidate, code in (("new", 0), ("other", 4)):
        junit = tmp_path / f"{candidate}.xml"
        assert gate(folder, candidate, "bleu.toml", "--junit", str(junit)) == code
        assert "Largest losses" not in junit.read_text(encoding="utf-8")


def test_a_summary_that_cannot_be_appended_is_two_lines(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store.save(run, tmp_path / "run")
    (tmp_path / "p.toml").write_text(
        'schema = "tertium.policy/1"\n[[rule]]\nkind = "required"\nmetric = "length"\n', encoding="utf-8"
    )
    words = ["gate", str(tmp_path / "run"), "--baseline", str(tmp_path / "run"), "--policy", str(tmp_path / "p.toml")]
    systems = ["--system", "new", "--baseline-system", "old"]
    assert main([*words, *systems, "--summary", str(tmp_path)]) == 2
    assert capsys.readouterr().err.endswith("Is a directory\n  try: another path\n")
    assert main([*words, *systems, "--summary", str(tmp_path / "new.md")]) == 0
    assert (tmp_path / "new.md").read_text(encoding="utf-8")


def test_every_outcome_of_a_verdict_has_an_exit_code_of_its_own() -> None:
    assert set(EXIT) == set(get_args(Outcome))
    assert set(EXIT.values()) == set(OUTCOMES)


def test_a_candidate_with_a_lost_line_is_told_of_realign_and_then_gated_without_naming_a_system(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    baseline = score(tmp_path, "base", REFERENCES)
    (tmp_path / "output.txt").write_text("\n".join([*REFERENCES[:7], *REFERENCES[8:]]) + "\n", encoding="utf-8")
    (tmp_path / "p.toml").write_text(POLICY.replace("0.5", "10"), encoding="utf-8")
    system = f"mine={tmp_path / 'output.txt'}"
    words = ["score", str(tmp_path / "set"), "-m", "bleu", "--system", system, "-o", str(tmp_path / "new")]
    capsys.readouterr()
    assert main(words) == 3
    err = capsys.readouterr().err
    assert "has 39 lines, set 'set' has 40 segments" in err
    assert "--alignment realign locates what is missing or added" in err
    assert main([*words, "--alignment", "realign"]) == 0
    assert "1 of 40 segments is omitted" in capsys.readouterr().err
    gate = ["gate", str(tmp_path / "new"), "--baseline", str(baseline), "--policy", str(tmp_path / "p.toml")]
    assert main(gate) in {0, 11}
    assert "mine against mine" in capsys.readouterr().out
    assert main(["pin", str(tmp_path / "new"), "-o", str(tmp_path / "pin"), "-q"]) == 0


def test_a_system_in_the_place_of_the_baselines_folder_is_answered_with_the_option(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert main(["gate", "new", "--baseline", "mine", "--policy", "bleu.toml"]) == 2
    message, hint = capsys.readouterr().err.splitlines()
    assert message == "tertium: mine is a system of new, and --baseline takes a folder"
    assert hint == "  try: --baseline new --baseline-system mine, or what tertium pin wrote"
    assert main(["gate", "new", "--baseline", "nobody", "--policy", "bleu.toml"]) == 3
