"""A run and every result as a file from Python: the ending says the format, and the command's tables stand in it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import tertium
from tertium.errors import UsageError
from tertium.evals.challenge.facade import challenge
from tertium.evals.compare import compare
from tertium.evals.gate import gate
from tertium.evals.human.meta_evaluation import meta
from tertium.evals.policy import read
from tertium.evals.rank import rank
from tertium.evals.results import Resampling
from tertium.reports import formats
from tests.conftest import ROOT
from tests.evals.challenge.making import made
from tests.evals.test_filter import scored
from tests.reports.making import FEW, plain_run

if TYPE_CHECKING:
    from pathlib import Path

RUN = scored()
QUICK = Resampling(samples=200)
ENDINGS = sorted(formats.load(name).suffix for name in formats.names())


@pytest.mark.parametrize("ending", [*ENDINGS, ".html", ".MD"])
def test_a_run_is_written_in_the_format_of_the_ending_and_the_path_is_returned(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"scores{ending}"
    assert RUN.report(str(target), resampling=QUICK) == target
    assert target.stat().st_size > 200


def test_the_tables_are_those_of_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tertium.cli import main

    tertium.save_run(RUN, tmp_path / "run")
    for ending, name in ((".md", "markdown"), (".json", "json"), (".tex", "latex")):
        assert main(["report", str(tmp_path / "run"), "--format", name]) == 0
        written = RUN.report(tmp_path / f"x{ending}").read_text(encoding="utf-8")
        assert written == capsys.readouterr().out


def test_a_page_compares_with_a_baseline(tmp_path: Path) -> None:
    page = RUN.report(tmp_path / "page.html", baseline="north", resampling=QUICK).read_text(encoding="utf-8")
    assert "each system minus north" in page
    with pytest.raises(UsageError, match="no system is named 'nort'"):
        RUN.report(tmp_path / "other.html", baseline="nort")
    assert not (tmp_path / "other.html").exists()


def test_a_file_is_replaced_only_if_that_is_asked_for(tmp_path: Path) -> None:
    target = RUN.report(tmp_path / "scores.csv", by="set")
    before = target.read_bytes()
    with pytest.raises(UsageError, match=r"scores\.csv is already there") as caught:
        RUN.report(target)
    assert str(caught.value).endswith("try: overwrite=True, or another path")
    assert target.read_bytes() == before
    assert RUN.report(target, overwrite=True).read_bytes() != before


@pytest.mark.parametrize(
    ("path", "options", "message", "remedy"),
    [
        ("scores.pdf", {}, "no report ends in .pdf", ".csv, .html"),
        ("scores", {}, "the ending says the format, and there is none", ".xlsx"),
        ("scores.md", {"by": "documnt"}, "no table is named 'documnt'", "document"),
        ("scores.md", {"by": 3}, "by can't be 3", "set"),
        ("scores.md", {"baseline": "north"}, "baseline is for the page, and not for .md", '"page.html"'),
        ("scores.md", {"overwrite": "no"}, "overwrite can't be 'no'", "True or False"),
        (3, {}, "path can't be 3", "a path"),
    ],
)
def test_what_does_not_fit_is_refused_in_two_lines(
    tmp_path: Path, path: Any, options: dict[str, Any], message: str, remedy: str
) -> None:
    with pytest.raises(UsageError) as caught:
        RUN.report(tmp_path / path if isinstance(path, str) else path, **options)
    first, second = str(caught.value).splitlines()
    assert first.endswith(message)
    assert remedy in second


def test_latex_and_markdown_are_of_the_set_unless_another_table_is_asked_for() -> None:
    assert RUN.to_latex().count(r"\begin{table") == 1
    assert "made: scores" in RUN.to_markdown()
    assert RUN.to_markdown(by=["set", "domain"]).count("### ") == 2


def results() -> list[Any]:
    comparison = compare(RUN, resampling=QUICK)
    return [comparison, rank(RUN, resampling=QUICK), RUN.by("domain", resampling=QUICK)]


@pytest.mark.parametrize("result", results(), ids=lambda result: type(result).__name__)
def test_every_result_is_a_file_a_table_for_a_paper_and_a_frame(tmp_path: Path, result: Any) -> None:
    assert r"\begin{table" in result.to_latex()  # or a table* over both columns
    assert "| " in result.to_markdown()
    assert isinstance(result.to_pandas(), pd.DataFrame)
    assert json.loads(result.report(tmp_path / "x.json").read_text(encoding="utf-8"))
    with pytest.raises(UsageError, match="only a run has a page") as caught:
        result.report(tmp_path / "x.html")
    assert 'run.report("page.html", baseline=…)' in str(caught.value)


def test_the_verdict_of_a_gate_is_one_too(tmp_path: Path) -> None:
    verdict = gate(RUN, RUN, read(ROOT / "examples" / "policy.toml"), system="south", baseline_system="north")
    assert verdict.outcome.upper() in verdict.to_markdown()
    page = RUN.report(tmp_path / "page.html", verdict=verdict, resampling=QUICK).read_text(encoding="utf-8")
    assert f"{verdict.outcome.upper()}: south against north" in page


def test_a_meta_evaluation_has_a_page_too(tmp_path: Path) -> None:
    rows = [f"{name}\t{i + 1}\t{value}" for name, value in zip(RUN.systems, (9, 5, 1), strict=False) for i in range(3)]
    (tmp_path / "people.tsv").write_text("\n".join(["system\tline\tda", *rows]) + "\n", encoding="utf-8")
    agreement: Any = meta(RUN, tmp_path / "people.tsv", resampling=QUICK)
    assert "agrees best with people" in agreement.report(tmp_path / "x.html").read_text(encoding="utf-8")


def test_a_challenge_has_a_page_tables_and_a_frame(tmp_path: Path) -> None:
    result: Any = challenge(made(), "chrf")
    assert "By phenomenon" in result.report(tmp_path / "x.html").read_text(encoding="utf-8")
    assert result.report(tmp_path / "x.csv").read_text(encoding="utf-8").count("article")
    assert r"\begin{table" in result.to_latex()
    assert "article" in set(result.to_pandas()["name"])


def test_a_triage_and_a_comparison_with_one_show_what_the_differences_are_made_of() -> None:
    run = plain_run()
    triage = run.triage("north", metric="chrf")
    title = "town: word accuracy by frequency, against north"
    assert title in triage.to_markdown()
    comparison = run.compare("north", resampling=FEW)
    assert title not in comparison.to_markdown()
    assert title in replace(comparison, triage=triage).to_markdown()
    assert triage.to_pandas()["by"].tolist()[0] == "document"
