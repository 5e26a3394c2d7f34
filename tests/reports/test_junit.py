"""A verdict as JUnit XML: whatever the texts hold, it parses, and nothing that isn't a pass looks passed."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tertium.evals.results import (
    Check,
    Outcome,
    Resampling,
    Verdict,
)
from tertium.reports import junit

NASTY = "a<b>&\"'\x00\x08\ud800\uffff]]>|@someone `x` \x1b[31m </testcase>"


def verdict(*outcomes: Outcome, text: str = "plain") -> Verdict:
    checks = tuple(
        Check(f"{text} {i}", "chrf", outcome, float("nan"), 0.5, text, (text,)) for i, outcome in enumerate(outcomes)
    )
    return Verdict("fail", text, text, text, "0123", checks, Resampling())


def parsed(judged: Verdict) -> ET.Element:
    return ET.fromstring(junit.render(judged))  # noqa: S314 - our own output


def test_every_rule_is_a_case_and_only_pass_has_no_problem() -> None:
    suite = parsed(verdict("pass", "fail", "inconclusive", "missing", "not comparable"))
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("5", "2", "2")
    outcomes = [(case.find("failure") is not None, case.find("error") is not None) for case in suite]
    assert outcomes == [(False, False), (True, False), (True, False), (False, True), (False, True)]


def test_texts_stay_texts_and_what_xml_cannot_hold_is_stripped() -> None:
    suite = parsed(verdict("fail", text=NASTY))
    failure = suite[0].find("failure")
    assert failure is not None
    assert failure.get("message") == "a<b>&\"']]>|@someone `x` [31m </testcase>"
    assert len(suite) == 1
