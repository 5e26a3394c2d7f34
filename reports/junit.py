"""A verdict as JUnit XML, one case per rule, for the test views of GitHub, GitLab and Jenkins.

Whatever is not a pass must not look passed: "fail" and "inconclusive" are failures, "missing" and "not comparable" are
errors. GitLab takes a job's status from the exit code alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from tertium.evals.results import Check, Verdict

ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't hold, not even escaped."""

TAGS: Final = {"fail": "failure", "inconclusive": "failure", "missing": "error", "not comparable": "error"}
"""The element that marks a case, by the outcome of its rule; a pass has none."""


def render(verdict: Verdict) -> str:
    """Return the document; texts are escaped, and characters that XML can't hold are removed."""
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
        _add_outcome(case, check)
    return document(suite)


def document(root: ET.Element) -> str:
    """Return an element as a whole document, indented."""
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _add_outcome(case: ET.Element, check: Check) -> None:
    """Put the reason and the warnings of a check into its case."""
    text = legal("\n".join([check.said, *check.doubts]))
    if check.outcome in TAGS:
        problem = ET.SubElement(case, TAGS[check.outcome], type=check.outcome, message=legal(check.said))
        problem.text = text
    else:
        ET.SubElement(case, "system-out").text = text


def legal(text: str) -> str:
    """Return the text without characters that XML can't hold."""
    return ILLEGAL.sub("", text)
