"""A suite's verdict as JUnit XML: a case per set and rule, with the segments that broke it.

Whatever is not a pass must not look passed: see `tertium.reports.junit`. Where the suite passes, a set that only should
pass and doesn't is skipped: it is within the budget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from tertium.reports.formats.text import crop
from tertium.reports.junit import TAGS, document, legal
from tertium.reports.suite.matrix import numbers_of
from tertium.reports.suite.one_set import losses, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tertium.evals.results import Comparison, Finding
    from tertium.evals.results.suite import Cell, SetVerdict, SuiteVerdict

LETTERS: Final = 400
"""Characters of a text that a case shows."""


def render(verdict: SuiteVerdict, evidence: Mapping[str, Comparison]) -> str:
    """Return the document: a test suite per set, a case per rule, or one for a set that is missing.

    Args:
        verdict: of the suite.
        evidence: the comparison of both systems by name of the set, as `tertium.evals.suite.evidence` returns it.
    """
    root = ET.Element("testsuites", name=legal(f"tertium: {verdict.candidate} against {verdict.baseline}"))
    for row in verdict.sets:
        _add_set(root, verdict, row, evidence.get(row.name))
    cases = root.findall(".//testcase")
    _count(root, cases)
    return document(root)


def _add_set(root: ET.Element, verdict: SuiteVerdict, row: SetVerdict, comparison: Comparison | None) -> None:
    suite = ET.SubElement(root, "testsuite", name=legal(row.name))
    excused = verdict.outcome == "pass" and row.tier == "should"
    if not row.cells and row.outcome != "pass":
        case = ET.SubElement(suite, "testcase", classname=legal(row.name), name="all rules")
        _add_problem(case, row.outcome, row.reason, [row.reason], excused=excused)
    for rule, cell in row.cells.items():
        case = ET.SubElement(suite, "testcase", classname=legal(row.name), name=legal(rule))
        lines = [" ".join(filter(None, (numbers_of(cell), cell.check.said))), *cell.check.doubts]
        if cell.outcome == "pass":
            ET.SubElement(case, "system-out").text = legal("\n".join(lines))
        else:
            lines += _evidence(verdict, cell, comparison) if comparison else ()
            _add_problem(case, cell.outcome, cell.check.said, lines, excused=excused)
    _count(suite, suite.findall("testcase"))


def _add_problem(case: ET.Element, outcome: str, message: str, lines: list[str], *, excused: bool) -> None:
    """Mark a case as no pass; an excused one is skipped."""
    if excused:
        ET.SubElement(case, "skipped", message=legal(f"{outcome}, within the budget: {message}"))
        ET.SubElement(case, "system-out").text = legal("\n".join(lines))
        return
    problem = ET.SubElement(case, TAGS[outcome], type=outcome, message=legal(message))
    problem.text = legal("\n".join(lines))


def _count(element: ET.Element, cases: list[ET.Element]) -> None:
    element.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(sum(case.find(tag) is not None for case in cases)))


def _evidence(verdict: SuiteVerdict, cell: Cell, comparison: Comparison) -> Iterator[str]:
    """Yield the largest losses by the rule's metric, then what it newly points at, as lines."""
    metric = cell.check.metric
    examples = losses(comparison, metric)
    if examples:
        yield f"\nLargest losses by {metric}, by what each adds to the difference:"
    for loss in examples:
        yield f"\n{loss.segment}: {loss.contribution:+.3g} (the segment's score {loss.change:+.4g})"
        texts = {
            "source": loss.source,
            "reference": loss.reference,
            named(verdict, "candidate"): loss.hypothesis,
            named(verdict, "baseline"): loss.other,
        }
        yield from (f"  {name}: {crop(text, LETTERS)}" for name, text in texts.items() if text is not None)
    for change in comparison.findings:
        if change.metric == metric and (change.new or change.fixed):
            yield f"\nFindings of {metric}: {change.new} new, {change.fixed} fixed, {change.kept} in both"
            yield from (_in_line(example) for example in change.examples if example.change == "new")


def _in_line(finding: Finding) -> str:
    what = " · ".join(filter(None, (finding.severity, finding.label, finding.note)))
    return f"  new, {finding.segment}: {what} in: {crop(finding.hypothesis, LETTERS)}"
