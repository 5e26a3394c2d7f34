"""A verdict as JUnit XML, one case per rule, for the test views of GitHub, GitLab and Jenkins.

What doesn't pass must not look passed: fail and inconclusive are failures, missing and not comparable are errors.
GitLab takes a job's status from the exit code alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from tertium.evals.results import Verdict

ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't hold, not even escaped."""

TAGS: Final = {"fail": "failure", "inconclusive": "failure", "missing": "error", "not comparable": "error"}


def render(verdict: Verdict) -> str:
    """Return the document; texts are escaped and rid of characters that XML can't hold."""
    suite = ET.Element(
        "testsuite",
        name=_legal(f"tertium gate: {verdict.candidate} against {verdict.baseline}"),
        tests=str(len(verdict.checks)),
        failures=str(sum(TAGS.get(one.outcome) == "failure" for one in verdict.checks)),
        errors=str(sum(TAGS.get(one.outcome) == "error" for one in verdict.checks)),
    )
    for check in verdict.checks:
        case = ET.SubElement(suite, "testcase", classname=_legal(verdict.name), name=_legal(check.rule))
        if check.outcome in TAGS:
            problem = ET.SubElement(case, TAGS[check.outcome], type=check.outcome, message=_legal(check.said))
            problem.text = _legal("\n".join([check.said, *check.doubts]))
        else:
            ET.SubElement(case, "system-out").text = _legal("\n".join([check.said, *check.doubts]))
    ET.indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suite, encoding="unicode") + "\n"


def _legal(text: str) -> str:
    return ILLEGAL.sub("", text)
