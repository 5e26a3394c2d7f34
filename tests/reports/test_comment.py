"""The comment on a pull request says what matters, fits, and carries no text as markup."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.cli import main
from tertium.evals import store
from tertium.evals.compare import compare
from tertium.evals.evaluate import evaluate
from tertium.evals.results import (
    Check,
    Verdict,
)
from tertium.evals.types import Key, Run
from tertium.reports import comment
from tertium.reports.decisions import Decisions
from tests.reports import reading
from tests.reports.making import (
    FEW,
    example_standings,
    hostile_run,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def decided(run: Run, baseline: str = "north") -> Decisions:
    check = Check("chrf non-inferior by 0.5", "chrf", "fail", -33.3, -0.5, "chrf falls by 33.3")
    verdict = Verdict("fail", "south", "north", "town", run.fingerprint, (check,), FEW)
    return Decisions(example_standings(run), compare(run, baseline=baseline, resampling=FEW), verdict)


def test_verdict_warnings_leaderboard_and_losses_come_in_this_order(
    run: Run, golden: Callable[[str, str], None]
) -> None:
    content = comment.render(run, decided(run))
    golden("town.comment.md", content)
    heads = [line for line in content.splitlines() if line.startswith("### ")]
    assert [re.sub(r"^### (town: )?", "", head) for head in heads] == [
        *("FAIL: south against north", "read this first", "leaderboard", "largest losses against north"),
        *("findings, new and fixed against north", "findings, the gravest new and fixed ones"),
    ]


def test_a_hostile_run_fits_and_stays_text() -> None:
    run = hostile_run()
    content = comment.render(run, Decisions(comparison=compare(run, baseline=run.systems[0], resampling=FEW)))
    assert len(content.encode()) < 60_000
    reading.check_plain_markdown(content)


def test_a_long_run_is_cut_at_a_line_and_says_so(run: Run) -> None:
    names = [f"system {i} {'x' * 60}" for i in range(1500)]
    column = run.data.outputs["south"]
    many = replace(
        run,
        data=replace(run.data, outputs=dict.fromkeys(names, column)),
        values={Key(name, metric): run.values[Key("south", metric)] for name in names for metric in run.measures},
        spans={},
    )
    content = comment.render(many, Decisions())
    assert 50_000 < len(content.encode()) <= 60_000
    assert "is cut" in content


POLICY = """
schema = "tertium.policy/1"

[[rule]]
kind = "non-inferior"
metric = "chrf"
margin = 0.5
"""


def test_the_command_makes_the_comment_and_judges_by_a_policy(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store.save(replace(run, missing={}), tmp_path / "run")
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    words = ["report", str(tmp_path / "run"), "--format", "markdown", "--summary", "--samples", "200"]
    assert main(words) == 0
    assert "### town: largest losses against south" in capsys.readouterr().out
    against = tmp_path / "north"
    north = replace(run.data, outputs={"north": run.data.outputs["north"]})
    store.save(evaluate(north, ["chrf"]), against)
    judged = ["--policy", str(tmp_path / "policy.toml"), "--against", str(against), "--system", "south"]
    assert main([*words, *judged]) == 0
    assert capsys.readouterr().out.startswith("### FAIL: south against north")
    assert main([*words, *judged[:2]]) == 2
    assert "--policy and --against" in capsys.readouterr().err
    assert main(["report", str(tmp_path / "run"), "--summary"]) == 2
