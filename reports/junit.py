"""A verdict as JUnit XML, one case per rule, for the test views of GitHub, GitLab and Jenkins.

Whatever is not a pass must not look passed: "fail" and "inconclusive" are failures, "missing" and "not comparable" are
errors. GitLab takes a job's status from the exit code alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from tertium.reports.formats.text import crop
from tertium.reports.sections.losses import losses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.results import Check, Comparison, Finding, Verdict

ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't hold, not even escaped."""

TAGS: Final = {"fail": "failure", "inconclusive": "failure", "missing": "error", "not comparable": "error"}
"""The element that marks a case, by the outcome of its rule; a pass has none."""

LETTERS: Final = 400
"""Characters of a text that a case shows."""


def render(verdict: Verdict, comparison: Comparison | None = None) -> str:
    """Return the document; texts are escaped, and characters that XML can't hold are removed.

    Args:
        verdict: of the gate.
        comparison: of the candidate with the baseline, whose losses stand in the cases that don't pass.
    """
    tags = [TAGS.get(check.outcome) for check in verdict.checks]
    suite = ET.Element(
        "testsuite",
        name=legal(f"tertium gate: {verdict.candidate} against {verdict.baseline}"),
        tests=str(len(tags)),
        failures=str(tags.count("failure")),
        errors=str(tags.count("error")),
    )
    for check in verdict.checks:
        case = ET.SubElement(suite, "testcase", classname=legal(verdict.name), name=legal(check.rule))
        _add_outcome(case, check, comparison)
    return document(suite)


def document(root: ET.Element) -> str:
    """Return an element as a whole document, indented."""
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _add_outcome(case: ET.Element, check: Check, comparison: Comparison | None) -> None:
    """Put the reason and the warnings of a check into its case, and what broke it."""
    lines = [check.said, *check.doubts]
    if check.outcome != "pass" and comparison:
        lines += evidence_lines(comparison, check.metric, ("candidate", "baseline"))
    text = legal("\n".join(lines))
    if check.outcome in TAGS:
        problem = ET.SubElement(case, TAGS[check.outcome], type=check.outcome, message=legal(check.said))
        problem.text = text
    else:
        ET.SubElement(case, "system-out").text = text


def evidence_lines(comparison: Comparison, metric: str, names: tuple[str, str]) -> Iterator[str]:
    """Yield the largest losses by a metric, then what it newly points at, as lines.

    Args:
        comparison: of two systems.
        metric: label of the metric.
        names: of the candidate and the baseline, as the lines call them.
    """
    examples = losses(comparison, metric)
    if examples:
        yield f"\nLargest losses by {metric}, by what each adds to the difference:"
    for loss in examples:
        yield f"\n{loss.segment}: {loss.contribution:+.3g} (the segment's score {loss.change:+.4g})"
        texts = (loss.source, loss.reference, loss.hypothesis, loss.other)
        named = zip(("source", "reference", *names), texts, strict=True)
        yield from (f"  {name}: {crop(text, LETTERS)}" for name, text in named if text is not None)
    for change in comparison.findings:
        if change.metric == metric and (change.new or change.fixed):
            yield f"\nFindings of {metric}: {change.new} new, {change.fixed} fixed, {change.kept} in both"
            yield from (_in_line(example) for example in change.examples if example.change == "new")


def _in_line(finding: Finding) -> str:
    what = " · ".join(filter(None, (finding.severity, finding.label, finding.note)))
    return f"  new, {finding.segment}: {what} in: {crop(finding.hypothesis, LETTERS)}"


def legal(text: str) -> str:
    """Return the text without characters that XML can't hold."""
    return ILLEGAL.sub("", text)
