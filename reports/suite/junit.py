"""A suite's verdict as JUnit XML: a case per set and rule, with the segments that broke it.

Whatever is not a pass must not look passed: see `tertium.reports.junit`. Where the suite passes, a set that only should
pass and doesn't is skipped: it is within the budget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from tertium.reports.junit import TAGS, document, evidence_lines, legal
from tertium.reports.suite.matrix import numbers_of
from tertium.reports.suite.one_set import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.evals.results import Comparison
    from tertium.evals.results.suite import SetVerdict, SuiteVerdict


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
            names = named(verdict, "candidate"), named(verdict, "baseline")
            lines += evidence_lines(comparison, cell.check.metric, names) if comparison else ()
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
