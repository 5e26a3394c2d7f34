"""`tertium gate`: may this candidate be released?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from tertium.commands.options import Format, Json, Output, OverwriteFile, Verbose
from tertium.commands.output import Destination, put
from tertium.errors import UsageError
from tertium.stdout import tolerated

if TYPE_CHECKING:
    from tertium.evals.results import Comparison, Verdict
    from tertium.evals.types import Run

EXIT: Final = {"pass": 0, "not comparable": 4, "missing": 5, "fail": 10, "inconclusive": 11}
"""The exit code of each outcome; see docs/decisions.md."""


def gate(
    candidate: Annotated[Path, typer.Argument(metavar="CANDIDATE", help="The run to judge.")],
    baseline: Annotated[Path, typer.Option(help="A run, or what tertium pin wrote.", metavar="RUN|BASELINE")],
    policy: Annotated[Path, typer.Option(metavar="FILE", help="The rules: a TOML file; see docs/decisions.md.")],
    system: Annotated[
        str | None, typer.Option(metavar="SYSTEM", help="The candidate, where its run has several systems.")
    ] = None,
    baseline_system: Annotated[
        str | None, typer.Option(metavar="SYSTEM", help="The baseline, where its run has several systems.")
    ] = None,
    format: Format = "text",
    json: Json = False,
    junit: Annotated[
        Path | None, typer.Option(help="Write JUnit XML too, one case per rule; replaces the file.", metavar="FILE")
    ] = None,
    summary: Annotated[
        Path | None, typer.Option(help='Append Markdown too: "$GITHUB_STEP_SUMMARY".', metavar="FILE")
    ] = None,
    output: Output = None,
    overwrite: OverwriteFile = False,
    verbose: Verbose = False,
) -> None:
    """Judge a candidate by rules; exit code 0 pass, 10 fail, 11 inconclusive, 4 not comparable, 5 something missing."""
    from tertium.evals import gate as gates
    from tertium.evals import pin, store
    from tertium.evals import policy as policies
    from tertium.reports import junit as xml
    from tertium.reports.sections.verdict import verdict_table

    destination = Destination(format, json, output, overwrite, verbose)
    rules = policies.read(policy)
    candidate_run = store.open_stored(candidate)
    if not baseline.exists() and str(baseline) in candidate_run.systems:
        hint = f"--baseline {candidate} --baseline-system {baseline}, or what tertium pin wrote"
        raise UsageError(f"{baseline} is a system of {candidate}, and --baseline takes a folder", hint=hint)
    baseline_run, pinned_system = pin.baseline(baseline)
    verdict = gates.gate(
        candidate_run,
        baseline_run,
        rules,
        system=system,
        baseline_system=baseline_system or pinned_system,
    )
    with tolerated():  # the exit code is the answer
        destination.put("tertium.verdict/1", verdict, lambda: [verdict_table(verdict)])
    if junit or summary:
        comparison = _comparison(verdict, candidate_run, baseline_run)
        if junit:
            put(xml.render(verdict, comparison), junit)
        if summary:
            _append(summary, verdict, comparison)
    raise typer.Exit(EXIT[verdict.outcome])


def _comparison(verdict: Verdict, candidate: Run, baseline: Run) -> Comparison | None:
    """Return the comparison that shows what a verdict that is no pass rests on; None where there is none."""
    from tertium.evals.suite.evidence import comparison_of
    from tertium.evals.suite.paired import pair

    if verdict.outcome == "pass":
        return None
    return comparison_of(pair(candidate, verdict.candidate, baseline, verdict.baseline), verdict.resampling)


def _append(path: Path, verdict: Verdict, comparison: Comparison | None) -> None:
    """Append to the summary of a CI job, which earlier steps may have begun; GitHub's limit is for the whole file."""
    from tertium.files import append_text
    from tertium.reports import summary

    used = path.stat().st_size if path.is_file() else 0
    append_text(path, summary.render(verdict, comparison, room=summary.LIMIT - used))
